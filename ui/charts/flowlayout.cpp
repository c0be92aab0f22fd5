// SPDX-License-Identifier: GPL-3.0-or-later
#include "flowbands.h"
#include "format.h"
#include "theme.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace ui {

namespace {

constexpr double nodeWidth = 10;
constexpr double lineHeight = 14; // of a name
constexpr double headHeight = 20; // the columns' names
constexpr double leastNode = 1.5;
constexpr double leastBand = 0.75;
constexpr double haloWidth = 3.5; // of the pen around a name
constexpr double outlined = 2.5; // bands thicker than this have an outline

int columnCount(const FlowSpec &spec)
{
    int count = 0;
    for (const FlowNode &n : spec.nodes) {
        count = std::max(count, n.column + 1);
    }
    return count;
}

QVector<int> nodesOf(const FlowSpec &spec, int column)
{
    QVector<int> out;
    for (int i = 0; i < spec.nodes.size(); ++i) {
        if (spec.nodes[i].column == column) {
            out << i;
        }
    }
    return out;
}

double textWidth(const QString &text, bool strong = false)
{
    QFont font = Theme::font(TextStyle::Caption);
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return QFontMetricsF(font).horizontalAdvance(text);
}

QString valueText(const FlowSpec &spec, double value)
{
    return format::number(value, spec.decimals);
}

// Room for names and figures: left of the first column, right of the last.
double nameRoom(const FlowSpec &spec, int column, double most)
{
    double wide = 0;
    const QVector<double> values = valuesOf(spec);
    for (const int n : nodesOf(spec, column)) {
        const double figure = textWidth(valueText(spec, values[n]));
        wide = std::max(wide, column == 0 ? textWidth(spec.nodes[n].name) + 8 + figure + 14 : std::max(textWidth(spec.nodes[n].name, true), figure) + 10);
    }
    return std::min(wide, most);
}

double gapOf(int column, int columns, qsizetype nodes, double height)
{
    const double usual = column == 0 ? 9 : column == columns - 1 ? 20 : 12;
    return nodes < 2 ? 0 : std::min(usual, 0.4 * height / static_cast<double>(nodes - 1));
}

// Moves middles apart so that each has its room, as near to where they want to be as that goes.
void pushApart(QVector<double> &middles, double room, double top, double bottom)
{
    for (qsizetype i = 0; i < middles.size(); ++i) {
        middles[i] = std::max(middles[i], i == 0 ? top + room / 2 : middles[i - 1] + room);
    }
    for (qsizetype i = middles.size() - 1; i >= 0; --i) {
        middles[i] = std::min(middles[i], i == middles.size() - 1 ? bottom - room / 2 : middles[i + 1] - room);
    }
}

void placeBands(FlowLayout &l)
{
    for (const FlowLink &link : linksOf(l.spec)) {
        l.bands << FlowLayout::Band{link, {}, {}, std::max(leastBand, link.value * l.scale)};
    }
    QVector<double> filledFrom(l.nodes.size(), 0.0);
    QVector<double> filledTo(l.nodes.size(), 0.0);
    QVector<int> order(l.bands.size());
    std::iota(order.begin(), order.end(), 0);
    // Leave a node in the order in which they arrive, and arrive in the order in which they leave: few crossings.
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return l.nodes[l.bands[a].link.to].top() < l.nodes[l.bands[b].link.to].top(); });
    for (const int i : order) {
        FlowLayout::Band &band = l.bands[i];
        const QRectF &node = l.nodes[band.link.from];
        band.from = QPointF(node.right(), node.top() + filledFrom[band.link.from]);
        filledFrom[band.link.from] += band.link.value * l.scale;
    }
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return l.bands[a].from.y() < l.bands[b].from.y(); });
    for (const int i : order) {
        FlowLayout::Band &band = l.bands[i];
        const QRectF &node = l.nodes[band.link.to];
        band.to = QPointF(node.left(), node.top() + filledTo[band.link.to]);
        filledTo[band.link.to] += band.link.value * l.scale;
    }
}

