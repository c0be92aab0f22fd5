// SPDX-License-Identifier: GPL-3.0-or-later
// What LibreOffice Calc and Excel put on the clipboard, and what the plan makes of it.
#include "baseline.h"
#include "celledits.h"
#include "scenario.h"

#include <QTest>

using namespace items;

class TestClipboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsText_data();
    void readsText();
    void readsHtml_data();
    void readsHtml();
    void writesAndReadsBack();
    void writesCsv();
    void readsNumbers_data();
    void readsNumbers();
    void readsMonths_data();
    void readsMonths();
    void readsFields_data();
    void readsFields();
    void decimalMarkOfTheWholeBlock();
    void oneValueFillsARange();
    void blockGoesToItsPlaceAndRefusesCellByCell();
    void headerAndKeysFindTheirPlaces();
    void newRowsAreAdded();
    void sharesWithAndWithoutSign();
    void whatGoesOnlyTogether();
    void scenarioOverridesAndSaysWhatItCannot();

private:
    EditedPlan edited(const QString &scenario = {});
    TableSpec accelerators();
    static QString grid(const ClipboardGrid &g);

    core::Plan m_plan;
    core::Plan m_resolved;
    TableSpec m_spec;
};

void TestClipboard::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    const auto plan = document::shippedPlan();
    QVERIFY(plan);
    m_plan = *plan;
    m_spec = accelerators();
}

EditedPlan TestClipboard::edited(const QString &scenario)
{
    m_resolved = *core::resolve(m_plan, scenario.toStdString());
    return {m_plan, m_resolved, scenario};
}

TableSpec TestClipboard::accelerators()
{
    const core::EntityInfo &info = *core::entity("accelerator");
    TableSpec spec;
    spec.entity = "accelerator";
    for (const core::FieldInfo &f : info.fields) {
        spec.columns << TableColumn{f.name, fieldTitle(f), {}, f.isNumber()};
    }
    for (const core::Accelerator &a : m_plan.accelerators) {
        TableRow row{QString::fromStdString(a.id), {}};
        for (const core::FieldInfo &f : info.fields) {
            TableCell cell{displayText(m_plan, f, f.get(&a))};
            if (!f.key) {
                cell.cell = {"accelerator", a.id, f.name};
            }
            row.cells << cell;
        }
        spec.rows << row;
    }
    return spec;
}

QString TestClipboard::grid(const ClipboardGrid &g)
{
    QStringList lines;
    for (const auto &row : g.rows) {
        QStringList cells;
        for (const GridCell &c : row) {
            cells << (c.number ? QStringLiteral("%1{%2}").arg(c.text).arg(*c.number, 0, 'g', 15) : c.text);
        }
        lines << cells.join('|');
    }
    return lines.join('/');
}

void TestClipboard::readsText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one") << "5" << "5";
    QTest::newRow("Excel, ends with a line feed") << "a\tb\r\n1\t2\r\n" << "a|b/1|2";
    QTest::newRow("Calc, ends without") << "a\tb\n1\t2" << "a|b/1|2";
    QTest::newRow("empty cells") << "\t2\n1\t\n" << "|2/1|";
    QTest::newRow("line feed in a cell") << "\"two\nlines\"\tb\r\n" << "two\nlines|b";
    QTest::newRow("quotes in a cell") << "\"say \"\"yes\"\"\"\tb" << "say \"yes\"|b";
    QTest::newRow("tab in a cell") << "\"a\tb\"\tc" << "a\tb|c";
    QTest::newRow("an inch is no quote") << "19\" rack\t2" << "19\" rack|2";
    QTest::newRow("a lone quote") << "\"odd\t2" << "\"odd|2";
    QTest::newRow("ragged") << "a\nb\tc" << "a|/b|c";
    QTest::newRow("old Mac line ends") << "a\rb" << "a/b";
    QTest::newRow("nothing") << "" << "";
}

void TestClipboard::readsText()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(grid(gridOfText(text)), expected);
}

