// SPDX-License-Identifier: GPL-3.0-or-later
#include "segmentedcontrol.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace ui {

SegmentedControl::SegmentedControl(const QString &accessibleName, const QStringList &choices, QWidget *parent) : QFrame(parent), m_group(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("segments"));
    setAccessibleName(accessibleName);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < choices.size(); ++i) {
        auto *button = new QToolButton(this);
        button->setObjectName(QStringLiteral("segment"));
        button->setText(choices[i]);
        button->setCheckable(true);
        button->setAccessibleName(accessibleName + QStringLiteral(": ") + choices[i]);
        m_group->addButton(button, i);
        layout->addWidget(button);
    }
    m_group->setExclusive(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedControl::chosen);
}

int SegmentedControl::current() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index)) {
        button->setChecked(true);
    }
}

} // namespace ui
