// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"
#include "reportsentences.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>

// What the checks found, and the rules of law that are kept.
namespace ui::pages {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

struct Shown
{
    engine::Severity severity;
    QString message, amount, remedy;
    int source = 0;
};

// "EUR 18.2 m" as the rest of the report has it, and in one piece.
QString euro(QString text)
{
    static const QRegularExpression amount(QStringLiteral("EUR ([0-9][0-9.,]*)( (m|bn)\\b)?(?! (million|billion))"));
    qsizetype at = 0;
    for (QRegularExpressionMatch m = amount.match(text); m.hasMatch(); m = amount.match(text, at)) {
        const QString shown = QStringLiteral("€") + format::thin + m.captured(1) + (m.captured(3).isEmpty() ? QString() : format::thin + m.captured(3));
        text.replace(m.capturedStart(), m.capturedLength(), shown);
        at = m.capturedStart() + shown.size();
    }
    return text;
}

QString withoutStop(QString text)
{
    text = euro(text);
    if (text.endsWith(QLatin1Char('.'))) {
        text.chop(1);
    }
    return text;
}

QString firstName(const ReportContext &c, const engine::Finding &f)
{
    const auto *s = f.cell.entity == "system" ? c.p.plan.systems.find(f.cell.row) : nullptr;
    return s ? sentences::elidedName(s->name) : withoutStop(QString::fromStdString(f.message));
}

// Five and more of one rule become one line.
Shown merged(const ReportContext &c, const std::vector<const engine::Finding *> &same)
{
    const engine::Finding &f = *same.front();
    const auto n = static_cast<int>(same.size());
    Shown out{f.severity, {}, Words::tr("%1 times").arg(n), withoutStop(QString::fromStdString(f.remedy))};
    if (f.rule == "retires") {
        core::Month first = core::Month(2999, 1);
        core::Month last;
        for (const engine::Finding *x : same) {
            if (const auto *s = c.p.plan.systems.find(x->cell.row)) {
                const core::Month end = s->inService + static_cast<int>(s->lifetimeMonths);
                first = std::min(first, end);
                last = std::max(last, end);
            }
        }
        out.message = Words::tr("%1 systems retire before the horizon ends, from %2 to %3").arg(upperCount(n), ReportContext::monthText(first, false), ReportContext::monthText(last, false));
        out.amount = Words::tr("%1 systems").arg(n);
        return out;
    }
    if (f.rule == "announced-total") {
        core::Cents sum = 0;
        core::Cents most = 0;
        const core::Factory *farthest = nullptr;
        for (const engine::Finding *x : same) {
            const auto i = c.p.plan.factories.indexOf(x->cell.row);
            const core::Factory *factory = i < 0 ? nullptr : &c.p.plan.factories[static_cast<std::size_t>(i)];
            if (!factory || !c.p.factories[static_cast<std::size_t>(i)]) {
                continue;
            }
            const core::Cents change = c.p.factories[static_cast<std::size_t>(i)]->paidCents - factory->announcedTotalCents.value_or(0);
            sum += change;
            if (std::llabs(change) > most) {
                most = std::llabs(change);
                farthest = factory;
            }
        }
        if (farthest) {
            out.message = Words::tr("%1 factories differ from the announced total, most of all %2").arg(upperCount(n), sentences::elidedName(farthest->name));
            out.amount = format::signedEur(static_cast<double>(sum) / 100);
            return out;
        }
    }
    if (f.rule == "scenario-value") {
        out.message = Words::tr("%1 values of the scenario rest on no source").arg(upperCount(n));
        out.amount = Words::tr("%1 values").arg(n);
        return out;
    }
    const bool systemsOnly = std::all_of(same.begin(), same.end(), [](const engine::Finding *x) { return x->cell.entity == "system"; });
    if (f.rule == "no-citation" && !systemsOnly) {
        out.message = Words::tr("%1 systems, factories or cost lines have figures without a citation").arg(upperCount(n));
        return out;
    }
    if (f.rule == "no-citation") {
        out.message = Words::tr("%1 systems have figures without a citation, %2 among them").arg(upperCount(n), firstName(c, f));
        out.amount = Words::tr("%1 systems").arg(n);
        return out;
    }
    out.message = Words::tr("%1 (and %2 more of the same kind)").arg(withoutStop(QString::fromStdString(f.message))).arg(n - 1);
    return out;
}

std::vector<Shown> shownFindings(ReportContext &c)
{
    std::vector<Shown> out;
    const auto &all = c.in.findings;
    for (std::size_t i = 0; i < all.size();) {
        std::vector<const engine::Finding *> same;
        while (i < all.size() && (same.empty() || (all[i].rule == same.front()->rule && all[i].severity == same.front()->severity))) {
            same.push_back(&all[i++]);
        }
        if (same.size() >= 5) {
            out.push_back(merged(c, same));
            continue;
        }
        for (const engine::Finding *f : same) {
            out.push_back({f->severity, withoutStop(QString::fromStdString(f->message)), euro(QString::fromStdString(f->amount)), withoutStop(QString::fromStdString(f->remedy))});
        }
    }
    for (const engine::StatementResult &r : c.in.statements) {
        if (!r.holds) {
            const core::Statement &s = c.p.plan.statements[static_cast<std::size_t>(r.statement)];
            const int source = s.source && c.p.plan.sources.find(*s.source) ? c.sources.number(*s.source) : 0;
            out.push_back({engine::Severity::Warning, Words::tr("Public statement does not hold: “%1”").arg(QString::fromStdString(s.text)), euro(QString::fromStdString(r.reason)), Words::tr("Correct the text or the plan"), source});
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const Shown &x, const Shown &y) { return x.severity < y.severity; });
    return out;
}

QString findingsTitle(const std::vector<Shown> &shown, bool lawKept)
{
    int counts[3] = {0, 0, 0};
    for (const Shown &s : shown) {
        ++counts[static_cast<int>(s.severity)];
    }
    QStringList parts;
    if (counts[0]) {
        parts << counted(counts[0], Words::tr("one error"), Words::tr("%1 errors"));
    }
    if (counts[1]) {
        parts << counted(counts[1], Words::tr("one warning"), Words::tr("%1 warnings"));
    }
    if (counts[2]) {
        parts << counted(counts[2], Words::tr("one note"), Words::tr("%1 notes"));
    }
    const QString start = parts.isEmpty() ? Words::tr("The checks found nothing") : capitalised(sentences::joined(parts));
    return lawKept ? sentences::fitting({start + Words::tr("; the checked rules of Regulation (EU) 2021/1173 are kept"), start + Words::tr("; the checked rules of law are kept"), start}) : start;
}

void lawTable(ReportContext &c)
{
    ReportTable table;
    table.columns = {{Words::tr("Rule")}, {Words::tr("Article")}, {Words::tr("Limit"), true}, {Words::tr("Highest, or sum"), true}, {QString()}};
    table.columns[0].most = 74;
    table.columns[0].least = 50;
    table.columns[1].most = 50;
    table.columns[1].lines = 3;
    table.columns[4].least = 18;
    for (const engine::LawCheck &l : c.in.lawChecks) {
        ReportCell kept = plain(l.kept ? Words::tr("kept") : Words::tr("not kept"), l.kept ? c.palette.better : c.palette.worse);
        kept.sign = l.kept ? CellSign::Tick : CellSign::Cross;
        kept.strong = !l.kept;
        QString article = QString::fromStdString(l.article);
        article.remove(QStringLiteral("Reg (EU) 2021/1173 "));
        table.add({plain(QString::fromStdString(l.text)), plain(article), plain(euro(QString::fromStdString(l.limit))), plain(euro(QString::fromStdString(l.value))), kept});
    }
    const QString title = Words::tr("Rules of law");
    const QString subtitle = Words::tr("Regulation (EU) 2021/1173 as amended; an aid to, not a substitute for, legal advice");
    c.sheet.skip(8);
    c.sheet.ensure(c.sheet.blockHeight(title, subtitle) + table.startHeight(c.sheet));
    c.sheet.block(title, subtitle);
    table.paint(c.sheet);
}

} // namespace

