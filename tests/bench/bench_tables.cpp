// SPDX-License-Identifier: GPL-3.0-or-later
// A table of 5,000 rows: the systems among the base data of a plan with 1,667 factories. Opened, sorted, filtered, walked and typed into by key and mouse.
#include "basedata.h"
#include "filterstrip.h"
#include "planmaker.h"
#include "theme.h"
#include "windowbench.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>

namespace {

constexpr int keys = 120;
constexpr int factories = 1667;

struct Opened
{
    std::unique_ptr<WindowBench> bench;
    ui::BaseData *data = nullptr;
    ui::DataTable *table = nullptr;
};
Opened opened;

bool open()
{
    if (!opened.bench) {
        const core::Plan plan = randomPlan(7, factories, 3, 72);
        opened.bench = std::make_unique<WindowBench>(&plan);
        opened.data = opened.bench->view()->baseData();
        opened.table = opened.data->findChild<ui::DataTable *>();
        opened.data->show();
        opened.data->activateWindow();
    }
    opened.bench->rest();
    return QTest::qWaitForWindowActive(opened.data);
}

void openTable(const QString &name)
{
    opened.data->showTable(name);
    opened.bench->rest();
}

void TableOpen5000(benchmark::State &state)
{
    for (auto _ : state) {
        openTable(QStringLiteral("accelerator"));
        const WindowBench::Stretch first = WindowBench::stretch([] {
            opened.data->showTable(QStringLiteral("system"));
            WindowBench::frame();
        });
        WindowBench::report(state, WindowBench::longer(first, opened.bench->rest())); // until all rows are there
    }
    if (opened.table->tableModel()->rowCount() < 5000) {
        state.SkipWithError("there are fewer than 5,000 rows");
    }
}

// By a click on each title in turn, of texts, numbers and months.
void TableSort5000(benchmark::State &state)
{
    openTable(QStringLiteral("system"));
    QHeaderView *header = opened.table->horizontalHeader();
    int column = 0;
    for (auto _ : state) {
        opened.table->scrollTo(opened.table->tableModel()->index(0, column));
        WindowBench::frame();
        const QPoint at(header->sectionViewportPosition(column) + 20, header->height() / 2);
        WindowBench::report(state, WindowBench::stretch([&] {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
            WindowBench::frame();
        }));
        column = (column + 1) % 8;
    }
    opened.table->sortByColumn(-1, Qt::AscendingOrder);
}

void TableFilter5000(benchmark::State &state)
{
    openTable(QStringLiteral("system"));
    opened.table->showFilter();
    WindowBench::frame();
    auto *edit = WindowBench::find<QLineEdit>(opened.table, QStringLiteral("Filter all columns"));
    for (auto _ : state) {
        std::vector<WindowBench::Stretch> times;
        for (int i = 0; i < keys; ++i) {
            times.push_back(WindowBench::stretch([&] {
                i % 4 == 3 ? QTest::keyClick(edit, Qt::Key_Backspace) : QTest::keyClick(edit, "f12"[i % 4]);
                WindowBench::frame();
            }));
            if (i % 4 == 3) {
                edit->clear();
                WindowBench::frame();
            }
        }
        WindowBench::report(state, WindowBench::percentile99(times));
    }
    opened.table->setFilter({});
    QTest::keyClick(edit, Qt::Key_Escape);
}

void TableWalk5000(benchmark::State &state)
{
    openTable(QStringLiteral("system"));
    opened.table->setCurrentIndex(opened.table->tableModel()->index(0, 3));
    opened.table->setFocus();
    constexpr Qt::Key walk[] = {Qt::Key_Down, Qt::Key_PageDown, Qt::Key_Right, Qt::Key_End, Qt::Key_Up, Qt::Key_PageUp, Qt::Key_Left, Qt::Key_Home};
    for (auto _ : state) {
        std::vector<WindowBench::Stretch> times;
        for (int i = 0; i < keys; ++i) {
            times.push_back(WindowBench::stretch([&] {
                QTest::keyClick(opened.table, walk[i % 8], i % 8 == 3 || i % 8 == 7 ? Qt::ControlModifier : Qt::NoModifier);
                WindowBench::frame();
            }));
        }
        WindowBench::report(state, WindowBench::percentile99(times));
    }
}

// A number in a cell: each key is previewed in all tables and figures.
void TableKey5000(benchmark::State &state)
{
    openTable(QStringLiteral("system"));
    WindowBench::Stretch afterwards;
    for (auto _ : state) {
        if (!WindowBench::chooseNumber(opened.table)) {
            state.SkipWithError("there is no number to type into");
            return;
        }
        std::vector<WindowBench::Stretch> times;
        for (int i = 0; i < keys; ++i) {
            auto *edit = qobject_cast<QLineEdit *>(QApplication::focusWidget());
            if (edit && i % 4 == 0) {
                edit->selectAll();
                WindowBench::frame();
            }
            times.push_back(WindowBench::stretch([&] {
                QTest::keyClick(QApplication::focusWidget(), static_cast<char>('1' + i % 7));
                WindowBench::frame();
            }));
        }
        afterwards = WindowBench::longer(afterwards, opened.bench->rest());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        opened.bench->rest();
        WindowBench::report(state, WindowBench::percentile99(times));
    }
    state.counters["afterwards_us"] = afterwards.computing * 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    ui::Theme theme;
    benchmark::Initialize(&argc, argv);
    if (!open()) {
        std::fprintf(stderr, "The base data are not shown.\n");
        return 1;
    }
    benchmark::RegisterBenchmark("TableOpen5000", TableOpen5000)->UseManualTime()->Iterations(3)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("TableSort5000", TableSort5000)->UseManualTime()->Iterations(16)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("TableFilter5000", TableFilter5000)->UseManualTime()->Iterations(1)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("TableWalk5000", TableWalk5000)->UseManualTime()->Iterations(1)->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("TableKey5000", TableKey5000)->UseManualTime()->Iterations(1)->Unit(benchmark::kMicrosecond);
    benchmark::RunSpecifiedBenchmarks();
    opened.bench.reset();
    return 0;
}
