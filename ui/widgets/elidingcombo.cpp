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
    constexpr int beside = 9 + 24; // the style sheet's border and padding, and its button
    return fontMetrics().elidedText(currentText(), Qt::ElideRight, width() - beside);
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
