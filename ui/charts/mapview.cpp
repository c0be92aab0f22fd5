// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapview.h"

#include "chartexport.h"
#include "theme.h"

#include <QFile>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QtMath>

#include <algorithm>
#include <limits>
#include <numeric>

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
constexpr double evenRadius = 5.5;    // pixels; where marks have no size
constexpr double largestRadius = 13;  // of the largest mark
constexpr double smallestRadius = 2.5; // no mark is too small to be seen
constexpr double reach = 10;          // a mark is pointed at this near to its middle

struct Country
{
    QString code;
    QPolygonF outline; // projected
};

const QVector<Country> &outlines()
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

int itemsOf(const MapSpec &spec)
{
    return static_cast<int>(spec.factories.size() + spec.countries.size());
}

// Of a factory, or past them of a country.
QString idOf(const MapSpec &spec, int item)
{
    const auto factories = static_cast<int>(spec.factories.size());
    return item < factories ? spec.factories[item].id : spec.countries[item - factories].id;
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
    }, [this](QMenu &menu) {
        if (m_current < 0) {
            return;
        }
        const QString figure = property("figure").toString();
        if (!figure.isEmpty()) {
            menu.addAction(tr("Explain %1").arg(menuText(m_spec.factories[m_current].readOut.section(QLatin1Char(';'), 0, 0))), this, [this, figure] { Q_EMIT figureWanted(figure); });
        }
        const bool factory = m_current < m_spec.factories.size();
        menu.addAction(tr("Go to %1").arg(menuText(factory ? m_spec.factories[m_current].name : m_spec.countries[m_current - m_spec.factories.size()].id)), this, [this, item = m_current] { follow(item); });
    });
}

void MapView::setSpec(const MapSpec &spec)
{
    if (spec == m_spec) {
        return;
    }
    // What is pointed at stays so while the figures change, not when other places are shown.
    const QString before = m_current < 0 ? QString() : idOf(m_spec, m_current);
    m_spec = spec;
    m_largest = 0;
    for (const MapFactory &f : spec.factories) {
        m_largest = std::max(m_largest, f.size);
    }
    m_current = m_current >= 0 && m_current < itemsOf(spec) && idOf(spec, m_current) == before ? m_current : -1;
    point(m_current);
    setAccessibleName(spec.title);
    setAccessibleDescription(readOutOf(m_current));
    layOut();
    update();
}

// Of one item; of none: of all factories.
QString MapView::readOutOf(int item) const
{
    const auto factories = static_cast<int>(m_spec.factories.size());
    if (item >= 0) {
        return item < factories ? m_spec.factories[item].readOut : m_spec.countries[item - factories].readOut;
    }
    QStringList names;
    for (const MapFactory &f : m_spec.factories) {
        names << f.readOut;
    }
    return names.join(QStringLiteral("; "));
}

QPointF MapView::factoryPoint(int factory) const
{
    return place(m_spec.factories[factory].at);
}

double MapView::factoryRadius(int factory) const
{
    return m_largest <= 0 ? evenRadius : std::max(smallestRadius, largestRadius * std::sqrt(std::max(0.0, m_spec.factories[factory].size) / m_largest));
}

QPointF MapView::countryPoint(int country) const
{
    const MapCountry &c = m_spec.countries[country];
    if (!c.at.isNull()) {
        return place(c.at);
    }
    for (const auto &[code, outline] : m_land) {
        if (code == c.id) {
            return outline.boundingRect().center();
        }
    }
    return {-1, -1};
}

void MapView::point(int item)
{
    setProperty("figure", item >= 0 && item < m_spec.factories.size() ? m_spec.factories[item].figure : QString()); // for Ctrl+E
    if (item != m_current) {
        m_current = item;
        setAccessibleDescription(readOutOf(item));
        update();
    }
}

