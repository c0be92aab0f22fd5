// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "report.h"
#include "reportplans.h"
#include "resulttable.h"

#include <QApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <map>

using namespace ui;

namespace {

ReportInput inputOf(const PlanPtr &plan, const QString &scenario, const QString &against = {})
{
    ReportInput in = *reportInput(plan, scenario, against);
    in.date = QDate(2026, 11, 22);
    return in;
}

using Row = QStringList;

QString wordsOf(const ReportCanvas &canvas, int node)
{
    const auto &n = canvas.nodes()[static_cast<std::size_t>(node)];
    QStringList out;
    for (const auto &[page, index] : n.content) {
        out << canvas.pages()[static_cast<std::size_t>(page)].marks[static_cast<std::size_t>(index)].text;
    }
    return out.join(' ').simplified();
}

std::vector<Row> rowsOf(const ReportCanvas &canvas)
{
    std::vector<Row> rows;
    for (const auto &n : canvas.nodes()) {
        if (n.role == ReportCanvas::Role::Row) {
            Row row;
            for (const int cell : n.children) {
                row << wordsOf(canvas, cell);
            }
            rows.push_back(row);
        }
    }
    return rows;
}

Row find(const std::vector<Row> &rows, const QString &first)
{
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const Row &r) { return !r.isEmpty() && r[0] == first; });
    return it == rows.end() ? Row() : *it;
}

double number(const engine::ResultTable &table, std::size_t row, const char *column)
{
    const auto &cell = table.rows[row][static_cast<std::size_t>(table.column(column))];
    if (const auto *i = std::get_if<std::int64_t>(&cell)) {
        return static_cast<double>(*i);
    }
    return std::holds_alternative<double>(cell) ? std::get<double>(cell) : 0;
}

std::string text(const engine::ResultTable &table, std::size_t row, const char *column)
{
    const auto &cell = table.rows[row][static_cast<std::size_t>(table.column(column))];
    return std::holds_alternative<std::string>(cell) ? std::get<std::string>(cell) : std::string();
}

QString textOfFile(const QString &path)
{
    QProcess process;
    process.start("pdftotext", {"-layout", path, "-"});
    process.waitForFinished(60000);
    return QString::fromUtf8(process.readAllStandardOutput()).normalized(QString::NormalizationForm_KC);
}

// "Exactly € 7,681,605.21 paid" as cents.
qint64 exactCents(const QString &words)
{
    static const QRegularExpression amount(QStringLiteral("Exactly €\\s*([0-9,]+)\\.([0-9]{2}) paid"));
    const auto m = amount.match(words);
    return m.hasMatch() ? m.captured(1).remove(',').toLongLong() * 100 + m.captured(2).toLongLong() : -1;
}

} // namespace

// Slides, sheets and changes: whole, on one page where they must be, with the engine's figures.
class TestReportKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pages_data();
    void pages();
    void countrySheetsAddUpToTheMasterTable();
    void countrySheetEqualsTheTables();
    void factorySheetEqualsTheTables();
    void changesAddUp();
    void slidesSayWhatIsComputed();
    void aFileForEach();
    void optionsShow();
    void sectionsAreLeftOut();
    void whatCannotBeIsSaid_data();
    void whatCannotBeIsSaid();
    void sixtyFactorySheetsAddUp();

private:
    QTemporaryDir m_dir;
    ReportInput m_input;
};

void TestReportKinds::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_input = inputOf(shipped(), "contracts-2026");
}

