// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure.h"

#include "text.h"

#include <utility>

namespace engine {

namespace {

constexpr std::pair<const char *, std::string Figure::*> parts[] = {{"factory", &Figure::factory}, {"system", &Figure::system}, {"category", &Figure::category},
                                                                    {"item", &Figure::item}, {"programme", &Figure::programme}, {"country", &Figure::country},
                                                                    {"period", &Figure::period}};

} // namespace

std::string Figure::toString() const
{
    std::string inside;
    const auto add = [&](std::string_view name, std::string_view value) {
        inside += (inside.empty() ? "" : ",") + std::string(name) + '=' + std::string(value);
    };
    for (const auto &[name, member] : parts) {
        if (!(this->*member).empty()) {
            add(name, this->*member);
        }
    }
    if (real) {
        add("real", "1");
    }
    return inside.empty() ? measure : measure + '[' + inside + ']';
}

core::Result<Figure> parseFigure(std::string_view text)
{
    Figure figure;
    const std::size_t open = text.find('[');
    figure.measure = std::string(text.substr(0, open));
    if (figure.measure.empty() || (open != std::string_view::npos && !text.ends_with(']'))) {
        return core::Error{core::text("'%1' is no figure; write it as paid_cents[factory=ID,period=2027].", {text})};
    }
    std::string_view rest = open == std::string_view::npos ? std::string_view() : text.substr(open + 1, text.size() - open - 2);
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string_view part = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        const std::size_t equals = part.find('=');
        const std::string_view name = part.substr(0, equals);
        const std::string_view value = equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
        bool known = name == "real" && value == "1";
        figure.real = figure.real || known;
        for (const auto &[partName, member] : parts) {
            if (name == partName) {
                figure.*member = std::string(value);
                known = true;
            }
        }
        if (!known) {
            return core::Error{core::text("'%1' in '%2' is no part of a figure; there are factory, system, category, item, programme, country, period.", {part, text})};
        }
    }
    return figure;
}

} // namespace engine
