// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace store {

// The plan file's tables: the text of resources/schema/plan.sql.
extern const char *const schemaSql;
inline constexpr int applicationId = 0x41494650; // 'AIFP'
inline constexpr int schemaVersion = 2;

} // namespace store
