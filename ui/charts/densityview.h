// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QString>
#include <QVector>
#include <QWidget>

#include <optional>

namespace ui {

// A value of a distribution that can be drawn along.
struct DensityHandle
{
    QString id;
    QString name; // "low"
    double value = 0;
    double least = 0, most = 0; // where it may be put

    bool operator==(const DensityHandle &) const = default;
};

// The picture of a distribution, as plain values.
struct DensitySpec
{
    QString name;     // of what is uncertain, for assistive technology
    QString unit;     // after a value, with its blank; may be empty
    int decimals = 2;
    double step = 1;  // of an arrow key; values are multiples of it
    bool months = false;         // values are months, counted from year 0
    double from = 0, to = 1;     // what the axis shows
    QVector<QPointF> curve;      // value, density
    QVector<DensityHandle> handles; // in the order of their values
    std::optional<double> plan;  // the value that leaves the plan as it is
    QString empty;               // what stands there where nothing is drawn
    bool readOnly = false;

    bool operator==(const DensitySpec &) const = default;
};

// A distribution whose low, likely and high values are dragged, or moved by keys: up and down choose one, left and right move it (page up and
// down: ten steps), Enter keeps, Esc puts back. While one is moved the axis stands still.
class DensityView : public QWidget
{
    Q_OBJECT

public:
    explicit DensityView(QWidget *parent = nullptr);
    void setSpec(const DensitySpec &spec);
    const DensitySpec &spec() const { return m_spec; }
    bool isMoving() const { return m_moving; }
    QString currentHandle() const;
    QPointF handleAt(const QString &id) const; // the middle of its knob
    QSize sizeHint() const override { return {420, 220}; }
    QSize minimumSizeHint() const override { return {260, 180}; }
    void abandon(); // nothing happened

Q_SIGNALS:
    void moved(const QString &id, double value);  // show it everywhere, keep nothing
    void released(const QString &id, double value); // one edit
    void reverted();

protected:
    void paintEvent(QPaintEvent *) override;
    void mousePressEvent(QMouseEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    void focusOutEvent(QFocusEvent *) override;
    bool event(QEvent *) override;

private:
    QRectF plot() const;
    double xOf(double value) const;
    QString textOf(double value) const;
    int nearest(const QPointF &at) const; // -1: none
    void moveTo(double value);
    void keep();
    void describe();
    void paintAxis(QPainter &painter) const;
    void paintHandle(QPainter &painter, int index) const;

    DensitySpec m_spec;
    double m_from = 0, m_to = 1; // of the axis as shown
    int m_current = 0;
    bool m_moving = false;
    bool m_pressed = false;
    double m_value = 0; // of the handle that is moved
};

} // namespace ui
