// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "distribution.h"
#include "quantity.h"
#include "schema.h"

#include <string>
#include <vector>

namespace simulation {

// A row of the table `uncertainty` at work.
struct UncertainRow
{
    int row = 0; // index in plan.uncertainties
    Distribution distribution;
    std::uint64_t key = 0;
    int driver = -1;        // index in UncertainFields::drivers(); -1: none, or one without effect
    double ofDriver = 0;    // √ρ
    double ofItself = 1;    // √(1 − ρ)
    int node = -1;          // input of the graph; -1: all draws alike
};

// Reads the plan's fields as quantities: the value of the plan with the effects of all rows that speak of the field (methodology 9), applied
// in the order of the rows' ids, each result held within what the field may be.
class UncertainFields
{
public:
    // Fails with a sentence where a row names what the plan does not have, what is no number, or has a distribution that cannot be drawn from.
    static core::Result<UncertainFields> of(const core::Plan &resolved, Graph &graph);

    const std::vector<UncertainRow> &rows() const { return m_rows; }
    const std::vector<std::string> &drivers() const { return m_drivers; }

    // One field of an entity, ready to be asked for many rows.
    class Field
    {
    public:
        // `base` is the plan's value, or the default derived for one that is empty; of months, core::Month::index(). `ofAll`: row '*' counts.
        Quantity operator()(std::string_view row, const Quantity &base, bool ofAll = true) const;

    private:
        friend class UncertainFields;
        struct Effect
        {
            std::string row;
            core::UncertaintyEffect effect;
            Quantity drawn;
        };
        Quantity held(const Quantity &value) const;
        const core::FieldInfo *m_info = nullptr;
        std::vector<Effect> m_effects;
    };
    Field field(std::string_view entity, std::string_view name) const;

private:
    struct Key
    {
        std::string entity, field;
        auto operator<=>(const Key &) const = default;
    };
    std::vector<UncertainRow> m_rows;
    std::vector<std::string> m_drivers;
    std::map<Key, std::vector<Field::Effect>> m_effects;
};

} // namespace simulation
