// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagestrip.h"

#include "icon.h"
#include "theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace ui {

MessageStrip::MessageStrip(QWidget *parent) : QFrame(parent), m_icon(new QLabel(this)), m_words(new QLabel(this)), m_buttons(new QHBoxLayout), m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("message"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(8);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setObjectName(QStringLiteral("messageWords"));
    m_close->setObjectName(QStringLiteral("quiet"));
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Take this message away"));
    layout->addWidget(m_icon);
    layout->addWidget(m_words, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageStrip::showMessage(Kind kind, const QString &words)
{
    clearActions();
    const Palette &p = theme().palette();
    const bool problem = kind == Kind::Problem;
    m_icon->setPixmap(iconPixmap(problem ? QStringLiteral("error") : QStringLiteral("note"), problem ? p.worse : p.accent, 18, devicePixelRatioF()));
    m_words->setText(words);
    m_words->setAccessibleName(words);
    show();
    QAccessibleEvent spoken(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

void MessageStrip::addAction(const QString &text, std::function<void()> run)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("link"));
    button->setText(text);
    connect(button, &QToolButton::clicked, this, [this, run = std::move(run)] {
        hide();
        run();
    });
    m_buttons->addWidget(button);
}

QString MessageStrip::words() const
{
    return m_words->text();
}

void MessageStrip::clearActions()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

} // namespace ui
