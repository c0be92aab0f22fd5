// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartscene.h"

#include <QWidget>

namespace ui {

// A chart in a window. Left and right walk the periods, the read-out follows and is the accessible description; the context menu copies and saves.
class ChartView : public QWidget
{
    Q_OBJECT

public:
    explicit ChartView(QWidget *parent = nullptr);
    ~ChartView() override;

    void setSpec(const ChartSpec &spec);
    const ChartSpec &spec() const { return m_spec; }
    QSize sizeHint() const override { return {520, 240}; }
    QSize minimumSizeHint() const override { return {220, 130}; }

Q_SIGNALS:
    void tableWanted();
    void seriesActivated(const QString &id);
    void figureWanted(const QString &figure); // instead of seriesActivated, where the series says what it shows

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void leaveEvent(QEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    void focusOutEvent(QFocusEvent *) override;
    void contextMenuEvent(QContextMenuEvent *) override;

private:
    void layOut();
    void point(int index, const QPoint &globalAt);
    const ChartSeries *seriesAt(const QPointF &at) const; // null: none
    void activate(const ChartSeries &series, int index);

    ChartSpec m_spec;
    ChartFrame m_frame;
    ChartScene m_scene;
    bool m_stale = true;
    int m_hovered = -1;
};

} // namespace ui
