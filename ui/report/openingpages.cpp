// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "keyfigures.h"
#include "reportcharts.h"
#include "reportsentences.h"
#include "reporttiles.h"

#include <algorithm>
#include <cmath>

// Cover, contents, summary.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

using Role = ReportCanvas::Role;

QString spacedFingerprint(const QString &fingerprint)
{
    QString digits;
    for (int i = 0; i < 16; i += 4) {
        digits += (i ? QString(QChar(0xA0)) : QString()) + fingerprint.mid(i, 4);
    }
    return digits;
}

void coverText(ReportContext &c)
{
    ReportCanvas &canvas = c.canvas;
    {
        const ReportElement p(canvas, Role::Paragraph);
        canvas.text({20, 25.2}, Words::tr("Report to the Governing Board of the EuroHPC Joint Undertaking"), paper::bodyType, c.palette.secondary);
        canvas.text({20, 31}, paper::elided(c.in.options.organisation, paper::bodyType, 105), paper::bodyType, c.palette.text);
    }
    double y = 56.5;
    {
        const ReportElement title(canvas, Role::H1);
        const paper::Type type{28, true, false};
        const QStringList lines = paper::wrapped(c.planTitle(), type, ReportSheet::bodyWidth, 2);
        y -= lines.size() > 1 ? 8 : 0;
        y += c.sheet.lines(20, y, lines, type, c.palette.text, 12.5);
    }
    {
        const ReportElement p(canvas, Role::Paragraph);
        const paper::Type type{15, false, false};
        const QString subtitle = c.same ? c.scenarioName() : Words::tr("%1, compared with %2").arg(c.scenarioName(), c.againstName());
        c.sheet.lines(20, y + 4, paper::wrapped(subtitle, type, ReportSheet::bodyWidth, 2), type, c.palette.text, 7.4);
    }
}

// Three findings, beside a line in the accent colour.
void coverFindings(ReportContext &c)
{
    ReportCanvas &canvas = c.canvas;
    const paper::Type type{11.5, false, false};
    const double top = 100;
    double y = top;
    for (const QString &words : {sentences::capacityTitle(c.comparison), sentences::envelopesTitle(c.p), differenceTitle(c)}) {
        if (!words.contains(QLatin1Char(' '))) {
            continue; // no finding, only a plain title
        }
        const ReportElement p(canvas, Role::Paragraph);
        y += c.sheet.lines(25.5, y, paper::wrapped(words, type, 160, 2), type, c.palette.text, 5.4) + 3;
    }
    const ReportArtefact artefact(canvas);
    canvas.fill(QRectF(20, top - 0.2, 0.5, y - 3 - top + 0.4), c.palette.accent);
}

void coverFoot(ReportContext &c)
{
    ReportCanvas &canvas = c.canvas;
    c.sheet.hairline(270.8);
    const auto pair = [&](double y, const QString &left, const QString &right) {
        const ReportElement p(canvas, Role::Paragraph);
        canvas.text({20, y}, left, paper::tableType, c.palette.secondary);
        canvas.textRight({190, y}, paper::elided(right, paper::tableType, 120), paper::tableType, c.palette.secondary);
    };
    pair(277.2, c.in.locale.toString(c.in.date, QStringLiteral("d MMMM yyyy")), Words::tr("Plan fingerprint %1").arg(spacedFingerprint(c.in.fingerprint)));
    pair(281.8, c.in.program, Words::tr("Scenario: %1").arg(c.scenarioName()));
}

