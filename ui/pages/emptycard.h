// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card.h"

namespace ui {

// What a page shows in a plan that has nothing for it yet: why, and the way to where a plan begins.
class EmptyCard : public Card
{
    Q_OBJECT

public:
    EmptyCard(const QString &title, const QString &words, QWidget *parent = nullptr);

Q_SIGNALS:
    void factoriesWanted();
};

} // namespace ui
