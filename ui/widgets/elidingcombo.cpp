// SPDX-License-Identifier: GPL-3.0-or-later
#include "elidingcombo.h"

#include <QHelpEvent>
#include <QStylePainter>
#include <QToolTip>

namespace ui {

ElidingCombo::ElidingCombo(QWidget *parent) : QComboBox(parent)
{
}

QString ElidingCombo::shown() const
{
    constexpr int beside = 2 * 9 + 24; // the style sheet's borders and padding, and its button
    const int room = width() - beside;
    const bool fits = fontMetrics().horizontalAdvance(currentText()) <= room + 3; // the padding at the right can be used up
    return fits ? currentText() : fontMetrics().elidedText(currentText(), Qt::ElideRight, room);
}

void ElidingCombo::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    option.currentText = shown();
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

bool ElidingCombo::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && shown() != currentText()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), currentText(), this);
        return true;
    }
    return QComboBox::event(event);
}

} // namespace ui
