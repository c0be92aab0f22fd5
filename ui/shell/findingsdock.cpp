// SPDX-License-Identifier: GPL-3.0-or-later
#include "findingsdock.h"

#include "card.h"
#include "icon.h"
#include "lawtext.h"
#include "mends.h"
#include "theme.h"

#include <QLabel>
#include <QKeyEvent>
#include <QListWidget>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace ui {

namespace {

enum Role { IconRole = Qt::UserRole, ToneRole, RemedyRole, ArticleRole, MendRole };
enum Tone { Worse, Attention, Quiet };
constexpr int leftEdge = 42;
constexpr int rightEdge = 12;
constexpr int above = 8;

QColor colourOf(int tone)
{
    const Palette &p = theme().palette();
    return tone == Worse ? p.worse : tone == Attention ? p.attention : p.secondary;
}

// A finding's sentence, below it smaller what would mend it, and the article; lines break, nothing is cut.
class FindingDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
        const int width = view ? view->viewport()->width() : option.rect.width();
        return {width, layOut(nullptr, QRect(0, 0, width, 100000), index)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Palette &p = theme().palette();
        painter->save();
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->fillRect(option.rect, option.state & QStyle::State_Selected ? p.selection : p.window);
        }
        painter->setPen(p.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        paintIcon(*painter, index.data(IconRole).toString(), colourOf(index.data(ToneRole).toInt()), QRectF(option.rect.left() + 14, option.rect.top() + above, 18, 18));
        layOut(painter, option.rect, index);
        if (option.state & QStyle::State_HasFocus) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(p.accent, 2));
            painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
        }
        painter->restore();
    }

    // Is the offer to mend at this place of the item's rectangle?
    static bool offersMendAt(const QRect &rect, const QModelIndex &index, const QPoint &at)
    {
        int top = rect.bottom() + 1;
        layOut(nullptr, rect, index, &top);
        return !index.data(MendRole).toString().isEmpty() && at.y() >= top && rect.contains(at);
    }

private:
    // Paints where there is a painter; the height in any case, and where the offer to mend begins.
    static int layOut(QPainter *painter, const QRect &rect, const QModelIndex &index, int *mendTop = nullptr)
    {
        const Palette &p = theme().palette();
        const std::tuple<QString, TextStyle, QColor> parts[] = {{index.data().toString(), TextStyle::Body, p.text},
                                                                {index.data(RemedyRole).toString(), TextStyle::Caption, p.secondary},
                                                                {index.data(ArticleRole).toString(), TextStyle::Caption, p.secondary},
                                                                {index.data(MendRole).toString(), TextStyle::Body, p.accent}};
        int y = rect.top() + above;
        for (const auto &[text, style, colour] : parts) {
            if (text.isEmpty()) {
                continue;
            }
            const QFont font = Theme::font(style);
            if (mendTop && text == index.data(MendRole).toString()) {
                *mendTop = y;
            }
            const QRect room(rect.left() + leftEdge, y, rect.width() - leftEdge - rightEdge, 10000);
            const QRect used = QFontMetrics(font).boundingRect(room, Qt::TextWordWrap, text);
            if (painter) {
                painter->setFont(font);
                painter->setPen(colour);
                painter->drawText(room, Qt::TextWordWrap, text);
            }
            y += used.height() + 2;
        }
        return y - rect.top() + above;
    }
};

// A list whose lines break anew when it becomes wider or narrower.
class WrappingList : public QListWidget
{
public:
    using QListWidget::QListWidget;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QListWidget::resizeEvent(event);
        scheduleDelayedItemsLayout();
    }
};

} // namespace

