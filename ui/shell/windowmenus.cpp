// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of a window and the questions they ask.
#include "basedata.h"
#include "findingsdock.h"
#include "historydock.h"
#include "mainwindow.h"
#include "messagestrip.h"
#include "planpackage.h"
#include "planview.h"
#include "recentplans.h"
#include "reportdialog.h"
#include "simulationrunner.h"
#include "theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QMenuBar>
#include <QSettings>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {
const QString planFilter = QStringLiteral("*.aifplan");
const QString packageFilter = QStringLiteral("*.aifpack");

QString withEnding(const QString &path, const QString &ending)
{
    return path.isEmpty() || path.endsWith(ending, Qt::CaseInsensitive) ? path : path + ending;
}
} // namespace

void MainWindow::makeFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&New from example…"), QKeySequence::New, this, [this] { askNew(true); });
    menu->addAction(tr("New &empty plan…"), this, [this] { askNew(false); });
    menu->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::askOpen);
    m_recent = menu->addMenu(tr("Open &recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    menu->addSeparator();
    m_planActions << menu->addAction(tr("Save a &copy as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), this, &MainWindow::askCopy);
    m_planActions << menu->addAction(tr("Report (&PDF)…"), QKeySequence(Qt::CTRL | Qt::Key_P), this, &MainWindow::askReport);
    menu->addSeparator();
    m_planActions << menu->addAction(tr("Close p&lan"), QKeySequence(Qt::CTRL | Qt::Key_W), this, &MainWindow::closePlan);
    menu->addAction(tr("&Quit"), QKeySequence::Quit, qApp, &QApplication::closeAllWindows);
}

void MainWindow::fillRecent()
{
    m_recent->clear();
    for (const QString &path : RecentPlans(*m_services.settings).paths()) {
        m_recent->addAction(path, this, [this, path] { openPlan(path); });
    }
    if (m_recent->isEmpty()) {
        m_recent->addAction(tr("No plan has been opened yet"))->setEnabled(false);
    }
}

void MainWindow::makeEditMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Edit"));
    m_undo->setShortcut(QKeySequence::Undo);
    m_redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    connect(m_undo, &QAction::triggered, this, [this] { step(true); });
    connect(m_redo, &QAction::triggered, this, [this] { step(false); });
    menu->addAction(m_undo);
    menu->addAction(m_redo);
    menu->addSeparator();
    m_planActions << menu->addAction(tr("&Base data…"), QKeySequence(Qt::CTRL | Qt::Key_B), this, [this] {
        m_view->baseData()->show();
        m_view->baseData()->raise();
        m_view->baseData()->activateWindow();
    });
    m_writingActions << menu->addAction(tr("&Checkpoint…"), this, &MainWindow::askCheckpoint);
}

void MainWindow::makeViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    QAction *findings = m_findings->toggleViewAction();
    findings->setShortcut(Qt::Key_F8);
    QAction *history = m_history->toggleViewAction();
    history->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_H));
    QAction *explain = menu->addAction(tr("&Explain"), QKeySequence(Qt::CTRL | Qt::Key_E), this, &MainWindow::explainFocused);
    QAction *search = menu->addAction(tr("&Search…"), QKeySequence(Qt::CTRL | Qt::Key_K), this, &MainWindow::showSearch);
    menu->addAction(findings);
    menu->addAction(history);
    m_planActions << findings << history << explain << search;
    m_planActions << menu->addAction(tr("&Presentation"), QKeySequence(Qt::Key_F5), this, &MainWindow::present);
    // A hidden dock that is asked for comes to the front of its tabs.
    connect(findings, &QAction::triggered, m_findings, [this](bool on) { on ? m_findings->raise() : void(); });
    connect(history, &QAction::triggered, m_history, [this](bool on) { on ? m_history->raise() : void(); });
    menu->addSeparator();
    makeUncertaintyMenu(menu);
    QMenu *themes = menu->addMenu(tr("&Theme"));
    auto *themeGroup = new QActionGroup(this);
    const std::pair<QString, Theme::Mode> modes[] = {{tr("As the &system"), Theme::Mode::System}, {tr("&Light"), Theme::Mode::Light}, {tr("&Dark"), Theme::Mode::Dark}};
    for (const auto &[name, mode] : modes) {
        QAction *action = themes->addAction(name, this, [this, mode] {
            theme().setMode(mode);
            m_services.settings->setValue(QStringLiteral("view/theme"), static_cast<int>(mode));
        });
        action->setCheckable(true);
        action->setChecked(theme().mode() == mode);
        themeGroup->addAction(action);
    }
    QMenu *sizes = menu->addMenu(tr("Text si&ze"));
    auto *sizeGroup = new QActionGroup(this);
    const int chosen = m_services.settings->value(QStringLiteral("view/textSize"), 100).toInt();
    for (const int percent : {100, 125, 150, 200, 300}) {
        QAction *action = sizes->addAction(tr("%1 %").arg(percent), this, [this, percent] { setTextSize(percent); });
        action->setCheckable(true);
        action->setChecked(percent == chosen);
        sizeGroup->addAction(action);
    }
}

