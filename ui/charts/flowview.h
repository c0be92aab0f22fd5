// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flowspec.h"
#include "keywords.h"

#include <QWidget>

namespace ui {

// A flow diagram in a window. What the mouse is on stands out with all that runs through it. A click or Enter on a node leads to it; on a band, or a node
// that leads nowhere, it asks how the sum comes about, as Ctrl+E and the menu do for both. Up and down walk a column, left and right follow the largest
// flow; the read-out is the accessible description. The context menu copies and saves.
class FlowView : public QWidget
{
    Q_OBJECT

public:
    explicit FlowView(QWidget *parent = nullptr);
    void setSpec(const FlowSpec &spec);
    const FlowSpec &spec() const { return m_spec; }
    static KeyWords keyWords();
    const FlowLayout &flow(); // as it is painted now
    QString currentNode() const; // empty: none
    QSize sizeHint() const override { return {700, 420}; }
    QSize minimumSizeHint() const override { return {360, 220}; }

Q_SIGNALS:
    void nodeActivated(const QString &id);
    void figureWanted(const QString &figure);
    void tableWanted();

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void leaveEvent(QEvent *) override;
    void focusOutEvent(QFocusEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    void contextMenuEvent(QContextMenuEvent *) override;

private:
    void point(int node, int band, const QPoint &globalAt);
    int nextInColumn(int node, int direction) const;
    int across(int node, int direction) const; // along the largest flow
    QString currentFigure() const; // of what is pointed at
    void activate();

    FlowSpec m_spec;
    FlowLayout m_layout;
    bool m_stale = true;
    int m_node = -1;
    int m_band = -1;
};

} // namespace ui
