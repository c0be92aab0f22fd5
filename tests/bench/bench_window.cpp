// SPDX-License-Identifier: GPL-3.0-or-later
// From a key press to the painted frame on every page of the window, with the shipped plan and with 200 factories; from one page or scenario to another.
#include "densityview.h"
#include "fieldrow.h"
#include "ganttview.h"
#include "planmaker.h"
#include "presentation.h"
#include "theme.h"
#include "windowbench.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>

namespace {

constexpr int keys = 240; // so that the 99th percentile is not the slowest one alone
const QString shippedScenario = QStringLiteral("contracts-2026");
const QString largeScenario = QStringLiteral("later");

// 200 factories with the uncertainties of the shipped plan, and a scenario in which a tenth of them begins later and costs more.
core::Plan largePlan()
{
    core::Plan plan = randomPlan(7, 200, 3, 72);
    plan.uncertainties = document::shippedPlan()->uncertainties;
    const std::string scenario = largeScenario.toStdString();
    plan.scenarios.insert(scenario, {scenario, "Later", {}, {}});
    std::vector<core::Override> overrides;
    for (std::size_t i = 0; i < plan.systems.size(); i += 10) {
        overrides.push_back({scenario, "system", plan.systems[i].id, "accelerators", plan.systems[i].accelerators + 100});
        overrides.push_back({scenario, "system", plan.systems[i].id, "in_service", (plan.systems[i].inService + 9).toString()});
    }
    plan.overrides.assign(overrides, [](const core::Override &a, const core::Override &b) { return std::tie(a.scenario, a.entity, a.row, a.field) < std::tie(b.scenario, b.entity, b.row, b.field); });
    return plan;
}

std::unique_ptr<WindowBench> benches[2];

WindowBench &bench(bool large)
{
    std::unique_ptr<WindowBench> &b = benches[large ? 1 : 0];
    if (!b) {
        const core::Plan plan = large ? largePlan() : core::Plan();
        b = std::make_unique<WindowBench>(large ? &plan : nullptr);
    }
    return *b;
}

// A number of a system that counts.
core::Cell accelerators(WindowBench &b)
{
    const core::Plan &shown = b.workspace().projection()->plan;
    const auto system = std::find_if(shown.systems.begin(), shown.systems.end(), [&](const core::System &s) {
        const auto *f = s.factory ? shown.factories.find(*s.factory) : nullptr;
        return f && f->included && s.included;
    });
    return {"system", system->id, "accelerators"};
}

// The keys that a planner presses most on a page: digits in an editor or a cell, arrows where a page has neither.
class Typist
{
public:
    Typist(WindowBench &b, int page) : m_page(b.view()->page(page))
    {
        const QString id = b.pageId(page);
        if (id == QLatin1String("overview")) {
            m_target = WindowBench::find<QAbstractButton>(m_page, QStringLiteral("Factories on the map sized by: Money"));
            m_arrows = true;
        } else if (id == QLatin1String("timeline")) {
            m_target = m_page->findChild<ui::GanttView *>();
            m_arrows = true;
        } else if (id == QLatin1String("factories")) {
            m_target = WindowBench::find<QLineEdit>(m_page, QStringLiteral("Accelerators"));
        } else if (id == QLatin1String("countries")) {
            m_target = WindowBench::find<QLineEdit>(m_page, QStringLiteral("Market price"));
        } else if (id == QLatin1String("funding")) {
            m_target = WindowBench::find<QLineEdit>(m_page, QStringLiteral(", percent"));
        } else if (id == QLatin1String("risk")) { // a distribution's low value is moved, and the fan follows
            b.view()->showCell({"uncertainty", b.workspace().projection()->plan.uncertainties[0].id, "low"});
            m_target = m_page->findChild<ui::DensityView *>();
            m_arrows = true;
        } else if (id == QLatin1String("history")) {
            m_target = WindowBench::find<QLineEdit>(m_page, QStringLiteral("Filter by text"));
        } else {
            for (ui::DataTable *table : m_page->findChildren<ui::DataTable *>()) {
                if (!m_target && table->isVisible() && WindowBench::chooseNumber(table)) {
                    m_target = table;
                }
            }
        }
        if (m_target) {
            m_target->setFocus();
            WindowBench::frame();
        }
    }
    bool isReady() const { return m_target && QApplication::focusWidget() && m_page->isAncestorOf(QApplication::focusWidget()); }
    // What goes before a key and is no part of its time: what was typed does not grow for ever.
    void prepare(int i)
    {
        auto *edit = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (edit && i % 4 == 0) {
            edit->selectAll();
            WindowBench::frame();
        }
    }
    void press(int i)
    {
        if (m_arrows) {
            QTest::keyClick(QApplication::focusWidget(), i % 4 < 2 ? Qt::Key_Right : Qt::Key_Left);
        } else {
            QTest::keyClick(QApplication::focusWidget(), static_cast<char>('1' + i % 7));
        }
    }
    void end()
    {
        for (int i = 0; i < 2 && QApplication::focusWidget(); ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        }
        if (auto *edit = qobject_cast<QLineEdit *>(m_target.data()); edit && edit->isEnabled() && edit->accessibleName().startsWith(QLatin1String("Filter"))) {
            edit->clear();
        }
    }

private:
    QWidget *m_page;
    QPointer<QWidget> m_target;
    bool m_arrows = false;
};

void keyToFrame(benchmark::State &state, int page, bool large)
{
    WindowBench &b = bench(large);
    b.workspace().setScenario(b.pageId(page) == QLatin1String("scenarios") ? (large ? largeScenario : shippedScenario) : QString());
    b.show(page);
    b.rest();
    WindowBench::Stretch afterwards;
    double simulated = 0; // seconds, until the fans have followed, where the page has some
    for (auto _ : state) {
        b.activate();
        Typist typist(b, page);
        if (!typist.isReady()) {
            state.SkipWithError("there is nothing to type into");
            return;
        }
        std::vector<WindowBench::Stretch> times;
        for (int i = 0; i < keys; ++i) {
            typist.prepare(i);
            const WindowBench::Stretch pressed = WindowBench::stretch([&] {
                typist.press(i);
                WindowBench::frame();
            });
            WindowBench::Stretch longest;
            simulated = std::max(simulated, WindowBench::seconds([&] { longest = b.followed(); }));
            times.push_back(WindowBench::longer(pressed, longest));
        }
        afterwards = WindowBench::longer(afterwards, b.rest());
        typist.end();
        b.workspace().clearPreview();
        b.rest();
        WindowBench::report(state, WindowBench::percentile99(times));
    }
    state.counters["afterwards_us"] = afterwards.computing * 1e6;
    state.counters["simulated_us"] = simulated * 1e6;
}

// The same where another editor moves, as while a slider is dragged: the page follows.
void followToFrame(benchmark::State &state, int page, bool large)
{
    WindowBench &b = bench(large);
    b.workspace().setScenario({});
    b.show(page);
    b.rest();
    const core::Cell cell = accelerators(b);
    for (auto _ : state) {
        std::vector<WindowBench::Stretch> times;
        for (int i = 0; i < keys / 2; ++i) {
            const WindowBench::Stretch moved = WindowBench::stretch([&] {
                static_cast<void>(b.workspace().preview(cell, std::int64_t{1000 + 7 * i}));
                WindowBench::frame();
            });
            times.push_back(WindowBench::longer(moved, b.followed()));
        }
        b.workspace().clearPreview();
        b.rest();
        WindowBench::report(state, WindowBench::percentile99(times));
    }
}

void switchPage(benchmark::State &state, int page, bool large)
{
    WindowBench &b = bench(large);
    b.workspace().setScenario({});
    b.rest();
    const core::Cell cell = accelerators(b);
    for (auto _ : state) {
        b.show(page == 0 ? 1 : 0);
        // Figures have changed meanwhile, so that the page has something to take up.
        static_cast<void>(b.workspace().preview(cell, std::int64_t{1234}));
        b.workspace().clearPreview();
        b.rest();
        WindowBench::report(state, WindowBench::stretch([&] { b.show(page); }));
    }
}

// The longest time for which the window does not answer; a large plan is projected beside it.
void switchScenario(benchmark::State &state, int page, bool large)
{
    WindowBench &b = bench(large);
    b.workspace().setScenario({});
    b.show(page);
    b.rest();
    bool there = false;
    for (auto _ : state) {
        there = !there;
        const WindowBench::Stretch asked = WindowBench::stretch([&] {
            b.workspace().setScenario(!there ? QString() : large ? largeScenario : shippedScenario);
            WindowBench::frame();
        });
        WindowBench::report(state, WindowBench::longer(asked, b.rest()));
    }
    b.workspace().setScenario({});
    b.rest();
}

// In presentation mode: each slide by key, or the other scenario on each slide.
void present(benchmark::State &state, bool scenarios, bool large)
{
    WindowBench &b = bench(large);
    ui::Presentation slides(b.workspace(), QDate(2026, 11, 24));
    slides.resize(1920, 1080);
    slides.show();
    slides.activateWindow();
    if (!QTest::qWaitForWindowActive(&slides)) {
        state.SkipWithError("the slides are not shown");
        return;
    }
    for (auto _ : state) {
        std::vector<WindowBench::Stretch> times;
        for (int i = 0; i < static_cast<int>(slides.slides().size()); ++i) {
            times.push_back(WindowBench::stretch([&] {
                if (scenarios) {
                    QTest::keyClick(&slides, Qt::Key_Down);
                } else {
                    QTest::keyClick(&slides, slides.current() + 1 < static_cast<int>(slides.slides().size()) ? Qt::Key_Right : Qt::Key_Home);
                }
                WindowBench::frame();
            }));
            if (scenarios) {
                // Until the charts have glided: every frame of it counts.
                QElapsedTimer timer;
                timer.start();
                while (timer.elapsed() < 400) {
                    times.push_back(WindowBench::stretch([] { WindowBench::frame(); }));
                    QTest::qSleep(1);
                }
                QTest::keyClick(&slides, slides.current() + 1 < static_cast<int>(slides.slides().size()) ? Qt::Key_Right : Qt::Key_Home);
                WindowBench::frame();
            }
        }
        WindowBench::Stretch longest;
        for (const WindowBench::Stretch &one : times) {
            longest = WindowBench::longer(longest, one);
        }
        WindowBench::report(state, longest);
    }
}

void registerAll(const char *name, int page, const std::string &id, void (*f)(benchmark::State &, int, bool), int iterations)
{
    for (const bool large : {false, true}) {
        benchmark::RegisterBenchmark((std::string(name) + '/' + id + (large ? "/200" : "/shipped")).c_str(), f, page, large)->UseManualTime()->Iterations(iterations)->Unit(benchmark::kMicrosecond);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    ui::Theme theme;
    benchmark::Initialize(&argc, argv);
    for (int i = 0; i < bench(false).pages(); ++i) {
        const std::string id = bench(false).pageId(i).toStdString();
        registerAll("KeyToFrame", i, id, keyToFrame, 1);
        registerAll("FollowToFrame", i, id, followToFrame, 1);
        registerAll("SwitchPage", i, id, switchPage, 3);
        registerAll("SwitchScenario", i, id, switchScenario, 4);
    }
    for (const bool large : {false, true}) {
        const std::string plan = large ? "/200" : "/shipped";
        benchmark::RegisterBenchmark(("Present/slide" + plan).c_str(), present, false, large)->UseManualTime()->Iterations(1)->Unit(benchmark::kMicrosecond);
        benchmark::RegisterBenchmark(("Present/scenario" + plan).c_str(), present, true, large)->UseManualTime()->Iterations(1)->Unit(benchmark::kMicrosecond);
    }
    benchmark::RunSpecifiedBenchmarks();
    for (std::unique_ptr<WindowBench> &b : benches) {
        b.reset();
    }
    return 0;
}
