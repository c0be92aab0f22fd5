// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <string>
#include <string_view>
#include <vector>

namespace ui {

// What a marker in a page's content stands for.
struct ContentMark
{
    enum class Kind { Begin, BeginLayout, BeginPagination, End };
    Kind kind = Kind::Begin;
    std::string tag; // Begin: "P", "TD", …
    int mcid = -1;   // Begin
};

// A marker is a triangle far off the page that carries its number in its coordinates. Qt writes such a path alone between q and Q.
inline constexpr int markerX = -900000;

// Puts marked content in place of the markers of a page that Qt painted, numbered from `firstNumber` in the order of `marks`. Strict: a marker
// that does not stand by itself, is out of order or missing, something painted outside of the marks, or an unknown kind of content is an error,
// and the page is better left as it was.
core::Result<std::string> taggedContent(std::string_view content, const std::vector<ContentMark> &marks, int firstNumber);

} // namespace ui
