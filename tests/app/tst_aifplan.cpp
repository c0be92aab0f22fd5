// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.h"
#include "package.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>

// The command line as a planner runs it: the real program, its exit status, what it says, and the bytes of the file.
class TestAifplan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void helpIsThere_data();
    void helpIsThere();
    void manualHasNoUnknownRequest();
    void wrongUsage_data();
    void wrongUsage();
    void badInput_data();
    void badInput();
    void badFiles_data();
    void badFiles();
    void editsAreWholeOrNotAtAll();
    void getTellsOriginAndSources();
    void setUndoRedo();
    void stepsAreAllOrNone();
    void checkNamesWhatBreaks();
    void checkFormats();
    void explainTellsHow();
    void errorsExitWithOne();
    void infoAndLog();
    void newPlans();
    void outputIsWhole();
    void numbersArePlainInAnyLocale();
    void reportIsWritten();
    void packageTakesTheReportAlong();
    void everyKindOfReport();
    void planIsReadFromItsReport();
    void simulateWritesTheLongForm();
    void simulateFollowsSeedAlone();
    void simulateTakesSeedAndDrawsFromThePlan();
    void explainSaysWhatSimulatePrints();
    void simulateWritesRisks();
    void projectAgrees_data();
    void projectAgrees();

private:
    struct Run
    {
        int exit = -1;
        QString out, err;
    };
    Run run(const QStringList &arguments, const QStringList &environment = {}) const;
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_plan; // a fresh copy of the shipped plan for each test
};

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

TestAifplan::Run TestAifplan::run(const QStringList &arguments, const QStringList &environment) const
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString &v : environment) {
        variables.insert(v.section('=', 0, 0), v.section('=', 1));
    }
    process.setProcessEnvironment(variables);
    process.setWorkingDirectory(m_folder.path());
    process.start(QStringLiteral(AIFP_BIN "/aifplan"), arguments);
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit) {
        return {-1, {}, process.errorString()};
    }
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

void TestAifplan::initTestCase()
{
    QVERIFY(m_folder.isValid());
    const Run r = run({"new", "shipped.aifplan"});
    QVERIFY2(r.exit == 0, qPrintable(r.err));
    QCOMPARE(r.err, QString());
}

void TestAifplan::init()
{
    m_plan = path("plan.aifplan");
    QFile::remove(m_plan);
    QVERIFY(QFile::copy(path("shipped.aifplan"), m_plan));
}

void TestAifplan::helpIsThere_data()
{
    QTest::addColumn<QString>("command");
    for (const char *c : {"new", "info", "check", "get", "set", "project", "simulate", "explain", "log", "undo", "redo", "report"}) {
        QTest::newRow(c) << QString(c);
    }
}

void TestAifplan::helpIsThere()
{
    QFETCH(QString, command);
    const Run r = run({command, "--help"});
    QCOMPARE(r.exit, 0);
    QVERIFY2(r.out.startsWith("Usage: aifplan " + command + ' '), qPrintable(r.out));
    QCOMPARE(r.err, QString());
    QVERIFY(run({"--help"}).out.contains("\n  " + command + ' '));
}

// To man, a line that begins with a dot or a quote is a request, and is not shown.
void TestAifplan::manualHasNoUnknownRequest()
{
    const QStringList known{".\\\"", ".TH", ".SH", ".TP", ".B", ".BR"};
    int requests = 0;
    for (const QString &line : run({"--manual"}).out.split('\n')) {
        QVERIFY2(!line.startsWith('\''), qPrintable(line));
        if (line.startsWith('.')) {
            QVERIFY2(known.contains(line.section(' ', 0, 0)), qPrintable(line));
            ++requests;
        }
    }
    QVERIFY(requests > 20);
}

void TestAifplan::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("no such command") << QStringList{"frobnicate", "plan.aifplan"};
    QTest::newRow("no plan") << QStringList{"info"};
    QTest::newRow("two plans") << QStringList{"info", "plan.aifplan", "plan.aifplan"};
    QTest::newRow("no such option") << QStringList{"check", "plan.aifplan", "--fast"};
    QTest::newRow("option without value") << QStringList{"check", "plan.aifplan", "--scenario"};
    QTest::newRow("get without cell") << QStringList{"get", "plan.aifplan"};
    QTest::newRow("set without change") << QStringList{"set", "plan.aifplan"};
    QTest::newRow("project without table") << QStringList{"project", "plan.aifplan"};
    QTest::newRow("project by week") << QStringList{"project", "plan.aifplan", "--table", "budget", "--period", "week"};
    QTest::newRow("project as xml") << QStringList{"project", "plan.aifplan", "--table", "budget", "--format", "xml"};
    QTest::newRow("simulate from a seed below 0") << QStringList{"simulate", "plan.aifplan", "--draws", "10", "--seed", "-1"};
    QTest::newRow("simulate no draws") << QStringList{"simulate", "plan.aifplan", "--draws", "0", "--seed", "1"};
    QTest::newRow("simulate many") << QStringList{"simulate", "plan.aifplan", "--draws", "many", "--seed", "1"};
    QTest::newRow("simulate a site") << QStringList{"simulate", "plan.aifplan", "--draws", "10", "--seed", "1", "--scopes", "total,site"};
    QTest::newRow("simulate no scope") << QStringList{"simulate", "plan.aifplan", "--draws", "10", "--seed", "1", "--scopes", ""};
    QTest::newRow("simulate on minus threads") << QStringList{"simulate", "plan.aifplan", "--draws", "10", "--seed", "1", "--threads", "-1"};
    QTest::newRow("simulate as xml") << QStringList{"simulate", "plan.aifplan", "--draws", "10", "--seed", "1", "--format", "xml"};
    QTest::newRow("simulate by week") << QStringList{"simulate", "plan.aifplan", "--period", "week"};
    QTest::newRow("simulate no such table") << QStringList{"simulate", "plan.aifplan", "--table", "risk"};
    QTest::newRow("simulate scopes of envelopes") << QStringList{"simulate", "plan.aifplan", "--table", "envelope", "--scopes", "total"};
    QTest::newRow("simulate a target that is none") << QStringList{"simulate", "plan.aifplan", "--table", "target", "--target", "paid_eur=1"};
    QTest::newRow("simulate a tornado of no figure") << QStringList{"simulate", "plan.aifplan", "--table", "tornado", "--figure", "union_share"};
    QTest::newRow("check as xml") << QStringList{"check", "plan.aifplan", "--format", "xml"};
    QTest::newRow("undo some") << QStringList{"undo", "plan.aifplan", "some"};
    QTest::newRow("report into a folder of tables") << QStringList{"export", "plan.aifplan", "-o", "tables/", "--report"};
    QTest::newRow("scenario of no report") << QStringList{"export", "plan.aifplan", "-o", "x.aifpack", "--scenario", "delay-6"};
    QTest::newRow("report without file") << QStringList{"report", "plan.aifplan"};
    QTest::newRow("country of a board report") << QStringList{"report", "plan.aifplan", "-o", "x.pdf", "--country", "PT"};
    QTest::newRow("factory of a country sheet") << QStringList{"report", "plan.aifplan", "-o", "x.pdf", "--kind", "country", "--factory", "mimer"};
    QTest::newRow("report of no such kind") << QStringList{"report", "plan.aifplan", "-o", "x.pdf", "--kind", "novel"};
    QTest::newRow("redo none") << QStringList{"redo", "plan.aifplan", "0"};
}

