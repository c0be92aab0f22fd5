// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandpalette.h"

#include "theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int paletteWidth = 560;
constexpr int rowHeight = 32;
constexpr int mostRows = 60;
enum Role { GroupRole = Qt::UserRole, HintRole };

// Lower case without accents: "é" is found by "e".
QString plain(const QString &text)
{
    QString out;
    for (const QChar c : text.normalized(QString::NormalizationForm_D)) {
        if (c.category() != QChar::Mark_NonSpacing) {
            out += c.toLower();
        }
    }
    return out;
}

// Text at the left, its group and keys at the right.
class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {paletteWidth - 20, rowHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Palette &p = theme().palette();
        painter->save();
        const bool current = option.state & QStyle::State_Selected;
        if (current) {
            painter->fillRect(option.rect, p.selection);
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), p.accent);
        }
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(QPen(p.accent, 2));
            painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        }
        const QRect room = option.rect.adjusted(14, 0, -14, 0);
        const QFont caption = Theme::font(TextStyle::Caption);
        const QString hint = index.data(HintRole).toString();
        const QString aside = index.data(GroupRole).toString() + (hint.isEmpty() ? QString() : QStringLiteral("   ") + hint);
        const int asideWidth = QFontMetrics(caption).horizontalAdvance(aside);
        painter->setFont(caption);
        painter->setPen(p.secondary);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, aside);
        const QFont body = Theme::font(TextStyle::Body);
        painter->setFont(body);
        painter->setPen(p.text);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, QFontMetrics(body).elidedText(index.data().toString(), Qt::ElideRight, room.width() - asideWidth - 16));
        painter->restore();
    }
};

} // namespace

int matchScore(const QString &typed, const QString &text)
{
    const QString wanted = plain(typed);
    const QString where = plain(text);
    const auto startsWord = [&](qsizetype i) { return i == 0 || !where[i - 1].isLetterOrNumber(); };
    // The words typed as they are, best at the beginning of a word.
    const qsizetype whole = where.indexOf(wanted);
    if (whole >= 0) {
        return 1000 + (whole == 0 ? 200 : 0) + (startsWord(whole) ? 100 : 0) - static_cast<int>(std::min<qsizetype>(where.size(), 90));
    }
    int score = 0;
    qsizetype at = 0;
    qsizetype before = -2;
    for (const QChar c : wanted) {
        if (c.isSpace()) {
            continue;
        }
        const qsizetype found = where.indexOf(c, at);
        if (found < 0) {
            return -1;
        }
        score += startsWord(found) ? 12 : found == before + 1 ? 8 : 1;
        before = found;
        at = found + 1;
    }
    return score;
}

CommandPalette::CommandPalette(QVector<PaletteEntry> entries, QWidget *parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint), m_entries(std::move(entries)), m_field(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setWindowTitle(tr("Search"));
    setAccessibleName(tr("Search commands and objects"));
    setObjectName(QStringLiteral("commandPalette"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(8);
    m_field->setPlaceholderText(tr("A command, page, factory, system, country, scenario or figure"));
    m_field->setAccessibleName(tr("Search"));
    m_field->setMinimumHeight(32);
    m_field->setClearButtonEnabled(false);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setFrameShape(QFrame::NoFrame);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    resize(paletteWidth, 12 * rowHeight + 62);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::runCurrent); // Enter, where Tab has led to it
    filter();
    m_field->setFocus();
}

void CommandPalette::filter()
{
    const QString typed = m_field->text().trimmed();
    QVector<std::pair<int, int>> found; // score, index
    for (int i = 0; i < m_entries.size(); ++i) {
        const int score = typed.isEmpty() ? 0 : std::max(matchScore(typed, m_entries[i].text), matchScore(typed, m_entries[i].group + QLatin1Char(' ') + m_entries[i].text) - 40);
        if (typed.isEmpty() || score >= static_cast<int>(typed.size())) {
            found << std::pair(score, i);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    found.resize(std::min<qsizetype>(found.size(), mostRows));
    m_shown.clear();
    m_list->clear();
    for (const auto &[score, index] : std::as_const(found)) {
        auto *item = new QListWidgetItem(m_entries[index].text, m_list);
        item->setData(GroupRole, m_entries[index].group);
        item->setData(HintRole, m_entries[index].hint);
        item->setData(Qt::AccessibleDescriptionRole, m_entries[index].group + QLatin1Char(' ') + m_entries[index].hint);
        m_shown << index;
    }
    if (m_shown.isEmpty()) {
        auto *none = new QListWidgetItem(tr("Nothing is called “%1”. Fewer letters find more.").arg(typed), m_list);
        none->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(m_shown.isEmpty() ? -1 : 0);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int page = 10;
        const int row = m_list->currentRow();
        const int last = static_cast<int>(m_shown.size()) - 1;
        switch (key) {
        case Qt::Key_Down:
            m_list->setCurrentRow(row >= last ? std::min(0, last) : row + 1);
            return true;
        case Qt::Key_Up:
            m_list->setCurrentRow(row <= 0 ? last : row - 1);
            return true;
        case Qt::Key_PageDown:
            m_list->setCurrentRow(std::min(row + page, last));
            return true;
        case Qt::Key_PageUp:
            m_list->setCurrentRow(std::max(row - page, std::min(0, last)));
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            runCurrent();
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::runCurrent()
{
    const int row = m_list->currentRow();
    if (row >= 0 && row < m_shown.size()) {
        const std::function<void()> run = m_entries[m_shown[row]].run;
        accept();
        run();
    }
}

} // namespace ui
