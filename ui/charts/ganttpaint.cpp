// SPDX-License-Identifier: GPL-3.0-or-later
#include "ganttview.h"
#include "theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double sideGap = 16;

// What is painted by whom, with the sizes that all need.
struct Gantt
{
    QPainter &p;
    const GanttView &view;
    const Palette &c;
    QRectF whole;
    double top;    // of the rows
    double bottom; // of the rows
    double left;   // of the plot
    QFont caption = Theme::font(TextStyle::Caption);
    QFont body = Theme::font(TextStyle::Body);

    void text(const QPointF &base, const QString &words, const QColor &color, bool strong = false, Qt::Alignment align = Qt::AlignLeft) const
    {
        QFont f = caption;
        f.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        p.setFont(f);
        p.setPen(color);
        const double width = QFontMetricsF(f).horizontalAdvance(words);
        p.drawText(base - QPointF(align & Qt::AlignRight ? width : align & Qt::AlignHCenter ? width / 2 : 0, 0), words);
    }
    double width(const QString &words, bool strong = false) const
    {
        QFont f = caption;
        f.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        return QFontMetricsF(f).horizontalAdvance(words);
    }

    void ground() const;
    void rows() const;
    void names(int row, const QRect &r) const;
    void bar(int row) const;
    void way(const GanttBar &bar, double y, bool dense) const;
    void shape(const GanttBar &bar, const QRectF &r, bool dense) const;
    void label(const GanttBar &bar, const QRectF &r, bool dense) const;
    void was(const GanttBar &bar, double y, double reach) const;
    void oldPlace(int row) const;
    void markLines() const;
    void markNames() const;
    void header() const;
    void foot() const;
    void bubble() const;
};

// Years parted by hairlines; what lies outside the horizon is shaded.
void Gantt::ground() const
{
    p.fillRect(whole, c.surface);
    const GanttSpec &s = view.spec();
    const double first = std::max(left, view.xOf(s.horizonFirst));
    const double last = view.xOf(s.horizonLast + 1);
    if (first > left) {
        p.fillRect(QRectF(left, top, first - left, whole.bottom() - top), c.window);
    }
    if (last < whole.right()) {
        p.fillRect(QRectF(std::max(left, last), top, whole.right() - std::max(left, last), whole.bottom() - top), c.window);
    }
    p.setPen(QPen(c.line, 1));
    for (int year = s.horizonFirst / 12 - 25; year <= s.horizonLast / 12 + 25; ++year) {
        const double x = view.xOf(12 * year);
        if (x > left && x < whole.right()) {
            p.drawLine(QPointF(x, top), QPointF(x, whole.bottom()));
        }
    }
}