void TestReportKinds::pages_data()
{
    QTest::addColumn<PlanPtr>("plan");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("against");
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"slides", "country", "factory", "changes"}) {
        const bool changes = std::string(kind) == "changes";
        const auto row = [&](const char *what, const PlanPtr &plan, const char *scenario, const char *against) { QTest::addRow("%s, %s", kind, what) << plan << QString(scenario) << QString(against) << QString(kind); };
        row("contracts against baseline", shipped(), "contracts-2026", "");
        row("baseline against contracts", shipped(), "", "contracts-2026");
        row("nineteen against late", shipped(), "all-19", "delay-6");
        row("one factory, late", onePlan(), "delay-6", "");
        row("crowded, compared", crowdedPlan(60), "s", "");
        if (!changes) {
            row("baseline", shipped(), "", "");
            row("nineteen", shipped(), "all-19", "");
            row("crowded", crowdedPlan(60), "", "");
        }
    }
    QTest::newRow("slides, empty") << emptyPlan() << "" << "" << "slides";
}

void TestReportKinds::pages()
{
    QFETCH(PlanPtr, plan);
    QFETCH(QString, scenario);
    QFETCH(QString, against);
    QFETCH(QString, kind);
    const ReportInput input = inputOf(plan, scenario, against);
    const ReportTarget target{*reportKindOf(kind)};
    // To look at: AIFP_REPORT_DIR=/tmp tst_reportkinds pages
    if (qEnvironmentVariableIsSet("AIFP_REPORT_DIR")) {
        QVERIFY(writeReport(input, target, QStringLiteral("%1/%2.pdf").arg(qEnvironmentVariable("AIFP_REPORT_DIR"), QString(QTest::currentDataTag()).replace(' ', '-').remove(','))).ok());
    }
    const ReportCanvas canvas = reportPages(input, target);
    QCOMPARE(canvas.faults(), QStringList());
    QVERIFY2(layoutFaults(canvas).isEmpty(), qPrintable(layoutFaults(canvas).mid(0, 5).join('\n')));
    if (target.kind == ReportKind::Country || target.kind == ReportKind::Factory) {
        QCOMPARE(canvas.pageCount(), static_cast<int>(subjectsOf(input, target.kind).size())); // one page each
        QCOMPARE(canvas.outlineEntries().size(), static_cast<std::size_t>(canvas.pageCount()));
    }
}

void TestReportKinds::countrySheetsAddUpToTheMasterTable()
{
    for (const ReportInput &input : {m_input, inputOf(crowdedPlan(60), "s")}) {
        const ReportCanvas canvas = reportPages(input, {ReportKind::Country});
        qint64 sum = 0;
        for (std::size_t n = 0; n < canvas.nodes().size(); ++n) {
            if (canvas.nodes()[n].role == ReportCanvas::Role::Note) {
                const qint64 cents = exactCents(wordsOf(canvas, static_cast<int>(n)));
                QVERIFY(cents >= 0);
                sum += cents;
            }
        }
        core::Cents master = 0;
        for (const engine::PartyAccount &a : engine::partyAccounts(input.projection)) {
            master += a.country >= 0 ? a.paidCents : 0;
        }
        QCOMPARE(sum, static_cast<qint64>(master));
    }
    // And as the board report's table of countries prints it.
    const Row row = find(rowsOf(reportPages(m_input)), "17 countries");
    core::Cents national = engine::summaryOf(m_input.projection).nationalCents;
    QCOMPARE(row.value(2), format::number(static_cast<double>(national) / 1e8, 1));
}

