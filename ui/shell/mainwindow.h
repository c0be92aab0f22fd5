// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportchoice.h"
#include "windowservices.h"

#include <QMainWindow>

class QStackedWidget;

namespace document {
class PlanDocument;
}

namespace ui {

class ExplainDock;
class FindingsDock;
class HistoryDock;
class MessageStrip;
class PlanView;
class StartScreen;
class StatusLine;
struct PaletteEntry;

// One window: the start screen, or one plan. Opening another plan opens another window.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowServices services, QWidget *parent = nullptr);
    ~MainWindow() override;

    // Opens the plan in this window if none is open here, else in another. False: it could not be opened, the window says why.
    bool openPlan(const QString &path);
    // Makes the plan file of a package beside it (or where there is room), and opens that.
    bool openPackage(const QString &path);
    // The same from a report that has its plan inside.
    bool openReport(const QString &path);
    // Writes a new plan file and opens it.
    bool createPlan(const QString &path, bool fromExample);
    // Writes the report, or a file for each country or factory; can be stopped meanwhile.
    bool writeReport(const QString &path, const ReportChoice &choice);
    ReportChoice reportChoice() const; // as the plan remembers it, of what the window shows
    // A plan file, or a package where the name ends so.
    bool saveCopy(const QString &path);
    void closePlan();
    void explainFigure(const QString &figure); // engine::Figure::toString(), in the dock

    PlanView *view() const { return m_view; } // null while the start screen is shown
    FindingsDock *findings() const { return m_findings; }
    ExplainDock *explainDock() const { return m_explain; }
    StatusLine *status() const { return m_status; }
    QString messageShown() const; // empty: none

protected:
    bool focusNextPrevChild(bool next) override;
    void childEvent(QChildEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool takePackage(const QString &package, const QString &beside);
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeUncertaintyMenu(QMenu *view);
    void takeShownAs();
    void shownAsChanged();
    void makeHelpMenu();
    void fillRecent();
    void takePlan(std::unique_ptr<document::PlanDocument> document);
    void refreshActions();
    void refreshTitle();
    void say(const QString &words, bool problem);
    void step(bool undo);
    void askNew(bool fromExample);
    void askOpen();
    void askCopy();
    void askReport();
    void askCountrySheet(const QString &country);
    void askCheckpoint();
    void explainFocused();
    void showSearch();
    void present();
    QVector<PaletteEntry> searchEntries();
    void addPlanEntries(QVector<PaletteEntry> &entries);
    void showPageHelp();
    void showShortcuts();
    void showAbout();
    void setTextSize(int percent);
    QString lastFolder() const;
    void rememberLayout();
    void restoreLayout();

    WindowServices m_services;
    QStackedWidget *m_stack;
    StartScreen *m_start;
    MessageStrip *m_startMessages;
    PlanView *m_view = nullptr;
    FindingsDock *m_findings;
    HistoryDock *m_history;
    ExplainDock *m_explain;
    StatusLine *m_status;
    QMenu *m_recent = nullptr;
    QAction *m_undo, *m_redo;
    QVector<QAction *> m_shownAs; // number, band, distribution
    QVector<QAction *> m_planActions;    // need an open plan
    QVector<QAction *> m_writingActions; // need one that may be changed
};

} // namespace ui
