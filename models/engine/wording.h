// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger.h"

#include <string>

namespace engine {

// Amounts and months in the sentences of findings and statements.
std::string eurText(double eur);          // "EUR 18.2 m", "EUR 1.46 bn", "EUR 950"
std::string signedEurText(double eur);    // with a sign, "−" being U+2212
std::string monthText(core::Month month); // "Oct 2027"
std::string percentText(double fraction); // "49.9 %"

} // namespace engine