void TestAifplan::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const QByteArray before = contentOf(m_plan);
    const Run r = run(arguments);
    QCOMPARE(r.exit, 2);
    QVERIFY(arguments.isEmpty() || (r.out.isEmpty() && r.err.startsWith("aifplan: ")));
    QCOMPARE(contentOf(m_plan), before);
}

void TestAifplan::badInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("named"); // what the message must name
    const auto row = [](const char *name, const QStringList &arguments, const QStringList &named) { QTest::newRow(name) << arguments << named; };
    const auto setting = [&](const char *name, const QString &change, const QStringList &named) { row(name, {"set", "plan.aifplan", change}, named); };
    setting("unknown table", "factry/lumi-aif.pue=1.1", {"factry", "factory"});
    setting("unknown row", "factory/nowhere.pue=1.1", {"factory", "nowhere"});
    setting("unknown field", "factory/lumi-aif.pou=1.1", {"factory", "pou", "pue"});
    setting("history cannot be set", "history/1.label=x", {"history"});
    setting("no table", "lumi-aif=1.1", {"TABLE/ROW.FIELD"});
    setting("no value", "factory/lumi-aif.pue", {"factory/lumi-aif.pue", "="});
    setting("month 13", "system/lumi-ai.in_service=2026-13", {"system/lumi-ai.in_service", "2026-13"});
    setting("month 00", "system/lumi-ai.in_service=2026-00", {"system/lumi-ai.in_service", "2026-00"});
    setting("a year for a month", "system/lumi-ai.in_service=2026", {"system/lumi-ai.in_service"});
    setting("a day for a month", "system/lumi-ai.in_service=2026-09-01", {"system/lumi-ai.in_service"});
    setting("two points", "factory/lumi-aif.pue=1.2.3", {"factory/lumi-aif.pue", "1.2.3"});
    setting("decimal comma", "factory/lumi-aif.pue=1,2", {"factory/lumi-aif.pue", "1,2"});
    setting("blank before number", "factory/lumi-aif.pue= 1.2", {"factory/lumi-aif.pue"});
    setting("hexadecimal", "factory/lumi-aif.pue=0x2", {"factory/lumi-aif.pue", "0x2"});
    setting("NaN", "factory/lumi-aif.pue=NaN", {"factory/lumi-aif.pue", "NaN"});
    setting("nan", "factory/lumi-aif.pue=nan", {"factory/lumi-aif.pue", "nan"});
    setting("infinite", "factory/lumi-aif.pue=inf", {"factory/lumi-aif.pue", "inf"});
    setting("larger than a double", "factory/lumi-aif.pue=1e999", {"factory/lumi-aif.pue", "1e999"});
    setting("PUE below 1", "factory/lumi-aif.pue=0.9", {"factory/lumi-aif.pue", "0.9"});
    setting("no number", "factory/lumi-aif.pue=", {"factory/lumi-aif.pue"});
    setting("negative accelerators", "system/lumi-ai.accelerators=-5", {"system/lumi-ai.accelerators", "-5"});
    setting("half an accelerator", "system/lumi-ai.accelerators=1.5", {"system/lumi-ai.accelerators", "1.5"});
    setting("accelerators in scientific form", "system/lumi-ai.accelerators=1e3", {"system/lumi-ai.accelerators", "1e3"});
    setting("share of 40", "funding/lumi-aif/infrastructure/DEP.share=40", {"funding/lumi-aif/infrastructure/DEP.share", "40"});
    setting("availability of 40", "system/lumi-ai.availability=40", {"system/lumi-ai.availability", "40"});
    setting("negative share", "participation/lumi-aif/FI.contribution_share=-0.1", {"participation/lumi-aif/FI.contribution_share", "-0.1"});
    setting("more cents than fit", "system/lumi-ai.acquisition_cents=99999999999999999999", {"system/lumi-ai.acquisition_cents"});
    setting("cents with decimals", "system/lumi-ai.acquisition_cents=100.5", {"system/lumi-ai.acquisition_cents", "100.5"});
    setting("neither yes nor no", "factory/lumi-aif.included=2", {"factory/lumi-aif.included", "2"});
    setting("none of the words", "factory/lumi-aif.kind=big", {"factory/lumi-aif.kind", "big", "upgrade"});
    setting("country that is not there", "factory/lumi-aif.country=XX", {"factory/lumi-aif.country", "XX"});
    setting("accelerator that is not there", "system/lumi-ai.accelerator=abacus", {"system/lumi-ai.accelerator", "abacus"});
    setting("key", "factory/lumi-aif.id=lumi", {"factory/lumi-aif.id"});
    setting("no name", "factory/lumi-aif.name=", {"factory/lumi-aif.name"});
    setting("control character", QStringLiteral("factory/lumi-aif.name=a\u0001b"), {"factory/lumi-aif.name"});
    setting("broken UTF-8", QStringLiteral("factory/lumi-aif.name=a") + QChar(QChar::ReplacementCharacter), {"factory/lumi-aif.name", "UTF-8"});
    setting("horizon backwards", "plan/1.first_month=2040-01", {"plan/1", "2040-01"});
    setting("second plan row", "plan/2.title=x", {"plan", "2"});
    setting("scenario its own parent", "scenario/delay-6.parent=delay-6", {"scenario/delay-6.parent"});
    row("second of two", {"set", "plan.aifplan", "factory/lumi-aif.pue=1.5", "system/lumi-ai.in_service=2026-13"}, {"system/lumi-ai.in_service"});
    row("label of two lines", {"set", "plan.aifplan", "factory/lumi-aif.pue=1.5", "--label", "a\nb"}, {"--label"});
    row("label too long", {"set", "plan.aifplan", "factory/lumi-aif.pue=1.5", "--label", QString(201, 'x')}, {"--label"});
    row("set in an unknown scenario", {"set", "plan.aifplan", "factory/lumi-aif.pue=1.5", "--scenario", "nope"}, {"nope", "contracts-2026"});
    row("scenario cannot change a key", {"set", "plan.aifplan", "factory/lumi-aif.id=x", "--scenario", "delay-6"}, {"factory/lumi-aif.id"});
    row("scenario value out of range", {"set", "plan.aifplan", "factory/lumi-aif.pue=0.5", "--scenario", "delay-6"}, {"factory/lumi-aif.pue", "0.5"});
    row("get unknown table", {"get", "plan.aifplan", "factry/x.pue"}, {"factry"});
    row("get unknown row", {"get", "plan.aifplan", "factory/nowhere.pue"}, {"factory", "nowhere"});
    row("get unknown field", {"get", "plan.aifplan", "factory/lumi-aif.pou"}, {"pou"});
    row("get unknown scenario", {"get", "plan.aifplan", "factory/lumi-aif.pue", "--scenario", "nope"}, {"nope"});
    row("get nonsense", {"get", "plan.aifplan", "pue"}, {"TABLE/ROW.FIELD"});
    row("project unknown table", {"project", "plan.aifplan", "--table", "money"}, {"money", "budget"});
    row("project unknown scenario", {"project", "plan.aifplan", "--table", "budget", "--scenario", "nope"}, {"nope"});
    row("project to nowhere", {"project", "plan.aifplan", "--table", "budget", "-o", "no/such/folder.csv"}, {"no/such/folder.csv"});
    row("check unknown scenario", {"check", "plan.aifplan", "--scenario", "nope"}, {"nope"});
    row("undo nothing", {"undo", "plan.aifplan"}, {});
    row("redo nothing", {"redo", "plan.aifplan"}, {});
    row("report of an unknown scenario", {"report", "plan.aifplan", "-o", "x.pdf", "--scenario", "nope"}, {"nope"});
    row("package with the report of an unknown scenario", {"export", "plan.aifplan", "-o", "x.aifpack", "--report", "--scenario", "nope"}, {"nope"});
    row("report against an unknown scenario", {"report", "plan.aifplan", "-o", "x.pdf", "--against", "nope"}, {"nope"});
    row("report of an unknown country", {"report", "plan.aifplan", "-o", "x.pdf", "--kind", "country", "--country", "XX"}, {"XX"});
    row("report of an unknown factory", {"report", "plan.aifplan", "-o", "x.pdf", "--kind", "factory", "--factory", "nope"}, {"nope"});
    row("changes of nothing", {"report", "plan.aifplan", "-o", "x.pdf", "--kind", "changes"}, {"two different scenarios"});
    row("report without a section that is none", {"report", "plan.aifplan", "-o", "x.pdf", "--without", "compute,weather"}, {"--without", "weather"});
    row("report in no language", {"report", "plan.aifplan", "-o", "x.pdf", "--lang", "xxxx"}, {"--lang", "xxxx"});
    row("report with no such logo", {"report", "plan.aifplan", "-o", "x.pdf", "--logo", "no/logo.png"}, {"no/logo.png"});
    row("plan of no report", {"info", "missing.pdf"}, {"missing.pdf"});
    row("report on the 13th month", {"report", "plan.aifplan", "-o", "x.pdf", "--date", "2026-13-01"}, {"--date", "2026-13-01"});
    row("report to nowhere", {"report", "plan.aifplan", "-o", "no/such/x.pdf"}, {"no/such/x.pdf"});
    row("new over an old file", {"new", "plan.aifplan"}, {"plan.aifplan"});
    row("new where no folder is", {"new", "no/such/folder.aifplan"}, {"no/such/folder.aifplan"});
    row("new without title", {"new", "other.aifplan", "--title", ""}, {"plan/1.title"});
}

