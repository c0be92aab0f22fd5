// SPDX-License-Identifier: GPL-3.0-or-later
#include "tour.h"

#include "findingsdock.h"
#include "mainwindow.h"
#include "planview.h"
#include "presentation.h"
#include "simulationrunner.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QPixmap>

namespace app {

namespace {

// Until the findings and the simulation are computed and everything is laid out and painted.
void settle(const ui::MainWindow &window)
{
    QElapsedTimer timer;
    timer.start();
    bool known = false;
    do {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
        const ui::PlanView *view = window.view();
        known = !view || (view->workspace().findingsKnown() && !view->workspace().isBusy() && !view->workspace().simulation().isBusy());
    } while (timer.elapsed() < 120 || (!known && timer.elapsed() < 20000));
    QApplication::processEvents(); // what the last answer has moved
}

core::Status save(ui::MainWindow &window, const QString &folder, const QString &name)
{
    settle(window);
    const QString path = QDir(folder).filePath(name + QStringLiteral(".png"));
    if (!window.grab().save(path)) {
        return core::Error{QApplication::translate("tour", "The picture %1 could not be written.").arg(path).toStdString()};
    }
    return core::Done{};
}

} // namespace

core::Status takeTour(ui::MainWindow &window, const QString &folder, const QSize &size)
{
    if (!QDir().mkpath(folder)) {
        return core::Error{QApplication::translate("tour", "The folder %1 could not be made.").arg(folder).toStdString()};
    }
    window.resize(size);
    window.show();
    const auto pages = window.view()->pages();
    for (int i = 0; i < pages.size(); ++i) {
        window.view()->showPage(i);
        const core::Status saved = save(window, folder, pages[i].id);
        if (!saved) {
            return saved;
        }
    }
    ui::Presentation presentation(window.view()->workspace(), QDate::currentDate());
    presentation.resize(1280, 720);
    for (std::size_t i = 0; i < presentation.slides().size(); ++i) {
        const QString path = QDir(folder).filePath(QStringLiteral("slide-%1.png").arg(i + 1));
        if (!presentation.grab().save(path)) {
            return core::Error{QApplication::translate("tour", "The picture %1 could not be written.").arg(path).toStdString()};
        }
        presentation.showSlide(static_cast<int>(i) + 1);
    }
    window.view()->showPage(0);
    window.explainFigure(QStringLiteral("union_share"));
    core::Status saved = save(window, folder, QStringLiteral("explain"));
    if (!saved) {
        return saved;
    }
    window.findings()->show();
    window.findings()->raise();
    saved = save(window, folder, QStringLiteral("findings"));
    if (saved) {
        window.closePlan();
        saved = save(window, folder, QStringLiteral("start"));
    }
    return saved;
}

} // namespace app
