// SPDX-License-Identifier: GPL-3.0-or-later
#include "card.h"

#include "elidinglabel.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui {

namespace {
void inCaption(QLabel *label)
{
    label->setFont(Theme::font(TextStyle::Caption));
    label->setForegroundRole(QPalette::PlaceholderText);
}
} // namespace

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent), m_title(sectionLabel(title, this)), m_subtitle(new ElidingLabel({}, this)), m_head(new QHBoxLayout), m_body(new QVBoxLayout)
{
    setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->setSpacing(6);
    inCaption(m_subtitle);
    m_head->setSpacing(8);
    m_head->addWidget(m_title);
    m_head->addWidget(m_subtitle, 1);
    layout->addLayout(m_head);
    m_body->setSpacing(8);
    layout->addLayout(m_body, 1);
    m_title->setVisible(!title.isEmpty());
    m_subtitle->setVisible(!title.isEmpty()); // holds the title's row open
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_subtitle->setVisible(!title.isEmpty() || !m_subtitle->text().isEmpty());
}

void Card::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!m_title->text().isEmpty() || !subtitle.isEmpty());
}

QLabel *captionLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    inCaption(label);
    return label;
}

QLabel *sectionLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(Theme::font(TextStyle::Section));
    return label;
}

} // namespace ui
