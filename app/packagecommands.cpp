// SPDX-License-Identifier: GPL-3.0-or-later
// New plans, and plans on their way to other programs.
#include "baseline.h"
#include "commands.h"
#include "planfolder.h"
#include "planpackage.h"
#include "text.h"

#include <QDir>
#include <QSaveFile>

namespace app {

namespace {

store::Signature author()
{
    return store::systemSignature(qEnvironmentVariable("USER", QStringLiteral("unknown")).toStdString());
}

// A folder of CSV files, one a table; a file that is missing is an empty table, but some must be there.
core::Result<core::Plan> planOfFolder(const QString &folder)
{
    int found = 0;
    auto plan = exchange::readPlanFiles([&](const std::string &name) -> std::optional<std::string> {
        QFile file(QDir(folder).filePath(QString::fromStdString(name)));
        if (!file.open(QIODevice::ReadOnly)) {
            return std::nullopt;
        }
        ++found;
        return file.readAll().toStdString();
    });
    if (plan && found == 0) {
        return core::Error{core::text("The folder %1 holds no tables of a plan (plan.csv, factory.csv, ...).", {folder.toStdString()})};
    }
    return plan;
}

core::Status create(const Arguments &a, const QString &from)
{
    const QString path = QString::fromStdString(a.words[0]);
    if (document::isPackagePath(from)) {
        return document::createPlanFromPackage(from, path, author());
    }
    const auto plan = !from.isEmpty() ? planOfFolder(from) : a.has("--empty") ? core::Result<core::Plan>(document::emptyPlan("New plan")) : document::shippedPlan();
    if (!plan) {
        return plan.error();
    }
    const char *label = !from.isEmpty() ? "New plan from tables" : a.has("--empty") ? "New empty plan" : "New plan from the shipped baseline";
    return store::PlanFile::create(a.words[0], *plan, label, author());
}

core::Status exportFolder(const core::Plan &plan, const QString &path)
{
    QDir folder(path);
    if (folder.exists() && !folder.isEmpty()) {
        return core::Error{core::text("The folder %1 is not empty; name a new one.", {path.toStdString()})};
    }
    if (!folder.mkpath(QStringLiteral("."))) {
        return core::Error{core::text("The folder %1 could not be made.", {path.toStdString()})};
    }
    for (const auto &[name, csv] : exchange::writePlanFiles(plan)) {
        QSaveFile file(folder.filePath(QString::fromStdString(name)));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(csv.data(), static_cast<qint64>(csv.size())) == static_cast<qint64>(csv.size()) && file.commit();
        if (!written) {
            return core::Error{core::text("%1 cannot be written: %2.", {file.fileName().toStdString(), file.errorString().toStdString()})};
        }
    }
    return core::Done{};
}

} // namespace

int runNew(const Arguments &a)
{
    const QString from = QString::fromStdString(a.value("--from"));
    if (a.has("--empty") && !from.isEmpty()) {
        return usage("--empty and --from exclude each other; see aifplan new --help.");
    }
    std::optional<core::Value> title;
    if (a.has("--title")) {
        const core::EntityInfo &info = *core::entity("plan");
        const auto given = core::acceptedValue(info, *info.field("title"), "1", a.value("--title"));
        if (!given) {
            return fail(given.error());
        }
        title = *given;
    }
    const core::Status made = create(a, from);
    if (!made) {
        return fail(made.error());
    }
    if (!title) {
        return Done;
    }
    const auto document = openPlan(a.words[0]);
    const core::Status titled = document ? document->perform({"Set the title", {core::updateCell({"plan", "1", "title"}, *title)}}) : core::Status(core::Error{});
    return titled ? static_cast<int>(Done) : fail(titled.error());
}

int runExport(const Arguments &a)
{
    const QString target = QString::fromStdString(a.value("-o"));
    const bool folder = target.endsWith(QLatin1Char('/'));
    if (!folder && !document::isPackagePath(target)) {
        return usage("aifplan export needs -o FILE.aifpack or -o FOLDER/.");
    }
    if (!a.has("--report") && (a.has("--scenario") || a.has("--against") || a.has("--date"))) {
        return usage("--scenario, --against and --date say which report goes into the package; they go with --report.");
    }
    if (folder && a.has("--report")) {
        return usage("--report goes with a package, -o FILE.aifpack; a report alone is written by aifplan report.");
    }
    const auto document = openPlan(a.words[0]);
    if (!document) {
        return BadInput;
    }
    std::optional<QByteArray> report = QByteArray();
#ifdef AIFP_WITH_REPORT
    report = a.has("--report") ? boardReport(*document, a) : report;
    if (!report) {
        return BadInput;
    }
#endif
    const core::Status done = folder ? exportFolder(*document->plan(), target) : document::writePlanPackage(*document, target, *report);
    return done ? static_cast<int>(Done) : fail(done.error());
}

} // namespace app
