// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPair>
#include <QString>
#include <QVector>

namespace ui {

// The keys that a widget understands by itself, and what they do: each says them beside where it handles them, the window of shortcuts lists them.
using KeyWords = QVector<QPair<QString, QString>>;

} // namespace ui
