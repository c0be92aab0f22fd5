// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"

#include "planfolder.h"
#include "schema.h"
#include "text.h"

#include <QFile>

namespace document {

core::Result<core::Plan> shippedPlan()
{
    return exchange::readPlanFiles([](const std::string &name) -> std::optional<std::string> {
        QFile file(QStringLiteral(":/baseline/") + QString::fromStdString(name));
        if (!file.open(QIODevice::ReadOnly)) {
            return std::nullopt;
        }
        return file.readAll().toStdString();
    });
}

core::Plan emptyPlan(const std::string &title)
{
    core::Plan plan;
    plan.plan.edit(0).title = title;
    plan.programmes.insert("DEP", {"DEP", "Digital Europe Programme", core::ProgrammeLevel::Union});
    plan.programmes.insert("HE", {"HE", "Horizon Europe", core::ProgrammeLevel::Union});
    plan.programmes.insert("NAT", {"NAT", "National funding", core::ProgrammeLevel::National});
    return plan;
}

core::Status createPlanFile(const QString &path, bool fromExample, const store::Signature &signature)
{
    const auto plan = fromExample ? shippedPlan() : core::Result<core::Plan>(emptyPlan(core::text("New plan")));
    if (!plan) {
        return plan.error();
    }
    return store::PlanFile::create(path.toStdString(), *plan, core::text(fromExample ? "New plan from the shipped baseline" : "New empty plan"), signature);
}

} // namespace document