void TestClipboard::readsHtml_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("expected");
    QTest::newRow("Excel, exact numbers")
        << "<html xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta name=ProgId content=Excel.Sheet>"
           "<style><!--table {mso-displayed-decimal-separator:\"\\.\";} td {padding:0px;} --></style></head><body link=blue><table border=0 cellpadding=0 width=192 style='width:144pt'>"
           "<!--StartFragment--> <col width=64 span=3 style='width:48pt'> <tr height=20 style='height:15.0pt'>\r\n  <td height=20 class=xl65 width=64>H100</td>\r\n"
           "  <td class=xl66 align=right x:num=\"0.80000000000000004\">80%</td>\r\n  <td class=xl67 align=right x:num=\"46296\">Oct-26</td>\r\n  <td align=right x:num>1234.5</td></tr>"
           "<!--EndFragment--></table></body></html>"
        << "H100|80%{0.8}|Oct-26{46296}|1234.5{1234.5}";
    QTest::newRow("Excel of today, texts only")
        << "<table><!--StartFragment--><tr><td class=xl65>a<br>\r\n    b</td><td class=xl66 align=right>1,234</td></tr><tr><td></td><td align=right>&nbsp;€ 5.00<span style='mso-spacerun:yes'>&nbsp;</span></td></tr><!--EndFragment--></table>"
        << "a\nb|1,234/|€ 5.00";
    QTest::newRow("Calc")
        << "<!DOCTYPE html><html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/><style type=\"text/css\">body,div,table { font-size:x-small }</style></head><body>"
           "<table cellspacing=\"0\" border=\"0\"><colgroup span=\"2\" width=\"85\"></colgroup><tr><td height=\"17\" align=\"left\">LUMI &amp; friends</td>"
           "<td align=\"right\" sdval=\"1234.56\" sdnum=\"1031;0;#.##0,00\">1.234,56</td></tr><tr><td height=\"17\" align=\"left\"><br></td><td align=\"right\" sdval=\"0.755\" sdnum=\"1031;0;0,0%\"><b><font color=\"#FF0000\">75,5%</font></b></td></tr></table></body></html>"
        << "LUMI & friends|1.234,56{1234.56}/|75,5%{0.755}";
    QTest::newRow("spans") << "<table><tr><td colspan=2>wide</td><td rowspan=2>high</td></tr><tr><td>1</td><td>2</td></tr></table>" << "wide||high/1|2|";
    QTest::newRow("open tags") << "<TABLE><TR><TD>a<TD>b<TR><TD>c</TABLE>" << "a|b/c|";
    QTest::newRow("entities") << "<table><tr><td>&lt;&#8364;&#x2212;&eacute;&amp;</td></tr></table>" << "<€−&eacute;&";
    QTest::newRow("no table") << "<p>words</p>" << "";
    QTest::newRow("cut off") << "<table><tr><td>a</td><td" << "a|";
}

void TestClipboard::readsHtml()
{
    QFETCH(QString, html);
    QFETCH(QString, expected);
    QCOMPARE(grid(gridOfHtml(html)), expected);
    QCOMPARE(grid(gridOf(html, "fallback")), expected.isEmpty() ? QStringLiteral("fallback") : expected);
}

void TestClipboard::writesAndReadsBack()
{
    const ClipboardGrid out{{{{"a \"quoted\"\tword", {}}, {"two\nlines", {}}, {"<b>&", {}}}, {{"80%", 0.8}, {"0.1", 0.1}, {"36100000.55", 36100000.55}}}};
    ClipboardGrid html = out;
    html.rows[0][0].text.replace('\t', ' '); // a tab is a blank there
    QCOMPARE(gridOfHtml(htmlOf(out)), html);
    ClipboardGrid texts = out;
    for (auto &row : texts.rows) {
        for (GridCell &cell : row) {
            cell.number.reset();
        }
    }
    QCOMPARE(gridOfText(textOf(out)), texts);
    QCOMPARE(textOf({{{{"one", {}}}}}), "one"); // pastes into a line of text as well
}

void TestClipboard::writesCsv()
{
    const ClipboardGrid out{{{{"a,b", {}}, {"say \"yes\"", {}}}, {{"1.5", 1.5}, {"", {}}}}};
    QCOMPARE(csvOf(out, ','), "\"a,b\",\"say \"\"yes\"\"\"\r\n1.5,\r\n");
    QCOMPARE(csvOf(out, ';'), "a,b;\"say \"\"yes\"\"\"\r\n1.5;\r\n");
}

