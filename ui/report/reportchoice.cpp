// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportchoice.h"

#include "plandocument.h"
#include "reportpackage.h"

#include <QCoreApplication>

#include <tuple>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using Entries = std::vector<std::pair<std::string, QString>>;

// Everything as texts under its key, with the text of each at its beginning.
Entries entriesOf(const ReportChoice &c)
{
    const auto yes = [](bool b) { return b ? QStringLiteral("yes") : QStringLiteral("no"); };
    return {{"report.kind", nameOf(c.kind)},
            {"report.subject", c.subject},
            {"report.file-each", yes(c.fileEach)},
            {"report.scenario", c.scenario},
            {"report.against", c.against},
            {"report.prices", c.realPrices ? QStringLiteral("real") : QStringLiteral("nominal")},
            {"report.period", c.options.period == engine::Period::Quarter ? QStringLiteral("quarter") : QStringLiteral("year")},
            {"report.without", c.options.leftOut.join(QLatin1Char(','))},
            {"report.draft", yes(c.options.draft)},
            {"report.organisation", c.options.organisation},
            {"report.logo", c.logo},
            {"report.attachment", yes(c.attachPlan)}};
}

core::Result<ReportInput> computed(const std::shared_ptr<const core::Plan> &plan, const ReportChoice &choice, const QDate &date)
{
    core::Result<ReportInput> input = reportInput(plan, choice.scenario, choice.against);
    if (!input) {
        return input;
    }
    input->date = date;
    input->realPrices = choice.realPrices;
    input->options = choice.options;
    input->options.logo = logoOfText(choice.logo);
    return input;
}

} // namespace

bool ReportChoice::operator==(const ReportChoice &other) const
{
    return entriesOf(*this) == entriesOf(other);
}

ReportChoice choiceIn(const core::Plan &plan, const ReportChoice &otherwise)
{
    ReportChoice out = otherwise;
    const auto said = [&](const char *key) -> std::optional<QString> {
        const core::Setting *s = plan.choices.find(key);
        return s ? std::optional(QString::fromStdString(s->value)) : std::nullopt;
    };
    const auto take = [&](const char *key, auto &target) {
        if (const auto text = said(key)) {
            if constexpr (std::is_same_v<std::decay_t<decltype(target)>, bool>) {
                target = *text == QLatin1String("yes");
            } else {
                target = *text;
            }
        }
    };
    out.kind = reportKindOf(said("report.kind").value_or(nameOf(otherwise.kind))).value_or(otherwise.kind);
    take("report.subject", out.subject);
    take("report.file-each", out.fileEach);
    for (const auto &[key, target] : {std::pair("report.scenario", &out.scenario), std::pair("report.against", &out.against)}) {
        const auto id = said(key);
        if (id && (id->isEmpty() || plan.scenarios.find(id->toStdString()))) {
            *target = *id;
        }
    }
    if (const auto prices = said("report.prices")) {
        out.realPrices = *prices == QLatin1String("real");
    }
    if (const auto period = said("report.period")) {
        out.options.period = *period == QLatin1String("quarter") ? engine::Period::Quarter : engine::Period::Year;
    }
    if (const auto without = said("report.without")) {
        out.options.leftOut = without->split(QLatin1Char(','), Qt::SkipEmptyParts);
    }
    take("report.draft", out.options.draft);
    take("report.organisation", out.options.organisation);
    take("report.logo", out.logo);
    take("report.attachment", out.attachPlan);
    return out;
}

core::Edit rememberChoice(const core::Plan &plan, const ReportChoice &choice)
{
    core::Edit edit{Words::tr("Remember the report’s settings").toStdString(), {}};
    for (const auto &[key, text] : entriesOf(choice)) {
        const core::Setting *known = plan.choices.find(key);
        if (!known) {
            edit.changes.push_back(core::insertRow("setting", key, {{"key", key}, {"value", text.toStdString()}}));
        } else if (known->value != text.toStdString()) {
            edit.changes.push_back(core::updateCell({"setting", key, "value"}, text.toStdString()));
        }
    }
    return edit;
}

core::Result<ReportInput> inputFor(const document::PlanDocument &document, const ReportChoice &choice, const QString &author, const QDate &date)
{
    core::Result<ReportInput> input = computed(document.plan(), choice, date);
    if (!input) {
        return input;
    }
    input->author = author;
    if (choice.attachPlan) {
        const core::Result<PdfAttachment> attachment = planAttachment(document);
        if (!attachment) {
            return attachment.error();
        }
        input->attachments.push_back(*attachment);
    }
    return input;
}

core::Result<ReportInput> previewInputFor(const std::shared_ptr<const core::Plan> &plan, const ReportChoice &choice, const QDate &date)
{
    return computed(plan, choice, date);
}

} // namespace ui
