// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "report.h"
#include "reportpackage.h"

#include "scenario.h"

#include <algorithm>

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

// What --scenario or --against names; empty: the baseline.
QString scenarioOf(const Arguments &a, const char *option)
{
    const std::string scenario = a.value(option);
    return core::isBaseline(scenario) ? QString() : QString::fromStdString(scenario);
}

// What the report looks like and leaves out.
core::Status takeOptions(const Arguments &a, ui::ReportInput &input)
{
    if (a.has("--lang")) {
        const QLocale locale(QString::fromStdString(a.value("--lang")));
        if (locale.language() == QLocale::C) {
            return core::Error{"--lang is '" + a.value("--lang") + "'; a language reads en, de or pt."};
        }
        input.locale = locale.language() == QLocale::English ? input.locale : locale;
    }
    input.options.draft = a.has("--draft");
    input.options.organisation = QString::fromStdString(a.value("--organisation"));
    if (a.has("--logo")) {
        const core::Result<QImage> logo = ui::logoFrom(QString::fromStdString(a.value("--logo")));
        if (!logo) {
            return logo.error();
        }
        input.options.logo = *logo;
    }
    const auto known = ui::reportSections();
    for (const QString &section : QString::fromStdString(a.value("--without")).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (std::none_of(known.begin(), known.end(), [&](const auto &s) { return s.first == section; })) {
            QStringList names;
            for (const auto &s : known) {
                names << s.first;
            }
            return core::Error{"--without: there is no section '" + section.toStdString() + "'; there are " + names.join(QStringLiteral(", ")).toStdString() + '.'};
        }
        input.options.leftOut << section;
    }
    return core::Done{};
}

} // namespace

std::optional<QByteArray> boardReport(const document::PlanDocument &document, const Arguments &a)
{
    const auto date = dateOf(a);
    if (!date) {
        return std::nullopt;
    }
    core::Result<ui::ReportInput> input = ui::reportInput(document.plan(), scenarioOf(a, "--scenario"), scenarioOf(a, "--against"));
    if (!input) {
        fail(input.error());
        return std::nullopt;
    }
    input->date = *date;
    input->author = qEnvironmentVariable("USER");
    const core::Result<ui::PdfFile> file = ui::reportBytes(*input);
    if (!file) {
        fail(file.error());
        return std::nullopt;
    }
    if (!file->untaggedBecause.isEmpty()) {
        warn(file->untaggedBecause.toStdString());
    }
    return file->bytes;
}

int runReport(const Arguments &a)
{
    if (!a.has("-o") || a.value("-o").empty()) {
        return usage("aifplan report needs -o FILE.pdf.");
    }
    const auto kind = ui::reportKindOf(QString::fromStdString(a.value("--kind", "board")));
    if (!kind) {
        return usage("There is no report of kind '" + a.value("--kind") + "'; known: board, slides, country, factory, changes.");
    }
    if ((a.has("--country") && *kind != ui::ReportKind::Country) || (a.has("--factory") && *kind != ui::ReportKind::Factory)) {
        return usage("--country goes with --kind country, --factory with --kind factory.");
    }
    const auto date = dateOf(a);
    const auto document = date ? readPlan(a.words[0]) : nullptr;
    if (!document) {
        return BadInput;
    }
    const core::Result<ui::ReportInput> computed = ui::reportInput(document->plan(), scenarioOf(a, "--scenario"), scenarioOf(a, "--against"));
    if (!computed) {
        return fail(computed.error());
    }
    ui::ReportInput input = *computed;
    input.date = *date;
    input.author = qEnvironmentVariable("USER");
    input.realPrices = a.has("--real");
    const core::Status chosen = takeOptions(a, input);
    if (!chosen) {
        return fail(chosen.error());
    }
    if (!a.has("--no-attachment")) {
        const core::Result<ui::PdfAttachment> attachment = ui::planAttachment(*document);
        if (!attachment) {
            return fail(attachment.error());
        }
        input.attachments.push_back(*attachment);
    }
    const QString path = QString::fromStdString(a.value("-o"));
    const QString subject = QString::fromStdString(a.value(*kind == ui::ReportKind::Country ? "--country" : "--factory"));
    const core::Result<QString> written = subject == QLatin1String("all") ? ui::writeReportForEach(input, *kind, path) : ui::writeReport(input, {*kind, subject}, path);
    if (!written) {
        return fail(written.error());
    }
    if (!written->isEmpty()) {
        warn(written->toStdString());
    }
    return Done;
}

} // namespace app
