// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "planpackage.h"
#ifdef AIFP_WITH_REPORT
#include "reportpackage.h"
#endif

#include "scenario.h"

#include <QFile>
#include <QSaveFile>
#include <QTemporaryDir>
#include <cstdio>

namespace app {

std::string Arguments::value(const std::string &option, const std::string &otherwise) const
{
    const auto it = options.find(option);
    return it == options.end() ? otherwise : it->second;
}

const std::vector<Command> &commands()
{
    static const std::vector<Command> all = {
        {"new", "PLAN [--empty | --from FILE.aifpack | --from FOLDER] [--title T]", "Makes a new plan document: the shipped first seven AI Factories, an empty one, or that of a package or of a folder of tables.", {"--title", "--from"}, {"--empty"}, 1, 1, runNew},
        {"info", "PLAN", "Title, horizon, counts, scenarios, fingerprint, last edit.", {}, {}, 1, 1, runInfo},
        {"check", "PLAN [--scenario S] [--format text|json|csv]", "Holds the plan against its rules and the public statements; exit 1 if there is an error.",
         {"--scenario", "--format"}, {}, 1, 1, runCheck},
        {"get", "PLAN TABLE/ROW.FIELD [--scenario S]", "A value, then its unit, origin and sources.", {"--scenario"}, {}, 2, 2, runGet},
        {"set", "PLAN TABLE/ROW.FIELD=VALUE... [--scenario S] [--label L]", "Changes one or more fields in one step that can be undone.", {"--scenario", "--label"}, {}, 2, -1, runSet},
        {"project", "PLAN --table compute|capacity|budget|envelope|access|summary [--scenario S] [--period year|quarter|month] [--format csv|json] [-o FILE]",
         "The projection as a table.", {"--table", "--scenario", "--period", "--format", "-o"}, {}, 1, 1, runProject},
        {"simulate", "PLAN [--table distribution|envelope|target|tornado] [--draws N] [--seed K] [--scenario S] [--threads T] [--scopes total,programme,factory,country]\n"
                     "                        [--period year|quarter|month] [--horizon] [--target FIGURE=VALUE,...] [--figure FIGURE] [--format csv|json] [-o FILE]",
         "What the table of uncertainties makes of every yearly figure: mean, P5 to P95, standard error.\n"
         "Without --draws or --seed as many draws and from the seed as the plan says: plan/1.simulation_draws, plan/1.simulation_seed.\n"
         "--table distribution: figures by --period in --scopes, with --horizon their sums over the whole horizon too. envelope: for each programme and year\n"
         "the probability of exceeding its envelope, the expected excess and the mean of the worst tenth of the draws. target: by month the probability of\n"
         "having reached each --target, as index_bf16=2,coverage=1. tornado: what each row of uncertainty does to a --figure, as\n"
         "'paid_eur[programme=DEP,period=2027]', from its P10 to its P90; without a period over the whole horizon.",
         {"--table", "--draws", "--seed", "--scenario", "--threads", "--scopes", "--period", "--target", "--figure", "--format", "-o"}, {"--horizon"}, 1, 1, runSimulate},
#ifdef AIFP_WITH_REPORT
        {"export", "PLAN -o FILE.aifpack [--report [--scenario S] [--against S] [--date YYYY-MM-DD]] | -o FOLDER/",
         "A package with the plan, its tables and its projection, with --report the board report too; or the tables alone, as CSV files in a folder.",
         {"-o", "--scenario", "--against", "--date"}, {"--report"}, 1, 1, runExport},
#else
        {"export", "PLAN -o FILE.aifpack | -o FOLDER/", "A package with the plan, its tables and its projection; or the tables alone, as CSV files in a folder.", {"-o"}, {}, 1, 1, runExport},
#endif
        {"explain", "PLAN FIGURE [--factory F] [--system S] [--category C] [--item I] [--programme P] [--country C] [--period P] [--real] [--scenario S] [--draws N] [--seed K] [--depth N] [--open] [--format text|json]",
         "How a figure comes about, down to cited cells of the plan.\n"
         "A simulated figure has a statistic after its name, as in paid_eur.p90 or 'committed_eur.above_envelope[programme=DEP,period=2027]': mean, p5, p10,\n"
         "p25, p50, p75, p90, p95, standard_error, and against an envelope above_envelope, expected_excess, worst_tenth. Then the rows of the table\n"
         "uncertainty that move it are listed, widest swing first; --draws and --seed as in aifplan simulate.",
         {"--factory", "--system", "--category", "--item", "--programme", "--country", "--period", "--scenario", "--draws", "--seed", "--depth", "--format"}, {"--real", "--open"}, 2, 2, runExplain},
        {"log", "PLAN", "The history, oldest first.", {}, {}, 1, 1, runLog},
        {"undo", "PLAN [N]", "Takes back the last N steps (1).", {}, {}, 1, 2, runUndo},
        {"redo", "PLAN [N]", "Makes N steps again that were taken back (1).", {}, {}, 1, 2, runRedo},
#ifdef AIFP_WITH_REPORT
        {"report", "PLAN -o FILE.pdf [--kind board|slides|country|factory|changes] [--country XX|all] [--factory F|all] [--scenario S] [--against S] [--lang xx] [--real] [--draft]\n"
                   "                      [--organisation NAME] [--logo PICTURE] [--without SECTION,...] [--no-attachment] [--date YYYY-MM-DD]",
         "A report as PDF: for the Governing Board, as slides, a sheet for a country or a factory, or what differs between two scenarios.\n"
         "--country all and --factory all write a file each, FILE-XX.pdf; without them one file holds a page for each. --lang (en, de, pt, ...) sets how figures\n"
         "and months are written; the words are English. --without leaves out sections of the board report: summary, compute, budget, countries, factories, scenarios, risk, findings, assumptions.\n"
         "The plan travels inside the file as a package, with its history; --no-attachment leaves it out. aifplan info FILE.pdf reads it.",
         {"-o", "--kind", "--country", "--factory", "--scenario", "--against", "--lang", "--organisation", "--logo", "--without", "--date"}, {"--real", "--draft", "--no-attachment"}, 1, 1, runReport},
#endif
    };
    return all;
}

int fail(const core::Error &error)
{
    std::fprintf(stderr, "aifplan: %s\n", error.message.c_str());
    return BadInput;
}

int usage(const std::string &message)
{
    std::fprintf(stderr, "aifplan: %s\n", message.c_str());
    return BadUsage;
}

void warn(const std::string &message)
{
    std::fprintf(stderr, "aifplan: %s\n", message.c_str());
}

void print(const std::string &text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

std::unique_ptr<document::PlanDocument> openPlan(const std::string &path)
{
    QString author = qEnvironmentVariable("USER");
    if (author.isEmpty()) {
        author = qEnvironmentVariable("USERNAME", QStringLiteral("unknown"));
    }
    auto document = document::PlanDocument::open(QString::fromStdString(path), store::systemSignature(author.toStdString()));
    if (!document) {
        fail(document.error());
        return nullptr;
    }
    return std::move(*document);
}

std::unique_ptr<document::PlanDocument> readPlan(const std::string &path)
{
    QString package = QString::fromStdString(path);
    static QTemporaryDir folder; // stays as long as the program runs
#ifdef AIFP_WITH_REPORT
    if (ui::isReportPath(package)) {
        const core::Result<QByteArray> attached = ui::packageInReport(package);
        package = folder.filePath(QStringLiteral("attached.aifpack"));
        const core::Status saved = attached ? ui::saveFile(*attached, package) : core::Status(attached.error());
        if (!saved) {
            fail(saved.error());
            return nullptr;
        }
    }
#endif
    if (!document::isPackagePath(package)) {
        return openPlan(path);
    }
    const QString plan = folder.filePath(QStringLiteral("plan.aifplan"));
    const core::Status made = document::createPlanFromPackage(package, plan, store::systemSignature(qEnvironmentVariable("USER", QStringLiteral("unknown")).toStdString()));
    if (!made) {
        fail(made.error());
        return nullptr;
    }
    return openPlan(plan.toStdString());
}

std::optional<core::Plan> resolvedPlan(const core::Plan &plan, const Arguments &arguments)
{
    auto resolved = core::resolve(plan, arguments.value("--scenario"));
    if (!resolved) {
        fail(resolved.error());
        return std::nullopt;
    }
    return std::move(*resolved);
}

int deliver(const std::string &text, const Arguments &arguments)
{
    if (!arguments.has("-o")) {
        print(text);
        return Done;
    }
    QSaveFile file(QString::fromStdString(arguments.value("-o")));
    const bool written = file.open(QIODevice::WriteOnly) && file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size()) && file.commit();
    if (!written) {
        return fail({arguments.value("-o") + " cannot be written: " + file.errorString().toStdString() + "."});
    }
    return Done;
}

} // namespace app
