// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette.h"
#include "keywords.h"

#include <QPolygonF>
#include <QVector>
#include <QWidget>

namespace ui {

// A factory on the map, with lines to where its partners are. Longitude and latitude in degrees. The mark's area is in proportion to the size.
struct MapFactory
{
    QString id;
    QString name;
    QColor color;
    QPointF at; // longitude, latitude
    bool associated = false;
    QVector<QPointF> partners;
    QString readOut;
    double size = 0;
    QString figure = {}; // address of what the size says

    bool operator==(const MapFactory &) const = default;
};

// A participating country, which leads to what it pays and gets.
struct MapCountry
{
    QString id; // ISO code
    QString readOut;
    QPointF at; // longitude, latitude of its place; null: none is known

    bool operator==(const MapCountry &) const = default;
};

struct MapSpec
{
    QString title;
    QString subtitle;
    QStringList participants; // ISO codes, drawn one step darker
    QVector<MapFactory> factories;
    QVector<MapCountry> countries = {}; // those of the participants that can be asked about

    bool operator==(const MapSpec &) const = default;
};

// Europe in Lambert's azimuthal equal-area projection (centre 52 N 10 E), so that areas compare; a click on a factory or on a participating country
// leads there. Arrows walk the factories and then the countries, Enter follows, Ctrl+E or the menu explains a factory's figure, Esc lets go.
class MapView : public QWidget
{
    Q_OBJECT

public:
    explicit MapView(QWidget *parent = nullptr);
    void setSpec(const MapSpec &spec);
    const MapSpec &spec() const { return m_spec; }
    static KeyWords keyWords();
    QPointF factoryPoint(int factory) const; // middle of its mark, in the widget
    double factoryRadius(int factory) const; // of the circle of its mark's area, pixels
    QPointF countryPoint(int country) const; // a place inside of it
    QSize sizeHint() const override { return {380, 300}; }

Q_SIGNALS:
    void factoryActivated(const QString &id);
    void countryActivated(const QString &id);
    void figureWanted(const QString &figure);

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mousePressEvent(QMouseEvent *) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    void leaveEvent(QEvent *) override;
    void focusOutEvent(QFocusEvent *) override;

private:
    QPointF place(const QPointF &lonLat) const;
    int itemAt(const QPointF &at) const;
    QString readOutOf(int item) const;
    void point(int item);
    void follow(int item);
    void layOut();
    void paintLand(QPainter &painter) const;
    void paintFactories(QPainter &painter) const;
    void paintLabels(QPainter &painter) const;

    MapSpec m_spec;
    double m_scale = 1;
    QPointF m_origin;
    QVector<QPair<QString, QPolygonF>> m_land; // placed
    double m_largest = 0; // size of the largest mark
    int m_current = -1;   // pointed at: factories first, then countries
};

} // namespace ui