QString statementFigure(const core::Statement &s, double value, bool difference)
{
    const auto sign = [&](const QString &text) { return difference && value > 0 ? QStringLiteral("+") + text : text; };
    if (s.metric == "total_eur" || s.metric.starts_with("programme_eur:")) {
        if (difference) {
            const double share = s.value != 0 ? value / s.value : 0;
            return std::fabs(value) < 0.5 ? ReportContext::nil() : format::signedEur(value) + (std::fabs(share) >= 0.0005 ? QStringLiteral(" (%1%2)").arg(share > 0 ? QStringLiteral("+") : QString(), format::percent(share, 1)) : QString());
        }
        return value >= 999.95e6 ? QStringLiteral("€") + format::thin + format::number(value / 1e9, 3) + format::thin + Words::tr("bn") : format::eur(value);
    }
    if (s.metric == "union_share") {
        return difference ? (std::fabs(value) < 0.00005 ? ReportContext::nil() : Words::tr("%1 points").arg(format::signedNumber(value * 100, 2))) : format::percent(value, 2);
    }
    if (s.metric.starts_with("index_")) {
        return difference && std::fabs(value) < 0.005 ? ReportContext::nil() : sign(format::number(value, 2)) + format::thin + QStringLiteral("×");
    }
    return difference && value == 0 ? ReportContext::nil() : sign(format::number(value, std::floor(value) == value ? 0 : 2));
}

QString comparisonSign(core::Comparison c)
{
    switch (c) {
    case core::Comparison::Equal:
        return {};
    case core::Comparison::Greater:
        return QStringLiteral("> ");
    case core::Comparison::GreaterEqual:
        return QStringLiteral("≥ ");
    case core::Comparison::Less:
        return QStringLiteral("< ");
    case core::Comparison::LessEqual:
        return QStringLiteral("≤ ");
    }
    return {};
}

void statementsTable(ReportContext &c)
{
    const core::Plan &plan = c.p.plan;
    std::vector<const engine::StatementResult *> order;
    for (const bool holds : {false, true}) {
        for (const engine::StatementResult &r : c.in.statements) {
            if (r.holds == holds) {
                order.push_back(&r);
            }
        }
    }
    const auto failing = std::count_if(order.begin(), order.end(), [](const auto *r) { return !r->holds; });
    ReportTable table;
    table.rowHeads = false;
    // One source for all goes to the head.
    std::set<std::string> named;
    for (const core::Statement &s : plan.statements) {
        named.insert(s.source.value_or(""));
    }
    const bool one = named.size() == 1 && plan.sources.find(*named.begin());
    table.columns = {{Words::tr("Check")}, {Words::tr("Public statement")}, {Words::tr("Said"), true}, {Words::tr("Plan now"), true}, {Words::tr("Difference"), true}};
    table.columns[0].least = 26;
    table.columns[1].most = 72;
    table.columns[1].lines = 3;
    table.columns[1].source = one ? c.sources.number(*named.begin()) : 0;
    table.spread = false;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const engine::StatementResult &r = *order[i];
        const core::Statement &s = plan.statements[static_cast<std::size_t>(r.statement)];
        const QColor color = r.holds ? c.palette.better : c.palette.worse;
        ReportCell check = plain(r.holds ? Words::tr("holds") : Words::tr("does not hold"), color);
        check.sign = r.holds ? CellSign::Tick : CellSign::Cross;
        check.strong = !r.holds;
        QString words = QString::fromStdString(s.text);
        if (s.period) {
            const auto found = plan.settings().firstMonth.index() ? core::Month::parse(*s.period) : std::nullopt;
            words += QStringLiteral(" (%1)").arg(found ? ReportContext::monthText(*found, false) : QString::fromStdString(*s.period));
        }
        ReportCell text = plain(words);
        text.source = !one && s.source && plan.sources.find(*s.source) ? c.sources.number(*s.source) : 0;
        ReportCell difference = plain(r.actual ? statementFigure(s, r.difference, true) : QStringLiteral("–"), r.holds ? QColor() : c.palette.worse);
        difference.strong = !r.holds;
        ReportRow &row = table.add({check, text, plain(comparisonSign(s.comparison) + statementFigure(s, s.value, false)), plain(r.actual ? statementFigure(s, *r.actual, false) : QStringLiteral("–")), difference});
        row.groupEnd = static_cast<std::ptrdiff_t>(i) + 1 == failing;
    }
    table.paint(c.sheet);
}

