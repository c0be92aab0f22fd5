// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "report.h"
#include "format.h"
#include "reportplans.h"
#include "reportsheet.h"
#include "resulttable.h"
#include "risk.h"
#include "scenario.h"
#include "simulationtables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QApplication>
#include <QRegularExpression>
#include <QTest>

#include <array>
#include <functional>

#include <map>

using namespace ui;

namespace {

ReportInput inputOf(const PlanPtr &plan, const QString &scenario, const QString &against = {})
{
    ReportInput in = *reportInput(plan, scenario, against);
    in.author = "Anna Author";
    in.date = QDate(2026, 11, 22);
    return in;
}

// A table row of the report: texts of its cells.
using Row = QStringList;

std::vector<Row> rowsOf(const ReportCanvas &canvas)
{
    std::vector<Row> rows;
    const std::function<QString(int)> words = [&](int node) {
        const auto &n = canvas.nodes()[static_cast<std::size_t>(node)];
        QStringList out;
        for (const auto &[page, index] : n.content) {
            out << canvas.pages()[static_cast<std::size_t>(page)].marks[static_cast<std::size_t>(index)].text;
        }
        return out.join(' ').simplified();
    };
    for (const auto &n : canvas.nodes()) {
        if (n.role == ReportCanvas::Role::Row) {
            Row row;
            for (const int cell : n.children) {
                row << words(cell);
            }
            rows.push_back(row);
        }
    }
    return rows;
}

// What stands beside `first` (and `second`, where given) in the first such row with this many cells.
Row find(const std::vector<Row> &rows, const QString &first, int cells, const QString &second = {})
{
    for (const Row &row : rows) {
        if (row.size() == cells && row[0] == first && (second.isEmpty() || row[1] == second)) {
            return row;
        }
    }
    return {};
}

double numberIn(const engine::ResultTable &table, std::size_t row, const char *column)
{
    const auto &cell = table.rows[row][static_cast<std::size_t>(table.column(column))];
    if (const auto *i = std::get_if<std::int64_t>(&cell)) {
        return static_cast<double>(*i);
    }
    return std::holds_alternative<double>(cell) ? std::get<double>(cell) : 0;
}

std::string textIn(const engine::ResultTable &table, std::size_t row, const char *column)
{
    const auto &cell = table.rows[row][static_cast<std::size_t>(table.column(column))];
    return std::holds_alternative<std::string>(cell) ? std::get<std::string>(cell) : std::string();
}

QString shownMillions(double value)
{
    return value == 0 ? QStringLiteral("·") : format::number(value / 1e6, 1);
}

QByteArray output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(60000);
    return process.readAllStandardOutput();
}

} // namespace

// The report's structure, layout, figures and file.
class TestBoardReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pages_data();
    void pages();
    void paymentsEqualTheLedger();
    void systemsEqualTheComputeTable();
    void envelopesEqualTheEnvelopeTable();
    void countriesEqualTheAccessTable();
    void summaryEqualsTheSummaryTable();
    void riskEqualsTheSimulation();
    void riskIsLeftOutWithItsReason();
    void fileIsWhatWasPainted();
    void fileHasOutlineLinksAndFonts();
    void sameInputSameBytes();
    void stoppedOrUnwritableLeavesNothing();
    void otherLanguagesFormatTheirWay();
    void realPricesDeflate();

private:
    QTemporaryDir m_dir;
    ReportInput m_contracts;
    ReportCanvas m_canvas;
    std::vector<Row> m_rows;
};

void TestBoardReport::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_contracts = inputOf(shipped(), "contracts-2026");
    m_canvas = reportPages(m_contracts);
    m_rows = rowsOf(m_canvas);
}

void TestBoardReport::pages_data()
{
    QTest::addColumn<PlanPtr>("plan");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("against");
    QTest::newRow("baseline") << shipped() << "" << "";
    QTest::newRow("contracts against baseline") << shipped() << "contracts-2026" << "";
    QTest::newRow("baseline against contracts") << shipped() << "" << "contracts-2026";
    QTest::newRow("nineteen") << shipped() << "all-19" << "";
    QTest::newRow("nineteen against late") << shipped() << "all-19" << "delay-6";
    QTest::newRow("energy crisis") << shipped() << "energy-crisis" << "";
    QTest::newRow("empty") << emptyPlan() << "" << "";
    QTest::newRow("one factory") << onePlan() << "" << "";
    QTest::newRow("one factory, late") << onePlan() << "delay-6" << "";
    QTest::newRow("crowded") << crowdedPlan(60) << "" << "";
    QTest::newRow("crowded, compared") << crowdedPlan(60) << "s" << "";
}