// One switch for the charts of all pages.
void MainWindow::makeUncertaintyMenu(QMenu *view)
{
    QMenu *menu = view->addMenu(tr("Charts sho&w"));
    auto *group = new QActionGroup(this);
    const std::pair<QString, Qt::Key> choices[] = {{tr("&Numbers"), Qt::Key_N}, {tr("&Bands: P5 to P95 of the simulation"), Qt::Key_B}, {tr("&Distributions"), Qt::Key_D}};
    for (const auto &[name, key] : choices) {
        const auto shownAs = static_cast<document::ShownAs>(m_shownAs.size());
        QAction *action = menu->addAction(name, QKeySequence(Qt::CTRL | Qt::SHIFT | key), this, [this, shownAs] { m_view->workspace().simulation().setShownAs(shownAs); });
        action->setCheckable(true);
        group->addAction(action);
        m_shownAs << action;
        m_planActions << action;
    }
    m_shownAs.first()->setChecked(true);
}

// As the last plan was seen.
void MainWindow::takeShownAs()
{
    document::SimulationRunner &simulation = m_view->workspace().simulation();
    const int kept = m_services.settings->value(QStringLiteral("view/shownAs"), 0).toInt();
    simulation.setShownAs(static_cast<document::ShownAs>(std::clamp(kept, 0, 2)));
    m_shownAs[static_cast<int>(simulation.shownAs())]->setChecked(true);
    connect(&simulation, &document::SimulationRunner::shownAsChanged, this, &MainWindow::shownAsChanged);
}

void MainWindow::shownAsChanged()
{
    const document::Workspace &workspace = m_view->workspace();
    const int shownAs = static_cast<int>(workspace.simulation().shownAs());
    m_services.settings->setValue(QStringLiteral("view/shownAs"), shownAs);
    m_shownAs[shownAs]->setChecked(true);
    if (shownAs == 0 || workspace.projection()->plan.uncertainties.size() > 0) {
        return;
    }
    say(tr("This plan has no uncertainties yet, so charts stay numbers. Say on the page Risk what may come out otherwise."), false);
    const QVector<PageEntry> &pages = m_view->pages();
    const auto risk = std::find_if(pages.begin(), pages.end(), [](const PageEntry &entry) { return entry.id == QLatin1String("risk"); });
    if (risk != pages.end()) {
        m_view->messages()->addAction(tr("Open the page Risk"), [this, at = static_cast<int>(risk - pages.begin())] { m_view->showPage(at); });
    }
}

void MainWindow::makeHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    m_planActions << menu->addAction(tr("&Help on this page"), QKeySequence(Qt::Key_F1), this, &MainWindow::showPageHelp);
    menu->addAction(tr("&Keyboard shortcuts"), QKeySequence(Qt::CTRL | Qt::Key_F1), this, &MainWindow::showShortcuts);
    menu->addAction(tr("&About"), this, &MainWindow::showAbout);
}