void TestReportKinds::countrySheetEqualsTheTables()
{
    const engine::ResultTable budget = *engine::resultTable(m_input.projection, "budget", engine::Period::Year);
    const engine::ResultTable access = *engine::resultTable(m_input.projection, "access", engine::Period::Year);
    const QString path = m_dir.filePath("sheet.pdf");
    for (const QString &country : subjectsOf(m_input, ReportKind::Country)) {
        const std::vector<Row> rows = rowsOf(reportPages(m_input, {ReportKind::Country, country}));
        std::map<std::string, double> paid, hours, reference;
        double all = 0;
        double allHours = 0;
        for (std::size_t i = 0; i < budget.rows.size(); ++i) {
            if (text(budget, i, "country") == country.toStdString()) {
                paid[text(budget, i, "period")] += number(budget, i, "paid_cents") / 100;
                all += number(budget, i, "paid_cents") / 100;
            }
        }
        for (std::size_t i = 0; i < access.rows.size(); ++i) {
            if (text(access, i, "party") == country.toStdString()) {
                hours[text(access, i, "period")] += number(access, i, "delivered_hours");
                reference[text(access, i, "period")] += number(access, i, "reference_hours");
                allHours += number(access, i, "delivered_hours");
            }
        }
        const auto thousands = [](double v) { return std::fabs(v) < 1e-9 ? QStringLiteral("·") : format::number(v / 1e3, 0); };
        const Row pays = find(rows, "Pays, € thousand");
        const Row gets = find(rows, "Gets, thousand accelerator-hours");
        const Row refs = find(rows, "Gets, thousand reference hours");
        QCOMPARE(pays.size(), 9);
        for (int y = 0; y < 6; ++y) {
            const std::string year = std::to_string(2025 + y);
            QCOMPARE(pays[1 + y], thousands(paid[year]));
            QCOMPARE(gets[1 + y], thousands(hours[year]));
            QCOMPARE(refs[1 + y], thousands(reference[year]));
        }
        QCOMPARE(pays[7], thousands(all));
        QCOMPARE(gets[7], thousands(allHours));
        // And what the file says.
        QVERIFY(writeReport(m_input, {ReportKind::Country, country}, path).ok());
        QCOMPARE(exactCents(textOfFile(path)), static_cast<qint64>(std::llround(all * 100)));
    }
}

void TestReportKinds::factorySheetEqualsTheTables()
{
    const engine::ResultTable budget = *engine::resultTable(m_input.projection, "budget", engine::Period::Year);
    const QString path = m_dir.filePath("factory.pdf");
    for (const QString &factory : subjectsOf(m_input, ReportKind::Factory)) {
        double all = 0;
        for (std::size_t i = 0; i < budget.rows.size(); ++i) {
            all += text(budget, i, "factory") == factory.toStdString() ? number(budget, i, "paid_cents") : 0;
        }
        QVERIFY(writeReport(m_input, {ReportKind::Factory, factory}, path).ok());
        const QString words = textOfFile(path);
        QCOMPARE(exactCents(words), static_cast<qint64>(all));
        QVERIFY(words.contains(QRegularExpression(QStringLiteral("All\\s+%1\\s+100.0").arg(format::number(all / 1e8, 1)))));
    }
}

void TestReportKinds::changesAddUp()
{
    for (const ReportInput &input : {m_input, inputOf(shipped(), "all-19", "delay-6"), inputOf(crowdedPlan(60), "s")}) {
        const ReportCanvas canvas = reportPages(input, {ReportKind::Changes});
        const std::vector<Row> rows = rowsOf(canvas);
        const Row all = find(rows, "All factories");
        QCOMPARE(all.size(), 7);
        const engine::Summary now = engine::summaryOf(input.projection);
        const engine::Summary then = engine::summaryOf(input.againstProjection);
        QCOMPARE(all[1], format::number(static_cast<double>(then.paidCents) / 1e8, 1));
        QCOMPARE(all[2], format::number(static_cast<double>(now.paidCents) / 1e8, 1));
        QCOMPARE(all[4], format::number(then.deliveredHours / 1e6, 1));
        QCOMPARE(all[5], format::number(now.deliveredHours / 1e6, 1));
        // The rows add up to the total as printed, but for what rounding takes from each.
        double money = 0;
        double hours = 0;
        int count = 0;
        const auto value = [](const QString &s) { return s == "·" ? 0.0 : format::parse(s).value_or(1e9); };
        for (const Row &row : rows) {
            if (row.size() == 7 && row[0] != "Factory" && row[0] != "All factories") {
                money += value(row[3]);
                hours += value(row[6]);
                ++count;
            }
        }
        QVERIFY(count > 0);
        QVERIFY(std::fabs(money - static_cast<double>(now.paidCents - then.paidCents) / 1e8) <= 0.05 * count + 0.01);
        QVERIFY(std::fabs(hours - (now.deliveredHours - then.deliveredHours) / 1e6) <= 0.05 * count + 0.01);
    }
    // The waterfall names each step in its description; what they say adds up too.
    const ReportCanvas canvas = reportPages(m_input, {ReportKind::Changes});
    const auto figure = std::find_if(canvas.nodes().begin(), canvas.nodes().end(), [](const auto &n) { return n.role == ReportCanvas::Role::Figure; });
    QVERIFY(figure != canvas.nodes().end());
    static const QRegularExpression step(QStringLiteral("€ ([−+±]?[0-9.,]+) m and ([−+±]?[0-9.,]+) million"));
    double money = 0;
    int steps = 0;
    for (auto m = step.globalMatch(figure->alternative); m.hasNext(); ++steps) {
        money += format::parse(m.next().captured(1).remove(QChar(0xB1))).value_or(1e9);
    }
    QCOMPARE(steps, 7);
    QVERIFY(std::fabs(money + 36.1) < 0.4);
    // Every figure that was changed is listed.
    const std::vector<Row> rows = rowsOf(canvas);
    QCOMPARE(std::count_if(rows.begin(), rows.end(), [](const Row &r) { return r.size() == 5 && r[3] != "Status"; }), std::ptrdiff_t(8));
    const Row row = find(rows, "LUMI-AI: in service");
    QCOMPARE(row.mid(1, 2), QStringList({"December 2026", "October 2027"}));
}

