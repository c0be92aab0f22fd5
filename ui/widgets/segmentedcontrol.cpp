// SPDX-License-Identifier: GPL-3.0-or-later
#include "segmentedcontrol.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QToolButton>

namespace ui {

namespace {

// Where the control has less room than it asks for, its text ends with an ellipsis, or is its initial.
class Segment : public QToolButton
{
public:
    using QToolButton::QToolButton;

protected:
    void paintEvent(QPaintEvent *) override
    {
        constexpr int padding = 12; // the style sheet's
        QStylePainter painter(this);
        QStyleOptionToolButton option;
        initStyleOption(&option);
        if (width() < sizeHint().width()) {
            const QString elided = fontMetrics().elidedText(text(), Qt::ElideRight, width() - 2 * padding);
            option.text = elided.size() <= 2 ? text().left(1) : elided; // the initial alone says as much
        }
        painter.drawComplexControl(QStyle::CC_ToolButton, option);
    }
};

} // namespace

SegmentedControl::SegmentedControl(const QString &accessibleName, const QStringList &choices, QWidget *parent) : QFrame(parent), m_group(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("segments"));
    setAccessibleName(accessibleName);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < choices.size(); ++i) {
        auto *button = new Segment(this);
        button->setObjectName(QStringLiteral("segment"));
        button->setText(choices[i]);
        button->setToolTip(choices[i]);
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