void TestAifplan::badInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, named);
    const QByteArray before = contentOf(m_plan);
    const QStringList files = QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    const Run r = run(arguments);
    QCOMPARE(r.exit, 1);
    QCOMPARE(r.out, QString());
    QVERIFY2(r.err.startsWith("aifplan: ") && r.err.endsWith(".\n") && r.err.count('\n') == 1, qPrintable(r.err));
    for (const QString &name : named) {
        QVERIFY2(r.err.contains(name), qPrintable(name + " is not in: " + r.err));
    }
    QVERIFY2(contentOf(m_plan) == before, "the file's bytes have changed");
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), files);
}

void TestAifplan::badFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray good = contentOf(path("shipped.aifplan"));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("hello\n");
    QTest::newRow("cut off") << good.left(3000);
    QTest::newRow("half") << good.left(good.size() / 2);
    QByteArray foreign = good;
    foreign.replace(68, 4, "XXXX"); // application_id
    QTest::newRow("of another program") << foreign;
    QByteArray newer = good;
    newer.replace(60, 4, QByteArray("\0\0\0\x63", 4)); // user_version
    QTest::newRow("newer") << newer;
    QByteArray noise(good.size(), '\0');
    for (int i = 0; i < noise.size(); ++i) {
        noise[i] = static_cast<char>((i * 2654435761u) >> 13);
    }
    QTest::newRow("encrypted") << noise;
}