void TestReportKinds::slidesSayWhatIsComputed()
{
    const QString path = m_dir.filePath("slides.pdf");
    QVERIFY(writeReport(m_input, {ReportKind::Slides}, path).ok());
    const QString words = textOfFile(path).simplified();
    const engine::Summary s = engine::summaryOf(m_input.projection);
    for (const QString &expected : {format::number(static_cast<double>(s.unionCents) / 1e8, 1), format::number(static_cast<double>(s.nationalCents) / 1e8, 1), format::number(*s.eurPerAcceleratorHour, 2),
                                    QStringLiteral("Doubling is reached in October 2027"), QStringLiteral("7 of 10 public statements hold"), QStringLiteral("22 November 2026 · plan")}) {
        QVERIFY2(words.contains(expected), qPrintable(expected));
    }
    QProcess info;
    info.start("pdfinfo", {path});
    QVERIFY(info.waitForFinished(60000));
    QVERIFY(info.readAllStandardOutput().contains("960 x 540 pts"));
}

void TestReportKinds::aFileForEach()
{
    QVERIFY(writeReportForEach(m_input, ReportKind::Country, m_dir.filePath("each.pdf")).ok());
    QDir dir(m_dir.path());
    QCOMPARE(dir.entryList({"each-*.pdf"}).size(), 17);
    QVERIFY(dir.exists("each-PT.pdf"));
    QVERIFY(textOfFile(dir.filePath("each-PT.pdf")).contains("What Portugal pays"));
    // Stopped: what is written is whole, the rest is not there.
    QDir stopped(dir.filePath("stopped"));
    QVERIFY(dir.mkdir("stopped"));
    int files = 0;
    QVERIFY(!writeReportForEach(m_input, ReportKind::Factory, stopped.filePath("f.pdf"), [&](int file, int) { files = file; return file < 2; }).ok());
    QCOMPARE(stopped.entryList({"*.pdf"}).size(), 2);
    QCOMPARE(files, 2);
}