// Sound structure; every text on its page, within the margins; no two texts on each other.
void TestBoardReport::pages()
{
    QFETCH(PlanPtr, plan);
    QFETCH(QString, scenario);
    QFETCH(QString, against);
    const ReportInput input = inputOf(plan, scenario, against);
    const ReportCanvas canvas = reportPages(input);
    // To look at: AIFP_REPORT_DIR=/tmp tst_boardreport pages
    if (qEnvironmentVariableIsSet("AIFP_REPORT_DIR")) {
        QVERIFY(writeReport(input, {}, QStringLiteral("%1/%2.pdf").arg(qEnvironmentVariable("AIFP_REPORT_DIR"), QString(QTest::currentDataTag()).replace(' ', '-'))).ok());
    }
    QCOMPARE(canvas.faults(), QStringList());
    QVERIFY(canvas.pageCount() >= 9);
    QVERIFY2(layoutFaults(canvas).isEmpty(), qPrintable(layoutFaults(canvas).mid(0, 5).join('\n')));
    QVERIFY(canvas.outlineEntries().size() >= 8);
}

void TestBoardReport::paymentsEqualTheLedger()
{
    const engine::ResultTable budget = *engine::resultTable(m_contracts.projection, "budget", engine::Period::Year);
    std::map<std::string, std::map<std::string, double>> byFactory;
    double all = 0;
    for (std::size_t i = 0; i < budget.rows.size(); ++i) {
        const double eur = numberIn(budget, i, "paid_cents") / 100;
        const std::string factory = textIn(budget, i, "factory");
        byFactory[factory][textIn(budget, i, "category")] += eur;
        byFactory[factory]["level:" + textIn(budget, i, "programme")] += eur;
        byFactory[factory]["all"] += eur;
        all += eur;
    }
    int checked = 0;
    for (auto &[factory, sums] : byFactory) {
        const Row row = find(m_rows, QString::fromStdString(m_contracts.projection.plan.factories.find(factory)->name), 10);
        QVERIFY2(!row.isEmpty(), factory.c_str());
        QCOMPARE(row[1], shownMillions(sums["acquisition"] + sums["installation"]));
        QCOMPARE(row[2], shownMillions(sums["energy"]));
        QCOMPARE(row[3], shownMillions(sums["maintenance"] + sums["staff"] + sums["other_operations"]));
        QCOMPARE(row[4], shownMillions(sums["services"]));
        QCOMPARE(row[5], shownMillions(sums["all"]));
        QCOMPARE(row[6], shownMillions(sums["level:DEP"] + sums["level:HE"]));
        QCOMPARE(row[7], shownMillions(sums["level:NAT"]));
        ++checked;
    }
    QCOMPARE(checked, 7);
    QCOMPARE(find(m_rows, "All factories", 10).value(5), shownMillions(all));
}

