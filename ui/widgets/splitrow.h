// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spliteditor.h"

class QSlider;
class QToolButton;

namespace ui {

// The name, slider, field and lock of one member in a SplitEditor's grid; hands what is done to them to the editor.
class SplitRowWidgets : public QObject
{
    Q_OBJECT

public:
    static constexpr int shareWidth = 76;
    static constexpr int amountWidth = 96;
    static constexpr int lockWidth = 24;

    SplitRowWidgets(SplitEditor &editor, int row, QGridLayout *grid);
    void takeAway(); // its widgets, before the row itself is deleted
    void setMember(const SplitMember &member);
    void show(const core::Split &split, const core::Split &kept, bool editing);
    NumberField *field() const { return m_field; }

private:
    void sliderMoved(int position);

    SplitEditor &m_editor;
    int m_row;
    SplitMember m_member;
    QWidget *m_name;
    QSlider *m_slider;
    QLabel *m_reason; // in place of the slider, or the share of the total
    NumberField *m_field;
    QToolButton *m_lock;
    bool m_quiet = false;
};

} // namespace ui
