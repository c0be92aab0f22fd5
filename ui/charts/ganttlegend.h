// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ui {

// What the marks of a Gantt view mean, in one line; what does not fit is left out from the right.
class GanttLegend : public QWidget
{
    Q_OBJECT

public:
    explicit GanttLegend(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, 22}; }

protected:
    void paintEvent(QPaintEvent *) override;

private:
    QStringList m_names;
};

} // namespace ui