void TestBoardReport::systemsEqualTheComputeTable()
{
    const engine::ResultTable compute = *engine::resultTable(m_contracts.projection, "compute", engine::Period::Year);
    std::map<std::string, double> hours;
    std::map<std::string, double> energy;
    double delivered = 0;
    for (std::size_t i = 0; i < compute.rows.size(); ++i) {
        const std::string system = textIn(compute, i, "system");
        hours[system] += numberIn(compute, i, "delivered_hours");
        if (!textIn(compute, i, "factory").empty()) {
            delivered += numberIn(compute, i, "delivered_hours");
            energy[textIn(compute, i, "period")] += numberIn(compute, i, "energy_mwh");
        }
    }
    for (const core::System &s : m_contracts.projection.plan.systems) {
        const auto *f = s.factory ? m_contracts.projection.plan.factories.find(*s.factory) : nullptr;
        if (!f || !f->included) {
            continue;
        }
        const Row row = find(m_rows, QString::fromStdString(f->name), 8, QString::fromStdString(s.name));
        QVERIFY2(!row.isEmpty(), s.id.c_str());
        QVERIFY2(row[2].startsWith(format::number(static_cast<double>(s.accelerators), 0)), qPrintable(row[2]));
        QVERIFY2(row[3].startsWith(format::longMonth(s.inService.year(), s.inService.monthOfYear()).simplified()), qPrintable(row[3]));
        QCOMPARE(row[6], shownMillions(hours[s.id]));
    }
    QCOMPARE(find(m_rows, "All factories", 8).value(6), shownMillions(delivered));
    const Row electricity = find(m_rows, "Electricity, GWh", 9);
    QCOMPARE(electricity.size(), 9);
    for (int y = 0; y < 6; ++y) {
        const double mwh = energy[std::to_string(2025 + y)];
        QCOMPARE(electricity[1 + y], mwh == 0 ? QStringLiteral("·") : format::number(mwh / 1000, 1));
    }
}

void TestBoardReport::envelopesEqualTheEnvelopeTable()
{
    const engine::ResultTable table = *engine::resultTable(m_contracts.projection, "envelope", engine::Period::Year);
    std::map<std::pair<std::string, int>, std::size_t> rowOf;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        rowOf[{textIn(table, i, "programme"), static_cast<int>(numberIn(table, i, "year"))}] = i;
    }
    const auto check = [&](const char *programme, const QString &name, bool envelope) {
        const auto at = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &r) { return r.size() == 9 && r[0] == name && r[1] == (envelope ? "Envelope" : "Committed"); });
        QVERIFY2(at != m_rows.end(), programme);
        const Row committed = envelope ? *(at + 1) : *at;
        for (int y = 0; y < 6; ++y) {
            const auto found = rowOf.find({programme, 2025 + y});
            const double cents = found == rowOf.end() ? 0 : numberIn(table, found->second, "committed_cents");
            QCOMPARE(committed[2 + y], shownMillions(cents / 100));
            if (envelope && found != rowOf.end() && numberIn(table, found->second, "envelope_cents") > 0) {
                QCOMPARE((*at)[2 + y], shownMillions(numberIn(table, found->second, "envelope_cents") / 100));
            }
        }
    };
    check("DEP", "Digital Europe", true);
    check("HE", "Horizon Europe", true);
    check("NAT", "National", false);
}

void TestBoardReport::countriesEqualTheAccessTable()
{
    const engine::ResultTable access = *engine::resultTable(m_contracts.projection, "access", engine::Period::Year);
    std::map<std::string, std::array<double, 3>> sums;
    for (std::size_t i = 0; i < access.rows.size(); ++i) {
        auto &s = sums[textIn(access, i, "party")];
        s[0] += numberIn(access, i, "paid_cents") / 100;
        s[1] += numberIn(access, i, "delivered_hours");
        s[2] += numberIn(access, i, "reference_hours");
    }
    QCOMPARE(sums.size(), std::size_t(18));
    for (const auto &[party, s] : sums) {
        const core::Country *country = m_contracts.projection.plan.countries.find(party);
        QString name = country ? QString::fromStdString(country->name) : QStringLiteral("European Union");
        name += country && country->status == core::CountryStatus::ParticipatingState ? QStringLiteral(" †") : QString();
        const Row row = find(m_rows, name, 10);
        QVERIFY2(!row.isEmpty(), qPrintable(name));
        QCOMPARE(row[2], shownMillions(s[0]));
        QCOMPARE(row[5], shownMillions(s[1]));
        QCOMPARE(row[7], shownMillions(s[2]));
    }
}

