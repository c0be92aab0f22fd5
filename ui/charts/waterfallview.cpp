// SPDX-License-Identifier: GPL-3.0-or-later
#include "waterfallview.h"

#include "chartexport.h"
#include "format.h"
#include "theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

namespace {
constexpr int rowHeight = 30;
constexpr int axisHeight = 26;
constexpr double gap = 8;
} // namespace

double WaterfallSpec::sum() const
{
    double out = 0;
    for (const WaterfallRow &r : rows) {
        out += r.value;
    }
    return out;
}

WaterfallView::WaterfallView(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(&theme(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
    giveExportMenu(this, [this] {
        ChartTable t;
        t.header = QStringList{m_spec.title, tr("Detail"), m_spec.unit};
        for (const WaterfallRow &r : m_spec.rows) {
            t.rows << QStringList{r.name, r.detail, QString::number(r.value, 'g', 15)};
        }
        t.rows << QStringList{m_spec.sumName, QString(), QString::number(m_spec.sum(), 'g', 15)};
        return t;
    }, [this](QMenu &menu) {
        const QString name = m_current < 0 ? QString() : m_current < m_spec.rows.size() ? m_spec.rows[m_current].name : m_spec.sumName;
        if (!figureOf(m_current).isEmpty()) {
            menu.addAction(tr("Explain %1").arg(menuText(name)), this, [this, figure = figureOf(m_current)] { Q_EMIT figureWanted(figure); });
        }
        if (!idOf(m_current).isEmpty()) {
            menu.addAction(tr("Go to %1").arg(menuText(name)), this, [this, row = m_current] { follow(row); });
        }
    });
}

int WaterfallView::contentHeight() const
{
    return m_spec.rows.isEmpty() ? 3 * rowHeight : (static_cast<int>(m_spec.rows.size()) + 1) * rowHeight + axisHeight + 8;
}

QString WaterfallView::words(int row) const
{
    if (row == m_spec.rows.size()) {
        return m_spec.sumName + QStringLiteral(": ") + m_spec.sumLabel + QLatin1Char(' ') + m_spec.unit;
    }
    const WaterfallRow &r = m_spec.rows[row];
    const QString name = r.detail.isEmpty() ? r.name : r.name + QStringLiteral(", ") + r.detail;
    return name + QStringLiteral(": ") + r.label + QLatin1Char(' ') + m_spec.unit + (r.toolTip.isEmpty() ? QString() : QLatin1Char('\n') + r.toolTip);
}

void WaterfallView::setSpec(const WaterfallSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    m_spec = spec;
    m_current = m_current >= 0 && m_current <= spec.rows.size() ? m_current : -1;
    setProperty("figure", figureOf(m_current));
    m_before.clear();
    double at = 0;
    m_low = 0;
    m_high = 0;
    QStringList all;
    for (int i = 0; i < spec.rows.size(); ++i) {
        m_before << at;
        at += spec.rows[i].value;
        m_low = std::min(m_low, at);
        m_high = std::max(m_high, at);
        all << words(i).section(QLatin1Char('\n'), 0, 0);
    }
    m_before << 0.0;
    setAccessibleName(spec.title);
    setAccessibleDescription(spec.rows.isEmpty() ? spec.empty : spec.subtitle + QStringLiteral(". ") + all.join(QStringLiteral("; ")) + QStringLiteral(". ") + words(static_cast<int>(spec.rows.size())));
    updateGeometry();
    update();
}

// Names take what they need, up to a third; the labels' room is left free on both sides of the bars.
void WaterfallView::layOut()
{
    const QFontMetricsF body(Theme::font(TextStyle::Body));
    const QFontMetricsF small(Theme::font(TextStyle::Caption));
    m_names = body.horizontalAdvance(m_spec.sumName) + gap;
    m_details = 0;
    double labels = small.horizontalAdvance(m_spec.sumLabel) * 1.1;
    for (const WaterfallRow &r : m_spec.rows) {
        m_names = std::max(m_names, body.horizontalAdvance(r.name) + (r.swatch.isValid() ? 18 : 0) + gap * 1.5);
        m_details = std::max(m_details, r.detail.isEmpty() ? 0 : small.horizontalAdvance(r.detail) + gap * 1.5);
        labels = std::max(labels, small.horizontalAdvance(r.label) * 1.1);
    }
    m_names = std::min(m_names, width() * 0.34);
    m_details = std::min(m_details, width() * (width() < 420 ? 0.0 : 0.24));
    m_left = m_names + m_details + (m_low < 0 ? labels + gap : 4);
    m_right = width() - 4 - (m_high > 0 ? labels + gap : 4);
    const double span = std::max(m_high - m_low, 1e-12);
    m_step = niceStep(span, m_right - m_left > 300 ? 4 : 2);
}

double WaterfallView::xOf(double value) const
{
    return m_left + (m_right - m_left) * (value - m_low) / std::max(m_high - m_low, 1e-12);
}

QRectF WaterfallView::barRect(int row) const
{
    if (row < 0 || row > m_spec.rows.size()) {
        return {};
    }
    const bool sum = row == m_spec.rows.size();
    const double from = xOf(m_before[row]);
    const double to = xOf(m_before[row] + (sum ? m_spec.sum() : m_spec.rows[row].value));
    const double y = row * rowHeight + (sum ? 6 : 0);
    return {QPointF(std::min(from, to), y + 5), QPointF(std::max({from, to, std::min(from, to) + 1}), y + rowHeight - 5)};
}

void WaterfallView::paintAxis(QPainter &painter) const
{
    const Palette &c = theme().palette();
    const QFontMetricsF fm(Theme::font(TextStyle::Caption));
    const double bottom = (static_cast<double>(m_spec.rows.size()) + 1) * rowHeight + 8;
    painter.setFont(Theme::font(TextStyle::Caption));
    double last = -1e9;
    for (double v = std::ceil(m_low / m_step - 1e-9) * m_step; v <= m_high + m_step * 1e-6; v += m_step) {
        const double x = xOf(v);
        painter.setPen(QPen(std::fabs(v) < m_step * 1e-6 ? c.controlLine : c.line, 1));
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
        const QString text = std::fabs(v) < m_step * 1e-6 ? QStringLiteral("0") : format::signedNumber(v, stepDecimals(m_step));
        const double half = fm.horizontalAdvance(text) / 2;
        if (x - half > last + gap) {
            painter.setPen(c.secondary);
            painter.drawText(QPointF(std::min(x - half, width() - 2 * half), bottom + fm.ascent() + 4), text);
            last = x + half;
        }
    }
}

void WaterfallView::paintRow(QPainter &painter, int row) const
{
    const Palette &c = theme().palette();
    const bool sum = row == m_spec.rows.size();
    const double top = row * rowHeight + (sum ? 6 : 0);
    const double value = sum ? m_spec.sum() : m_spec.rows[row].value;
    const QFont body = Theme::font(sum ? TextStyle::BodyStrong : TextStyle::Body);
    const QFontMetricsF fm(body);
    const double base = top + rowHeight / 2.0 + fm.ascent() * 0.38;
    double x = 2;
    if (sum) {
        painter.setPen(QPen(c.line, 1));
        painter.drawLine(QPointF(0, top - 3), QPointF(width(), top - 3));
    } else if (m_spec.rows[row].swatch.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_spec.rows[row].swatch);
        painter.drawRoundedRect(QRectF(x, top + rowHeight / 2.0 - 5, 10, 10), 2, 2);
        x += 18;
    }
    painter.setFont(body);
    painter.setPen(c.text);
    painter.drawText(QPointF(x, base), fm.elidedText(sum ? m_spec.sumName : m_spec.rows[row].name, Qt::ElideRight, m_names - x - 2));
    const QFont small = Theme::font(TextStyle::Caption);
    const QFontMetricsF sm(small);
    if (!sum && m_details > 20) {
        painter.setFont(small);
        painter.setPen(c.secondary);
        painter.drawText(QPointF(m_names + 4, base), sm.elidedText(m_spec.rows[row].detail, Qt::ElideRight, m_details - gap));
    }
    // Money alone is neither good nor bad: orange is more, blue is less. Hours are.
    const bool more = value >= 0;
    const QColor step = m_spec.sense == WaterfallSpec::Sense::MoreIsBetter ? (more ? c.better : c.worse) : seriesColor(more ? 1 : 0);
    const QRectF bar = barRect(row);
    painter.fillRect(bar, sum ? c.secondary : step);
    if (!sum) { // to where the next step begins
        const double end = xOf(m_before[row] + value);
        painter.setPen(QPen(c.controlLine, 1));
        painter.drawLine(QPointF(end, bar.bottom()), QPointF(end, bar.bottom() + 10 + (row + 1 == m_spec.rows.size() ? 6 : 0)));
    }
    QFont strong = small;
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(c.text);
    const QString label = sum ? m_spec.sumLabel : m_spec.rows[row].label;
    const double wide = QFontMetricsF(strong).horizontalAdvance(label);
    painter.drawText(QPointF(more ? bar.right() + gap * 0.7 : bar.left() - gap * 0.7 - wide, base), label);
    if (row == m_current && hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.accent, 2));
        painter.drawRect(QRectF(1, top + 1, width() - 2, rowHeight - 2));
    }
}