void TestReportKinds::optionsShow()
{
    ReportInput in = m_input;
    in.options.draft = true;
    in.options.organisation = QStringLiteral("Ministry of Research");
    in.options.logo = QImage(200, 100, QImage::Format_RGB32);
    in.options.logo.fill(Qt::red);
    for (const ReportKind kind : {ReportKind::Board, ReportKind::Slides, ReportKind::Country, ReportKind::Changes}) {
        const ReportCanvas canvas = reportPages(in, {kind});
        QCOMPARE(canvas.faults(), QStringList());
        QVERIFY2(layoutFaults(canvas).isEmpty(), qPrintable(layoutFaults(canvas).mid(0, 5).join('\n')));
        for (const auto &page : canvas.pages()) { // the watermark is the first thing painted
            QVERIFY(page.marks.front().kind == ReportCanvas::Kind::Fill && page.marks.front().node == -1 && page.marks.front().box.width() > 80);
        }
        const bool cover = kind == ReportKind::Board || kind == ReportKind::Slides;
        const auto &first = canvas.pages().front().marks;
        QCOMPARE(std::any_of(first.begin(), first.end(), [](const auto &m) { return m.kind == ReportCanvas::Kind::Image; }), cover);
        QCOMPARE(std::any_of(first.begin(), first.end(), [](const auto &m) { return m.text.contains("Ministry of Research"); }), cover);
    }
    QVERIFY(!logoFrom(m_dir.filePath("no.png")).ok());
    const QString path = m_dir.filePath("logo.png");
    QImage large(4000, 4000, QImage::Format_ARGB32);
    large.fill(Qt::transparent);
    QVERIFY(large.save(path));
    QCOMPARE(logoFrom(path)->size(), QSize(600, 600));
    QVERIFY(!logoFrom(path)->hasAlphaChannel());
}

void TestReportKinds::sectionsAreLeftOut()
{
    for (const auto &[id, name] : reportSections()) {
        ReportInput in = m_input;
        in.options.leftOut = QStringList{id};
        const ReportCanvas canvas = reportPages(in);
        QCOMPARE(canvas.faults(), QStringList());
        QVERIFY2(layoutFaults(canvas).isEmpty(), qPrintable(layoutFaults(canvas).mid(0, 5).join('\n')));
        for (const auto &entry : canvas.outlineEntries()) {
            QVERIFY2(entry.level > 0 || !entry.title.endsWith(name), qPrintable(name));
        }
    }
}

void TestReportKinds::whatCannotBeIsSaid_data()
{
    QTest::addColumn<PlanPtr>("plan");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("said");
    QTest::newRow("no such country") << shipped() << "country" << "XX" << "No country 'XX' takes part";
    QTest::newRow("a country that takes no part") << shipped() << "country" << "FR" << "No country 'FR' takes part";
    QTest::newRow("no such factory") << shipped() << "factory" << "nope" << "no factory 'nope'";
    QTest::newRow("nothing to compare") << shipped() << "changes" << "" << "name two different scenarios";
    QTest::newRow("no country at all") << emptyPlan() << "country" << "" << "No country takes part";
    QTest::newRow("no factory at all") << emptyPlan() << "factory" << "" << "has no factory";
}

void TestReportKinds::whatCannotBeIsSaid()
{
    QFETCH(PlanPtr, plan);
    QFETCH(QString, kind);
    QFETCH(QString, subject);
    QFETCH(QString, said);
    const QString path = m_dir.filePath("not.pdf");
    const auto written = writeReport(inputOf(plan, ""), {*reportKindOf(kind), subject}, path);
    QVERIFY(!written.ok());
    QVERIFY2(QString::fromStdString(written.error().message).contains(said), written.error().message.c_str());
    QVERIFY(!QFile::exists(path));
}

// A page for each of 60 factories and of 26 countries: all there, none cut, every figure whole.
void TestReportKinds::sixtyFactorySheetsAddUp()
{
    const ReportInput input = inputOf(crowdedPlan(60), "");
    const ReportCanvas canvas = reportPages(input, {ReportKind::Factory});
    double paid = 0;
    for (std::size_t n = 0; n < canvas.nodes().size(); ++n) {
        if (canvas.nodes()[n].role == ReportCanvas::Role::Note) {
            paid += static_cast<double>(exactCents(wordsOf(canvas, static_cast<int>(n))));
        }
    }
    QCOMPARE(paid, static_cast<double>(engine::summaryOf(input.projection).paidCents));
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestReportKinds test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_reportkinds.moc"