void TestBoardReport::summaryEqualsTheSummaryTable()
{
    const engine::Summary s = engine::summaryOf(m_contracts.projection);
    const Row paid = find(m_rows, "Paid to 2030, € million", 6);
    QCOMPARE(paid.value(2), format::number(static_cast<double>(s.paidCents) / 1e8, 1));
    QCOMPARE(find(m_rows, "Accelerator-hours, million", 6).value(2), format::number(s.deliveredHours / 1e6, 1));
    QCOMPARE(find(m_rows, "€ per accelerator-hour, discounted", 6).value(2), format::number(*s.eurPerAcceleratorHour, 2));
    QCOMPARE(find(m_rows, "Present value, € million", 6).value(2), format::number(s.presentValueEur / 1e6, 1));
    const QString exact = format::exactEur(s.paidCents);
    for (const char *line : {"All payments", "Sum of programmes", "Sum of factories", "Sum of countries, Union and others", "Sum of years"}) {
        QCOMPARE(find(m_rows, line, 3).value(1), exact.simplified());
    }
    QCOMPARE(find(m_rows, "Sum of years", 3).value(2), QStringLiteral("equal"));
}

// The file's text, page by page, holds every word that was painted.
// Every figure of the section is one that the simulation gives with the plan's seed and draws, as the command line writes it.
void TestBoardReport::riskEqualsTheSimulation()
{
    const auto plan = std::make_shared<const core::Plan>(m_contracts.projection.plan);
    const simulation::Sampling sampling = simulation::samplingOf(*plan);
    const auto model = *simulation::prepare(plan, {engine::Period::Year, true, true, true, true, true});
    const auto outcome = *simulation::simulate(model, sampling);
    const auto quantile = [&](simulation::Figure f, std::size_t q, int year) { return shownMillions(outcome.find(f, {}, year)->summary.quantiles[q]); };
    int checked = 0;
    for (const auto &[figure, name] : {std::pair(simulation::Figure::CommittedEur, "Committed"), std::pair(simulation::Figure::PaidEur, "Paid")}) {
        const auto planned = std::find_if(m_rows.begin(), m_rows.end(), [n = name](const Row &r) { return r.size() == 9 && r[0] == n && r[1] == "Plan"; });
        QVERIFY(planned != m_rows.end());
        const std::size_t quantiles[] = {0, 1, 3, 5, 6};
        const char *const names[] = {"P5", "P10", "P50", "P90", "P95"};
        for (std::size_t i = 0; i < 5; ++i) {
            const Row &row = *(planned + 1 + static_cast<std::ptrdiff_t>(i));
            QCOMPARE(row[1], QString(names[i]));
            for (int y = 0; y <= 6; ++y) { // the last one is the whole horizon
                QCOMPARE(row[2 + y], quantile(figure, quantiles[i], y));
                ++checked;
            }
        }
    }
    QCOMPARE(checked, 70);
    simulation::Frame frame;
    frame.programmes = true;
    const auto envelopes = *simulation::envelopeRisks(*simulation::prepare(plan, frame), sampling);
    QVERIFY(envelopes.size() > 5);
    auto at = std::find_if(m_rows.begin(), m_rows.end(), [](const Row &r) { return r.size() == 7 && r.value(4).startsWith("Exceeded"); });
    QVERIFY(at != m_rows.end());
    for (const simulation::EnvelopeRisk &r : envelopes) {
        const Row &row = *++at;
        QCOMPARE(row[1], QString::number(r.year));
        QCOMPARE(row[2], shownMillions(r.envelopeEur));
        const bool plain = r.probability == 0 || r.probability == 1 || (r.probability > 0.0005 && r.probability < 0.9995);
        QVERIFY2(!plain || row[4] == format::percentFigure(r.probability, 1), qPrintable(row.join('|')));
        QCOMPARE(row[5], shownMillions(r.expectedExcessEur));
        QCOMPARE(row[6], shownMillions(r.worstTenthEur));
    }
    frame = {};
    frame.period = engine::Period::Month;
    const auto targets = *simulation::targetRisks(*simulation::prepare(plan, frame), simulation::usualTargets(*plan), sampling);
    QCOMPARE(targets.size(), 2u);
    const Row twice = find(m_rows, "Twice the fleet", 5);
    const auto month = [&](double p) {
        const auto m = targets[0].monthWith(p);
        const core::Month found = m_contracts.projection.calendar.month(m.value_or(0));
        return m ? format::month(found.year(), found.monthOfYear()).simplified() : QStringLiteral("not reached");
    };
    QCOMPARE(twice.value(1), month(0.5));
    QCOMPARE(twice.value(2), month(0.8));
    QCOMPARE(twice.value(3), month(0.9));
    QCOMPARE(twice.value(4), format::percentFigure(targets[0].reachedBy.back(), 1));
    // The tornado's figures stand in a picture; read back from the file, with seed and draws.
    QVERIFY(writeReport(m_contracts, {}, m_dir.filePath("risk.pdf")).ok());
    const QString text = QString::fromUtf8(output("pdftotext", {"-layout", m_dir.filePath("risk.pdf"), "-"}));
    const auto tornado = *simulation::tornado(model, simulation::Figure::PaidEur, {}, 6, sampling);
    for (std::size_t i = 0; i < 8 && tornado.swings[i].atP10 != tornado.swings[i].atP90; ++i) {
        QVERIFY2(text.contains(format::number(tornado.swings[i].atP10 / 1e6, 1)), qPrintable(QString::number(tornado.swings[i].row)));
        QVERIFY(text.contains(format::number(tornado.swings[i].atP90 / 1e6, 1)));
    }
    QVERIFY(text.contains(QStringLiteral("aifplan simulate --seed %1 --draws %2").arg(sampling.seed).arg(sampling.draws)));
    const auto &paid = outcome.find(simulation::Figure::PaidEur, {}, 6)->summary;
    QVERIFY2(text.simplified().contains(format::eur(paid.standardError).simplified()), qPrintable(format::eur(paid.standardError)));
}

