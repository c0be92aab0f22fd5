// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette.h"

#include <QPolygonF>
#include <QVector>
#include <QWidget>

namespace ui {

// A factory on the map, with lines to where its partners are. Longitude and latitude in degrees.
struct MapFactory
{
    QString id;
    QString name;
    QColor color;
    QPointF at; // longitude, latitude
    bool associated = false;
    QVector<QPointF> partners;
    QString readOut;

    bool operator==(const MapFactory &) const = default;
};

struct MapSpec
{
    QString title;
    QString subtitle;
    QStringList participants; // ISO codes, drawn one step darker
    QVector<MapFactory> factories;

    bool operator==(const MapSpec &) const = default;
};

// Europe in Lambert's azimuthal equal-area projection (centre 52 N 10 E), so that areas compare; a click on a factory leads to it.
class MapView : public QWidget
{
    Q_OBJECT

public:
    explicit MapView(QWidget *parent = nullptr);
    void setSpec(const MapSpec &spec);
    QSize sizeHint() const override { return {380, 300}; }

Q_SIGNALS:
    void factoryActivated(const QString &id);

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void keyPressEvent(QKeyEvent *) override;

private:
    QPointF place(const QPointF &lonLat) const;
    int factoryAt(const QPointF &at) const;
    void layOut();
    void paintFactories(QPainter &painter) const;
    void paintLabels(QPainter &painter) const;

    MapSpec m_spec;
    double m_scale = 1;
    QPointF m_origin;
    QVector<QPair<QString, QPolygonF>> m_land; // placed
    int m_current = -1;
};

} // namespace ui
