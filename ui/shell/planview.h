// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages.h"

#include <QWidget>

class QAction;
class QStackedWidget;

namespace ui {

class BaseData;
class MessageStrip;
class Rail;
class TopBar;

// An open plan in a window: rail, top bar, messages and the pages.
class PlanView : public QWidget
{
    Q_OBJECT

public:
    PlanView(std::unique_ptr<document::PlanDocument> document, const QDate &today, QAction *undo, QAction *redo, QWidget *parent = nullptr);
    ~PlanView() override;

    document::PlanDocument &document() const { return *m_document; }
    document::Workspace &workspace() const { return *m_workspace; }
    MessageStrip *messages() const { return m_messages; }
    const QVector<PageEntry> &pages() const { return m_pages; }
    int currentPage() const;
    void showPage(int index);
    Page *page(int index); // made if it is not there yet
    // Leads to where the cell is edited: the page that has its editor, else the base data, which have one for each.
    void showCell(const core::Cell &cell);
    BaseData *baseData(); // made when first asked for

Q_SIGNALS:
    void countrySheetWanted(const QString &country); // as PDF
    void figureWanted(const QString &figure); // engine::Figure::toString(): to be explained
    void searchWanted();
    void helpWanted();

private:
    QWidget *makeBrand();
    void makeNextPage();
    void refreshFoot();

    std::unique_ptr<document::PlanDocument> m_document;
    std::unique_ptr<document::Workspace> m_workspace;
    Rail *m_rail;
    MessageStrip *m_messages;
    QStackedWidget *m_stack;
    QVector<PageEntry> m_pages;
    BaseData *m_baseData = nullptr;
};

} // namespace ui