void TestBoardReport::riskIsLeftOutWithItsReason()
{
    core::Plan certain = *shipped();
    while (certain.uncertainties.size() > 0) {
        certain.uncertainties.erase(0);
    }
    const ReportCanvas canvas = reportPages(inputOf(std::make_shared<core::Plan>(certain), {}));
    const auto has = [](const ReportCanvas &c, const QString &destination) {
        return std::any_of(c.destinations().begin(), c.destinations().end(), [&](const auto &d) { return d.name == destination; });
    };
    QVERIFY(has(m_canvas, "risk") && !has(canvas, "risk"));
    QVERIFY(canvas.treeText().contains(QStringLiteral("table of uncertainties is empty")));
    // A row that cannot be followed is named instead of figures.
    core::Plan wrong = *shipped();
    wrong.uncertainties.edit(0).low = 1e9;
    wrong.uncertainties.edit(0).mode = {};
    const ReportCanvas broken = reportPages(inputOf(std::make_shared<core::Plan>(wrong), {}));
    QVERIFY(has(broken, "risk"));
    QVERIFY2(broken.treeText().contains(QString::fromStdString("uncertainty/" + wrong.uncertainties[0].id)), qPrintable(broken.treeText().right(3000)));
}

void TestBoardReport::fileIsWhatWasPainted()
{
    const QString path = m_dir.filePath("contracts.pdf");
    QVERIFY(writeReport(m_contracts, {}, path).ok());
    const auto plain = [](QString text) {
        text = text.normalized(QString::NormalizationForm_KC);
        text.remove(QRegularExpression("[\\s\\x{00AD}]"));
        return text;
    };
    for (int p = 0; p < m_canvas.pageCount(); ++p) {
        const QString number = QString::number(p + 1);
        const QString text = plain(QString::fromUtf8(output("pdftotext", {"-raw", "-f", number, "-l", number, path, "-"})));
        int missing = 0;
        for (const ReportCanvas::Mark &m : m_canvas.pages()[static_cast<std::size_t>(p)].marks) {
            if (m.kind == ReportCanvas::Kind::Text && !text.contains(plain(m.text))) {
                qWarning() << "page" << p + 1 << "lacks" << m.text;
                ++missing;
            }
        }
        QCOMPARE(missing, 0);
    }
}

