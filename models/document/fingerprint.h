// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan.h"

#include <QString>

namespace document {

// SHA-256 over the plan's content, 64 hexadecimal digits: the same for two files that hold the same plan, whatever their history
// and whatever they say in the table 'setting', which shapes reports and changes no figure.
// Canonical form: for each table of the schema in its order, a line "table NAME", then each row in key order as one line; fields in schema
// order, each as a letter (n nothing, i whole number, r real, t text), the length of its plain text in bytes, ':' and the text.
QString fingerprint(const core::Plan &plan);

} // namespace document