QString MainWindow::lastFolder() const
{
    return m_services.settings->value(QStringLiteral("lastFolder"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString();
}

void MainWindow::askNew(bool fromExample)
{
    const QString name = fromExample ? tr("AI Factories.aifplan") : tr("New plan.aifplan");
    const QString path = QFileDialog::getSaveFileName(this, tr("Where shall the new plan be?"), lastFolder() + QLatin1Char('/') + name, tr("Plans (%1)").arg(planFilter), nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty()) {
        m_services.settings->setValue(QStringLiteral("lastFolder"), QFileInfo(path).absolutePath());
        createPlan(withEnding(path, QStringLiteral(".aifplan")), fromExample);
    }
}

void MainWindow::askOpen()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a plan"), lastFolder(), tr("Plans, packages and reports (%1);;All files (*)").arg(planFilter + QLatin1Char(' ') + packageFilter + QStringLiteral(" *.pdf")));
    if (!path.isEmpty()) {
        m_services.settings->setValue(QStringLiteral("lastFolder"), QFileInfo(path).absolutePath());
        openPlan(path);
    }
}

void MainWindow::askCopy()
{
    QString filter;
    const QString packages = tr("Packages to hand over (%1)").arg(packageFilter);
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Save a copy"), lastFolder(), tr("Plans (%1)").arg(planFilter) + QStringLiteral(";;") + packages, &filter);
    if (!chosen.isEmpty() && m_view) {
        saveCopy(document::isPackagePath(chosen) ? chosen : withEnding(chosen, filter == packages ? QStringLiteral(".aifpack") : QStringLiteral(".aifplan")));
    }
}

bool MainWindow::saveCopy(const QString &path)
{
    const document::PlanDocument &document = m_view->document();
    const auto status = document::isPackagePath(path) ? document::writePlanPackage(document, path) : document.saveCopyAs(path);
    if (!status) {
        say(QString::fromStdString(status.error().message), true);
        return false;
    }
    say(tr("A copy is saved as %1. This window stays with the plan that was open.").arg(QFileInfo(path).fileName()), false);
    if (!document::isPackagePath(path)) {
        m_view->messages()->addAction(tr("Open the copy"), [this, path] { openPlan(path); });
    }
    return true;
}

void MainWindow::askReport()
{
    document::PlanDocument &document = m_view->document();
    ReportDialog dialog(document, reportChoice(), m_services.today(), this);
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    const ReportChoice choice = dialog.choice();
    const core::Edit edit = rememberChoice(*document.plan(), choice);
    if (!edit.changes.empty() && !document.isReadOnly()) {
        const auto kept = document.perform(edit);
        if (!kept) {
            say(QString::fromStdString(kept.error().message), true);
        }
    }
    const QString base = QFileInfo(document.path()).completeBaseName() + QLatin1Char('-') + nameOf(choice.kind) + (choice.subject.isEmpty() ? QString() : QLatin1Char('-') + choice.subject);
    const QString path = QFileDialog::getSaveFileName(this, tr("Report"), lastFolder() + QLatin1Char('/') + base + QStringLiteral(".pdf"), tr("PDF (*.pdf)"));
    if (!path.isEmpty()) {
        writeReport(withEnding(path, QStringLiteral(".pdf")), choice);
    }
}

void MainWindow::askCountrySheet(const QString &country)
{
    ReportChoice choice = reportChoice();
    choice.kind = ReportKind::Country;
    choice.subject = country;
    const QString base = QFileInfo(m_view->document().path()).completeBaseName() + QLatin1Char('-') + nameOf(choice.kind) + QLatin1Char('-') + country;
    const QString path = QFileDialog::getSaveFileName(this, tr("Country sheet"), lastFolder() + QLatin1Char('/') + base + QStringLiteral(".pdf"), tr("PDF (*.pdf)"));
    if (!path.isEmpty()) {
        writeReport(withEnding(path, QStringLiteral(".pdf")), choice);
    }
}

void MainWindow::askCheckpoint()
{
    bool ok = false;
    const QString name = QInputDialog::getText(this, tr("Checkpoint"), tr("A name for the plan as it stands now. The history leads back to it."), QLineEdit::Normal, {}, &ok);
    if (ok && !name.trimmed().isEmpty() && m_view) {
        const auto status = m_view->document().checkpoint(name.trimmed());
        say(status ? tr("Checkpoint “%1” is in the history (Ctrl+H).").arg(name.trimmed()) : QString::fromStdString(status.error().message), !status);
    }
}

void MainWindow::setTextSize(int percent)
{
    m_services.settings->setValue(QStringLiteral("view/textSize"), percent);
    say(tr("Text and everything else will be shown at %1 % when the program starts again.").arg(percent), false);
}

void MainWindow::showAbout()
{
    QDialog dialog(this);
    dialog.setWindowTitle(tr("About AI Factory Planner"));
    auto *layout = new QVBoxLayout(&dialog);
    auto *words = new QLabel(tr("<h3>AI Factory Planner %1</h3><p>Plans Europe’s AI Factories: compute, energy, money, access.<br>Every figure says where it comes from, every euro adds up, "
                                "nothing typed is lost.</p><p>Free software under the GNU General Public License, version 3 or later.<br>Fonts: IBM Plex Sans (SIL Open Font License). "
                                "Map: Natural Earth (public domain).</p>").arg(m_services.version), &dialog);
    words->setWordWrap(true);
    words->setMinimumWidth(420);
    layout->addWidget(words);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    layout->addWidget(buttons);
    dialog.exec();
}

} // namespace ui