void TestBoardReport::fileHasOutlineLinksAndFonts()
{
    const QString path = m_dir.filePath("contracts.pdf");
    QVERIFY(QFile::exists(path));
    const QString info = QString::fromUtf8(output("pdfinfo", {path}));
    QVERIFY(info.contains(QRegularExpression(QStringLiteral("Pages:\\s+%1\\n").arg(m_canvas.pageCount()))));
    QVERIFY(info.contains("AI Factories: the first seven"));
    QVERIFY(info.contains("Anna Author"));
    QVERIFY(info.contains("2026"));
    const QStringList fonts = QString::fromUtf8(output("pdffonts", {path})).split('\n', Qt::SkipEmptyParts).mid(2);
    QVERIFY(!fonts.isEmpty());
    for (const QString &line : fonts) {
        QVERIFY2(line.contains("IBMPlexSans") && line.contains(QRegularExpression("\\syes\\s+yes\\s+yes\\s")), qPrintable(line));
    }
    QProcess check;
    check.start("qpdf", {"--check", path});
    QVERIFY(check.waitForFinished(60000));
    QCOMPARE(check.exitCode(), 0);
    const QJsonObject json = QJsonDocument::fromJson(output("qpdf", {"--json", "--json-key=outlines", path})).object();
    const QJsonArray outlines = json["outlines"].toArray();
    QCOMPARE(outlines.size(), 11);
    QVERIFY(outlines[0].toObject()["title"].toString().contains("Summary"));
    QCOMPARE(outlines[4].toObject()["kids"].toArray().size(), 7);
    QCOMPARE(outlines[0].toObject()["destpageposfrom1"].toInt(), 3);
    const QByteArray all = output("qpdf", {"--qdf", "--object-streams=disable", path, "-"});
    QVERIFY(all.count("/Subtype /Link") >= 60);
    QVERIFY(all.contains("/Lang"));
    QVERIFY(all.contains("/PageLabels"));
    QVERIFY(all.contains("(source-1)"));
}

void TestBoardReport::sameInputSameBytes()
{
    const QByteArray first = reportBytes(m_contracts)->bytes;
    const QByteArray second = reportBytes(inputOf(shipped(), "contracts-2026"))->bytes;
    QVERIFY(first == second);
    // Qt's hashes are seeded anew in each process: two of them, asked to differ, agree on the bytes.
    const QString plan = QStringLiteral(AIFP_TEST_DATA "/cases/baseline/plan.aifplan");
    QByteArray files[2];
    for (int i = 0; i < 2; ++i) {
        const QString path = m_dir.filePath(QStringLiteral("seed%1.pdf").arg(i));
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove("QT_HASH_SEED");
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(AIFP_BIN "/aifplan"), {"report", plan, "-o", path, "--scenario", "all-19", "--date", "2026-11-22"});
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        files[i] = file.readAll();
    }
    QVERIFY(files[0].size() > 100000);
    QVERIFY(files[0] == files[1]);
}

void TestBoardReport::stoppedOrUnwritableLeavesNothing()
{
    const QString path = m_dir.filePath("stopped.pdf");
    int asked = 0;
    QVERIFY(!writeReport(m_contracts, {}, path, [&](int page, int) { ++asked; return page < 3; }).ok());
    QVERIFY(asked > 2);
    QVERIFY(!QFile::exists(path));
    QVERIFY(!writeReport(m_contracts, {}, m_dir.filePath("no/such/folder.pdf")).ok());
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("before");
    old.close();
    QVERIFY(!writeReport(m_contracts, {}, path, [](int, int) { return false; }).ok());
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("before"));
}

void TestBoardReport::otherLanguagesFormatTheirWay()
{
    ReportInput in = m_contracts;
    in.locale = QLocale(QLocale::German, QLocale::Germany);
    const std::vector<Row> rows = rowsOf(reportPages(in));
    QCOMPARE(find(rows, "All factories", 10).value(5), QStringLiteral("1.463,9"));
    QCOMPARE(QLocale(), QLocale(QLocale::English, QLocale::Europe)); // as before
}

void TestBoardReport::realPricesDeflate()
{
    ReportInput in = m_contracts;
    in.realPrices = true;
    double real = 0;
    for (const double eur : engine::realEurByPeriod(in.projection, engine::Period::Year)) {
        real += eur;
    }
    const ReportCanvas canvas = reportPages(in);
    QCOMPARE(canvas.faults(), QStringList());
    QCOMPARE(find(rowsOf(canvas), "All factories", 10).value(5), shownMillions(real));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestBoardReport test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_boardreport.moc"
