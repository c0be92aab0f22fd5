// SPDX-License-Identifier: GPL-3.0-or-later
#include "cellwords.h"

#include "findingsentences.h"
#include "format.h"
#include "reportcontext.h"
#include "text.h"

#include <cmath>

namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

} // namespace

QString rowName(const core::Plan &plan, const core::Cell &cell)
{
    if (cell.entity == "system") {
        const auto *s = plan.systems.find(cell.row);
        return s ? sentences::elidedName(s->name) : QString();
    }
    if (cell.entity == "factory") {
        const auto *f = plan.factories.find(cell.row);
        return f ? sentences::elidedName(f->name) : QString();
    }
    if (cell.entity == "country") {
        const auto *x = plan.countries.find(cell.row);
        return x ? QString::fromStdString(x->name) : QString();
    }
    if (cell.entity == "accelerator") {
        const auto *x = plan.accelerators.find(cell.row);
        return x ? sentences::elidedName(x->model) : QString();
    }
    if (cell.entity == "cost_line") {
        const auto *x = plan.costLines.find(cell.row);
        const auto *f = x ? plan.factories.find(x->factory) : nullptr;
        return x ? (f ? sentences::elidedName(f->name) + QStringLiteral(": ") : QString()) + sentences::elidedName(x->name, 60) : QString();
    }
    return {};
}

QString valueText(const core::Cell &cell, const core::Value &value)
{
    const auto n = core::numberOf(value);
    if (!n) {
        const auto month = std::holds_alternative<std::string>(value) ? core::Month::parse(std::get<std::string>(value)) : std::nullopt;
        return month ? ReportContext::monthText(*month) : QString::fromStdString(core::toPlainText(value));
    }
    const std::string &field = cell.field;
    if (field.ends_with("_cents")) {
        return format::eur(*n / 100);
    }
    if (field == "availability" || field == "utilisation" || field == "idle_power" || field == "maintenance_rate") {
        return format::percent(*n, 0);
    }
    if (field.ends_with("_kw")) {
        return format::number(*n, *n < 100 ? 2 : 0) + format::thin + QStringLiteral("kW");
    }
    if (field == "electricity_eur_kwh") {
        return QStringLiteral("€") + format::thin + format::number(*n, 4) + Words::tr(" a kWh");
    }
    return format::number(*n, std::floor(*n) == *n ? 0 : 2);
}

QString fieldLabel(const core::Cell &cell)
{
    const core::EntityInfo *info = core::entity(cell.entity);
    const core::FieldInfo *field = info ? info->field(cell.field) : nullptr;
    const QString label = field ? QString::fromStdString(core::text(field->label)) : QString::fromStdString(cell.field);
    const bool abbreviation = label.size() > 1 && label.at(1).isUpper();
    return label.isEmpty() || abbreviation ? label : label.at(0).toLower() + label.mid(1);
}

} // namespace ui::pages
