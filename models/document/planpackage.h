// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planfile.h"

#include <QByteArray>
#include <QString>

namespace document {

class PlanDocument;

// What a package holds: the plan file, its tables as CSV with a descriptor, the projection of every scenario as tables, and the board report if
// its bytes are given. The same plan file (and report) gives the same bytes.
core::Result<QByteArray> planPackage(const PlanDocument &document, const QByteArray &reportPdf = {});

// The same, written whole or not at all.
core::Status writePlanPackage(const PlanDocument &document, const QString &path, const QByteArray &reportPdf = {});

// Makes the plan file `path` from a package; fails where the file exists. The package is untrusted: it is unpacked in memory, the plan inside is
// opened from a private temporary folder, and has to be the one that the manifest names.
core::Status createPlanFromPackage(const QString &packagePath, const QString &path, const store::Signature &signature);

// Does the name end as a package's does?
bool isPackagePath(const QString &path);

} // namespace document