FindingsDock::FindingsDock(QWidget *parent) : QDockWidget(tr("Findings"), parent), m_summary(captionLabel({}, this)), m_list(new WrappingList(this))
{
    setObjectName(QStringLiteral("findingsDock"));
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_summary->setContentsMargins(14, 8, 12, 8);
    m_summary->setWordWrap(true);
    layout->addWidget(m_summary);
    layout->addWidget(m_list, 1);
    m_list->setItemDelegate(new FindingDelegate(m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Findings"));
    m_list->setMouseTracking(true);
    setWidget(body);
    setMinimumWidth(300);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    const auto lead = [this](QListWidgetItem *item) {
        const core::Cell &cell = m_entries[static_cast<std::size_t>(m_list->row(item))].cell;
        if (!cell.entity.empty()) {
            Q_EMIT cellWanted(cell);
        }
    };
    connect(m_list, &QListWidget::itemActivated, this, lead);
    connect(m_list, &QListWidget::itemClicked, this, lead);
    connect(&theme(), &Theme::changed, this, &FindingsDock::refresh);
    connect(this, &QDockWidget::visibilityChanged, this, &FindingsDock::refresh);
}

void FindingsDock::setWorkspace(document::Workspace *workspace)
{
    m_workspace = workspace;
    if (workspace) {
        connect(workspace, &document::Workspace::findingsChanged, this, &FindingsDock::refresh);
    }
    refresh();
}

void FindingsDock::add(Entry entry)
{
    auto *item = new QListWidgetItem(entry.message, m_list);
    item->setData(IconRole, entry.icon);
    item->setData(ToneRole, entry.tone);
    item->setData(RemedyRole, entry.remedy);
    item->setData(ArticleRole, entry.article);
    if (entry.mend) {
        item->setData(MendRole, QString::fromStdString(entry.mend->label));
    }
    item->setToolTip(entry.law);
    item->setData(Qt::AccessibleDescriptionRole, QStringList({entry.remedy, entry.article, entry.law}).join(QLatin1Char(' ')));
    m_entries.push_back(std::move(entry));
}

FindingsDock::Entry FindingsDock::entryOf(const engine::Finding &f) const
{
    static const char *const icons[] = {"error", "warning", "note"};
    const auto severity = static_cast<int>(f.severity);
    Entry e{QLatin1String(icons[severity]), severity, QString::fromStdString(f.message), QString::fromStdString(f.remedy), QString::fromStdString(f.article), {}, f.cell};
    if (const auto law = lawText(f.rule)) {
        e.law = law->article + QStringLiteral(": ") + law->rule;
    }
    if (!m_workspace->document().isReadOnly()) {
        e.mend = engine::mendOf(*m_workspace->document().plan(), m_workspace->scenario().toStdString(), *m_workspace->keptProjection(), f);
    }
    return e;
}

void FindingsDock::mend(int row)
{
    const std::optional<core::Edit> edit = m_entries[static_cast<std::size_t>(row)].mend;
    const auto status = edit ? m_workspace->document().perform(*edit) : core::Status(core::Done{});
    if (!status) {
        Q_EMIT failed(QString::fromStdString(status.error().message));
    }
}

bool FindingsDock::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list->viewport() && (event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseMove)) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_list->indexAt(mouse->pos());
        const bool offered = index.isValid() && FindingDelegate::offersMendAt(m_list->visualRect(index), index, mouse->pos());
        m_list->viewport()->setCursor(index.isValid() ? Qt::PointingHandCursor : Qt::ArrowCursor);
        if (offered && event->type() == QEvent::MouseButtonRelease && mouse->button() == Qt::LeftButton) {
            mend(index.row());
            return true;
        }
    }
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers().testFlag(Qt::ControlModifier) && m_list->currentRow() >= 0) {
            mend(m_list->currentRow());
            return true;
        }
    }
    return QDockWidget::eventFilter(watched, event);
}

void FindingsDock::refresh()
{
    const int row = m_list->currentRow();
    m_list->clear();
    m_entries.clear();
    if (!m_workspace || isHidden()) {
        return;
    }
    const auto statements = m_workspace->statements();
    const core::Plan &plan = m_workspace->projection()->plan;
    const auto addFindings = [&](bool notes) {
        for (const engine::Finding &f : m_workspace->findings()) {
            if ((f.severity == engine::Severity::Note) == notes) {
                add(entryOf(f));
            }
        }
    };
    addFindings(false);
    for (const engine::StatementResult &s : statements) {
        if (!s.holds) {
            const core::Statement &said = plan.statements[static_cast<std::size_t>(s.statement)];
            add({QStringLiteral("breaks"), Quiet, tr("Does not hold: %1").arg(QString::fromStdString(said.text)), QString::fromStdString(s.reason), {}, {}, s.cell});
        }
    }
    addFindings(true);
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_summary->setText(m_list->count() == 0 && m_workspace->findingsKnown() ? tr("Nothing to mend: every rule is kept and every statement holds.")
                                                                           : tr("Of the plan as kept, in the scenario “%1”. Choose one to go where it can be mended.").arg(m_workspace->scenarioName(m_workspace->scenario())));
}

} // namespace ui