void findings(ReportContext &c)
{
    const std::vector<Shown> shown = shownFindings(c);
    const bool kept = !c.in.lawChecks.empty() && std::all_of(c.in.lawChecks.begin(), c.in.lawChecks.end(), [](const auto &l) { return l.kept; });
    c.begin(Words::tr("Findings"), Words::tr("Findings"), findingsTitle(shown, kept), sentences::envelopesLead(c.p), QStringLiteral("findings"));
    if (!shown.empty()) {
        c.sheet.block(Words::tr("What the checks found"), Words::tr("Sorted by severity; %1").arg(c.scenarioName(true)));
        ReportTable table;
        table.spread = false;
        table.rowHeads = false;
        table.columns = {{QString()}, {Words::tr("Finding")}, {Words::tr("By how much")}, {Words::tr("What would mend it")}};
        table.columns[0].least = 22;
        table.columns[1].least = 66;
        table.columns[1].most = 74;
        table.columns[1].lines = 4;
        table.columns[2].least = 26;
        table.columns[2].most = 34;
        table.columns[2].lines = 3;
        table.columns[3].least = 40;
        table.columns[3].lines = 4;
        table.columns[3].secondary = true;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const Shown &s = shown[i];
            const QColor color = s.severity == engine::Severity::Error ? c.palette.worse : s.severity == engine::Severity::Warning ? c.palette.attention : c.palette.secondary;
            ReportCell level = plain(s.severity == engine::Severity::Error ? Words::tr("Error") : s.severity == engine::Severity::Warning ? Words::tr("Warning") : Words::tr("Note"), color);
            level.sign = s.severity == engine::Severity::Error ? CellSign::Error : s.severity == engine::Severity::Warning ? CellSign::Warning : CellSign::Note;
            level.strong = true;
            ReportCell message = plain(s.message);
            message.source = s.source;
            ReportCell amount = plain(s.amount, s.severity == engine::Severity::Error ? c.palette.worse : QColor());
            amount.strong = s.severity == engine::Severity::Error;
            table.add({level, message, amount, plain(s.remedy)}).groupEnd = i + 1 < shown.size() && shown[i + 1].severity != s.severity;
        }
        table.paint(c.sheet);
    }
    if (!c.in.lawChecks.empty()) {
        lawTable(c);
    }
}

} // namespace ui::pages
