// SPDX-License-Identifier: GPL-3.0-or-later
#include "rankview.h"

#include "format.h"
#include "theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double rowHeight = 24;
constexpr double barHeight = 14;
constexpr double markLine = 18; // of text below the bars, one for each mark

// Names take what they need, but leave half of the width to the bars.
double nameWidth(const RankSpec &spec, double width)
{
    const QFontMetricsF fm(Theme::font(TextStyle::Caption));
    double most = 0;
    for (const RankRow &r : spec.rows) {
        most = std::max(most, fm.horizontalAdvance(r.name) * 1.04);
    }
    return std::min(most + 18 + 8, width * 0.54);
}

struct Frame
{
    double left = 0;  // of the bars
    double width = 0; // of the longest bar
    double highest = 1;

    double x(double value) const { return left + width * value / highest; }
};

Frame frameOf(const RankSpec &spec, const QRectF &target)
{
    Frame f;
    f.highest = 0;
    double figures = 0;
    const QFontMetricsF fm(Theme::font(TextStyle::BodyStrong));
    for (const RankRow &r : spec.rows) {
        f.highest = std::max(f.highest, r.value);
        figures = std::max(figures, fm.horizontalAdvance(format::number(r.value, spec.decimals)));
    }
    for (const RankMark &m : spec.marks) {
        f.highest = std::max(f.highest, m.value);
    }
    f.highest = f.highest > 0 ? f.highest : 1;
    f.left = target.left() + nameWidth(spec, target.width());
    f.width = std::max(8.0, target.right() - figures - 10 - f.left);
    return f;
}

void paintName(QPainter &painter, const RankRow &r, const Palette &p, const QRectF &box)
{
    QFont strong = Theme::font(TextStyle::Caption);
    strong.setWeight(QFont::DemiBold);
    double x = box.left();
    painter.setPen(p.text);
    if (!r.strongPart.isEmpty() && r.name.startsWith(r.strongPart)) {
        painter.setFont(strong);
        const QString part = QFontMetricsF(strong).elidedText(r.strongPart, Qt::ElideRight, box.width());
        painter.drawText(QRectF(x, box.top(), box.width(), box.height()), Qt::AlignVCenter | Qt::TextSingleLine, part);
        x += QFontMetricsF(strong).horizontalAdvance(part);
    }
    painter.setFont(Theme::font(TextStyle::Caption));
    const QString rest = r.name.mid(r.name.startsWith(r.strongPart) ? r.strongPart.size() : 0);
    const double room = box.right() - x;
    if (room > 12) {
        painter.drawText(QRectF(x, box.top(), room, box.height()), Qt::AlignVCenter | Qt::TextSingleLine, QFontMetricsF(painter.font()).elidedText(rest, Qt::ElideRight, room));
    }
}

} // namespace

ChartTable tableOf(const RankSpec &spec)
{
    ChartTable t;
    t.header = QStringList{spec.nameHeader, spec.unit};
    for (const RankRow &r : spec.rows) {
        t.rows << QStringList{r.name, format::number(r.value, spec.decimals)};
    }
    for (const RankMark &m : spec.marks) {
        t.rows << QStringList{m.name, format::number(m.value, spec.decimals)};
    }
    return t;
}

void paintRank(QPainter &painter, const RankSpec &spec, const Palette &p, const QRectF &target, int focused)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const Frame f = frameOf(spec, target);
    for (int i = 0; i < spec.rows.size(); ++i) {
        const RankRow &r = spec.rows[i];
        const QRectF row(target.left(), target.top() + i * rowHeight, target.width(), rowHeight);
        if (r.current) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(p.selection);
            painter.drawRoundedRect(row, 3, 3);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(r.color);
        painter.drawRoundedRect(QRectF(row.left() + 8, row.center().y() - 5, 10, 10), 2, 2);
        paintName(painter, r, p, QRectF(row.left() + 26, row.top(), f.left - 8 - row.left() - 26, row.height()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(r.color);
        painter.drawRect(QRectF(f.left, row.center().y() - barHeight / 2, std::max(0.0, f.x(r.value) - f.left), barHeight));
    }
    double y = target.top() + spec.rows.size() * rowHeight;
    painter.setFont(Theme::font(TextStyle::Caption));
    const QFontMetricsF fm(painter.font());
    for (int i = 0; i < spec.marks.size(); ++i) {
        const RankMark &m = spec.marks[i];
        const double x = f.x(m.value);
        QPen pen(p.text, 1.5);
        pen.setDashPattern({1.5, 2});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, target.top()), QPointF(x, y + i * markLine + 3));
        const QString words = m.name + QLatin1Char(' ') + format::number(m.value, spec.decimals);
        const double wide = fm.horizontalAdvance(words) + 1;
        painter.setPen(p.secondary);
        painter.drawText(QRectF(std::clamp(x - wide / 2, target.left(), std::max(target.left(), target.right() - wide)), y + i * markLine + 2, wide, markLine), Qt::AlignCenter, words);
    }
    // Figures last, on a ground of their own, so that no line runs through them.
    for (int i = 0; i < spec.rows.size(); ++i) {
        const RankRow &r = spec.rows[i];
        const QRectF row(target.left(), target.top() + i * rowHeight, target.width(), rowHeight);
        QFont font = Theme::font(TextStyle::Caption);
        font.setWeight(r.current ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        const QString figure = format::number(r.value, spec.decimals);
        const QRectF box(f.x(r.value) + 5, row.center().y() - 8, QFontMetricsF(font).horizontalAdvance(figure) + 3, 16);
        painter.fillRect(box, r.current ? p.selection : p.surface);
        painter.setPen(p.text);
        painter.drawText(box.adjusted(1, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, figure);
        if (i == focused) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(p.accent, 2));
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 3, 3);
        }
    }
}

