// SPDX-License-Identifier: GPL-3.0-or-later
// From the start of the program to the painted Overview of the shipped plan, as a process of its own; beside it, where it is installed, the
// time in which sqlitebrowser shows a window with the same file (both on an X server of their own, started before).
#include <benchmark/benchmark.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace {

QString planFile()
{
    static QTemporaryDir folder;
    static const QString path = [] {
        const QString plan = folder.filePath(QStringLiteral("plan.aifplan"));
        QProcess::execute(QStringLiteral(AIFP_BIN "/aifplan"), {QStringLiteral("new"), plan});
        return plan;
    }();
    return path;
}

void StartShipped(benchmark::State &state)
{
    const QString plan = planFile();
    for (auto _ : state) {
        QElapsedTimer timer;
        timer.start();
        const int code = QProcess::execute(QStringLiteral(AIFP_BIN "/aifplanner"), {QStringLiteral("--first-paint"), plan});
        state.SetIterationTime(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        if (code != 0) {
            state.SkipWithError("the window did not open");
        }
    }
}
BENCHMARK(StartShipped)->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);

// Until its window is on the screen; it paints its table after that.
void StartSqliteBrowser(benchmark::State &state)
{
    const QString browser = QStandardPaths::findExecutable(QStringLiteral("sqlitebrowser"));
    const QString xvfb = QStandardPaths::findExecutable(QStringLiteral("Xvfb"));
    const QString xwininfo = QStandardPaths::findExecutable(QStringLiteral("xwininfo"));
    if (browser.isEmpty() || xvfb.isEmpty() || xwininfo.isEmpty()) {
        state.SkipWithError("sqlitebrowser, Xvfb and xwininfo (x11-utils) are needed for the comparison");
        return;
    }
    const QString seen = QStringLiteral("for i in $(seq 2000); do id=$(xwininfo -root -tree | sed -n 's/^ *\\(0x[0-9a-f]*\\) \"DB Browser for SQLite - .*/\\1/p' | head -1); "
                                        "[ -n \"$id\" ] && xwininfo -id \"$id\" | grep -q IsViewable && exit 0; sleep 0.005; done; exit 1");
    const QString plan = planFile();
    QProcess server;
    server.start(xvfb, {QStringLiteral(":97"), QStringLiteral("-screen"), QStringLiteral("0"), QStringLiteral("1600x1000x24")});
    server.waitForStarted();
    QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("for i in 1 2 3 4 5 6 7 8 9; do [ -e /tmp/.X11-unix/X97 ] && break; sleep 0.2; done")});
    QProcessEnvironment screen = QProcessEnvironment::systemEnvironment();
    screen.insert(QStringLiteral("DISPLAY"), QStringLiteral(":97"));
    screen.remove(QStringLiteral("QT_QPA_PLATFORM"));
    for (auto _ : state) {
        QElapsedTimer timer;
        QProcess program;
        program.setProcessEnvironment(screen);
        timer.start();
        program.start(browser, {QStringLiteral("-R"), plan});
        QProcess wait;
        wait.setProcessEnvironment(screen);
        wait.start(QStringLiteral("sh"), {QStringLiteral("-c"), seen});
        const bool shown = wait.waitForFinished(20000) && wait.exitCode() == 0;
        state.SetIterationTime(static_cast<double>(timer.nsecsElapsed()) / 1e9);
        if (!shown) {
            state.SkipWithError("sqlitebrowser showed no window");
        }
        program.kill();
        program.waitForFinished();
    }
    server.kill();
    server.waitForFinished();
}
BENCHMARK(StartSqliteBrowser)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
