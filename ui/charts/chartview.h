// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartvalues.h"
#include "keywords.h"

#include <QWidget>

namespace ui {

// A chart in a window. A click or Enter asks how the value there comes about; a double click leads to where its series is edited. Left and right walk
// the periods, up and down the values of one, the read-out follows and is the accessible description. The context menu does the same, copies and saves.
class ChartView : public QWidget
{
    Q_OBJECT

public:
    explicit ChartView(QWidget *parent = nullptr);
    ~ChartView() override;

    void setSpec(const ChartSpec &spec);
    const ChartSpec &spec() const { return m_spec; }
    static KeyWords keyWords();
    QSize sizeHint() const override { return {520, 240}; }
    QSize minimumSizeHint() const override { return {220, 130}; }
    // The value that the keys have come to; none before they have.
    const std::optional<ChartValue> &current() const { return m_current; }

Q_SIGNALS:
    void tableWanted();
    void seriesActivated(const QString &id);
    void figureWanted(const QString &figure);

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void mouseDoubleClickEvent(QMouseEvent *) override;
    void leaveEvent(QEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    void focusOutEvent(QFocusEvent *) override;
    void contextMenuEvent(QContextMenuEvent *) override;

private:
    void layOut();
    void point(int index, const QPoint &globalAt);
    void setCurrent(const std::optional<ChartValue> &value);
    bool walk(int key);
    std::optional<ChartValue> valueUnder(const QPointF &at) const;
    void explain(const std::optional<ChartValue> &value);
    const ChartSwing *swingAt(const QPointF &at) const; // null: none

    ChartSpec m_spec;
    ChartFrame m_frame;
    ChartScene m_scene;
    bool m_stale = true;
    int m_hovered = -1;
    std::optional<ChartValue> m_current; // walked to by key
    std::optional<ChartValue> m_clicked; // last; a double click leads from there, whatever has moved meanwhile
    bool m_doubleClicked = false;
};

} // namespace ui
