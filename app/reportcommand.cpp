// SPDX-License-Identifier: GPL-3.0-or-later
#include "boardreport.h"
#include "commands.h"

#include "scenario.h"

namespace app {

namespace {

// The day on the cover: --date, else that of SOURCE_DATE_EPOCH, else today.
std::optional<QDate> dateOf(const Arguments &a)
{
    if (a.has("--date")) {
        const QDate date = QDate::fromString(QString::fromStdString(a.value("--date")), Qt::ISODate);
        if (!date.isValid()) {
            fail({"--date is '" + a.value("--date") + "'; a date reads 2026-11-24."});
            return std::nullopt;
        }
        return date;
    }
    bool ok = false;
    const qint64 epoch = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&ok);
    return ok ? QDateTime::fromSecsSinceEpoch(epoch, Qt::UTC).date() : QDate::currentDate();
}

} // namespace

int runReport(const Arguments &a)
{
    if (!a.has("-o") || a.value("-o").empty()) {
        return usage("aifplan report needs -o FILE.pdf.");
    }
    if (a.value("--kind", "board") != "board") {
        return usage("There is no report of kind '" + a.value("--kind") + "'; known: board.");
    }
    const auto date = dateOf(a);
    const auto document = date ? openPlan(a.words[0]) : nullptr;
    if (!document) {
        return BadInput;
    }
    const auto id = [&](const char *option) {
        const std::string scenario = a.value(option);
        return core::isBaseline(scenario) ? QString() : QString::fromStdString(scenario);
    };
    const core::Result<ui::ReportInput> computed = ui::reportInput(document->plan(), id("--scenario"), id("--against"));
    if (!computed) {
        return fail(computed.error());
    }
    ui::ReportInput input = *computed;
    input.date = *date;
    input.author = qEnvironmentVariable("USER");
    const core::Result<QString> written = ui::writeBoardReport(input, QString::fromStdString(a.value("-o")));
    if (!written) {
        return fail(written.error());
    }
    if (!written->isEmpty()) {
        warn(written->toStdString());
    }
    return Done;
}

} // namespace app