void TestAifplan::badFiles()
{
    QFETCH(QByteArray, content);
    const QString file = path("bad.aifplan");
    write(file, content);
    const QStringList commands[] = {{"info", file}, {"check", file}, {"log", file}, {"undo", file}, {"set", file, "factory/lumi-aif.pue=1.1"}, {"project", file, "--table", "summary"}};
    for (const QStringList &arguments : commands) {
        const Run r = run(arguments);
        QCOMPARE(r.exit, 1);
        QCOMPARE(r.out, QString());
        QVERIFY2(r.err.startsWith("aifplan: ") && r.err.contains("bad.aifplan") && r.err.count('\n') == 1, qPrintable(r.err));
        QCOMPARE(contentOf(file), content);
    }
    QFile::remove(file);
    const Run missing = run({"info", file});
    QCOMPARE(missing.exit, 1);
    QVERIFY(missing.err.contains("bad.aifplan"));
    QVERIFY(!QFile::exists(file));
}

void TestAifplan::editsAreWholeOrNotAtAll()
{
    const Run r = run({"set", "plan.aifplan", "system/lumi-ai.in_service=2027-02", "factory/lumi-aif.pue=1.07", "--label", "Two at once"});
    QVERIFY2(r.exit == 0, qPrintable(r.err));
    QCOMPARE(run({"get", "plan.aifplan", "system/lumi-ai.in_service"}).out.section('\n', 0, 0), QString("2027-02"));
    QCOMPARE(run({"get", "plan.aifplan", "factory/lumi-aif.pue"}).out.section('\n', 0, 0), QString("1.07"));
    QVERIFY(run({"log", "plan.aifplan"}).out.trimmed().endsWith("\tedit\tTwo at once"));
    QCOMPARE(run({"undo", "plan.aifplan"}).out, QString("Two at once\n"));
    QCOMPARE(run({"get", "plan.aifplan", "system/lumi-ai.in_service"}).out.section('\n', 0, 0), run({"get", "shipped.aifplan", "system/lumi-ai.in_service"}).out.section('\n', 0, 0));
    QCOMPARE(run({"get", "plan.aifplan", "factory/lumi-aif.pue"}).out.section('\n', 0, 0), QString("1.04"));
}

void TestAifplan::getTellsOriginAndSources()
{
    const QStringList base = run({"get", "plan.aifplan", "system/lumi-ai.in_service"}).out.split('\n');
    QCOMPARE(base.value(1), QString("unit: month"));
    QCOMPARE(base.value(2), QString("origin: baseline"));
    QVERIFY(base.value(3).startsWith("source: "));
    const QStringList seen = run({"get", "plan.aifplan", "system/lumi-ai.in_service", "--scenario", "contracts-2026"}).out.split('\n');
    QCOMPARE(seen.value(0), QString("2027-10"));
    QCOMPARE(seen.value(2), QString("origin: scenario contracts-2026"));
    // A value that is not stated is an empty first line, not a zero.
    QVERIFY(run({"set", "plan.aifplan", "system/lumi-ai.power_kw="}).exit == 0);
    QCOMPARE(run({"get", "plan.aifplan", "system/lumi-ai.power_kw"}).out.section('\n', 0, 0), QString());
}

void TestAifplan::setUndoRedo()
{
    const QString before = run({"project", "plan.aifplan", "--table", "summary"}).out;
    QCOMPARE(run({"set", "plan.aifplan", "factory/lumi-aif.pue=1.5"}).exit, 0);
    const QString edited = run({"project", "plan.aifplan", "--table", "summary"}).out;
    QVERIFY(edited != before);
    QCOMPARE(run({"set", "plan.aifplan", "plan/1.title=Ζ Ж ≤ €"}).exit, 0);
    QCOMPARE(run({"get", "plan.aifplan", "plan/1.title"}).out.section('\n', 0, 0), QString("Ζ Ж ≤ €"));
    QCOMPARE(run({"undo", "plan.aifplan", "2"}).exit, 0);
    QCOMPARE(run({"project", "plan.aifplan", "--table", "summary"}).out, before);
    QCOMPARE(run({"redo", "plan.aifplan"}).exit, 0);
    QCOMPARE(run({"project", "plan.aifplan", "--table", "summary"}).out, edited);
    // In a scenario the baseline stays; an edit that changes nothing leaves no row.
    QCOMPARE(run({"set", "plan.aifplan", "factory/lumi-aif.pue=1.9", "--scenario", "delay-6"}).exit, 0);
    QCOMPARE(run({"project", "plan.aifplan", "--table", "summary"}).out, edited);
    const QString log = run({"log", "plan.aifplan"}).out;
    QCOMPARE(run({"set", "plan.aifplan", "factory/lumi-aif.pue=1.5"}).exit, 0);
    QCOMPARE(run({"log", "plan.aifplan"}).out, log);
}

void TestAifplan::stepsAreAllOrNone()
{
    QCOMPARE(run({"set", "plan.aifplan", "factory/lumi-aif.pue=1.5"}).exit, 0);
    QCOMPARE(run({"set", "plan.aifplan", "factory/lumi-aif.pue=1.6"}).exit, 0);
    const QByteArray before = contentOf(m_plan);
    const Run r = run({"undo", "plan.aifplan", "3"});
    QCOMPARE(r.exit, 1);
    QVERIFY2(r.err.contains("2 steps"), qPrintable(r.err));
    QCOMPARE(contentOf(m_plan), before);
    QCOMPARE(run({"undo", "plan.aifplan", "2"}).exit, 0);
    QCOMPARE(run({"redo", "plan.aifplan", "3"}).exit, 1);
    QCOMPARE(run({"redo", "plan.aifplan", "2"}).exit, 0);
}