RankView::RankView(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void RankView::setSpec(const RankSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    const bool resized = spec.rows.size() != m_spec.rows.size() || spec.marks.size() != m_spec.marks.size();
    m_spec = spec;
    m_focused = m_focused < spec.rows.size() ? m_focused : -1;
    setProperty("figure", spec.rows.value(std::max(0, m_focused)).figure);
    setAccessibleName(spec.title.isEmpty() ? spec.subtitle : spec.title);
    QStringList words;
    for (const RankRow &r : spec.rows) {
        words << r.name + QLatin1Char(' ') + format::number(r.value, spec.decimals);
    }
    setAccessibleDescription(words.isEmpty() ? spec.empty : spec.subtitle + QStringLiteral(": ") + words.join(QStringLiteral("; ")));
    if (resized) {
        updateGeometry();
    }
    update();
}

QSize RankView::sizeHint() const
{
    const double high = m_spec.rows.isEmpty() ? 3 * rowHeight : m_spec.rows.size() * rowHeight + m_spec.marks.size() * markLine + 4;
    return {400, static_cast<int>(std::ceil(high))};
}

QString RankView::readOut(int row) const
{
    return row < 0 ? QString() : m_spec.rows[row].name + QStringLiteral(": ") + format::number(m_spec.rows[row].value, m_spec.decimals) + format::thin + m_spec.unit;
}

int RankView::rowAt(double y) const
{
    const int row = static_cast<int>(std::floor(y / rowHeight));
    return row >= 0 && row < m_spec.rows.size() ? row : -1;
}

void RankView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_spec.rows.isEmpty()) {
        painter.setPen(theme().palette().secondary);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_spec.empty);
        return;
    }
    paintRank(painter, m_spec, theme().palette(), QRectF(rect()), hasFocus() ? std::max(0, m_focused) : -1);
}

void RankView::focusRow(int row)
{
    m_focused = row;
    setProperty("figure", m_spec.rows.value(std::max(0, row)).figure); // for Ctrl+E
    setAccessibleDescription(readOut(row));
    Q_EMIT rowWanted(row, static_cast<int>(row * rowHeight), static_cast<int>((row + 1) * rowHeight));
    update();
}

void RankView::mouseMoveEvent(QMouseEvent *e)
{
    const int row = rowAt(e->position().y());
    setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(readOut(row));
}

void RankView::mouseReleaseEvent(QMouseEvent *e)
{
    const int row = rowAt(e->position().y());
    if (e->button() == Qt::LeftButton && row >= 0) {
        m_focused = row;
        setProperty("figure", m_spec.rows[row].figure);
        Q_EMIT rowActivated(m_spec.rows[row].id);
    }
}

void RankView::keyPressEvent(QKeyEvent *e)
{
    const int last = static_cast<int>(m_spec.rows.size()) - 1;
    const int now = std::max(0, m_focused);
    switch (last < 0 ? 0 : e->key()) {
    case Qt::Key_Up:
        focusRow(std::max(0, now - 1));
        return;
    case Qt::Key_Down:
        focusRow(std::min(last, m_focused < 0 ? 0 : now + 1));
        return;
    case Qt::Key_Home:
        focusRow(0);
        return;
    case Qt::Key_End:
        focusRow(last);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT rowActivated(m_spec.rows[now].id);
        return;
    default:
        QWidget::keyPressEvent(e);
    }
}

void RankView::focusOutEvent(QFocusEvent *e)
{
    update();
    QWidget::focusOutEvent(e);
}

void RankView::contextMenuEvent(QContextMenuEvent *e)
{
    QMenu menu(this);
    const int row = e->reason() == QContextMenuEvent::Keyboard ? std::max(0, m_focused) : rowAt(e->pos().y());
    const QString figure = m_spec.rows.value(row).figure;
    if (!figure.isEmpty()) {
        menu.addAction(tr("Explain %1").arg(menuText(readOut(row))), this, [this, figure] { Q_EMIT figureWanted(figure); });
    }
    addExportActions(menu, this, [this] {
        ChartExport out;
        out.title = m_spec.title;
        out.size = size();
        out.paint = [spec = m_spec, box = QRectF(rect())](QPainter &painter, const Palette &palette) { paintRank(painter, spec, palette, box); };
        out.table = tableOf(m_spec);
        QVector<QStringList> rows{out.table.header};
        for (const RankRow &r : m_spec.rows) {
            rows << QStringList{r.name, QString::number(r.value, 'g', 15)};
        }
        out.csv = csvOf(rows);
        return out;
    });
    menu.exec(e->globalPos());
}

} // namespace ui