void TestClipboard::readsNumbers_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // "-": no number
    const auto row = [](const char *locale, const char *text, const char *expected) { QTest::addRow("%s '%s'", locale, text) << locale << text << expected; };
    for (const char *l : {"en_GB", "de_DE", "fr_FR"}) {
        row(l, "12", "12");
        row(l, "-12", "-12");
        row(l, "−12", "-12");
        row(l, "(12)", "-12");
        row(l, "12 %", "12%");
        row(l, "1.5", "1.5");
        row(l, "1,5", "1.5");
        row(l, "0,123", "0.123");
        row(l, "0.123", "0.123");
        row(l, "1,234,567.5", "1234567.5");
        row(l, "1.234.567,5", "1234567.5");
        row(l, "1 234 567", "1234567");
        row(l, "1’234’567.50", "1234567.5");
        row(l, "€ 1,234,567", "1234567");
        row(l, "1.234.567 €", "1234567");
        row(l, "EUR 36.1 m", "36.1*1e+06");
        row(l, "€ 1.46 bn", "1.46*1e+09");
        row(l, "1.2E+05", "120000");
        row(l, "1.23.456", "-");
        row(l, "12,34,56", "-");
        row(l, "12 apples", "-");
        row(l, "", "-");
        row(l, "--5", "-");
        row(l, "1e999", "-");
        row(l, "nan", "-");
    }
    row("en_GB", "1,234", "1234");
    row("de_DE", "1,234", "1.234");
    row("fr_FR", "1,234", "1.234");
    row("en_GB", "1.234", "1.234");
    row("de_DE", "1.234", "1234");
    row("fr_FR", "1 234,5 €", "1234.5");
}

void TestClipboard::readsNumbers()
{
    QFETCH(QString, locale);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto number = readNumber(text, QLocale(locale), {}, QStringLiteral("€"));
    QString got = "-";
    if (number) {
        got = QString::number(number->value, 'g', 15) + (number->percent ? "%" : "") + (number->magnitude != 1 ? QStringLiteral("*%1").arg(number->magnitude) : QString());
    }
    QCOMPARE(got, expected);
}

void TestClipboard::readsMonths_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *locale, const char *text, const char *expected) { QTest::addRow("%s '%s'", locale, text) << locale << text << expected; };
    for (const char *l : {"en_GB", "de_DE", "en_US"}) {
        for (const char *text : {"2027-10", "2027/10", "10/2027", "10.2027", "2027-10-01", "2027-10-01T00:00:00", "Oct 2027", "October 2027", "Oct-27", "oct 27", "Oct. 2027", "1 Oct 2027", "01-Oct-27",
                                 "Oct 1, 2027", "Okt 2027", "Oktober 2027", "Okt. 27", "octobre 2027", "ottobre 2027", "octubre de 2027", "1 de outubro de 2027", "lokakuu 2027", "Οκτώβριος 2027",
                                 "2027 Oct", "31.10.2027", "31/10/2027", "10/31/2027"}) {
            row(l, text, "2027-10");
        }
        for (const char *text : {"", "2027", "13/2027", "Octo", "Q4 2027", "00/2027", "32/32/2027", "10", "Oct 1"}) {
            row(l, text, "");
        }
    }
    row("en_GB", "01/10/2027", "2027-10");
    row("en_US", "10/1/2027", "2027-10");
    row("de_DE", "01.10.2027", "2027-10");
    row("en_US", "01.10.2027", "2027-10"); // points stand between day, month and year
    row("pl_PL", "lis 2027", "2027-11");
    row("hr_HR", "listopad 2027", "2027-10"); // the reader's language decides; in Czech and Polish it is November
    row("en_GB", "listopad 2027", "");
}

void TestClipboard::readsMonths()
{
    QFETCH(QString, locale);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(readMonth(text, QLocale(locale)).value_or(QString()), expected);
}