// How much of each band belongs to the paths that stand out.
QVector<double> chosenParts(const FlowLayout &l, int node, int band)
{
    QVector<double> parts(l.bands.size(), 0.0);
    for (const FlowPath &path : l.spec.paths) {
        bool chosen = node >= 0 && path.nodes.contains(node);
        for (qsizetype i = 1; band >= 0 && i < path.nodes.size(); ++i) {
            chosen = chosen || (path.nodes[i - 1] == l.bands[band].link.from && path.nodes[i] == l.bands[band].link.to);
        }
        for (qsizetype i = 1; chosen && i < path.nodes.size(); ++i) {
            for (qsizetype b = 0; b < l.bands.size(); ++b) {
                parts[b] += l.bands[b].link.from == path.nodes[i - 1] && l.bands[b].link.to == path.nodes[i] ? path.value : 0;
            }
        }
    }
    return parts;
}

// Paper and files want curves and letters, and get them; a screen wants its pixels at once.
bool isScreen(const QPainter &painter)
{
    return painter.paintEngine()->type() == QPaintEngine::Raster && painter.worldTransform().type() <= QTransform::TxTranslate;
}

void drawHalo(QPainter &painter, const QPointF &at, const QString &text, const Palette &p)
{
    QPainterPath path;
    path.addText(at, painter.font(), text);
    painter.strokePath(path, QPen(p.surface, haloWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(path, p.text);
}

// A name that is read over bands. Around its letters goes a wide pen, which is slow: a screen keeps the picture, for names change seldom.
void paintHalo(QPainter &painter, const QPointF &at, const QString &text, const Palette &p)
{
    if (!isScreen(painter)) {
        drawHalo(painter, at, text, p);
        return;
    }
    const QFontMetricsF fm(painter.font());
    const double ratio = painter.device()->devicePixelRatioF();
    const QString key = QStringLiteral("halo/%1/%2/%3/%4/%5").arg(text, painter.font().key(), p.surface.name(), p.text.name()).arg(ratio);
    QPixmap picture;
    if (!QPixmapCache::find(key, &picture)) {
        picture = QPixmap((QSizeF(fm.horizontalAdvance(text), fm.height()) * ratio + QSizeF(2, 2) * haloWidth * ratio).toSize());
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter inside(&picture);
        inside.setRenderHint(QPainter::Antialiasing);
        inside.setFont(painter.font());
        drawHalo(inside, QPointF(haloWidth, haloWidth + std::ceil(fm.ascent())), text, p);
        QPixmapCache::insert(key, picture);
    }
    const QPointF corner = at - QPointF(haloWidth, haloWidth + std::ceil(fm.ascent()));
    painter.drawPixmap(QPointF(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio), picture);
}

// All bands, the thick ones first, so that thin ones stay to be seen; then what stands out of them.
void paintBands(const FlowLayout &l, int node, int band, const std::function<void(const FlowLayout::Band &, double thickness, const QColor &)> &fill)
{
    const bool standing = node >= 0 || band >= 0;
    const QVector<double> parts = standing ? chosenParts(l, node, band) : QVector<double>(l.bands.size(), 0.0);
    QVector<int> order(l.bands.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return l.bands[a].thickness > l.bands[b].thickness; });
    for (const int i : order) {
        QColor color = l.spec.nodes[l.bands[i].link.from].color;
        color.setAlphaF(standing ? 0.14F : 0.38F);
        fill(l.bands[i], l.bands[i].thickness, color);
    }
    for (const int i : order) {
        if (parts[i] > 0) {
            QColor color = l.spec.nodes[l.bands[i].link.from].color;
            color.setAlphaF(0.72F);
            fill(l.bands[i], std::max(leastBand, std::min(1.0, parts[i] / l.bands[i].link.value) * l.bands[i].thickness), color);
        }
    }
}

void paintNames(QPainter &painter, const FlowLayout &l, const Palette &p, const QRectF &target, int focused)
{
    const int columns = columnCount(l.spec);
    const QVector<double> values = valuesOf(l.spec);
    for (int i = 0; i < l.nodes.size(); ++i) {
        const FlowNode &n = l.spec.nodes[i];
        const QRectF &box = l.nodes[i];
        const bool first = n.column == 0;
        const bool last = n.column == columns - 1;
        QFont font = Theme::font(TextStyle::Caption);
        font.setWeight(!first || i == focused ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        const QFontMetricsF fm(font);
        const double base = l.labels[i] + fm.ascent() / 2 - 1.5;
        const QString figure = valueText(l.spec, values[i]);
        if (first) {
            const double right = box.left() - 14;
            const double wide = fm.horizontalAdvance(figure);
            painter.setPen(p.text);
            painter.drawText(QPointF(right - wide, base), figure);
            const double room = right - wide - 8 - target.left();
            const QString name = fm.elidedText(n.name, Qt::ElideMiddle, room);
            painter.drawText(QPointF(right - wide - 8 - fm.horizontalAdvance(name), base), name);
            painter.setPen(QPen(p.controlLine, 1));
            painter.drawLine(QPointF(right + 3, l.labels[i]), QPointF(box.left() - 2, box.center().y()));
        } else if (last) {
            const double left = box.right() + 8;
            painter.setPen(p.text);
            const bool two = box.height() > 2 * lineHeight || l.spec.nodes.size() < 40;
            const QString name = fm.elidedText(n.name, Qt::ElideMiddle, target.right() - left);
            painter.drawText(QPointF(left, base - (two ? lineHeight / 2 : 0)), name);
            QFont plainFont = Theme::font(TextStyle::Caption);
            painter.setFont(plainFont);
            painter.setPen(p.secondary);
            if (two) {
                painter.drawText(QPointF(left, base + lineHeight / 2 + 1), figure);
            }
        } else {
            paintHalo(painter, QPointF(box.right() + 6, base), fm.elidedText(n.name, Qt::ElideMiddle, 150), p);
        }
    }
}

void paintHeads(QPainter &painter, const FlowLayout &l, const Palette &p, const QRectF &target)
{
    painter.setFont(Theme::font(TextStyle::Caption));
    painter.setPen(p.secondary);
    const QFontMetricsF fm(painter.font());
    const int columns = columnCount(l.spec);
    for (int c = 0; c < std::min<int>(columns, static_cast<int>(l.spec.columns.size())); ++c) {
        const QVector<int> nodes = nodesOf(l.spec, c);
        if (nodes.isEmpty()) {
            continue;
        }
        const QRectF &box = l.nodes[nodes.first()];
        const double wide = fm.horizontalAdvance(l.spec.columns[c]);
        const double x = c == 0 ? box.right() - wide : c == columns - 1 ? box.left() : box.center().x() - wide / 2;
        painter.drawText(QPointF(std::max(target.left(), x), target.top() + fm.ascent()), l.spec.columns[c]);
    }
}

} // namespace

int FlowLayout::nodeAt(const QPointF &at) const
{
    for (int i = 0; i < nodes.size(); ++i) {
        // Names are the node, too: a node of one pixel could not be met otherwise.
        const int columns = columnCount(spec);
        const bool first = spec.nodes[i].column == 0;
        const bool last = spec.nodes[i].column == columns - 1;
        const QRectF name(first ? nodes[i].left() - 130 : nodes[i].right(), labels[i] - lineHeight / 2, first ? 128 : last ? 110 : textWidth(spec.nodes[i].name, true) + 8, lineHeight);
        if (nodes[i].adjusted(-2, -1, 2, 1).contains(at) || name.contains(at)) {
            return i;
        }
    }
    return -1;
}

int FlowLayout::bandAt(const QPointF &at) const
{
    for (int i = static_cast<int>(bands.size()) - 1; i >= 0; --i) {
        const double most = std::max(bands[i].thickness, 3.0); // thin ones are met nearby
        if (bandPath(bands[i], (bands[i].thickness - most) / 2, most).contains(at)) {
            return i;
        }
    }
    return -1;
}

QPainterPath bandPath(const FlowLayout::Band &band, double offset, double thickness)
{
    const QPointF a = band.from + QPointF(0, offset);
    const QPointF b = band.to + QPointF(0, offset);
    const double middle = (a.x() + b.x()) / 2;
    QPainterPath path(a);
    path.cubicTo(QPointF(middle, a.y()), QPointF(middle, b.y()), b);
    path.lineTo(b + QPointF(0, thickness));
    path.cubicTo(QPointF(middle, b.y() + thickness), QPointF(middle, a.y() + thickness), a + QPointF(0, thickness));
    path.closeSubpath();
    return path;
}

FlowLayout layOut(const FlowSpec &given, const QRectF &target)
{
    FlowLayout l;
    l.spec = given;
    const QRectF area = target.adjusted(0, headHeight, 0, -4);
    const int columns = columnCount(given);
    for (int c = 0; c < columns; ++c) {
        const double line = c == columns - 1 ? 2 * lineHeight + 2 : lineHeight;
        l.spec = folded(l.spec, c, static_cast<int>(area.height() / line));
    }
    const double left = target.left() + nameRoom(l.spec, 0, target.width() * 0.34);
    const double right = target.right() - nameRoom(l.spec, columns - 1, target.width() * 0.25) - nodeWidth;
    double all = 0;
    for (const FlowPath &path : l.spec.paths) {
        all += path.value;
    }
    l.scale = 0;
    for (int c = 0; c < columns && all > 0; ++c) {
        const QVector<int> nodes = nodesOf(l.spec, c);
        const double free = area.height() - gapOf(c, columns, nodes.size(), area.height()) * static_cast<double>(nodes.size() - 1) - leastNode * static_cast<double>(nodes.size());
        const double scale = std::max(1.0, free) / all;
        l.scale = l.scale > 0 ? std::min(l.scale, scale) : scale;
    }
    const QVector<double> values = valuesOf(l.spec);
    l.nodes.resize(l.spec.nodes.size());
    l.labels.resize(l.spec.nodes.size());
    for (int c = 0; c < columns; ++c) {
        const QVector<int> nodes = nodesOf(l.spec, c);
        const double gap = gapOf(c, columns, nodes.size(), area.height());
        double high = gap * static_cast<double>(std::max<qsizetype>(0, nodes.size() - 1));
        for (const int n : nodes) {
            high += std::max(leastNode, values[n] * l.scale);
        }
        const double x = columns < 2 ? left : left + (right - left) * c / (columns - 1);
        double y = area.top() + (c == 0 ? 0 : std::max(0.0, (area.height() - high) / 2));
        QVector<double> middles;
        for (const int n : nodes) {
            const double height = std::max(leastNode, values[n] * l.scale);
            l.nodes[n] = QRectF(x, y, nodeWidth, height);
            middles << l.nodes[n].center().y();
            y += height + gap;
        }
        pushApart(middles, c == columns - 1 ? 2 * lineHeight + 2 : lineHeight, area.top(), area.bottom());
        for (qsizetype i = 0; i < nodes.size(); ++i) {
            l.labels[nodes[i]] = middles[i];
        }
    }
    placeBands(l);
    return l;
}

void paintFlow(QPainter &painter, const FlowLayout &l, const Palette &p, const QRectF &target, int node, int band)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (isScreen(painter)) {
        FlowBands bands(target.toAlignedRect(), painter.device()->devicePixelRatioF());
        paintBands(l, node, band, [&](const FlowLayout::Band &b, double thickness, const QColor &color) { bands.add(b, thickness, color); });
        painter.drawImage(target.toAlignedRect().topLeft(), bands.image());
    } else {
        paintBands(l, node, band, [&](const FlowLayout::Band &b, double thickness, const QColor &color) { painter.fillPath(bandPath(b, 0, thickness), color); });
    }
    for (const FlowLayout::Band &b : l.bands) {
        if (node < 0 && band < 0 && b.thickness > outlined) { // the fill alone would not stand out
            painter.strokePath(bandPath(b, 0, b.thickness), QPen(l.spec.nodes[b.link.from].color, 0.6));
        }
    }
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < l.nodes.size(); ++i) {
        painter.setBrush(l.spec.nodes[i].color);
        painter.drawRect(l.nodes[i]);
    }
    paintHeads(painter, l, p, target);
    paintNames(painter, l, p, target, node);
}

} // namespace ui