void MapView::follow(int item)
{
    const auto factories = static_cast<int>(m_spec.factories.size());
    if (item >= factories) {
        Q_EMIT countryActivated(m_spec.countries[item - factories].id);
    } else if (item >= 0) {
        Q_EMIT factoryActivated(m_spec.factories[item].id);
    }
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
    for (const Country &c : outlines()) {
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
    paintLand(painter);
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

void MapView::paintLand(QPainter &painter) const
{
    const Palette &p = theme().palette();
    for (const auto &[code, outline] : m_land) {
        painter.setPen(QPen(p.border, 0.8));
        painter.setBrush(m_spec.participants.contains(code) ? p.participant : p.land);
        painter.drawPolygon(outline);
    }
    const auto country = m_current - m_spec.factories.size();
    if (country < 0) {
        return;
    }
    // The country pointed at, over its neighbours' borders; one too small for the map as a ring.
    painter.setPen(QPen(p.accent, 2));
    painter.setBrush(Qt::NoBrush);
    QRectF whole;
    for (const auto &[code, outline] : m_land) {
        if (code == m_spec.countries[country].id) {
            painter.drawPolygon(outline);
            whole |= outline.boundingRect();
        }
    }
    if (whole.width() < 2 * reach || whole.height() < 2 * reach) {
        painter.drawEllipse(countryPoint(static_cast<int>(country)), reach, reach);
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
        const QColor color = visibleOn(f.color, p.participant);
        for (const QPointF &partner : f.partners) {
            const QPointF to = place(partner);
            painter.strokePath(curve(from, to), QPen(color, 1.6));
            painter.setPen(QPen(color, 1.6));
            painter.setBrush(p.surface);
            painter.drawEllipse(to, 3, 3);
        }
    }
    // Large marks first, so that small ones stand on them.
    QVector<int> order(m_spec.factories.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [this](int a, int b) { return m_spec.factories[a].size > m_spec.factories[b].size; });
    for (const int i : order) {
        const MapFactory &f = m_spec.factories[i];
        const QPointF at = place(f.at);
        const double r = factoryRadius(i);
        const QColor color = visibleOn(f.color, p.participant); // the darkest or lightest of all grounds there are
        painter.setPen(QPen(f.associated ? color : p.surface, f.associated ? 2 : 1.2));
        painter.setBrush(f.associated ? p.surface : color);
        if (f.associated) {
            const double half = std::max(1.0, r * std::sqrt(M_PI) / 2 - 1); // a square of the circle's area, its line inside
            painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half));
        } else {
            painter.drawEllipse(at, r, r);
        }
        if (i == m_current) {
            painter.setPen(QPen(p.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(at, r + 3, r + 3);
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
    for (int i = 0; i < static_cast<int>(m_spec.factories.size()); ++i) {
        const MapFactory &f = m_spec.factories[i];
        const double r = factoryRadius(i) + 0.5;
        taken << QRectF(place(f.at) - QPointF(r, r), QSizeF(2 * r, 2 * r));
        for (const QPointF &partner : f.partners) {
            taken << QRectF(place(partner) - QPointF(4, 4), QSizeF(8, 8));
            const QPainterPath path = curve(place(f.at), place(partner));
            const int parts = std::max(1, static_cast<int>(path.length() / 4));
            for (int k = 0; k <= parts; ++k) {
                lines << path.pointAtPercent(double(k) / parts);
            }
        }
    }
    painter.setFont(font);
    for (int i = 0; i < static_cast<int>(m_spec.factories.size()); ++i) {
        const MapFactory &f = m_spec.factories[i];
        const QPointF at = place(f.at);
        const double d = factoryRadius(i) + 2.5; // beside the mark
        const double q = d - 1;                  // at its corners
        const QSizeF size(fm.horizontalAdvance(f.name) + 4, fm.height());
        const QPointF places[] = {{d, -size.height() / 2}, {-d - size.width(), -size.height() / 2}, {-size.width() / 2, -d - size.height()}, {-size.width() / 2, d},
                                  {q, -size.height() - 2}, {q, 2}, {-q - size.width(), 2}, {-q - size.width(), -size.height() - 2}};
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

// A factory near the pointer, the nearest first; else a country's place, else the country below it.
int MapView::itemAt(const QPointF &at) const
{
    int best = -1;
    double least = 0;
    for (int i = 0; i < static_cast<int>(m_spec.factories.size()); ++i) {
        const double away = QLineF(at, factoryPoint(i)).length();
        if (away < std::max(reach, factoryRadius(i) + 1) && (best < 0 || away < least)) {
            best = i;
            least = away;
        }
    }
    if (best >= 0) {
        return best;
    }
    const auto factories = static_cast<int>(m_spec.factories.size());
    for (int c = 0; c < m_spec.countries.size(); ++c) {
        const auto over = [&](const QPair<QString, QPolygonF> &land) { return land.first == m_spec.countries[c].id && land.second.containsPoint(at, Qt::OddEvenFill); };
        if (std::any_of(m_land.begin(), m_land.end(), over)) {
            return factories + c;
        }
    }
    for (int c = 0; c < m_spec.countries.size(); ++c) {
        if (QLineF(at, countryPoint(c)).length() < reach / 2) {
            return factories + c; // too small to be drawn
        }
    }
    return -1;
}

void MapView::mouseMoveEvent(QMouseEvent *e)
{
    const int i = itemAt(e->position());
    point(i);
    setCursor(i < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (i >= 0) {
        QToolTip::showText(e->globalPosition().toPoint(), readOutOf(i), this);
    } else {
        QToolTip::hideText();
    }
}

void MapView::mousePressEvent(QMouseEvent *e)
{
    point(itemAt(e->position()));
}

void MapView::mouseReleaseEvent(QMouseEvent *e)
{
    if (e->button() == Qt::LeftButton) {
        follow(itemAt(e->position()));
    }
}

void MapView::leaveEvent(QEvent *)
{
    if (!hasFocus()) {
        point(-1);
    }
}

void MapView::focusOutEvent(QFocusEvent *e)
{
    point(-1);
    QWidget::focusOutEvent(e);
}

KeyWords MapView::keyWords()
{
    return {{tr("Arrows"), tr("walk the factories and countries")}, {tr("Enter"), tr("go to it")}, {tr("Ctrl+E"), tr("how a factory’s figure comes about")}};
}

void MapView::keyPressEvent(QKeyEvent *e)
{
    const int count = itemsOf(m_spec);
    const auto factories = static_cast<int>(m_spec.factories.size());
    const int key = e->key();
    int to = m_current;
    if (key == Qt::Key_Right || key == Qt::Key_Down) {
        to = m_current + 1 < count ? m_current + 1 : 0;
    } else if (key == Qt::Key_Left || key == Qt::Key_Up) {
        to = m_current > 0 ? m_current - 1 : count - 1;
    } else if (key == Qt::Key_Home) {
        to = 0;
    } else if (key == Qt::Key_End) {
        to = count - 1;
    } else if (key == Qt::Key_Escape && m_current >= 0) {
        point(-1);
        QToolTip::hideText();
        return;
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_current >= 0) {
        follow(m_current);
        return;
    } else {
        QWidget::keyPressEvent(e);
        return;
    }
    if (count > 0) {
        point(to);
        const QPointF at = to < factories ? factoryPoint(to) : countryPoint(to - factories);
        QToolTip::showText(mapToGlobal(at.toPoint()), readOutOf(to), this);
    }
}

} // namespace ui
