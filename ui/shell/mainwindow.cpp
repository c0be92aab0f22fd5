// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "baseline.h"
#include "explaindock.h"
#include "findingsdock.h"
#include "historydock.h"
#include "messagestrip.h"
#include "planpackage.h"
#include "planview.h"
#include "recentplans.h"
#include "reportpackage.h"
#include "startscreen.h"
#include "statusline.h"
#include "surroundings.h"
#include "taborder.h"
#include "theme.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QMimeData>
#include <QProgressDialog>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>

namespace ui {

MainWindow::MainWindow(WindowServices services, QWidget *parent)
    : QMainWindow(parent), m_services(std::move(services)), m_stack(new QStackedWidget(this)), m_start(new StartScreen(m_services.version, this)),
      m_startMessages(new MessageStrip(this)), m_findings(new FindingsDock(this)), m_history(new HistoryDock(this)), m_explain(new ExplainDock(this)), m_status(new StatusLine(this)),
      m_undo(new QAction(this)), m_redo(new QAction(this))
{
    setAcceptDrops(true);
    setSettingsAround(this, m_services.settings);
    setWindowIcon(QIcon(QStringLiteral(":/icons/aifplanner.svg")));
    auto *startPage = new QWidget(this);
    startPage->setObjectName(QStringLiteral("page"));
    auto *layout = new QVBoxLayout(startPage);
    layout->addWidget(m_startMessages);
    layout->addWidget(m_start, 1);
    m_stack->addWidget(startPage);
    setCentralWidget(m_stack);
    setStatusBar(m_status);
    addDockWidget(Qt::RightDockWidgetArea, m_findings);
    addDockWidget(Qt::RightDockWidgetArea, m_history);
    addDockWidget(Qt::RightDockWidgetArea, m_explain);
    tabifyDockWidget(m_history, m_findings);
    tabifyDockWidget(m_findings, m_explain);
    resizeDocks({m_findings, m_history, m_explain}, {376, 376, 376}, Qt::Horizontal);
    for (QDockWidget *dock : {static_cast<QDockWidget *>(m_findings), static_cast<QDockWidget *>(m_history), static_cast<QDockWidget *>(m_explain)}) {
        // Behind another tab a dock only stands aside: Tab would lead into what nobody sees.
        connect(dock, &QDockWidget::visibilityChanged, dock->widget(), &QWidget::setVisible);
    }
    m_findings->hide();
    m_history->hide();
    m_explain->hide();
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeHelpMenu();
    connect(m_start, &StartScreen::newFromExampleWanted, this, [this] { askNew(true); });
    connect(m_start, &StartScreen::newEmptyWanted, this, [this] { askNew(false); });
    connect(m_start, &StartScreen::openWanted, this, &MainWindow::askOpen);
    connect(m_start, &StartScreen::planWanted, this, &MainWindow::openPlan);
    connect(m_status, &StatusLine::findingsWanted, this, [this] {
        m_findings->show();
        m_findings->raise();
    });
    connect(m_findings, &FindingsDock::cellWanted, this, [this](const core::Cell &cell) { m_view->showCell(cell); });
    connect(m_explain, &ExplainDock::cellWanted, this, [this](const core::Cell &cell) { m_view->showCell(cell); });
    connect(m_findings, &FindingsDock::failed, this, [this](const QString &words) { say(words, true); });
    connect(m_history, &HistoryDock::failed, this, [this](const QString &words) { say(words, true); });
    resize(1440, 900);
    restoreGeometry(m_services.settings->value(QStringLiteral("window/geometry")).toByteArray());
    m_start->setRecent(RecentPlans(*m_services.settings).paths());
    // Another program may write to the file while this one only looks at it.
    auto *watch = new QTimer(this);
    watch->setInterval(3000);
    connect(watch, &QTimer::timeout, this, [this] {
        if (m_view) {
            m_view->document().takeOutsideChanges();
        }
    });
    watch->start();
    refreshActions();
    refreshTitle();
}

MainWindow::~MainWindow()
{
    closePlan();
}

bool MainWindow::openPlan(const QString &path)
{
    if (document::isPackagePath(path)) {
        return openPackage(path);
    }
    if (isReportPath(path)) {
        return openReport(path);
    }
    const QString whole = QFileInfo(path).canonicalFilePath();
    for (QWidget *w : QApplication::topLevelWidgets()) {
        auto *other = qobject_cast<MainWindow *>(w);
        if (other && other->m_view && !whole.isEmpty() && QFileInfo(other->m_view->document().path()).canonicalFilePath() == whole) {
            other->activateWindow();
            return true;
        }
    }
    auto opened = document::PlanDocument::open(path, m_services.signature);
    if (!opened) {
        say(QString::fromStdString(opened.error().message), true);
        return false;
    }
    RecentPlans(*m_services.settings).add(path);
    if (!m_view) {
        takePlan(std::move(*opened));
        return true;
    }
    auto *window = new MainWindow(m_services);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->move(pos() + QPoint(32, 32));
    window->takePlan(std::move(*opened));
    window->show();
    return true;
}

bool MainWindow::openPackage(const QString &path)
{
    return takePackage(path, path);
}

// The package unpacked as a plan file beside the file that it came with.
bool MainWindow::takePackage(const QString &path, const QString &original)
{
    const QFileInfo package(original);
    const QFileInfo beside(package.absolutePath());
    const QString folder = beside.isWritable() ? beside.filePath() : lastFolder();
    QString plan;
    for (int n = 1; plan.isEmpty() || QFileInfo::exists(plan); ++n) {
        plan = folder + QLatin1Char('/') + package.completeBaseName() + (n == 1 ? QString() : QStringLiteral(" %1").arg(n)) + QStringLiteral(".aifplan");
    }
    const auto made = document::createPlanFromPackage(path, plan, m_services.signature);
    if (!made) {
        say(QString::fromStdString(made.error().message), true);
        return false;
    }
    const bool opened = openPlan(plan);
    if (opened) {
        say((original == path ? tr("The package’s plan is now the file %1. The package stays as it is.") : tr("The report’s plan is now the file %1. The report stays as it is.")).arg(QDir::toNativeSeparators(plan)), false);
    }
    return opened;
}

bool MainWindow::openReport(const QString &path)
{
    QTemporaryDir folder;
    const QString package = folder.filePath(QStringLiteral("attached.aifpack"));
    const core::Result<QByteArray> attached = packageInReport(path);
    const core::Status saved = attached ? saveFile(*attached, package) : core::Status(attached.error());
    if (!saved) {
        say(QString::fromStdString(saved.error().message), true);
        return false;
    }
    return takePackage(package, path);
}

bool MainWindow::createPlan(const QString &path, bool fromExample)
{
    const auto made = document::createPlanFile(path, fromExample, m_services.signature);
    if (!made) {
        say(QString::fromStdString(made.error().message), true);
        return false;
    }
    return openPlan(path);
}

void MainWindow::takePlan(std::unique_ptr<document::PlanDocument> document)
{
    m_view = new PlanView(std::move(document), m_services.today(), m_undo, m_redo, this);
    m_stack->addWidget(m_view);
    m_stack->setCurrentWidget(m_view);
    m_view->setFocus();
    m_startMessages->hide();
    m_status->setWorkspace(&m_view->workspace());
    m_findings->setWorkspace(&m_view->workspace());
    m_explain->setWorkspace(&m_view->workspace());
    connect(m_view, &PlanView::figureWanted, this, &MainWindow::explainFigure);
    connect(m_view, &PlanView::searchWanted, this, &MainWindow::showSearch);
    connect(m_view, &PlanView::helpWanted, this, &MainWindow::showPageHelp);
    m_history->setDocument(&m_view->document());
    connect(&m_view->document(), &document::PlanDocument::historyChanged, this, &MainWindow::refreshActions);
    connect(&m_view->document(), &document::PlanDocument::planChanged, this, &MainWindow::refreshTitle);
    connect(m_view, &PlanView::countrySheetWanted, this, &MainWindow::askCountrySheet);
    if (m_view->document().isReadOnly()) {
        say(tr("This plan is open for reading only, because its file may not be changed. To work on it, save a copy."), false);
        m_view->messages()->addAction(tr("Save a copy as…"), [this] { askCopy(); });
    }
    takeShownAs();
    restoreLayout();
    refreshActions();
    refreshTitle();
}

void MainWindow::closePlan()
{
    if (!m_view) {
        return;
    }
    rememberLayout();
    m_status->setWorkspace(nullptr);
    m_findings->setWorkspace(nullptr);
    m_explain->setWorkspace(nullptr);
    m_history->setDocument(nullptr);
    m_findings->hide();
    m_history->hide();
    m_explain->hide();
    delete std::exchange(m_view, nullptr);
    m_start->setRecent(RecentPlans(*m_services.settings).paths());
    refreshActions();
    refreshTitle();
}

ReportChoice MainWindow::reportChoice() const
{
    const document::Workspace &workspace = m_view->workspace();
    ReportChoice choice = choiceIn(*m_view->document().plan());
    choice.scenario = workspace.scenario();
    choice.against = workspace.against();
    choice.realPrices = workspace.realPrices();
    return choice;
}

bool MainWindow::writeReport(const QString &path, const ReportChoice &choice)
{
    if (!m_view) {
        return false;
    }
    QProgressDialog progress(tr("Writing the report"), tr("Stop"), 0, 100, this);
    progress.setWindowModality(Qt::WindowModal);
    progress.setMinimumDuration(400);
    // Charts can be painted in this thread only; between pages the window stays alive, but takes no order except to stop.
    const auto step = [&](int page, int pages) {
        progress.setValue(pages > 0 ? std::min(99, 100 * page / pages) : 0);
        return !progress.wasCanceled();
    };
    const core::Result<ReportInput> input = inputFor(m_view->document(), choice, QString::fromStdString(m_services.signature.author), m_services.today());
    core::Result<QString> written = core::Error{};
    if (!input) {
        written = input.error();
    } else if (choice.fileEach && choice.subject.isEmpty() && (choice.kind == ReportKind::Country || choice.kind == ReportKind::Factory)) {
        written = writeReportForEach(*input, choice.kind, path, step);
    } else {
        written = ui::writeReport(*input, {choice.kind, choice.subject}, path, step);
    }
    progress.reset();
    if (!written) {
        say(QString::fromStdString(written.error().message), true);
        return false;
    }
    const QString done = tr("The report is written: %1").arg(QFileInfo(path).fileName());
    say(written->isEmpty() ? done : done + QStringLiteral(". ") + *written, !written->isEmpty());
    if (QFileInfo::exists(path)) {
        m_view->messages()->addAction(tr("Open"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    }
    m_view->messages()->addAction(tr("Show in folder"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
    return true;
}

QString MainWindow::messageShown() const
{
    const MessageStrip *strip = m_view ? m_view->messages() : m_startMessages;
    return strip->isHidden() ? QString() : strip->words();
}

void MainWindow::say(const QString &words, bool problem)
{
    (m_view ? m_view->messages() : m_startMessages)->showMessage(problem ? MessageStrip::Kind::Problem : MessageStrip::Kind::Note, words);
}

void MainWindow::step(bool undo)
{
    if (!m_view) {
        return;
    }
    m_view->workspace().clearPreview();
    const auto status = undo ? m_view->document().undo() : m_view->document().redo();
    if (!status) {
        say(QString::fromStdString(status.error().message), true);
    }
}

void MainWindow::refreshActions()
{
    const document::PlanDocument *document = m_view ? &m_view->document() : nullptr;
    const auto name = [](QAction *action, bool can, const QString &verb, const QString &what, const QString &nothing) {
        action->setEnabled(can);
        action->setData(can ? what : QString());
        action->setText(can && !what.isEmpty() ? verb + QStringLiteral(": ") + QString(what).replace(QLatin1Char('&'), QStringLiteral("&&")) : verb);
        action->setToolTip(can ? action->text() : nothing);
    };
    name(m_undo, document && document->canUndo(), tr("Undo"), document ? document->undoLabel() : QString(), tr("Nothing to undo"));
    name(m_redo, document && document->canRedo(), tr("Redo"), document ? document->redoLabel() : QString(), tr("Nothing to redo"));
    for (QAction *action : std::as_const(m_planActions)) {
        action->setEnabled(document != nullptr);
    }
    for (QAction *action : std::as_const(m_writingActions)) {
        action->setEnabled(document && !document->isReadOnly());
    }
}

void MainWindow::refreshTitle()
{
    if (!m_view) {
        setWindowTitle(tr("AI Factory Planner"));
        setWindowFilePath({});
        return;
    }
    const QString title = QString::fromStdString(m_view->document().plan()->settings().title);
    const QString file = QFileInfo(m_view->document().path()).fileName();
    setWindowTitle(m_view->document().isReadOnly() ? tr("%1 (%2, read only) – AI Factory Planner").arg(title, file) : tr("%1 (%2) – AI Factory Planner").arg(title, file));
}

// Docks and page, for the next plan that is opened.
void MainWindow::rememberLayout()
{
    if (m_view) {
        m_services.settings->setValue(QStringLiteral("window/docks"), saveState());
        m_services.settings->setValue(QStringLiteral("window/page"), m_view->pages()[m_view->currentPage()].id);
    }
}

void MainWindow::restoreLayout()
{
    restoreState(m_services.settings->value(QStringLiteral("window/docks")).toByteArray());
    const QString id = m_services.settings->value(QStringLiteral("window/page")).toString();
    for (int i = 0; i < m_view->pages().size(); ++i) {
        if (m_view->pages()[i].id == id) {
            m_view->showPage(i);
        }
    }
}

// Tab walks what is seen: the plan with its rail, bar and page, then the docks and the line at the foot.
bool MainWindow::focusNextPrevChild(bool next)
{
    QVector<QWidget *> stops;
    for (QWidget *part : {static_cast<QWidget *>(m_stack), static_cast<QWidget *>(m_findings), static_cast<QWidget *>(m_history), static_cast<QWidget *>(m_explain), static_cast<QWidget *>(m_status)}) {
        stops += tabStops(part);
    }
    return stepFocus(stops, next);
}

void MainWindow::childEvent(QChildEvent *event)
{
    QMainWindow::childEvent(event);
    auto *bar = event->polished() ? qobject_cast<QTabBar *>(event->child()) : nullptr;
    if (bar) {
        bar->setFocusPolicy(Qt::NoFocus); // the docks' tabs, hidden or not: keys and the menu View bring a dock to the front
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_services.settings->setValue(QStringLiteral("window/geometry"), saveGeometry());
    rememberLayout();
    QMainWindow::closeEvent(event);
}

namespace {

QStringList plansIn(const QMimeData *data)
{
    QStringList out;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile() && (url.toLocalFile().endsWith(QLatin1String(".aifplan"), Qt::CaseInsensitive) || document::isPackagePath(url.toLocalFile()) || isReportPath(url.toLocalFile()))) {
            out << url.toLocalFile();
        }
    }
    return out;
}

} // namespace

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!plansIn(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QString &path : plansIn(event->mimeData())) {
        openPlan(path);
    }
    event->acceptProposedAction();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_view) {
        m_view->document().takeOutsideChanges();
    }
    QMainWindow::changeEvent(event);
}

} // namespace ui
