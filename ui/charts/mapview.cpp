// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapview.h"

#include "chartexport.h"
#include "theme.h"

#include <QFile>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QtMath>

#include <algorithm>
#include <limits>

namespace ui {

namespace {

// Lambert azimuthal equal-area, unit sphere, y upwards.
QPointF projected(const QPointF &lonLat)
{
    const double l = qDegreesToRadians(lonLat.x() - 10.0);
    const double f = qDegreesToRadians(lonLat.y());
    const double f0 = qDegreesToRadians(52.0);
    const double k = std::sqrt(2 / (1 + std::sin(f0) * std::sin(f) + std::cos(f0) * std::cos(f) * std::cos(l)));
    return {k * std::cos(f) * std::sin(l), k * (std::cos(f0) * std::sin(f) - std::sin(f0) * std::cos(f) * std::cos(l))};
}

constexpr double easternEdge = 46; // degrees; of resources/map/europe.txt

struct Country
{
    QString code;
    QPolygonF outline; // projected
};

const QVector<Country> &countries()
{
    static const QVector<Country> all = [] {
        QVector<Country> out;
        QFile file(QStringLiteral(":/map/europe.txt"));
        if (!file.open(QIODevice::ReadOnly)) {
            return out;
        }
        while (!file.atEnd()) {
            const QList<QByteArray> words = file.readLine().trimmed().split(' ');
            if (words.size() < 4 || words[0].startsWith('#')) {
                continue;
            }
            Country c;
            c.code = QString::fromLatin1(words[0]);
            QPolygonF ring;
            for (int i = 1; i < words.size(); ++i) {
                const qsizetype comma = words[i].indexOf(',');
                ring << QPointF(words[i].left(comma).toDouble(), words[i].mid(comma + 1).toDouble());
            }
            QPointF before = ring.last();
            for (const QPointF &p : ring) {
                if (p != before && p.x() >= easternEdge && before.x() >= easternEdge) {
                    // The outlines are cut there; land goes on, beyond what is ever in view.
                    c.outline << projected({easternEdge + 30, before.y()}) << projected({easternEdge + 30, p.y()});
                }
                c.outline << projected(p);
                before = p;
            }
            out << c;
        }
        return out;
    }();
    return all;
}

} // namespace

MapView::MapView(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
    giveExportMenu(this, [this] {
        ChartTable t;
        t.header = QStringList{tr("Factory"), tr("Longitude"), tr("Latitude"), tr("What the map says")};
        for (const MapFactory &f : m_spec.factories) {
            t.rows << QStringList{f.name, QString::number(f.at.x()), QString::number(f.at.y()), f.readOut};
        }
        return t;
    });
}

void MapView::setSpec(const MapSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    m_spec = spec;
    setAccessibleName(spec.title);
    QStringList names;
    for (const MapFactory &f : spec.factories) {
        names << f.readOut;
    }
    setAccessibleDescription(names.join(QStringLiteral("; ")));
    layOut();
    update();
}

// The factories and partners stand in the picture with a margin, whatever the widget's shape.
void MapView::layOut()
{
    QRectF bounds(projected({-9, 36.5}), projected({33, 66}));
    for (const QPointF &corner : {QPointF(-9.5, 37), QPointF(-9.5, 44), QPointF(33, 39), QPointF(20, 68), QPointF(30, 60)}) {
        const QPointF p = projected(corner);
        bounds |= QRectF(p, QSizeF(1e-6, 1e-6));
    }
    bounds = bounds.normalized();
    const QRectF room = QRectF(rect()).adjusted(16, 24, -24, -20);
    m_scale = std::min(room.width() / bounds.width(), room.height() / bounds.height());
    m_origin = QPointF(room.center().x() + room.width() * 0.04, room.center().y()) - QPointF(bounds.center().x(), -bounds.center().y()) * m_scale;
    m_land.clear();
    for (const Country &c : countries()) {
        QPolygonF polygon;
        for (const QPointF &p : c.outline) {
            polygon << m_origin + QPointF(p.x(), -p.y()) * m_scale;
        }
        m_land << qMakePair(c.code, polygon);
    }
}

QPointF MapView::place(const QPointF &lonLat) const
{
    const QPointF p = projected(lonLat);
    return m_origin + QPointF(p.x(), -p.y()) * m_scale;
}

void MapView::resizeEvent(QResizeEvent *)
{
    layOut();
}

void MapView::paintEvent(QPaintEvent *)
{
    const Palette &p = theme().palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath clip;
    clip.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    painter.setClipPath(clip);
    painter.fillRect(rect(), p.sea);
    for (const auto &[code, outline] : m_land) {
        painter.setPen(QPen(p.border, 0.8));
        painter.setBrush(m_spec.participants.contains(code) ? p.participant : p.land);
        painter.drawPolygon(outline);
    }
    paintFactories(painter);
    paintLabels(painter);
    painter.setFont(Theme::font(TextStyle::Section));
    painter.setPen(p.text);
    const QRectF box(16, 10, width() * 0.5, height());
    QRectF used;
    painter.drawText(box, Qt::TextWordWrap, m_spec.title, &used);
    painter.setFont(Theme::font(TextStyle::Caption));
    painter.setPen(p.secondary);
    painter.drawText(QRectF(16, used.bottom() + 4, width() * 0.32, 80), Qt::TextWordWrap, m_spec.subtitle);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(p.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
}

namespace {
// From a factory to a partner, bent a little, so that lines to one side stay apart.
QPainterPath curve(const QPointF &from, const QPointF &to)
{
    QPainterPath path(from);
    path.quadTo((from + to) / 2 + QPointF(-(to.y() - from.y()), to.x() - from.x()) * 0.13, to);
    return path;
}
} // namespace

void MapView::paintFactories(QPainter &painter) const
{
    const Palette &p = theme().palette();
    for (const MapFactory &f : m_spec.factories) {
        const QPointF from = place(f.at);
        for (const QPointF &partner : f.partners) {
            const QPointF to = place(partner);
            painter.strokePath(curve(from, to), QPen(f.color, 1.6));
            painter.setPen(QPen(f.color, 1.6));
            painter.setBrush(p.surface);
            painter.drawEllipse(to, 3, 3);
        }
    }
    for (int i = 0; i < m_spec.factories.size(); ++i) {
        const MapFactory &f = m_spec.factories[i];
        const QPointF at = place(f.at);
        const double r = i == m_current ? 7 : 5.5;
        painter.setPen(QPen(f.associated ? f.color : p.surface, f.associated ? 3 : 1.2));
        painter.setBrush(f.associated ? p.surface : f.color);
        if (f.associated) {
            painter.drawRect(QRectF(at.x() - r + 1, at.y() - r + 1, 2 * r - 2, 2 * r - 2));
        } else {
            painter.drawEllipse(at, r, r);
        }
    }
}

// Each name at that of eight places around its mark where it covers no other name or mark, and least of the lines.
void MapView::paintLabels(QPainter &painter) const
{
    const Palette &p = theme().palette();
    QFont font = Theme::font(TextStyle::Caption);
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF fm(font);
    QVector<QRectF> taken;
    taken << QRectF(0, 0, width() * 0.5, 64);
    QVector<QPointF> lines;
    for (const MapFactory &f : m_spec.factories) {
        taken << QRectF(place(f.at) - QPointF(6, 6), QSizeF(12, 12));
        for (const QPointF &partner : f.partners) {
            taken << QRectF(place(partner) - QPointF(4, 4), QSizeF(8, 8));
            const QPainterPath path = curve(place(f.at), place(partner));
            const int parts = std::max(1, static_cast<int>(path.length() / 4));
            for (int i = 0; i <= parts; ++i) {
                lines << path.pointAtPercent(double(i) / parts);
            }
        }
    }
    painter.setFont(font);
    for (const MapFactory &f : m_spec.factories) {
        const QPointF at = place(f.at);
        const QSizeF size(fm.horizontalAdvance(f.name) + 4, fm.height());
        const QPointF places[] = {{8, -size.height() / 2}, {-8 - size.width(), -size.height() / 2}, {-size.width() / 2, -8 - size.height()}, {-size.width() / 2, 8},
                                  {7, -size.height() - 2}, {7, 2}, {-7 - size.width(), 2}, {-7 - size.width(), -size.height() - 2}};
        QRectF best;
        qsizetype least = std::numeric_limits<qsizetype>::max();
        for (const QPointF &offset : places) {
            const QRectF box(at + offset, size);
            const bool free = QRectF(rect()).contains(box) && std::none_of(taken.begin(), taken.end(), [&](const QRectF &t) { return t.intersects(box); });
            const qsizetype covered = free ? std::count_if(lines.begin(), lines.end(), [&](const QPointF &point) { return box.contains(point); }) : least;
            if (covered < least) {
                least = covered;
                best = box;
            }
        }
        if (best.isNull()) {
            continue; // too crowded; pointing at the mark tells its name
        }
        taken << best;
        const QPointF baseline(best.left() + 2, best.top() + fm.ascent());
        QPainterPath halo;
        halo.addText(baseline, font, f.name);
        painter.strokePath(halo, QPen(p.surface, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setPen(p.text);
        painter.drawText(baseline, f.name);
    }
}

int MapView::factoryAt(const QPointF &at) const
{
    for (int i = 0; i < m_spec.factories.size(); ++i) {
        if (QLineF(at, place(m_spec.factories[i].at)).length() < 10) {
            return i;
        }
    }
    return -1;
}

void MapView::mouseMoveEvent(QMouseEvent *e)
{
    const int i = factoryAt(e->position());
    if (i != m_current) {
        m_current = i;
        update();
    }
    setCursor(i < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (i >= 0) {
        QToolTip::showText(e->globalPosition().toPoint(), m_spec.factories[i].readOut, this);
    } else {
        QToolTip::hideText();
    }
}

void MapView::mouseReleaseEvent(QMouseEvent *e)
{
    const int i = factoryAt(e->position());
    if (i >= 0) {
        Q_EMIT factoryActivated(m_spec.factories[i].id);
    }
}

void MapView::keyPressEvent(QKeyEvent *e)
{
    const int count = static_cast<int>(m_spec.factories.size());
    if (count > 0 && (e->key() == Qt::Key_Right || e->key() == Qt::Key_Left)) {
        m_current = (m_current + (e->key() == Qt::Key_Right ? 1 : count - 1) + (m_current < 0 && e->key() == Qt::Key_Left ? 1 : 0)) % count;
        setAccessibleDescription(m_spec.factories[m_current].readOut);
        QToolTip::showText(mapToGlobal(place(m_spec.factories[m_current].at).toPoint()), m_spec.factories[m_current].readOut, this);
        update();
    } else if (m_current >= 0 && (e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter)) {
        Q_EMIT factoryActivated(m_spec.factories[m_current].id);
    } else {
        QWidget::keyPressEvent(e);
    }
}

} // namespace ui
