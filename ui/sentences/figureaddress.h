// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ui {

// A figure on screen: engine::Figure::toString(), and where it is not of the scenario chosen in the window, of which it is. Written
// 'paid_cents[period=2027]@delay-6', with '@' alone for the baseline; the difference of two scenarios 'paid_cents@delay-6|contracts-2026'.
struct FigureAddress
{
    QString figure;
    std::optional<QString> scenario; // none: the one chosen
    std::optional<QString> less;     // of a difference: the scenario that is taken away

    QString toString() const;
    static FigureAddress read(const QString &text);
};

// A figure (or a chart's pattern of one) of that scenario; of no scenario nothing can be explained.
QString inScenario(const QString &figure, const std::optional<QString> &scenario);
QString differenceOf(const QString &figure, const QString &to, const QString &from);

} // namespace ui
