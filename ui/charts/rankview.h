// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartexport.h"

#include <QWidget>

namespace ui {

// One bar that lies down, with its name before it and its figure behind it.
struct RankRow
{
    QString id;
    QString name;
    QString strongPart; // of the name, at its beginning: written in the strong weight
    QColor color;
    double value = 0;
    bool current = false;
    QString figure = {}; // address of what it shows

    bool operator==(const RankRow &) const = default;
};

// A dotted line through all bars.
struct RankMark
{
    double value = 0;
    QString name;

    bool operator==(const RankMark &) const = default;
};

struct RankSpec
{
    QString title;
    QString subtitle;
    QString unit; // in read-outs
    QString nameHeader; // of the table's first column
    int decimals = 2;
    QVector<RankRow> rows; // in the order shown
    QVector<RankMark> marks;
    QString empty; // what stands there without rows

    bool operator==(const RankSpec &) const = default;
};
ChartTable tableOf(const RankSpec &spec);
void paintRank(QPainter &painter, const RankSpec &spec, const Palette &palette, const QRectF &target, int focused = -1);

// Figures in order of size. Up and down walk the bars, Enter or a click chooses one, Ctrl+E or the menu explains it; the menu copies and saves.
class RankView : public QWidget
{
    Q_OBJECT

public:
    explicit RankView(QWidget *parent = nullptr);
    void setSpec(const RankSpec &spec);
    const RankSpec &spec() const { return m_spec; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }

Q_SIGNALS:
    void rowActivated(const QString &id);
    void figureWanted(const QString &figure);
    void rowWanted(int row, int top, int bottom); // the keyboard is there: bring it into view

protected:
    void paintEvent(QPaintEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mouseReleaseEvent(QMouseEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    void focusOutEvent(QFocusEvent *) override;
    void contextMenuEvent(QContextMenuEvent *) override;

private:
    int rowAt(double y) const;
    void focusRow(int row);
    QString readOut(int row) const;

    RankSpec m_spec;
    int m_focused = -1;
};

} // namespace ui
