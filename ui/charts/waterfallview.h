// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QVector>
#include <QWidget>

namespace ui {

// One step of a waterfall. The label is the value as printed; labels of steps too small to be seen still stand there.
struct WaterfallRow
{
    QString id = {}; // where a click leads; empty: nowhere
    QString name = {};
    QString detail = {}; // beside the name: what changes in this step
    double value = 0;
    QString label = {};
    QString toolTip = {};
    QColor swatch = {};
    QString figure = {}; // address of what it shows; empty: it explains nothing

    bool operator==(const WaterfallRow &) const = default;
};

// All that a waterfall shows, as plain values: steps from zero to their sum.
struct WaterfallSpec
{
    enum class Sense { Neutral, MoreIsBetter };
    QString title;
    QString subtitle;
    QVector<WaterfallRow> rows;
    QString sumName;
    QString sumLabel;
    QString sumFigure = {};
    QString unit;   // after an axis figure in words for assistive technology
    QString empty;  // what to say where there are no rows
    Sense sense = Sense::Neutral;

    double sum() const;
    bool operator==(const WaterfallSpec &) const = default;
};

// A waterfall lying down, so that names may be long. A click on a step asks how it comes about (on one that cannot be explained it follows it), a double
// click follows it. Up and down walk the steps, Enter follows one, T wants the table.
class WaterfallView : public QWidget
{
    Q_OBJECT

public:
    explicit WaterfallView(QWidget *parent = nullptr);
    void setSpec(const WaterfallSpec &spec);
    const WaterfallSpec &spec() const { return m_spec; }
    int current() const { return m_current; }
    QSize sizeHint() const override { return {460, contentHeight()}; }
    QSize minimumSizeHint() const override { return {260, contentHeight()}; }
    QRectF barRect(int row) const; // of a step, or of the sum past the last

Q_SIGNALS:
    void rowActivated(const QString &id);
    void figureWanted(const QString &figure);
    void tableWanted();

protected:
    void paintEvent(QPaintEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mousePressEvent(QMouseEvent *) override;
    void mouseDoubleClickEvent(QMouseEvent *) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    void focusInEvent(QFocusEvent *) override;
    bool event(QEvent *) override;

private:
    int contentHeight() const;
    int rowAt(const QPointF &at) const;
    void point(int row);
    QString figureOf(int row) const; // of a step, or of the sum past the last
    QString idOf(int row) const;
    void follow(int row);
    double xOf(double value) const;
    void layOut();
    QString words(int row) const;
    void paintRow(QPainter &painter, int row) const;
    void paintAxis(QPainter &painter) const;

    WaterfallSpec m_spec;
    QVector<double> m_before; // where each step begins
    double m_low = 0, m_high = 1, m_step = 1;
    double m_names = 120, m_details = 0, m_left = 0, m_right = 0;
    int m_current = -1;
    QString m_clicked; // id of the step last clicked; a double click follows it, whatever has moved meanwhile
    bool m_doubleClicked = false;
};

} // namespace ui
