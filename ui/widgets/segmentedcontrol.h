// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QButtonGroup;

namespace ui {

// A few choices of which one holds, side by side in one frame.
class SegmentedControl : public QFrame
{
    Q_OBJECT

public:
    SegmentedControl(const QString &accessibleName, const QStringList &choices, QWidget *parent = nullptr);
    int current() const;
    void setCurrent(int index); // says nothing

Q_SIGNALS:
    void chosen(int index);

private:
    QButtonGroup *m_group;
};

} // namespace ui