void contentsItem(ReportContext &c, const ReportChapter &chapter, int number)
{
    ReportCanvas &canvas = c.canvas;
    const QStringList words = paper::wrapped(chapter.title, paper::bodyType, 92, 2);
    const double height = 5.0 * static_cast<double>(std::max<qsizetype>(1, words.size())) + 5.4;
    const double base = c.sheet.y() + 2.7 + paper::baseline(paper::bodyType, 5);
    {
        const ReportElement item(canvas, Role::ContentsItem);
        canvas.openLink(chapter.destination);
        canvas.text({20, base}, QString::number(number), paper::bodyType, c.palette.secondary);
        canvas.text({34, base}, paper::elided(chapter.name, {10, true, false}, 44), {10, true, false}, c.palette.text);
        c.sheet.lines(80, c.sheet.y() + 2.7, words, paper::bodyType, c.palette.text, 5.0);
        canvas.textRight({190, base}, QString::number(chapter.page), paper::bodyType, c.palette.text);
        canvas.close();
    }
    c.sheet.moveTo(c.sheet.y() + height);
    c.sheet.hairline(c.sheet.y());
}

void smallHeading(ReportContext &c, double x, double y, const QString &title)
{
    const ReportElement heading(c.canvas, Role::H2);
    c.canvas.text({x, y + paper::baseline(paper::sectionType, 5.6)}, title, paper::sectionType, c.palette.text);
}

void howToRead(ReportContext &c, double y)
{
    smallHeading(c, 20, y, Words::tr("How to read this report"));
    const ReportElement p(c.canvas, Role::Paragraph);
    QString words = Words::tr("Every heading states what the plan says under the scenario “%1”.").arg(c.scenarioName(true));
    words += c.same ? QString() : Words::tr(" “Change” is the difference to the same figure in %1.").arg(c.againstName());
    words += c.in.realPrices ? Words::tr(" Money is in prices of %1; envelopes and statements are nominal.").arg(c.p.plan.settings().priceYear) : Words::tr(" Money is nominal euro unless said otherwise.");
    c.sheet.lines(20, y + 7, paper::wrapped(words, paper::tableType, 79, 5), paper::tableType, c.palette.secondary, 4.3);
}

// What italics, bars, small numbers and red mean.
void marks(ReportContext &c, double y)
{
    ReportCanvas &canvas = c.canvas;
    const double x = 109;
    smallHeading(c, x, y, Words::tr("Marks"));
    const auto lineY = [&](int i) { return y + 7 + 4.6 * i + paper::baseline(paper::tableType, 4.3); };
    const auto line = [&](int i, const QString &sample, const paper::Type &type, const QColor &color, const QString &words) {
        const ReportElement p(canvas, Role::Paragraph);
        const double w = canvas.text({x, lineY(i)}, sample, type, color);
        canvas.text({x + w, lineY(i)}, words, paper::tableType, c.palette.secondary);
        return w;
    };
    const double w = line(0, Words::tr("Italic, dotted"), {9, false, true}, c.palette.secondary, Words::tr(": an assumption of the planner, or no source."));
    {
        const ReportArtefact artefact(canvas);
        canvas.line({x, lineY(0) + 1.15}, {x + w, lineY(0) + 1.15}, c.palette.secondary, 0.2, {1, 1.6});
        canvas.fill(QRectF(x, lineY(1) - 2.9, 0.7, 3.6), c.palette.accent);
    }
    {
        const ReportElement p(canvas, Role::Paragraph);
        canvas.text({x + 2, lineY(1)}, Words::tr("Blue bar: a value changed in this scenario."), paper::tableType, c.palette.secondary);
    }
    {
        const ReportElement p(canvas, Role::Paragraph);
        canvas.text({x, lineY(2) - 1.2}, QStringLiteral("7"), paper::numberType, c.palette.accent);
        canvas.text({x + 2, lineY(2)}, Words::tr("Number of the source, from page %1 on.").arg(c.pageOf(QStringLiteral("sources"))), paper::tableType, c.palette.secondary);
    }
    line(3, Words::tr("Red"), {9, true, false}, c.palette.worse, Words::tr(" and a word or mark: worse, or does not hold."));
}

} // namespace

