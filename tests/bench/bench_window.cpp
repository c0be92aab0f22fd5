// SPDX-License-Identifier: GPL-3.0-or-later
// From a key press to the painted frame, on every page of the window, with the shipped plan and with 200 factories; and from one page to another.
#include "baseline.h"
#include "fieldrow.h"
#include "mainwindow.h"
#include "planmaker.h"
#include "planview.h"
#include "theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QLocale>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <benchmark/benchmark.h>

#include <cstdio>

namespace {

constexpr int keys = 240; // so that the 99th percentile is not the slowest one alone

// A window on a plan, shown and at rest.
struct Bench
{
    QTemporaryDir folder;
    std::unique_ptr<QSettings> settings;
    std::unique_ptr<ui::MainWindow> window;
    core::Cell cell; // a number of the first factory's first system

    explicit Bench(const core::Plan *plan)
    {
        settings = std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        ui::WindowServices services;
        services.signature = store::systemSignature("bench");
        services.settings = settings.get();
        services.today = [] { return QDate(2026, 11, 24); };
        services.version = QStringLiteral("1");
        const QString path = folder.filePath(QStringLiteral("plan.aifplan"));
        const core::Status made = plan ? store::PlanFile::create(path.toStdString(), *plan, "New", services.signature) : document::createPlanFile(path, true, services.signature);
        window = std::make_unique<ui::MainWindow>(services);
        window->resize(1440, 900);
        window->show();
        if (!made || !window->openPlan(path)) {
            std::fprintf(stderr, "The plan for the benchmark could not be made.\n");
            std::exit(1);
        }
        const core::Plan &shown = workspace().projection()->plan;
        const auto system = std::find_if(shown.systems.begin(), shown.systems.end(), [&](const core::System &s) {
            const auto *f = s.factory ? shown.factories.find(*s.factory) : nullptr;
            return f && f->included && s.included;
        });
        cell = {"system", system->id, "accelerators"};
        for (int i = 0; i < pages(); ++i) {
            show(i);
        }
        settle();
    }
    document::Workspace &workspace() { return window->view()->workspace(); }
    int pages() { return static_cast<int>(window->view()->pages().size()); }
    void show(int page)
    {
        window->view()->showPage(page);
        QApplication::processEvents();
    }
    void settle()
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 20000 && (!workspace().findingsKnown() || workspace().isBusy())) {
            QApplication::processEvents(QEventLoop::AllEvents, 20);
        }
        QApplication::processEvents();
    }
    // The editor of a number on the page; null: the page has none, then the number is changed as another editor would.
    QLineEdit *editor(int page)
    {
        QWidget *widget = window->view()->page(page);
        for (const ui::FieldRow *row : widget->findChildren<ui::FieldRow *>()) {
            auto *edit = row->isVisible() ? row->field()->findChild<QLineEdit *>() : nullptr;
            if (edit && edit->isVisible() && edit->accessibleName() == QLatin1String("Accelerators")) {
                return edit;
            }
        }
        return nullptr;
    }
};

Bench &bench(bool large)
{
    static std::unique_ptr<Bench> benches[2];
    std::unique_ptr<Bench> &b = benches[large ? 1 : 0];
    if (!b) {
        const core::Plan plan = large ? randomPlan(7, 200, 3, 72) : core::Plan();
        b = std::make_unique<Bench>(large ? &plan : nullptr);
    }
    return *b;
}

double percentile99(std::vector<double> seconds)
{
    std::sort(seconds.begin(), seconds.end());
    return seconds[static_cast<std::size_t>(0.99 * static_cast<double>(seconds.size() - 1))];
}

// The 99th percentile of a key press or step of a slider to the frame that shows it.
void keyToFrame(benchmark::State &state, int page, bool large)
{
    Bench &b = bench(large);
    b.show(page);
    b.settle();
    QLineEdit *edit = b.editor(page);
    for (auto _ : state) {
        std::vector<double> seconds;
        QElapsedTimer timer;
        for (int i = 0; i < keys; ++i) {
            if (edit && i % 4 == 0) {
                edit->setFocus();
                edit->selectAll();
            }
            timer.start();
            if (edit) {
                QTest::keyClick(edit, static_cast<char>('1' + i % 7));
            } else {
                static_cast<void>(b.workspace().preview(b.cell, std::int64_t{1000 + 7 * i}));
            }
            QApplication::sendPostedEvents();
            QApplication::processEvents(); // paints
            seconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        }
        if (edit) {
            QTest::keyClick(edit, Qt::Key_Escape);
        }
        b.workspace().clearPreview();
        b.settle();
        state.SetIterationTime(percentile99(seconds));
    }
}

void switchPage(benchmark::State &state, int page)
{
    Bench &b = bench(false);
    for (auto _ : state) {
        b.show(page == 0 ? 1 : 0);
        // Figures have changed meanwhile, so that the page has something to take up.
        static_cast<void>(b.workspace().preview(b.cell, std::int64_t{1234}));
        b.workspace().clearPreview();
        QApplication::processEvents();
        QElapsedTimer timer;
        timer.start();
        b.show(page);
        state.SetIterationTime(static_cast<double>(timer.nsecsElapsed()) / 1e9);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    ui::Theme theme;
    benchmark::Initialize(&argc, argv);
    const auto pages = bench(false).window->view()->pages();
    for (int i = 0; i < pages.size(); ++i) {
        const std::string id = pages[i].id.toStdString();
        benchmark::RegisterBenchmark(("KeyToFrame/" + id + "/shipped").c_str(), keyToFrame, i, false)->UseManualTime()->Iterations(1)->Unit(benchmark::kMicrosecond);
        benchmark::RegisterBenchmark(("KeyToFrame/" + id + "/200").c_str(), keyToFrame, i, true)->UseManualTime()->Iterations(1)->Unit(benchmark::kMicrosecond);
        benchmark::RegisterBenchmark(("SwitchPage/" + id).c_str(), switchPage, i)->UseManualTime()->Iterations(5)->Unit(benchmark::kMicrosecond);
    }
    benchmark::RunSpecifiedBenchmarks();
    bench(false).window.reset();
    bench(true).window.reset();
    return 0;
}
