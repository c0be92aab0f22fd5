// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagebody.h"

#include "elidinglabel.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui {

PageBody::PageBody(const QString &title, QWidget *parent) : QScrollArea(parent), m_lead(new ElidingLabel({}, this)), m_head(new QHBoxLayout)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::ClickFocus); // keys scroll it; Tab goes on to what can be acted on, and brings that into sight
    auto *body = new QWidget(this);
    body->setObjectName(QStringLiteral("pageBody"));
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(edge, 20, edge, 20);
    m_column->setSpacing(16);
    m_head->setSpacing(16);
    auto *name = new QLabel(title, body);
    name->setFont(Theme::font(TextStyle::PageTitle));
    m_head->addWidget(name, 0, Qt::AlignBaseline);
    m_lead->setForegroundRole(QPalette::PlaceholderText);
    m_lead->setObjectName(QStringLiteral("lead"));
    m_lead->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_head->addWidget(m_lead, 1, Qt::AlignBaseline);
    m_column->addLayout(m_head);
    setWidget(body);
}

void PageBody::setLead(const QString &words)
{
    m_lead->setText(words);
    m_lead->setToolTip(words);
}

void PageBody::setBusy(bool busy)
{
    m_lead->setEnabled(!busy);
}

} // namespace ui