void TestClipboard::readsFields_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // plain; "!" and words of the reason
    const auto row = [](const char *cell, const char *text, const char *expected) { QTest::addRow("%s '%s'", cell, text) << cell << text << expected; };
    row("system/lumi-ai.utilisation", "80", "0.8");
    row("system/lumi-ai.utilisation", "80.5 %", "0.805");
    row("system/lumi-ai.utilisation", "180", "!not a share between 0 and 1");
    row("system/lumi-ai.accelerators", "12,000", "12000");
    row("system/lumi-ai.accelerators", "12.5", "!not a whole number");
    row("system/lumi-ai.accelerators", "-5", "!negative");
    row("system/lumi-ai.accelerators", "50 %", "!percentage");
    row("system/lumi-ai.accelerators", "", "!needed");
    row("system/lumi-ai.accelerators", "many", "!not a number");
    row("system/lumi-ai.acquisition_cents", "€ 36.1 m", "3610000000");
    row("system/lumi-ai.acquisition_cents", "1,234.565", "123457");
    row("system/lumi-ai.acquisition_cents", "", "");
    row("system/lumi-ai.power_kw", "1500 kW", "1500");
    row("system/lumi-ai.power_kw", "1.5 MW", "!not a number in kW");
    row("system/lumi-ai.in_service", "Oct 2027", "2027-10");
    row("system/lumi-ai.in_service", "soon", "!not a month");
    row("system/lumi-ai.included", "no", "0");
    row("system/lumi-ai.included", "WAHR", "1");
    row("system/lumi-ai.included", "perhaps", "!neither yes nor no");
    row("system/lumi-ai.country", "Finland", "FI");
    row("system/lumi-ai.country", "fi", "FI");
    row("system/lumi-ai.country", "Atlantis", "!There is no country “Atlantis”");
    row("system/lumi-ai.name", "  LUMI  ", "LUMI");
    row("system/lumi-ai.name", "", "!needed");
    row("factory/lumi-aif.kind", "Upgrade", "upgrade");
    row("factory/lumi-aif.kind", "old", "!none of New, Upgrade, Associated");
    row("country/FI.status", "Member State", "member_state");
}

void TestClipboard::readsFields()
{
    QFETCH(QString, cell);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto address = core::parseCell(cell.toStdString());
    QVERIFY(address);
    const core::EntityInfo &info = *core::entity(address->entity);
    const auto value = readText(m_plan, info, *info.field(address->field), address->row, text);
    if (expected.startsWith('!')) {
        QVERIFY2(!value, "refused");
        const QString message = QString::fromStdString(value.error().message);
        QVERIFY2(message.contains(expected.mid(1)), qPrintable(message));
        QVERIFY(!message.contains("system/"));
    } else {
        QVERIFY2(value, value ? "" : value.error().message.c_str());
        QCOMPARE(QString::fromStdString(core::toPlainText(*value)), expected);
    }
}

void TestClipboard::decimalMarkOfTheWholeBlock()
{
    QVERIFY(!gridOfText("1\t2").decimalMark());
    QCOMPARE(gridOfText("1.234\t12,5").decimalMark(), QChar(','));
    QCOMPARE(gridOfText("1,234\t12.5").decimalMark(), QChar('.'));
    QVERIFY(!gridOfText("1,5\t2.5").decimalMark());
    // "1.234" alone is a number with a point in this locale; beside "12,5" it can only be a thousand.
    const PasteTarget target{m_spec, {0}, {4, 5}};
    const auto alone = pasted(edited(), target, gridOfText("1.234\t12.5"));
    QCOMPARE(core::numberOf(alone.cells[0].value), 1.234);
    const auto german = pasted(edited(), target, gridOfText("1.234\t12,5"));
    QCOMPARE(core::numberOf(german.cells[0].value), 1234.0);
    QCOMPARE(core::numberOf(german.cells[1].value), 12.5);
}

void TestClipboard::oneValueFillsARange()
{
    PasteTarget target{m_spec, {0, 1, 2, 3}, {4, 5, 6}, 1, 0, 2, 2};
    const auto edits = pasted(edited(), target, gridOfText("99"));
    QCOMPARE(edits.changed(), 4);
    for (const CellChange &c : edits.cells) {
        QCOMPARE(core::numberOf(c.value), 99.0);
        QVERIFY(c.rowId == m_spec.rows[1].id || c.rowId == m_spec.rows[2].id);
    }
    target.height = 4;
    target.row = 0;
    target.width = 1;
    QCOMPARE(pasted(edited(), target, gridOfText("1\n2")).cells.size(), 4); // a block repeats
    QCOMPARE(pasted(edited(), target, gridOfText("1\n2\n3")).cells.size(), 3); // unless it does not fit
}

