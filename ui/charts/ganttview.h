// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ganttspec.h"
#include "keywords.h"

#include <QAbstractScrollArea>

class QMenu;

namespace ui {

// Systems over time, to be looked at and moved. A bar's body moves its month of service, its right end its lifetime; by mouse, or by keyboard:
// arrows go by a month, with Shift by a quarter, with Alt they move the end; Enter keeps, Esc drops. It changes nothing itself: it says what is
// wanted while it is wanted (dragged), and what is to be kept (dropped). The bar that is dragged follows at once, all else when a new spec comes.
class GanttView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Part { Service, Lifetime };
    // A line of the view: a group's heading (bar is -1) or a bar.
    struct Row
    {
        int group = 0;
        int bar = -1;
        int top = 0; // below the header, unscrolled
        int height = 0;
    };
    struct Drag
    {
        QString id; // empty: none
        Part part = Part::Service;
        int months = 0;
        bool byKey = false;
    };

    explicit GanttView(QWidget *parent = nullptr);
    void setSpec(const GanttSpec &spec);
    const GanttSpec &spec() const { return m_spec; }
    static KeyWords keyWords();
    void setBubble(const GanttBubble &bubble); // shown while dragging
    const GanttBubble &bubble() const { return m_bubble; }
    const Drag &drag() const { return m_drag; }
    void cancelDrag(); // as Esc; says nothing when there is none

    QString currentId() const; // of the bar or heading chosen
    bool setCurrentId(const QString &id);
    const QVector<Row> &rows() const { return m_rows; }
    const GanttBar *barAt(int row) const; // null: a heading
    GanttBar shownBar(const GanttBar &bar) const; // where the dragged one has been moved to
    int currentRow() const { return m_current; }
    QRect rowRect(int row) const;       // in the viewport
    QRectF barRect(int row) const;      // from service to retirement, in the viewport
    double xOf(double month) const;     // in the viewport
    int nameWidth() const;
    double monthWidth() const { return m_monthWidth; }
    QString rowName(int row) const;     // for assistive technology
    QString rowValue(int row) const;
    void activateRow(int row);

    void zoomIn() { zoomBy(1.25, -1); }
    void zoomOut() { zoomBy(0.8, -1); }
    void fit();
    int contentHeight() const; // of header, rows and foot
    QSize sizeHint() const override { return {900, 420}; }
    QSize minimumSizeHint() const override { return {320, 160}; }

    static constexpr int headerHeight = 48;
    static constexpr int footHeight = 24;

Q_SIGNALS:
    void dragged(const QString &id, ui::GanttView::Part part, int months);
    void dropped(const QString &id, ui::GanttView::Part part, int months);
    void dragCancelled();
    void barActivated(const QString &id);
    void groupToggled(const QString &id);
    void currentIdChanged(const QString &id);
    void tableWanted();
    void figureWanted(const QString &figure); // of a system (Ctrl+E, menu) or of a year's envelopes (click, menu)

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int, int) override;
    bool viewportEvent(QEvent *event) override;

private:
    struct Hit
    {
        int row = -1;
        bool bar = false;
        Part part = Part::Service;
    };
    Hit hitAt(const QPointF &at) const;
    void layOutRows();
    void addFigures(QMenu &menu);
    void nameFigure();
    const GanttYear *yearAt(const QPointF &at) const; // in the header; null: none
    void describe();
    void layOutScrolling();
    void zoomBy(double factor, double anchorX); // anchor in the viewport; negative: its middle
    void setLeft(double month);
    void setCurrentRow(int row);
    void showRow(int row);
    void moveDrag(int months);
    void keyDrag(Part part, int step);
    void endDrag(bool keep);
    bool walk(int key);
    QString tipAt(const QPoint &at) const;
    int firstMonth() const; // of what can be scrolled to
    int lastMonth() const;
    double fitWidth() const; // of a month so that the horizon fills the view
    void announce(int row);

    GanttSpec m_spec;
    GanttBubble m_bubble;
    QVector<Row> m_rows;
    Drag m_drag;
    GanttBar m_dragStart;
    QPointF m_pressed;
    bool m_mayDrag = false; // pressed on a bar, not yet moved
    int m_current = -1;
    double m_monthWidth = 12;
    double m_left = 0; // month at the left edge of the plot
    bool m_fitted = true;
    bool m_settling = false;
};

// Paints the view's contents; GUI thread, in paintEvent.
void paintGantt(QPainter &painter, const GanttView &view);

} // namespace ui
