// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings.h"

namespace engine {

// What the rules of law (Regulation (EU) 2021/1173 as amended) find; part of findings(). A wording that was not read in full in the official
// text warns, it does not block.
void addLawFindings(const Projection &projection, std::vector<Finding> &out);

} // namespace engine