void WaterfallView::paintEvent(QPaintEvent *)
{
    layOut();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_spec.rows.isEmpty()) {
        painter.setPen(theme().palette().secondary);
        painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter | Qt::TextWordWrap, m_spec.empty);
        if (hasFocus()) {
            painter.setPen(QPen(theme().palette().accent, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
        }
        return;
    }
    if (m_current >= 0) {
        const double top = m_current * rowHeight + (m_current == m_spec.rows.size() ? 6 : 0);
        painter.fillRect(QRectF(0, top, width(), rowHeight), theme().palette().selection);
    }
    paintAxis(painter);
    for (int i = 0; i <= m_spec.rows.size(); ++i) {
        paintRow(painter, i);
    }
}

int WaterfallView::rowAt(const QPointF &at) const
{
    const int row = static_cast<int>(at.y()) / rowHeight;
    return m_spec.rows.isEmpty() || row < 0 || row > m_spec.rows.size() ? -1 : row;
}

QString WaterfallView::figureOf(int row) const
{
    return row < 0 || row > m_spec.rows.size() ? QString() : row < m_spec.rows.size() ? m_spec.rows[row].figure : m_spec.sumFigure;
}

QString WaterfallView::idOf(int row) const
{
    return row >= 0 && row < m_spec.rows.size() ? m_spec.rows[row].id : QString();
}

