// SPDX-License-Identifier: GPL-3.0-or-later
#include "planview.h"

#include "basedata.h"
#include "countriespage.h"
#include "chartcard.h"
#include "elidinglabel.h"
#include "flowview.h"
#include "format.h"
#include "ganttview.h"
#include "mapview.h"
#include "messagestrip.h"
#include "rail.h"
#include "rankview.h"
#include "theme.h"
#include "topbar.h"
#include "waterfallview.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QSvgWidget>
#include <QTimer>

#include <algorithm>

namespace ui {

namespace {

// Whatever a page draws, its figures explain themselves.
template<typename... Views>
void connectFigures(Page *page)
{
    const auto each = [page]<typename View>(View *) {
        for (const View *view : page->findChildren<View *>()) {
            QObject::connect(view, &View::figureWanted, page, &Page::figureWanted);
        }
    };
    (each(static_cast<Views *>(nullptr)), ...);
}

} // namespace

PlanView::PlanView(std::unique_ptr<document::PlanDocument> document, const QDate &today, QAction *undo, QAction *redo, QWidget *parent)
    : QWidget(parent), m_document(std::move(document)), m_workspace(std::make_unique<document::Workspace>(*m_document)), m_rail(new Rail(this)),
      m_messages(new MessageStrip(this)), m_stack(new QStackedWidget(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(makeBrand(), 0, 0);
    auto *bar = new TopBar(*m_workspace, undo, redo, this);
    grid->addWidget(bar, 0, 1);
    connect(bar, &TopBar::searchWanted, this, &PlanView::searchWanted);
    connect(bar, &TopBar::helpWanted, this, &PlanView::helpWanted);
    grid->addWidget(m_rail, 1, 0);
    auto *middle = new QVBoxLayout;
    middle->setSpacing(0);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(24, 0, 24, 0);
    strip->addWidget(m_messages);
    middle->addLayout(strip);
    middle->addWidget(m_stack, 1);
    grid->addLayout(middle, 1, 1);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(1, 1);
    m_pages = allPages(*m_workspace, today);
    for (int i = 0; i < m_pages.size(); ++i) {
        m_rail->addPage(m_pages[i].icon, m_pages[i].name);
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(i < 9 ? Qt::Key_1 + i : Qt::Key_0)), this);
        shortcut->setWhatsThis(tr("Go to %1").arg(m_pages[i].name));
        connect(shortcut, &QShortcut::activated, this, [this, i] { showPage(i); });
    }
    connect(m_rail, &Rail::chosen, this, &PlanView::showPage);
    connect(m_document.get(), &document::PlanDocument::planChanged, this, &PlanView::refreshFoot);
    connect(m_document.get(), &document::PlanDocument::reloaded, this, [this](const QString &words) { m_messages->showMessage(MessageStrip::Kind::Note, words); });
    refreshFoot();
    showPage(0);
    QTimer::singleShot(400, this, &PlanView::makeNextPage); // when the first page is painted, the others are made one by one
}

PlanView::~PlanView()
{
    // The pages and the base data look at workspace and document to their end.
    delete m_baseData;
    for (const PageEntry &entry : m_pages) {
        delete entry.page;
    }
}

QWidget *PlanView::makeBrand()
{
    auto *brand = new QFrame(this);
    brand->setObjectName(QStringLiteral("rail"));
    brand->setFixedWidth(Rail::width);
    auto *layout = new QHBoxLayout(brand);
    layout->setContentsMargins(16, 0, 8, 0);
    layout->setSpacing(8);
    auto *logo = new QSvgWidget(QStringLiteral(":/icons/aifplanner.svg"), brand);
    logo->setFixedSize(20, 20);
    layout->addWidget(logo);
    auto *name = new ElidingLabel(tr("AI Factory Planner"), brand);
    name->setFont(Theme::font(TextStyle::BodyStrong));
    layout->addWidget(name, 1);
    return brand;
}

Page *PlanView::page(int index)
{
    PageEntry &entry = m_pages[index];
    if (!entry.page) {
        entry.page = entry.make(m_stack);
        m_stack->addWidget(entry.page);
        connect(entry.page, &Page::cellWanted, this, &PlanView::showCell);
        if (const auto *countries = qobject_cast<CountriesPage *>(entry.page)) {
            connect(countries, &CountriesPage::sheetWanted, this, &PlanView::countrySheetWanted);
        }
        connect(entry.page, &Page::figureWanted, this, &PlanView::figureWanted);
        connectFigures<ChartView, ChartCard, FlowView, GanttView, MapView, RankView, WaterfallView>(entry.page);
        connect(entry.page, &Page::noteWanted, this, [this](const QString &words) { m_messages->showMessage(MessageStrip::Kind::Note, words); });
        connect(entry.page, &Page::messageWanted, this, [this](const QString &words) { m_messages->showMessage(MessageStrip::Kind::Problem, words); });
    }
    return entry.page;
}

void PlanView::makeNextPage()
{
    const auto next = std::find_if(m_pages.begin(), m_pages.end(), [](const PageEntry &entry) { return !entry.page; });
    if (next != m_pages.end()) {
        page(static_cast<int>(next - m_pages.begin()));
        QTimer::singleShot(0, this, &PlanView::makeNextPage);
    }
}

int PlanView::currentPage() const
{
    return m_rail->current();
}

void PlanView::showPage(int index)
{
    if (index >= 0 && index < m_pages.size()) {
        m_workspace->clearPreview();
        Page *widget = page(index);
        m_stack->setCurrentWidget(widget);
        m_rail->setCurrent(index);
        setFocusProxy(widget);
    }
}

void PlanView::showCell(const core::Cell &cell)
{
    for (int i = 0; i < m_pages.size(); ++i) {
        if (page(i)->showCell(cell)) {
            showPage(i);
            return;
        }
    }
    if (baseData()->showCell(cell)) {
        m_baseData->show();
        m_baseData->raise();
        m_baseData->activateWindow();
    }
}

BaseData *PlanView::baseData()
{
    if (!m_baseData) {
        m_baseData = new BaseData(*m_workspace, this);
        connect(m_baseData, &BaseData::figureWanted, this, &PlanView::figureWanted);
    }
    return m_baseData;
}

void PlanView::refreshFoot()
{
    const core::PlanSettings &s = m_document->plan()->settings();
    m_rail->setFoot(QString::fromStdString(s.title),
                    tr("%1 to %2").arg(format::month(s.firstMonth.year(), s.firstMonth.monthOfYear()), format::month(s.lastMonth.year(), s.lastMonth.monthOfYear())),
                    m_document->isReadOnly() ? tr("Open for reading only") : tr("Every edit is saved"));
}

} // namespace ui
