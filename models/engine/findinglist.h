// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings.h"

namespace engine {

// What the rules of law (Regulation (EU) 2021/1173 as amended) find; part of findings(). A wording that was not read in full in the official
// text warns, it does not block.
void addLawFindings(const Projection &projection, std::vector<Finding> &out);

// Its parts in files of their own: who hosts and takes part; until when something may be called for, owned, used.
void addMembershipFindings(const Projection &projection, std::vector<Finding> &out);
void addTermFindings(const Projection &projection, std::vector<Finding> &out);
inline constexpr const char *hostArticle = "Reg (EU) 2021/1173 Art 2(13)";

// Figures, and values of the scenario, that nobody is cited for; part of findings(). `plan` is the unresolved one.
void addCitationFindings(const core::Plan &plan, std::string_view scenario, const Projection &projection, std::vector<Finding> &out);

} // namespace engine
