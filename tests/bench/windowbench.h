// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "baseline.h"
#include "datatable.h"
#include "mainwindow.h"
#include "planview.h"
#include "simulationrunner.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

// A window on a plan, shown and at rest, for benchmarks with real key events.
class WindowBench
{
public:
    // The shipped plan where none is given.
    explicit WindowBench(const core::Plan *plan)
    {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        ui::WindowServices services;
        services.signature = store::systemSignature("bench");
        services.settings = m_settings.get();
        services.today = [] { return QDate(2026, 11, 24); };
        services.version = QStringLiteral("1");
        const QString path = m_folder.filePath(QStringLiteral("plan.aifplan"));
        const core::Status made = plan ? store::PlanFile::create(path.toStdString(), *plan, "New", services.signature) : document::createPlanFile(path, true, services.signature);
        m_window = std::make_unique<ui::MainWindow>(services);
        m_window->resize(1440, 900);
        m_window->show();
        if (!made || !m_window->openPlan(path) || !activate()) {
            std::fprintf(stderr, "The plan for the benchmark could not be made or shown.\n");
            std::exit(1);
        }
        for (int i = 0; i < pages(); ++i) {
            show(i);
        }
        rest();
    }

    ui::PlanView *view() { return m_window->view(); }
    document::Workspace &workspace() { return view()->workspace(); }
    int pages() { return static_cast<int>(view()->pages().size()); }
    QString pageId(int page) { return view()->pages()[page].id; }
    void show(int page)
    {
        view()->showPage(page);
        frame();
    }
    // Before keys are pressed in it: another window may have been in front.
    bool activate()
    {
        m_window->activateWindow();
        return QTest::qWaitForWindowActive(m_window.get());
    }
    // All that is due is computed and painted.
    static void frame()
    {
        QApplication::sendPostedEvents();
        QApplication::processEvents();
    }
    // Waits until nothing goes on beside the window, and 300 ms for what a page does when typing rests. The longest time for which the window did not answer,
    // in seconds, and what the window's thread computed in it.
    struct Stretch
    {
        double seconds = 0, computing = 0;
    };
    Stretch rest()
    {
        Stretch longest;
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 300 || (timer.elapsed() < 30000 && (!workspace().findingsKnown() || workspace().isBusy() || workspace().simulation().isBusy()))) {
            longest = longer(longest, stretch([] { frame(); }));
            QTest::qSleep(1);
        }
        return longest;
    }
    // Where the page simulates, beside the window: until what is painted is drawn from the plan as it is now. The longest time in it for which the window
    // did not answer.
    Stretch followed()
    {
        Stretch longest;
        const document::SimulationRunner &runner = workspace().simulation();
        while (!runner.need().isEmpty() && (!runner.answer() || runner.answer()->shown != workspace().projection())) {
            QThread::usleep(200); // the draws need the processor
            longest = longer(longest, stretch([] { frame(); }));
        }
        return longer(longest, stretch([] { frame(); }));
    }
    static Stretch stretch(const std::function<void()> &action)
    {
        Stretch out;
        out.seconds = seconds([&] { out.computing = computing(action); });
        return out;
    }
    static Stretch longer(const Stretch &a, const Stretch &b) { return {std::max(a.seconds, b.seconds), std::max(a.computing, b.computing)}; }
    static double seconds(const std::function<void()> &action)
    {
        QElapsedTimer timer;
        timer.start();
        action();
        return static_cast<double>(timer.nsecsElapsed()) / 1e9;
    }
    // What this thread computed meanwhile, in seconds: the same whatever else the machine does.
    static double computing(const std::function<void()> &action)
    {
        const auto now = [] {
            timespec t{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
            return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
        };
        const double before = now();
        action();
        return now() - before;
    }
    static Stretch percentile99(const std::vector<Stretch> &of)
    {
        const auto at = [&](double Stretch::*part) {
            std::vector<double> values;
            for (const Stretch &s : of) {
                values.push_back(s.*part);
            }
            std::sort(values.begin(), values.end());
            return values[static_cast<std::size_t>(0.99 * static_cast<double>(values.size() - 1))];
        };
        return {at(&Stretch::seconds), at(&Stretch::computing)};
    }
    // Waiting is what counts; beside it stands what the window's thread computed, which is the same on a machine that has other work.
    static void report(benchmark::State &state, const Stretch &time)
    {
        state.SetIterationTime(time.seconds);
        state.counters["computing_us"] = std::max<double>(state.counters["computing_us"], time.computing * 1e6);
    }
    // A control that is seen, by the end of its accessible name.
    template<typename Widget>
    static Widget *find(QWidget *in, const QString &name)
    {
        for (Widget *w : in->findChildren<Widget *>()) {
            if (w->isVisible() && w->accessibleName().endsWith(name)) {
                return w;
            }
        }
        return nullptr;
    }
    // The first cell of a number that the table edits becomes the current one.
    static bool chooseNumber(ui::DataTable *table)
    {
        const items::TableModel *model = table->tableModel();
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex index = model->index(row, column);
                const core::FieldInfo *field = index.flags() & Qt::ItemIsEditable ? table->fieldAt(index) : nullptr;
                if (field && field->isNumber() && !table->isColumnHidden(column)) {
                    table->setFocus();
                    table->setCurrentIndex(index);
                    return true;
                }
            }
        }
        return false;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ui::MainWindow> m_window;
};
