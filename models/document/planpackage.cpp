// SPDX-License-Identifier: GPL-3.0-or-later
#include "planpackage.h"

#include "datapackage.h"
#include "fingerprint.h"
#include "package.h"
#include "plandocument.h"
#include "planfolder.h"
#include "resulttable.h"
#include "scenario.h"
#include "text.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTemporaryDir>

namespace document {

using core::Error;
using core::text;

namespace {

constexpr qint64 largestPackage = qint64(256) << 20;
constexpr const char *projectionTables[] = {"compute", "capacity", "budget", "envelope", "access", "summary"};

core::Result<QByteArray> contentOf(const QString &path, qint64 most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{text("%1 cannot be read: %2.", {path.toStdString(), file.errorString().toStdString()})};
    }
    if (file.size() > most) {
        return Error{text("%1 is larger than packages are (%2 bytes).", {path.toStdString(), std::to_string(file.size())})};
    }
    return file.readAll();
}

// The unit that a result table's column carries in its name.
std::string unitOf(const std::string &column)
{
    constexpr std::pair<const char *, const char *> endings[] = {{"_cents", "EUR cent"}, {"_pflops", "PFLOPS"}, {"_hours", "accelerator-hours"}, {"_mwh", "MWh"}, {"carbon_t", "t"}};
    for (const auto &[ending, unit] : endings) {
        if (column.ends_with(ending)) {
            return unit;
        }
    }
    return {};
}

exchange::TableDescription describe(const engine::ResultTable &table, const std::string &path, const std::string &scenario)
{
    exchange::TableDescription d{path, text("%1, scenario %2", {table.name, scenario}), {}, table.keyColumns};
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        std::string type = static_cast<int>(c) < table.keyColumns ? "string" : table.columns[c].ends_with("_cents") ? "integer" : "number";
        if (table.columns[c] == "year") {
            type = "integer";
        }
        d.columns.push_back({table.columns[c], type, unitOf(table.columns[c])});
    }
    return d;
}

// The projection of every scenario, by year.
core::Status addProjections(const core::Plan &plan, exchange::Package &package, std::vector<exchange::TableDescription> &descriptions)
{
    std::vector<std::string> scenarios{""};
    for (const core::Scenario &s : plan.scenarios) {
        scenarios.push_back(s.id);
    }
    for (const std::string &scenario : scenarios) {
        const auto resolved = core::resolve(plan, scenario);
        if (!resolved) {
            return resolved.error();
        }
        const engine::Projection projection = engine::project(*resolved);
        // A scenario of the baseline's own name does not fall on its folder: those of scenarios lie one deeper.
        const std::string folder = scenario.empty() ? "projection/baseline/" : "projection/scenarios/" + scenario + '/';
        for (const char *name : projectionTables) {
            const auto table = engine::resultTable(projection, name, engine::Period::Year);
            if (!table) {
                return table.error();
            }
            const std::string path = folder + exchange::tableFileName(name);
            package.entries[path] = engine::toCsv(*table);
            descriptions.push_back(describe(*table, path, scenario.empty() ? text("Baseline") : scenario));
        }
    }
    return core::Done{};
}

} // namespace

bool isPackagePath(const QString &path)
{
    return path.endsWith(QLatin1String(".aifpack"), Qt::CaseInsensitive);
}

core::Result<QByteArray> planPackage(const PlanDocument &document, const QByteArray &reportPdf)
{
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("plan.aifplan"));
    if (!folder.isValid()) {
        return Error{text("There is no room for temporary files: %1.", {folder.errorString().toStdString()})};
    }
    const core::Status saved = document.saveCopyAs(copy);
    if (!saved) {
        return saved.error();
    }
    const auto file = contentOf(copy, largestPackage);
    if (!file) {
        return file.error();
    }
    const core::Plan &plan = *document.plan();
    exchange::Package package;
    package.title = plan.settings().title;
    package.fingerprint = document.fingerprint().toStdString();
    package.entries[exchange::packagePlanName] = file->toStdString();
    for (auto &[name, csv] : exchange::writePlanFiles(plan)) {
        package.entries["tables/" + name] = csv;
    }
    std::vector<exchange::TableDescription> projections;
    const core::Status projected = addProjections(plan, package, projections);
    if (!projected) {
        return projected.error();
    }
    package.entries["datapackage.json"] = exchange::datapackageJson(plan, package.fingerprint, projections);
    if (!reportPdf.isEmpty()) {
        package.entries["report.pdf"] = reportPdf.toStdString();
    }
    const auto bytes = exchange::packageBytes(package);
    return bytes ? core::Result<QByteArray>(QByteArray::fromStdString(*bytes)) : bytes.error();
}

core::Status writePlanPackage(const PlanDocument &document, const QString &path, const QByteArray &reportPdf)
{
    const auto bytes = planPackage(document, reportPdf);
    if (!bytes) {
        return bytes.error();
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit()) {
        return Error{text("%1 cannot be written: %2.", {path.toStdString(), file.errorString().toStdString()})};
    }
    return core::Done{};
}

core::Status createPlanFromPackage(const QString &packagePath, const QString &path, const store::Signature &signature)
{
    if (QFileInfo::exists(path)) {
        return Error{text("%1 exists already; choose another name or remove it first.", {path.toStdString()})};
    }
    const auto bytes = contentOf(packagePath, largestPackage);
    if (!bytes) {
        return bytes.error();
    }
    const auto at = [&](const core::Error &e) { return Error{packagePath.toStdString() + ": " + e.message}; };
    const auto package = exchange::readPackage({bytes->constData(), static_cast<std::size_t>(bytes->size())});
    if (!package) {
        return at(package.error());
    }
    QTemporaryDir folder;
    const QString inner = folder.filePath(QStringLiteral("plan.aifplan"));
    QFile file(inner);
    const std::string &plan = package->entries.at(exchange::packagePlanName);
    if (!folder.isValid() || !file.open(QIODevice::WriteOnly) || file.write(plan.data(), static_cast<qint64>(plan.size())) != static_cast<qint64>(plan.size())) {
        return Error{text("There is no room for temporary files: %1.", {file.errorString().toStdString()})};
    }
    file.close();
    auto opened = PlanDocument::open(inner, signature);
    if (!opened) {
        std::string message = opened.error().message;
        const std::string temporary = inner.toStdString();
        for (std::size_t i = message.find(temporary); i != std::string::npos; i = message.find(temporary)) {
            message.replace(i, temporary.size(), exchange::packagePlanName);
        }
        return at({message});
    }
    if ((*opened)->fingerprint().toStdString() != package->fingerprint) {
        return at({text("the plan inside is not the one that the manifest names; it was changed on the way.")});
    }
    return (*opened)->saveCopyAs(path);
}

} // namespace document
