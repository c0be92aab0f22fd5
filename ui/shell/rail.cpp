// SPDX-License-Identifier: GPL-3.0-or-later
#include "rail.h"

#include "icon.h"
#include "theme.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

Rail::Rail(QWidget *parent)
    : QFrame(parent), m_group(new QButtonGroup(this)), m_buttons(new QVBoxLayout), m_title(new QLabel(this)), m_horizon(new QLabel(this)), m_state(new QLabel(this))
{
    setObjectName(QStringLiteral("rail"));
    setFixedWidth(width);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 12, 9, 16);
    layout->setSpacing(0);
    m_buttons->setSpacing(2);
    layout->addLayout(m_buttons);
    layout->addStretch(1);
    for (QLabel *label : {m_title, m_horizon, m_state}) {
        label->setFont(Theme::font(TextStyle::Caption));
        label->setWordWrap(true);
        label->setContentsMargins(8, 0, 4, 0);
        layout->addWidget(label);
    }
    m_horizon->setForegroundRole(QPalette::PlaceholderText);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::chosen);
    connect(m_group, &QButtonGroup::idToggled, this, [this] { tint(); });
    connect(&theme(), &Theme::changed, this, &Rail::tint);
}

void Rail::addPage(const QString &icon, const QString &name)
{
    auto *button = new QPushButton(QStringLiteral("  ") + name, this);
    button->setAccessibleName(name);
    button->setObjectName(QStringLiteral("railButton"));
    button->setCheckable(true);
    button->setFixedHeight(36);
    button->setIconSize(QSize(20, 20));
    button->setToolTip(tr("%1 (Ctrl+%2)").arg(name).arg((m_icons.size() + 1) % 10));
    m_group->addButton(button, static_cast<int>(m_icons.size()));
    m_icons << icon;
    m_buttons->addWidget(button);
    tint();
}

void Rail::tint()
{
    const Palette &p = theme().palette();
    for (QAbstractButton *button : m_group->buttons()) {
        button->setIcon(icon(m_icons[m_group->id(button)], button->isChecked() ? p.accent : p.secondary));
    }
    update();
}

int Rail::current() const
{
    return m_group->checkedId();
}

void Rail::setCurrent(int page)
{
    if (QAbstractButton *button = m_group->button(page)) {
        button->setChecked(true);
    }
}

void Rail::setFoot(const QString &title, const QString &horizon, const QString &state)
{
    m_title->setText(title);
    m_horizon->setText(horizon);
    m_state->setText(state);
}

void Rail::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    const Palette &p = theme().palette();
    QPainter painter(this);
    if (const QAbstractButton *button = m_group->checkedButton()) {
        painter.fillRect(QRect(0, button->y(), 3, button->height()), p.accent);
    }
    const int y = m_title->y() - 12;
    painter.fillRect(QRect(16, y, QWidget::width() - 33, 1), p.line);
}

} // namespace ui
