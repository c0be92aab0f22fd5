// SPDX-License-Identifier: GPL-3.0-or-later
#include "emptycard.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

EmptyCard::EmptyCard(const QString &title, const QString &words, QWidget *parent) : Card(title, parent)
{
    auto *label = new QLabel(words, this);
    label->setWordWrap(true);
    auto *next = new QPushButton(tr("Go to Factories"), this);
    next->setObjectName(QStringLiteral("primary"));
    connect(next, &QPushButton::clicked, this, &EmptyCard::factoriesWanted);
    body()->addWidget(label);
    body()->addWidget(next, 0, Qt::AlignLeft);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

} // namespace ui