void Gantt::names(int row, const QRect &r) const
{
    const GanttView::Row &line = view.rows()[row];
    const GanttGroup &group = view.spec().groups[line.group];
    const GanttBar *bar = view.barAt(row);
    const double middle = r.center().y() + 1;
    if (!bar) {
        p.setFont(Theme::font(TextStyle::BodyStrong));
        p.setPen(c.text);
        const QFontMetricsF fm(p.font());
        QPainterPath fold;
        const QPointF at(sideGap + 4, middle);
        if (group.folded) {
            fold.moveTo(at + QPointF(-2, -4));
            fold.lineTo(at + QPointF(2, 0));
            fold.lineTo(at + QPointF(-2, 4));
        } else {
            fold.moveTo(at + QPointF(-4, -2));
            fold.lineTo(at + QPointF(0, 2));
            fold.lineTo(at + QPointF(4, -2));
        }
        p.strokePath(fold, QPen(c.secondary, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        p.setPen(c.text);
        p.drawText(QPointF(sideGap + 16, middle + fm.ascent() * 0.38), group.name);
        if (group.folded) {
            text({sideGap + 16 + fm.horizontalAdvance(group.name) + 10, middle + QFontMetricsF(caption).ascent() * 0.38}, group.summary, c.secondary);
        }
        return;
    }
    double x = sideGap;
    if (!group.dense) {
        p.setPen(Qt::NoPen);
        p.setBrush(bar->color);
        p.drawRoundedRect(QRectF(x, middle - 5, 10, 10), 2, 2);
    }
    x += 18;
    if (bar->overridden) {
        p.fillRect(QRectF(3, r.top() + 4, 3, r.height() - 8), c.accent);
    }
    p.setFont(group.dense ? caption : body);
    p.setPen(group.dense ? c.secondary : c.text);
    const QFontMetricsF fm(p.font());
    p.drawText(QPointF(x, middle + fm.ascent() * 0.38), fm.elidedText(bar->name, Qt::ElideRight, left - x - 8));
}

// The line from the contract to service, with a mark for each date on it.
void Gantt::way(const GanttBar &bar, double y, bool dense) const
{
    if (dense || bar.milestones.isEmpty()) {
        return;
    }
    const double from = view.xOf(bar.milestones.first().month);
    const double to = view.xOf(bar.service);
    p.setPen(QPen(bar.color, 2));
    if (from < to) {
        p.drawLine(QPointF(from, y), QPointF(to, y));
    }
    for (int i = 0; i < bar.milestones.size(); ++i) {
        const int month = bar.milestones[i].month;
        const double x = view.xOf(month);
        if (month >= bar.service || x < left) {
            continue;
        }
        p.setBrush(c.surface);
        p.setPen(QPen(bar.color, 1.5));
        if (i == 0) {
            p.drawPolygon(QPolygonF{QPointF(x - 5, y), QPointF(x, y - 5), QPointF(x + 5, y), QPointF(x, y + 5)});
        } else {
            p.drawEllipse(QPointF(x, y), 3.5, 3.5);
        }
    }
}

void Gantt::shape(const GanttBar &bar, const QRectF &r, bool dense) const
{
    // Past the right edge the bar ends in an arrow: it goes on.
    const bool goesOn = r.right() > whole.right() - 1;
    const double x1 = std::max(r.left(), left);
    const double x2 = goesOn ? whole.right() - 2 : r.right();
    if (x2 <= x1) {
        return;
    }
    QPainterPath path;
    path.moveTo(x1, r.top());
    const double tip = goesOn ? std::min(6.0, x2 - x1) : 0;
    path.lineTo(x2 - tip, r.top());
    path.lineTo(x2, goesOn ? r.center().y() : r.top());
    if (!goesOn) {
        path.lineTo(x2, r.bottom());
    }
    path.lineTo(x2 - tip, r.bottom());
    path.lineTo(x1, r.bottom());
    path.closeSubpath();
    p.fillPath(path, bar.color);
    const double rampEnd = view.xOf(std::min(bar.service + bar.ramp, bar.retires));
    if (!dense && bar.ramp > 0 && rampEnd > x1) {
        const QRectF ramp(QPointF(x1, r.top()), QPointF(std::min(rampEnd, x2 - tip), r.bottom()));
        p.save();
        p.setClipRect(ramp, Qt::IntersectClip);
        p.setPen(QPen(c.surface, 1.2));
        for (double x = r.left() - r.height(); x < ramp.right(); x += 5) {
            p.drawLine(QPointF(x, r.bottom()), QPointF(x + r.height(), r.top()));
        }
        p.restore();
    }
    if (!goesOn) {
        p.fillRect(QRectF(x2 - 1, r.top() - 2, 2, r.height() + 4), c.text);
    }
}

// Tick and label in the bar, or beside it where it is too short.
void Gantt::label(const GanttBar &bar, const QRectF &r, bool dense) const
{
    const double base = r.center().y() + QFontMetricsF(caption).ascent() * 0.38;
    if (!bar.endLabel.isEmpty() && r.right() < whole.right()) {
        const double x = r.right() + 6;
        if (x + width(bar.endLabel) < whole.right()) {
            text({x, base}, bar.endLabel, dense ? c.text : c.secondary);
        }
    }
    if (dense || bar.label.isEmpty()) {
        return;
    }
    const bool accepted = bar.milestones.size() > 1 && bar.milestones.last().month >= bar.service && bar.milestones.last().month < bar.retires;
    double x = std::max(left, view.xOf(accepted ? std::max(bar.milestones.last().month, bar.service + bar.ramp) : bar.service + bar.ramp)) + 6;
    const QColor ink = textOn(bar.color);
    if (accepted) {
        const double at = std::max(left, view.xOf(bar.milestones.last().month));
        const QPointF m(std::max(at, x - 6) + 6, r.center().y());
        if (m.x() + 8 < r.right()) {
            QPainterPath tick;
            tick.moveTo(m + QPointF(-3.5, 0));
            tick.lineTo(m + QPointF(-1, 3));
            tick.lineTo(m + QPointF(4.5, -3.5));
            p.strokePath(tick, QPen(ink, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        }
        x = m.x() + 11;
    }
    if (x + width(bar.label, true) + 4 < std::min(r.right(), whole.right() - 8)) {
        text({x, base}, bar.label, ink, true);
    } else if (r.left() - width(bar.label, true) - 14 > left && r.right() > left) {
        const double to = bar.milestones.isEmpty() ? r.left() : std::min(r.left(), view.xOf(bar.milestones.first().month) - 6);
        text({to - 6, base}, bar.label, c.text, true, Qt::AlignRight);
    }
}

// Where it was in the plan compared with: a dotted stroke.
void Gantt::was(const GanttBar &bar, double y, double reach) const
{
    QPen pen(c.text, 2, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({1, 1});
    p.setPen(pen);
    for (const auto &month : {bar.wasService, bar.wasRetires}) {
        if (month && view.xOf(*month) > left) {
            p.drawLine(QPointF(view.xOf(*month), y - reach), QPointF(view.xOf(*month), y + reach));
        }
    }
}

// Of the bar that is dragged: where it began, and an arrow to where it is now.
void Gantt::oldPlace(int row) const
{
    const GanttBar now = view.shownBar(*view.barAt(row));
    const QRectF r = view.barRect(row);
    const bool moves = view.drag().part == GanttView::Part::Service;
    const double from = view.xOf((moves ? now.service : now.retires) - view.drag().months);
    const double to = moves ? r.left() : r.right();
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(c.secondary, 1));
    if (moves) {
        const QRectF old(QPointF(std::max(left, from), r.top()), QPointF(std::min(whole.right() - 2, view.xOf(now.retires - view.drag().months)), r.bottom()));
        p.drawRect(old);
    } else {
        p.drawLine(QPointF(from, r.top() - 3), QPointF(from, r.bottom() + 3));
    }
    if (std::fabs(to - from) > 12) {
        const double way = to > from ? 1 : -1;
        p.setPen(QPen(c.accent, 2));
        const double y = moves ? r.center().y() : r.bottom() + 3;
        p.drawLine(QPointF(from, y), QPointF(to - way * 3, y));
        p.drawPolyline(QPolygonF{QPointF(to - way * 8, y - 4), QPointF(to - way * 3, y), QPointF(to - way * 8, y + 4)});
    }
    p.setPen(QPen(c.accent, 2));
    p.drawRect(QRectF(QPointF(std::max(left, r.left()), r.top()), QPointF(std::min(whole.right() - 2, r.right()), r.bottom())).adjusted(-1, -1, 1, 1));
}

void Gantt::bar(int row) const
{
    const GanttBar bar = view.shownBar(*view.barAt(row));
    const bool dense = view.spec().groups[view.rows()[row].group].dense;
    const QRectF r = view.barRect(row);
    way(bar, r.center().y(), dense);
    shape(bar, r, dense);
    was(bar, r.center().y(), r.height() / 2 + 3);
    if (bar.id == view.drag().id) {
        oldPlace(row);
    }
    label(bar, r, dense);
}

void Gantt::rows() const
{
    p.save();
    p.setClipRect(QRectF(whole.left(), top, whole.width(), bottom - top));
    const QRect chosen = view.rowRect(view.currentRow());
    p.fillRect(chosen, c.selection);
    p.fillRect(QRect(chosen.left(), chosen.top(), 3, chosen.height()), c.accent);
    markLines();
    for (int i = 0; i < view.rows().size(); ++i) {
        const QRect r = view.rowRect(i);
        if (r.bottom() < top || r.top() > bottom) {
            continue;
        }
        if (i > 0 && (!view.barAt(i) || !view.spec().groups[view.rows()[i].group].dense)) {
            p.setPen(QPen(c.line, 1));
            p.drawLine(QPointF(r.left(), r.top()), QPointF(r.right() + 1, r.top()));
        }
        names(i, r);
        if (view.barAt(i)) {
            p.save();
            p.setClipRect(QRectF(left, top, whole.right() - left, bottom - top), Qt::IntersectClip);
            bar(i);
            p.restore();
        }
        if (i == view.currentRow() && view.hasFocus()) {
            p.setBrush(Qt::NoBrush);
            p.setPen(QPen(c.accent, 2));
            p.drawRect(QRectF(r).adjusted(1, 1, -1, -1));
        }
    }
    p.restore();
}

// Below the bars, so that no line crosses a bar's words.
void Gantt::markLines() const
{
    for (const GanttMark &m : view.spec().marks) {
        const double x = view.xOf(m.at);
        if (x < left || x > whole.right()) {
            continue;
        }
        QPen pen(m.kind == GanttMark::Kind::Today ? c.text : m.kind == GanttMark::Kind::Broken ? c.worse : c.secondary, 1.2);
        if (m.kind != GanttMark::Kind::Today) {
            pen.setDashPattern({4, 3});
        }
        p.setPen(pen);
        p.drawLine(QPointF(x, top), QPointF(x, bottom + 5));
    }
}

void Gantt::markNames() const
{
    p.save();
    p.setClipRect(QRectF(left, 0, whole.right() - left, whole.bottom()));
    double taken = -1e9;
    for (const GanttMark &m : view.spec().marks) {
        const double x = view.xOf(m.at);
        const bool today = m.kind == GanttMark::Kind::Today;
        const QColor color = today ? c.text : m.kind == GanttMark::Kind::Broken ? c.worse : c.secondary;
        const double base = bottom + GanttView::footHeight * 0.68;
        const double room = width(m.text) + 18;
        // Names that would lie on each other yield; the tooltip has them.
        const bool fits = today ? x - room > left : x > taken && x + room < whole.right();
        if (!today) { // a small flag: what was said of this month
            p.setPen(Qt::NoPen);
            p.setBrush(color);
            p.drawPolygon(QPolygonF{QPointF(x, bottom + 6), QPointF(x + 9, bottom + 10), QPointF(x, bottom + 14)});
        }
        if (fits) {
            // The present at the left of its line: what is said of the months to come stands at the right of theirs.
            text({today ? x - 5 : x + 13, base}, m.text, color, false, today ? Qt::AlignRight : Qt::AlignLeft);
            taken = today ? taken : x + room;
        }
    }
    p.restore();
}

void Gantt::header() const
{
    p.fillRect(QRectF(whole.left(), 0, whole.width(), top), c.surface);
    p.setPen(QPen(c.line, 1));
    p.drawLine(QPointF(whole.left(), top - 0.5), QPointF(whole.right(), top - 0.5));
    p.save();
    p.setClipRect(QRectF(left, 0, whole.right() - left, top));
    const double month = view.monthWidth();
    const int from = static_cast<int>(std::floor((left - view.xOf(0)) / month / 12));
    const int to = static_cast<int>(std::ceil((whole.right() - view.xOf(0)) / month / 12));
    for (int year = from; year <= to; ++year) {
        const double x1 = view.xOf(12 * year);
        const double x2 = view.xOf(12 * year + 12);
        p.setPen(QPen(c.line, 1));
        p.drawLine(QPointF(x1, 6), QPointF(x1, top));
        for (int q = 1; q < 4 && month * 3 > 12; ++q) {
            p.drawLine(QPointF(view.xOf(12 * year + 3 * q), top - 6), QPointF(view.xOf(12 * year + 3 * q), top));
        }
        // The middle of what is seen of the year.
        const double middle = (std::max(x1, left) + std::min(x2, whole.right())) / 2;
        const QString name = QString::number(year);
        const double seen = std::min(x2, whole.right()) - std::max(x1, left);
        if (seen > width(name, true) + 4) {
            text({middle, 19}, name, c.text, true, Qt::AlignHCenter);
        }
        for (const GanttYear &y : view.spec().years) {
            if (y.year != year) {
                continue;
            }
            const QString words = width(y.text) + 8 < seen ? y.text : y.shortText;
            if (width(words) + 4 < seen) {
                text({middle, 36}, words, y.exceeded ? c.worse : c.secondary, false, Qt::AlignHCenter);
            } else if (y.exceeded && seen > 8) {
                p.setPen(Qt::NoPen);
                p.setBrush(c.worse);
                p.drawEllipse(QPointF(middle, 32), 3, 3);
            }
        }
    }
    p.restore();
    if (!view.spec().years.isEmpty()) {
        text({sideGap, 36}, QCoreApplication::translate("GanttView", "Tightest envelope, € m"), c.secondary);
    }
}

void Gantt::foot() const
{
    p.setPen(QPen(c.line, 1));
    p.drawLine(QPointF(whole.left(), bottom + 0.5), QPointF(whole.right(), bottom + 0.5));
    const double last = view.xOf(view.spec().horizonLast + 1);
    const QString words = QCoreApplication::translate("GanttView", "after %1").arg(view.spec().horizonLast / 12);
    if (last > left && last + width(words) + 6 < whole.right()) {
        text({last + 6, bottom + GanttView::footHeight * 0.68}, words, c.secondary);
    }
}

void Gantt::bubble() const
{
    const GanttBubble &b = view.bubble();
    if (view.drag().id.isEmpty() || b.title.isEmpty() || view.currentRow() < 0) {
        return;
    }
    const QFontMetricsF fm(body);
    const double line = 22;
    double nameRoom = 0;
    for (const GanttBubble::Row &r : b.rows) {
        nameRoom = std::max(nameRoom, fm.horizontalAdvance(r.name));
    }
    const double wide = std::min(std::max(328.0, nameRoom + 178), whole.width() - 16);
    const double tall = 20 + 26 + line * static_cast<double>(b.rows.size()) + (b.foot.isEmpty() ? 0 : 24);
    const QRect row = view.rowRect(view.currentRow());
    const QRectF bar = view.barRect(view.currentRow());
    const bool moves = view.drag().part == GanttView::Part::Service;
    // Left of the end that moves, so that names at the right ends stay in sight; below the row where it fits.
    double x = std::clamp((moves ? bar.left() : bar.right()) - wide - 24, 8.0, std::max(8.0, whole.right() - wide - 8));
    x = std::min(x, whole.right() - wide - 8);
    double y = row.bottom() + 4;
    if (y + tall > whole.bottom() - 4) {
        y = std::max(4.0, row.top() - tall - 4 < 4 ? whole.bottom() - tall - 4 : row.top() - tall - 4);
    }
    const QRectF box(x, y, wide, tall);
    p.setBrush(c.surface);
    p.setPen(QPen(b.refused ? c.worse : c.accent, 1));
    p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    double base = y + 28;
    p.setFont(Theme::font(TextStyle::BodyStrong));
    p.setPen(c.text);
    const double changeWidth = QFontMetricsF(p.font()).horizontalAdvance(b.change);
    p.drawText(QPointF(x + 16, base), QFontMetricsF(p.font()).elidedText(b.title, Qt::ElideRight, wide - changeWidth - 44));
    p.setPen(c.accent);
    p.drawText(QPointF(x + wide - 16 - changeWidth, base), b.change);
    p.setFont(body);
    for (const GanttBubble::Row &r : b.rows) {
        base += line;
        p.setPen(c.secondary);
        p.drawText(QPointF(x + 16, base), fm.elidedText(r.name, Qt::ElideRight, wide - 32 - 150));
        p.setPen(c.text);
        p.drawText(QPointF(x + wide - 96 - fm.horizontalAdvance(r.value), base), r.value);
        p.setPen(r.tone == GanttBubble::Tone::Better ? c.better : r.tone == GanttBubble::Tone::Worse ? c.worse : c.text);
        p.drawText(QPointF(x + wide - 16 - fm.horizontalAdvance(r.change), base), r.change);
    }
    if (!b.foot.isEmpty()) {
        const QFontMetricsF small(caption);
        text({x + 16, base + 25}, small.elidedText(b.foot, Qt::ElideRight, wide - 32), b.refused ? c.worse : c.secondary);
    }
}

} // namespace

void paintGantt(QPainter &painter, const GanttView &view)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF whole(view.viewport()->rect());
    const Palette &palette = theme().palette();
    const Gantt g{painter, view, palette, whole, GanttView::headerHeight, whole.bottom() - GanttView::footHeight, static_cast<double>(view.nameWidth())};
    if (view.rows().isEmpty()) {
        painter.fillRect(whole, palette.surface);
        painter.setPen(palette.secondary);
        painter.setFont(g.body);
        painter.drawText(whole.adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, view.spec().empty);
        return;
    }
    g.ground();
    g.header();
    g.rows();
    g.foot();
    g.markNames();
    g.bubble();
}

} // namespace ui