// The statements of the shipped plan hold; as contracted, the doubling, the deployment and the investment break, each with its reason.
void TestAifplan::checkNamesWhatBreaks()
{
    const Run base = run({"check", "plan.aifplan"});
    QCOMPARE(base.exit, 0);
    QCOMPARE(base.out.count("\nholds: "), 10);
    QVERIFY(!base.out.contains("does not hold"));
    const Run contracted = run({"check", "plan.aifplan", "--scenario", "contracts-2026"});
    QCOMPARE(contracted.exit, 1); // envelopes of two years are exceeded
    QCOMPARE(contracted.out.count("\ndoes not hold: "), 3);
    QCOMPARE(contracted.out.count("\nholds: "), 7);
    QVERIFY(contracted.out.contains("Reached in Oct 2027"));
    QVERIFY(contracted.out.contains("IT4LIA, LUMI AIF in 2027"));
    QVERIFY(contracted.out.contains("Electricity: −EUR 36.1 m"));
    QVERIFY(contracted.out.contains("envelope/DEP/2027.amount_cents"));
}

void TestAifplan::checkFormats()
{
    const Run csv = run({"check", "plan.aifplan", "--scenario", "contracts-2026", "--format", "csv"});
    QCOMPARE(csv.exit, 1);
    const auto records = exchange::parseCsv(csv.out.toStdString(), "check");
    QVERIFY(records.ok() && records->size() > 11);
    QCOMPARE(QString::fromStdString((*records)[0].fields[0]), QString("kind"));
    const Run json = run({"check", "plan.aifplan", "--scenario", "contracts-2026", "--format", "json"});
    QCOMPARE(json.exit, 1);
    QJsonParseError error;
    const QJsonArray rows = QJsonDocument::fromJson(json.out.toUtf8(), &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(rows.size(), static_cast<qsizetype>(records->size()) - 1);
    const auto broken = std::count_if(rows.begin(), rows.end(), [](const QJsonValue &v) { return v["severity"].toString() == "does not hold"; });
    QCOMPARE(broken, 3);
}

void TestAifplan::explainTellsHow()
{
    const Run share = run({"explain", m_plan, "union_share", "--scenario", "contracts-2026", "--depth", "1"});
    QCOMPARE(share.exit, 0);
    QVERIFY2(share.out.startsWith("Union share: 0.4998"), qPrintable(share.out));
    QVERIFY2(share.out.contains("/ All that is paid: 1463940271.33 EUR"), qPrintable(share.out));
    const Run hours = run({"explain", m_plan, "delivered_hours", "--factory", "lumi-aif", "--country", "FI", "--period", "2028", "--format", "json"});
    QCOMPARE(hours.exit, 0);
    const QJsonObject json = QJsonDocument::fromJson(hours.out.toUtf8()).object();
    QCOMPARE(json["figure"].toString(), QStringLiteral("delivered_hours[factory=lumi-aif,country=FI,period=2028]"));
    QVERIFY(json["value"].toDouble() > 0);
    QVERIFY(hours.out.contains("system/lumi-ai.accelerators"));
    const Run unknown = run({"explain", m_plan, "nonsense"});
    QCOMPARE(unknown.exit, 1);
    QVERIFY2(unknown.err.contains("union_share"), qPrintable(unknown.err));
    QCOMPARE(run({"explain", m_plan, "paid_cents", "--factory", "nowhere"}).exit, 1);
    QCOMPARE(run({"explain", m_plan, "paid_cents", "--depth", "x"}).exit, 2);
}

void TestAifplan::errorsExitWithOne()
{
    QCOMPARE(run({"set", "plan.aifplan", "funding/lumi-aif/infrastructure/DEP.share=0.4"}).exit, 0);
    const Run r = run({"check", "plan.aifplan"});
    QCOMPARE(r.exit, 1);
    QVERIFY2(r.out.startsWith("error: ") && r.out.contains("funding/lumi-aif/infrastructure/"), qPrintable(r.out));
}

void TestAifplan::infoAndLog()
{
    const QString info = run({"info", "plan.aifplan"}).out;
    for (const char *part : {"title: AI Factories", "horizon: 2025-01 to 2030-12", "factories: 19, 7 included", "scenario: contracts-2026", "fingerprint: ", "last: "}) {
        QVERIFY2(info.contains(part), part);
    }
    QCOMPARE(run({"log", "plan.aifplan"}).out.count('\n'), 1);
    const QString fingerprint = info.section("fingerprint: ", 1).section('\n', 0, 0);
    QCOMPARE(fingerprint.size(), 64);
    QCOMPARE(run({"set", "plan.aifplan", "factory/lumi-aif.pue=1.5"}).exit, 0);
    QVERIFY(!run({"info", "plan.aifplan"}).out.contains(fingerprint));
    QCOMPARE(run({"undo", "plan.aifplan"}).exit, 0);
    QVERIFY(run({"info", "plan.aifplan"}).out.contains(fingerprint)); // of the content, not of the history
}

void TestAifplan::newPlans()
{
    QCOMPARE(run({"new", "empty.aifplan", "--empty", "--title", "Mine"}).exit, 0);
    QVERIFY(run({"info", "empty.aifplan"}).out.startsWith("title: Mine\n"));
    QVERIFY(run({"info", "empty.aifplan"}).out.contains("factories: 0"));
    QCOMPARE(run({"check", "empty.aifplan"}).exit, 0);
    for (const char *table : {"compute", "capacity", "budget", "envelope", "access", "summary"}) {
        QCOMPARE(run({"project", "empty.aifplan", "--table", table}).exit, 0);
    }
}

void TestAifplan::outputIsWhole()
{
    const QString out = path("out.csv");
    QCOMPARE(run({"project", "plan.aifplan", "--table", "budget", "-o", out}).exit, 0);
    QCOMPARE(QString::fromUtf8(contentOf(out)), run({"project", "plan.aifplan", "--table", "budget"}).out);
    // What cannot be made leaves the old file as it was.
    const QByteArray before = contentOf(out);
    QCOMPARE(run({"project", "plan.aifplan", "--table", "budget", "--scenario", "nope", "-o", out}).exit, 1);
    QCOMPARE(contentOf(out), before);
}

void TestAifplan::numbersArePlainInAnyLocale()
{
    const QStringList german{"LANG=de_DE.UTF-8", "LC_ALL=de_DE.UTF-8", "LC_NUMERIC=de_DE.UTF-8"};
    for (const char *table : {"summary", "compute"}) {
        QCOMPARE(run({"project", "plan.aifplan", "--table", table}, german).out, run({"project", "plan.aifplan", "--table", table}).out);
    }
    QCOMPARE(run({"set", "plan.aifplan", "factory/lumi-aif.pue=1.25"}, german).exit, 0);
    QCOMPARE(run({"get", "plan.aifplan", "factory/lumi-aif.pue"}, german).out.section('\n', 0, 0), QString("1.25"));
}

void TestAifplan::everyKindOfReport()
{
    const QStringList offscreen{"QT_QPA_PLATFORM=", "DISPLAY="};
    const auto pages = [&](const QString &file) {
        QProcess info;
        info.start("pdfinfo", {path(file)});
        info.waitForFinished(60000);
        const QString out = QString::fromUtf8(info.readAllStandardOutput());
        return out.contains(QRegularExpression("Tagged:\\s+yes")) ? out.section("Pages:", 1).section('\n', 0, 0).trimmed().toInt() : -1;
    };
    const auto report = [&](const QString &file, const QStringList &more) {
        const Run r = run(QStringList{"report", "plan.aifplan", "-o", file, "--scenario", "contracts-2026", "--date", "2026-11-24"} + more, offscreen);
        return r.exit == 0 && r.err.isEmpty();
    };
    QVERIFY(report("slides.pdf", {"--kind", "slides", "--draft", "--organisation", "Ministry"}));
    QCOMPARE(pages("slides.pdf"), 11);
    QVERIFY(report("pt.pdf", {"--kind", "country", "--country", "PT"}));
    QCOMPARE(pages("pt.pdf"), 1);
    QVERIFY(report("sheets.pdf", {"--kind", "country", "--country", "all", "--no-attachment"}));
    QCOMPARE(QFileInfo(path("sheets.pdf")).dir().entryList({"sheets-??.pdf"}).size(), 17);
    QVERIFY(!QFile::exists(path("sheets.pdf")));
    QVERIFY(report("factories.pdf", {"--kind", "factory", "--lang", "de"}));
    QCOMPARE(pages("factories.pdf"), 7);
    QVERIFY(report("mimer.pdf", {"--kind", "factory", "--factory", "mimer", "--real"}));
    QCOMPARE(pages("mimer.pdf"), 1);
    QVERIFY(report("changes.pdf", {"--kind", "changes", "--against", "delay-6"}));
    QVERIFY(pages("changes.pdf") > 0);
    QVERIFY(report("short.pdf", {"--without", "compute,budget,countries,factories,scenarios,risk,findings,assumptions"}));
    QVERIFY(pages("short.pdf") <= 6);
}

// Whoever has the paper has the plan: the same fingerprint, the same figures, and a package to go on with.
void TestAifplan::planIsReadFromItsReport()
{
    const auto lineOf = [](const Run &r, const char *start) { return r.out.section(QLatin1String(start), 1).section('\n', 0, 0); };
    QCOMPARE(run({"report", "plan.aifplan", "-o", "with.pdf", "--date", "2026-11-24"}, {"QT_QPA_PLATFORM=", "DISPLAY="}).exit, 0);
    const QString fingerprint = lineOf(run({"info", "plan.aifplan"}), "fingerprint: ");
    QCOMPARE(fingerprint.size(), 64);
    const Run info = run({"info", "with.pdf"});
    QCOMPARE(info.exit, 0);
    QCOMPARE(lineOf(info, "fingerprint: "), fingerprint);
    QCOMPARE(run({"project", "with.pdf", "--table", "summary"}).out, run({"project", "plan.aifplan", "--table", "summary"}).out);
    QProcess text;
    text.start("pdftotext", {path("with.pdf"), "-"});
    QVERIFY(text.waitForFinished(60000));
    QVERIFY(QString::fromUtf8(text.readAllStandardOutput()).contains(fingerprint)); // the paper says which plan it is
    // It cannot be changed there.
    QCOMPARE(run({"set", "with.pdf", "factory/lumi-aif.pue=1.25"}).exit, 1);
    QCOMPARE(run({"report", "plan.aifplan", "-o", "without.pdf", "--no-attachment"}, {"QT_QPA_PLATFORM=", "DISPLAY="}).exit, 0);
    const Run none = run({"info", "without.pdf"});
    QCOMPARE(none.exit, 1);
    QVERIFY2(none.err.contains("has no plan attached"), qPrintable(none.err));
}

void TestAifplan::reportIsWritten()
{
    const QByteArray before = contentOf(m_plan);
    const Run r = run({"report", "plan.aifplan", "-o", "board.pdf", "--scenario", "contracts-2026", "--date", "2026-11-24"}, {"QT_QPA_PLATFORM=", "DISPLAY="});
    QVERIFY2(r.exit == 0, qPrintable(r.err));
    QCOMPARE(r.err, QString());
    const QByteArray pdf = contentOf(path("board.pdf"));
    QVERIFY(pdf.startsWith("%PDF-") && pdf.trimmed().endsWith("%%EOF"));
    QVERIFY(pdf.size() > 50'000);
    QCOMPARE(contentOf(m_plan), before);
    // A report that cannot be made leaves the old one.
    QCOMPARE(run({"report", "plan.aifplan", "-o", "board.pdf", "--scenario", "nope"}).exit, 1);
    QCOMPARE(contentOf(path("board.pdf")), pdf);
}

// The report inside is the one that the command report writes; the same plan and day give the same package.
void TestAifplan::packageTakesTheReportAlong()
{
    const QStringList offscreen{"QT_QPA_PLATFORM=", "DISPLAY="};
    const QStringList which{"--scenario", "contracts-2026", "--date", "2026-11-24"};
    for (const char *file : {"a.aifpack", "b.aifpack"}) {
        QCOMPARE(run(QStringList{"export", "plan.aifplan", "-o", file, "--report"} + which, offscreen).exit, 0);
    }
    QCOMPARE(run(QStringList{"report", "plan.aifplan", "-o", "alone.pdf", "--no-attachment"} + which, offscreen).exit, 0);
    QVERIFY(contentOf(path("a.aifpack")) == contentOf(path("b.aifpack")));
    const auto package = exchange::readPackage(contentOf(path("a.aifpack")).toStdString());
    QVERIFY2(package.ok(), package ? "" : package.error().message.c_str());
    QVERIFY(package->entries.at("report.pdf") == contentOf(path("alone.pdf")).toStdString());
    QCOMPARE(run({"new", "again.aifplan", "--from", "a.aifpack"}).exit, 0);
    QCOMPARE(run({"project", "again.aifplan", "--table", "summary"}).out, run({"project", "plan.aifplan", "--table", "summary"}).out);
}

void TestAifplan::simulateWritesTheLongForm()
{
    const QStringList common{"simulate", m_plan, "--draws", "2000", "--seed", "5"};
    const Run all = run(common);
    QCOMPARE(all.exit, 0);
    QVERIFY(all.err.isEmpty());
    const auto rows = exchange::parseCsv(all.out.toStdString(), "simulation");
    QVERIFY(rows.ok());
    const std::vector<std::string> columns{"figure", "scope", "period", "mean", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "standard_error"};
    QVERIFY((*rows)[0].fields == columns);
    std::map<std::string, int> scopes;
    std::map<std::string, int> figures;
    for (std::size_t r = 1; r < rows->size(); ++r) {
        const auto &f = (*rows)[r].fields;
        ++scopes[f[1].substr(0, f[1].find(':'))];
        figures[f[0]] += f[1] == "total";
        for (std::size_t c = 5; c < 11; ++c) {
            QVERIFY(std::stod(f[c - 1]) <= std::stod(f[c]));
        }
    }
    QVERIFY(scopes.count("total") && scopes.count("programme") && scopes.count("factory") && scopes.count("country") && scopes.size() == 4);
    QCOMPARE(figures.size(), 8u);
    for (const auto &[figure, years] : figures) {
        QCOMPARE(years, 6);
    }
    // One scope alone gives the same numbers, as JSON and into a file.
    const Run json = run(common + QStringList{"--scopes", "programme", "--format", "json", "-o", path("s.json")});
    QCOMPARE(json.exit, 0);
    QVERIFY(json.out.isEmpty());
    QFile file(path("s.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray list = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(list.size(), scopes["programme"]);
    for (const QJsonValue &v : list) {
        const auto match = std::find_if(rows->begin(), rows->end(), [&](const auto &row) {
            return row.fields[0] == v["figure"].toString().toStdString() && row.fields[1] == v["scope"].toString().toStdString() && row.fields[2] == v["period"].toString().toStdString();
        });
        QVERIFY(match != rows->end());
        QCOMPARE(v["mean"].toDouble(), std::stod(match->fields[3]));
        QCOMPARE(v["p95"].toDouble(), std::stod(match->fields[10]));
        QCOMPARE(v["standard_error"].toDouble(), std::stod(match->fields[11]));
    }
}

void TestAifplan::simulateFollowsSeedAlone()
{
    const QStringList common{"simulate", m_plan, "--draws", "5000", "--scopes", "total", "--scenario", "energy-crisis"};
    const QString first = run(common + QStringList{"--seed", "5", "--threads", "1"}).out;
    QVERIFY(!first.isEmpty());
    QCOMPARE(run(common + QStringList{"--seed", "5", "--threads", "3"}).out, first);
    QVERIFY(run(common + QStringList{"--seed", "6"}).out != first);
    // A row that cannot be followed: named, exit 1.
    QCOMPARE(run({"set", m_plan, "uncertainty/delay.low=99"}).exit, 0);
    const Run bad = run(common + QStringList{"--seed", "5"});
    QCOMPARE(bad.exit, 1);
    QVERIFY(bad.out.isEmpty());
    QVERIFY(bad.err.contains("uncertainty/delay.low"));
}

void TestAifplan::simulateTakesSeedAndDrawsFromThePlan()
{
    const QStringList totals{"simulate", m_plan, "--scopes", "total"};
    const auto with = [&](const QString &seed, const QString &draws) { return run(totals + QStringList{"--seed", seed, "--draws", draws}).out; };
    QCOMPARE(run({"set", m_plan, "plan/1.simulation_seed=77", "plan/1.simulation_draws=1500"}).exit, 0);
    QCOMPARE(run(totals).out, with("77", "1500"));
    QCOMPARE(run(totals + QStringList{"--seed", "5"}).out, with("5", "1500"));
    QCOMPARE(run(totals + QStringList{"--draws", "900"}).out, with("77", "900"));
    QVERIFY(with("77", "1500") != with("5", "1500") && with("77", "1500") != with("77", "900"));
}

void TestAifplan::explainSaysWhatSimulatePrints()
{
    const QStringList common{"--seed", "8", "--draws", "700", "--scenario", "contracts-2026"};
    const auto rows = exchange::parseCsv(run(QStringList{"simulate", m_plan} + common).out.toStdString(), "simulation");
    QVERIFY(rows.ok());
    int compared = 0;
    for (std::size_t r = 1; r < rows->size(); r += 17) {
        const auto &f = (*rows)[r].fields;
        const QString scope = QString::fromStdString(f[1]);
        const QString id = scope.section(':', 1);
        const std::size_t column = 3 + r % 9;
        QStringList asked{"explain", m_plan, QString::fromStdString(f[0] + '.' + (*rows)[0].fields[column]), "--period", QString::fromStdString(f[2]), "--depth", "0", "--format", "json"};
        if (scope != QLatin1String("total")) {
            asked << "--" + scope.section(':', 0, 0) << (id.isEmpty() ? QStringLiteral("none") : id);
        }
        const Run e = run(asked + common);
        QVERIFY2(e.exit == 0, qPrintable(e.err));
        // The same digits, not only the same number.
        QVERIFY2(e.out.contains("\"value\": " + QString::fromStdString(f[column]) + ','), qPrintable(e.out));
        ++compared;
    }
    QVERIFY(compared > 20);
    QCOMPARE(run({"explain", m_plan, "paid_eur.p91"}).exit, 1);
    QCOMPARE(run({"explain", m_plan, "union_share", "--seed", "1"}).exit, 2);
}

// The tables beside the distributions are what explain says of the same figures, and the horizon holds its years.
void TestAifplan::simulateWritesRisks()
{
    const QStringList common{"--seed", "3", "--draws", "1000"};
    const auto table = [&](const QStringList &asked) {
        const Run r = run(QStringList{"simulate", m_plan} + asked + common);
        return r.exit == 0 ? *exchange::parseCsv(r.out.toStdString(), "simulation") : std::vector<exchange::CsvRecord>();
    };
    const auto valueOf = [&](const QString &figure) {
        const QString out = run(QStringList{"explain", m_plan, figure, "--depth", "0", "--format", "json"} + common).out;
        return out.section(QStringLiteral("\"value\": "), 1).section(',', 0, 0).toStdString();
    };
    const auto envelopes = table({"--table", "envelope"});
    QVERIFY((envelopes.at(0).fields == std::vector<std::string>{"figure", "programme", "year", "envelope_eur", "probability", "expected_excess_eur", "worst_tenth_eur"}));
    QVERIFY(envelopes.size() > 4);
    const auto &e = envelopes[2].fields;
    const QString at = QString::fromStdString("[programme=" + e[1] + ",period=" + e[2] + ']');
    QCOMPARE(valueOf(QString::fromStdString(e[0]) + ".above_envelope" + at), e[4]);
    QCOMPARE(valueOf(QString::fromStdString(e[0]) + ".expected_excess" + at), e[5]);
    QCOMPARE(valueOf(QString::fromStdString(e[0]) + ".worst_tenth" + at), e[6]);
    const auto targets = table({"--table", "target", "--target", "index_bf16=2.5"});
    QCOMPARE(targets.size(), 73u);
    for (std::size_t r = 2; r < targets.size(); ++r) {
        QVERIFY(std::stod(targets[r].fields[3]) >= std::stod(targets[r - 1].fields[3]));
    }
    QCOMPARE(table({"--table", "target"}).size(), 145u);
    const auto tornado = table({"--table", "tornado", "--figure", "committed_eur[programme=DEP,period=2027]"});
    QCOMPARE(tornado.size(), 11u);
    QVERIFY(std::fabs(std::stod(tornado[1].fields[3])) >= std::fabs(std::stod(tornado[2].fields[3])));
    const auto years = table({"--horizon", "--scopes", "total"});
    QCOMPARE(years.size(), 57u);
    double sum = 0;
    for (const auto &row : years) {
        sum += row.fields[0] == "paid_eur" && row.fields[2].size() == 4 ? std::stod(row.fields[3]) : 0;
        if (row.fields[0] == "paid_eur" && row.fields[2] == "2025-01/2030-12") {
            QVERIFY(std::fabs(sum / std::stod(row.fields[3]) - 1) < 1e-12);
            QCOMPARE(valueOf("paid_eur.mean"), row.fields[3]);
        }
    }
    QVERIFY(sum > 1e9);
    QCOMPARE(table({"--period", "month", "--scopes", "total"}).size(), 8u * 72 + 1);
}

void TestAifplan::projectAgrees_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("file");
    const QDir cases(QStringLiteral(AIFP_TEST_DATA "/cases"));
    for (const QString &name : cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir expected(cases.filePath(name + "/expected"));
        for (const QString &scenario : expected.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            for (const QString &file : QDir(expected.filePath(scenario)).entryList({"*.csv"})) {
                QTest::newRow(qPrintable(name + ' ' + scenario + ' ' + file)) << cases.filePath(name + "/plan.aifplan") << scenario << expected.filePath(scenario + '/' + file);
            }
        }
    }
}

// What an independent implementation printed: the same rows in the same order, money within 2 cents a cell, all else within 1e-9.
void TestAifplan::projectAgrees()
{
    QFETCH(QString, plan);
    QFETCH(QString, scenario);
    QFETCH(QString, file);
    const QStringList parts = QFileInfo(file).fileName().split('.');
    const Run r = run({"project", plan, "--table", parts[0], "--period", parts[1], "--scenario", scenario});
    QVERIFY2(r.exit == 0, qPrintable(r.err));
    const auto expected = exchange::parseCsv(contentOf(file).toStdString(), "expected");
    const auto actual = exchange::parseCsv(r.out.toStdString(), "actual");
    QVERIFY(expected.ok() && actual.ok());
    QCOMPARE(actual->size(), expected->size());
    const auto &header = (*expected)[0].fields;
    QVERIFY((*actual)[0].fields == header);
    for (std::size_t row = 1; row < expected->size(); ++row) {
        const auto &e = (*expected)[row].fields;
        const auto &a = (*actual)[row].fields;
        QCOMPARE(a.size(), e.size());
        for (std::size_t c = 0; c < e.size(); ++c) {
            bool number = false;
            bool alsoNumber = false;
            const double x = QByteArray::fromStdString(a[c]).toDouble(&number);
            const double y = QByteArray::fromStdString(e[c]).toDouble(&alsoNumber);
            const double slack = header[c].ends_with("_cents") ? 2 : 1e-9 * std::fabs(y);
            const bool same = number && alsoNumber ? std::fabs(x - y) <= slack : a[c] == e[c];
            QVERIFY2(same, qPrintable(QStringLiteral("row %1, %2: %3 for %4").arg(row).arg(header[c].c_str(), a[c].c_str(), e[c].c_str())));
        }
    }
}

QTEST_GUILESS_MAIN(TestAifplan)
#include "tst_aifplan.moc"