void WaterfallView::follow(int row)
{
    const QString id = idOf(row);
    if (!id.isEmpty()) {
        Q_EMIT rowActivated(id);
    }
}

void WaterfallView::point(int row)
{
    setProperty("figure", figureOf(row)); // for Ctrl+E
    if (row == m_current) {
        return;
    }
    m_current = row;
    if (row >= 0) {
        setAccessibleDescription(words(row));
    }
    update();
}

void WaterfallView::mouseMoveEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position());
    setCursor(figureOf(row).isEmpty() && idOf(row).isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

void WaterfallView::mousePressEvent(QMouseEvent *event)
{
    point(rowAt(event->position()));
}

void WaterfallView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || std::exchange(m_doubleClicked, false)) {
        return;
    }
    const int row = rowAt(event->position());
    m_clicked = idOf(row);
    if (figureOf(row).isEmpty()) {
        follow(row);
    } else {
        Q_EMIT figureWanted(figureOf(row));
    }
}

void WaterfallView::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_doubleClicked = true;
    if (event->button() == Qt::LeftButton && !m_clicked.isEmpty()) {
        Q_EMIT rowActivated(m_clicked);
    }
}

void WaterfallView::keyPressEvent(QKeyEvent *event)
{
    const int last = m_spec.rows.isEmpty() ? -1 : static_cast<int>(m_spec.rows.size());
    switch (event->key()) {
    case Qt::Key_Up:
        point(std::max(std::min(0, last), m_current - 1));
        return;
    case Qt::Key_Down:
        point(std::min(last, m_current + 1));
        return;
    case Qt::Key_Home:
        point(std::min(0, last));
        return;
    case Qt::Key_End:
        point(last);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        follow(m_current);
        return;
    case Qt::Key_T:
        Q_EMIT tableWanted();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void WaterfallView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && !m_spec.rows.isEmpty() && event->reason() != Qt::MouseFocusReason) {
        point(0);
    }
}

bool WaterfallView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos());
        row < 0 ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), words(row), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace ui