void cover(ReportContext &c)
{
    c.canvas.newPage();
    c.canvas.page().body = false;
    c.canvas.destination(QStringLiteral("cover"), 0);
    if (c.in.options.draft) {
        c.sheet.watermark();
    }
    if (!c.in.options.logo.isNull()) {
        c.sheet.logo(c.in.options.logo, QRectF(130, 17, 60, 20), c.in.options.organisation);
    }
    coverText(c);
    coverFindings(c);
    const ChartSpec spec = capacitySpec(c);
    paper::coverAreas(c.sheet, spec, QRectF(0, 152, ReportCanvas::pageWidth, 92));
    c.sheet.moveTo(247);
    const int page = c.pageOf(QStringLiteral("compute"));
    QString words = Words::tr("Computing capacity in service, %1 to %2, peak BF16: today’s fleet in grey, the AI Factories in colour.").arg(c.monthText(0), c.monthText(c.p.calendar.months() - 1));
    words += page > 0 ? Words::tr(" The chart with its scale is on page %1.").arg(page) : QString();
    c.sheet.paragraph(words, paper::tableType, 166, c.palette.secondary);
    coverFoot(c);
}

void contents(ReportContext &c)
{
    c.sheet.beginChapter(Words::tr("Contents"), {}, Words::tr("Contents"), {});
    c.canvas.destination(QStringLiteral("contents"), 20);
    c.sheet.moveTo(35.5);
    {
        const ReportElement toc(c.canvas, Role::Contents);
        int number = 0;
        c.sheet.hairline(c.sheet.y());
        for (const ReportChapter &chapter : c.knownChapters) {
            if (chapter.level == 0) {
                contentsItem(c, chapter, ++number);
            }
        }
    }
    const double y = std::max(c.sheet.y() + 10, 246.0);
    howToRead(c, y);
    marks(c, y);
}

void summary(ReportContext &c)
{
    QStringList lead;
    if (!c.factories.empty()) {
        lead << sentences::capacityTitle(c.comparison) + QLatin1Char('.') << differenceTitle(c) + QLatin1Char('.') << differenceReason(c);
        if (c.same) {
            lead << budgetLead(c);
        }
    } else {
        lead << Words::tr("The plan has no factory in this scenario, so there is nothing to pay and nothing to deliver.");
    }
    lead.removeAll(QString());
    c.begin(Words::tr("Summary"), Words::tr("Summary"), statementsTitle(c), lead.join(QLatin1Char(' ')), QStringLiteral("summary"));
    const std::vector<KeyFigure> figures = keyFigures(c.comparison);
    const double width = (ReportSheet::bodyWidth - 12) / 4;
    const double top = c.sheet.y();
    for (std::size_t i = 0; i < figures.size(); ++i) {
        tile(c, figures[i], {20 + static_cast<double>(i % 4) * (width + 4), top + static_cast<double>(i / 4) * 28, width, 24});
    }
    c.sheet.moveTo(top + 28 * static_cast<double>((figures.size() + 3) / 4) - 1.6);
    if (!c.same) {
        c.sheet.note(Words::tr("Last line of each tile: change against %1; green: better, red: worse.").arg(c.againstName()));
    }
    c.sheet.skip(8);
    if (!c.in.statements.empty()) {
        c.sheet.block(Words::tr("What was said, and what the plan now says"),
                      Words::tr("Check of %1 against the plan; %2; tolerance as stated in the plan").arg(counted(static_cast<int>(c.in.statements.size()), Words::tr("one public statement"), Words::tr("%1 public statements")), c.scenarioName(true)));
        statementsTable(c);
    }
}

} // namespace ui::pages