void TestClipboard::blockGoesToItsPlaceAndRefusesCellByCell()
{
    QVector<int> rows, columns;
    for (int i = 0; i < m_spec.rows.size(); ++i) {
        rows << i;
    }
    for (int i = 0; i < m_spec.columns.size(); ++i) {
        columns << i;
    }
    const PasteTarget target{m_spec, rows, columns, 0, 3};
    const QString same = displayText(m_plan, *core::entity("accelerator")->field("fp64_tflops"), *m_plan.accelerators[0].fp64Tflops);
    const auto edits = pasted(edited(), target, gridOfText("2030\t" + same + "\nlater\t12\n"));
    QCOMPARE(edits.cells.size(), 4);
    QCOMPARE(edits.changed(), 2);
    QCOMPARE(edits.refused(), 1);
    QVERIFY(edits.cells[2].refusal.contains("not a number"));
    QVERIFY(!edits.cells[1].changes && edits.cells[1].refusal.isEmpty());
    const core::Edit edit = edits.edit(m_plan, {}, "Paste");
    QCOMPARE(edit.changes.size(), std::size_t{2});
    const auto after = core::applied(m_plan, edit);
    QVERIFY(after);
    QCOMPARE(after->accelerators[0].launched, 2030);
    QCOMPARE(after->accelerators[1].fp64Tflops, 12.0);
    // Beyond the table's last row and column nothing happens.
    const PasteTarget corner{m_spec, rows, columns, static_cast<int>(rows.size()) - 1, static_cast<int>(columns.size()) - 1};
    QCOMPARE(pasted(edited(), corner, gridOfText("1\t2\n3\t4")).cells.size(), 1);
}

void TestClipboard::headerAndKeysFindTheirPlaces()
{
    // Columns in another order, one that the table does not know, rows in another order: as a spreadsheet that went round.
    const QString block = "System price per accelerator\tRemark\tId\tModel\n€ 25,000\tnew offer\th100-sxm\tH100 SXM5\n19000\t\ta100-sxm\t" + QString::fromStdString(m_plan.accelerators.find("a100-sxm")->model) + "\n";
    const PasteTarget target{m_spec, {0}, {0, 1}, 0, 0};
    const auto edits = pasted(edited(), target, gridOfText(block));
    QCOMPARE(edits.refused(), 0);
    QCOMPARE(edits.changed(), 3);
    const auto after = core::applied(m_plan, edits.edit(m_plan, {}, "Paste"));
    QVERIFY(after);
    QCOMPARE(after->accelerators.find("h100-sxm")->systemPriceCents, 2'500'000);
    QCOMPARE(after->accelerators.find("h100-sxm")->model, "H100 SXM5");
    QCOMPARE(after->accelerators.find("a100-sxm")->systemPriceCents, 1'900'000);
    // By the file's own names of the fields, in the file's own units.
    const auto raw = pasted(edited(), target, gridOfText("id\tsystem_price_cents\nh100-sxm\t2500000\n"));
    QCOMPARE(core::numberOf(raw.cells.last().value), 2'500'000.0);
}

void TestClipboard::newRowsAreAdded()
{
    const PasteTarget target{m_spec, {0}, {0}, 0, 0};
    const auto edits = pasted(edited(), target, gridOfText("Id\tVendor\tModel\tBF16 dense (TFLOPS)\nrubin\tNVIDIA\tRubin\t4,000\nbad id!\tX\tY\t1\nhalf\tX\t\t1\n"));
    QCOMPARE(edits.addedRows.size(), std::size_t{1});
    const auto after = core::applied(m_plan, edits.edit(m_plan, {}, "Paste"));
    QVERIFY(after);
    QCOMPARE(after->accelerators.find("rubin")->bf16Tflops, 4000.0);
    QVERIFY(!after->accelerators.find("half"));
    QStringList reasons;
    for (const CellChange &c : edits.cells) {
        reasons << c.refusal;
    }
    QVERIFY2(reasons.filter("is no id").size() > 0, qPrintable(reasons.join('\n')));
    QVERIFY2(reasons.filter("needed").size() > 0, qPrintable(reasons.join('\n')));
}

void TestClipboard::sharesWithAndWithoutSign()
{
    TableSpec spec;
    spec.columns = {{"share", "Share (%)", {}, true}};
    for (const char *id : {"signature", "delivery"}) {
        TableCell cell{"x"};
        cell.cell = {"milestone", id, "share"};
        spec.rows << TableRow{id, {cell}};
    }
    const PasteTarget target{spec, {0, 1}, {0}};
    const auto values = [&](const QString &text) {
        const auto edits = pasted(edited(), target, gridOfText(text));
        return QPair(core::numberOf(edits.cells[0].value).value_or(-1), core::numberOf(edits.cells[1].value).value_or(-1));
    };
    QCOMPARE(values("35%\n45%"), QPair(0.35, 0.45));
    QCOMPARE(values("35\n45"), QPair(0.35, 0.45));
    QCOMPARE(values("0.35\n0.45"), QPair(0.35, 0.45)); // all at most 1: fractions
    QCOMPARE(values("0.5\n45"), QPair(0.005, 0.45));   // else percent
    const auto exact = pasted(edited(), target, gridOfHtml("<table><tr><td sdval=\"0.351\">35%</td></tr><tr><td sdval=\"45\">45</td></tr></table>"));
    QCOMPARE(core::numberOf(exact.cells[0].value), 0.351);
    QCOMPARE(core::numberOf(exact.cells[1].value), 0.45);
}

void TestClipboard::whatGoesOnlyTogether()
{
    TableSpec spec;
    spec.columns = {{"first", "First"}, {"last", "Last"}};
    const core::CostLine &line = m_plan.costLines[0];
    TableCell first{"x"}, last{"y"};
    first.cell = {"cost_line", line.id, "first_month"};
    last.cell = {"cost_line", line.id, "last_month"};
    spec.rows << TableRow{"line", {first, last}};
    const PasteTarget target{spec, {0}, {0, 1}};
    // Both moved beyond the old end: fine together.
    QCOMPARE(pasted(edited(), target, gridOfText("2040-01\t2040-12")).changed(), 2);
    // The wrong way round: one of them is refused, the other is kept.
    const auto turned = pasted(edited(), target, gridOfText("2040-12\t2040-01"));
    QCOMPARE(turned.refused(), 1);
    QVERIFY(turned.cells[0].refusal.contains("last month"));
    QCOMPARE(turned.changed(), 1);
}

void TestClipboard::scenarioOverridesAndSaysWhatItCannot()
{
    const std::string scenario = m_plan.scenarios[0].id;
    const auto edits = typed(edited(QString::fromStdString(scenario)), m_spec, 0, 3, "2031");
    QCOMPARE(edits.changed(), 1);
    QCOMPARE(edits.edit(m_plan, QString::fromStdString(scenario), "x").changes.front().entity, "override");
    TableSpec sources;
    sources.columns = {{"title", "Title"}};
    TableCell cell{"x"};
    cell.cell = {"source", m_plan.sources[0].id, "title"};
    sources.rows << TableRow{"s", {cell}};
    const auto refused = typed(edited(QString::fromStdString(scenario)), sources, 0, 0, "Another");
    QCOMPARE(refused.changed(), 0);
    QVERIFY2(refused.cells[0].refusal.contains("baseline"), qPrintable(refused.cells[0].refusal));
    QVERIFY(typed(edited(), m_spec, 0, 0, "new-id").cells[0].refusal.contains("computed"));
    QCOMPARE(emptied(edited(), m_spec, {{0, 3}, {0, 1}}).changed(), 1); // a year may be unknown, a vendor not
    const auto filledDown = filled(edited(), m_spec, {{1, 0}, {2, 0}}, {3});
    QVERIFY(filledDown.changed() >= 1);
    QCOMPARE(filledDown.refused(), 0);
}

QTEST_MAIN(TestClipboard)
#include "tst_clipboard.moc"
