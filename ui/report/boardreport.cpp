// SPDX-License-Identifier: GPL-3.0-or-later
#include "boardreport.h"

#include "fingerprint.h"
#include "reportcontext.h"
#include "scenario.h"

namespace ui {

namespace {

// Figures and months follow the report's language as long as it is written.
class LocaleGuard
{
public:
    explicit LocaleGuard(const QLocale &locale) : m_before(QLocale()) { QLocale::setDefault(locale); }
    ~LocaleGuard() { QLocale::setDefault(m_before); }
    LocaleGuard(const LocaleGuard &) = delete;
    LocaleGuard &operator=(const LocaleGuard &) = delete;

private:
    QLocale m_before;
};

struct Written
{
    ReportCanvas canvas;
    std::vector<ReportChapter> chapters;
};

Written writePages(const ReportInput &input, const std::vector<ReportChapter> &known, int pageCount)
{
    Written out;
    ReportContext c(input, out.canvas, known, pageCount);
    pages::cover(c);
    pages::contents(c);
    pages::summary(c);
    pages::capacity(c);
    pages::demand(c);
    pages::envelopes(c);
    pages::payments(c);
    pages::countries(c);
    pages::factories(c);
    pages::scenarios(c);
    pages::findings(c);
    pages::assumptions(c);
    pages::sources(c);
    pages::methodology(c);
    out.chapters = c.chapters;
    return out;
}

PdfInfo infoOf(const ReportInput &in)
{
    const core::Scenario *s = in.scenario.isEmpty() ? nullptr : in.plan->scenarios.find(in.scenario.toStdString());
    PdfInfo info;
    info.title = QString::fromStdString(in.plan->settings().title) + QStringLiteral(" · ") + (s ? QString::fromStdString(s->name) : ReportContext::tr("Baseline"));
    info.author = in.author;
    info.subject = ReportContext::tr("Report to the Governing Board of the EuroHPC Joint Undertaking; plan fingerprint %1").arg(in.fingerprint);
    info.program = in.program;
    info.language = in.locale.bcp47Name().section(QLatin1Char('-'), 0, 0);
    info.date = in.date;
    return info;
}

} // namespace

core::Result<ReportInput> reportInput(std::shared_ptr<const core::Plan> plan, const QString &scenario, const QString &against)
{
    const core::Result<core::Plan> shown = core::resolve(*plan, scenario.toStdString());
    if (!shown) {
        return shown.error();
    }
    const core::Result<core::Plan> other = core::resolve(*plan, against.toStdString());
    if (!other) {
        return other.error();
    }
    ReportInput in;
    in.plan = std::move(plan);
    in.scenario = scenario;
    in.against = against;
    in.projection = engine::project(*shown);
    in.againstProjection = engine::project(*other);
    in.statements = engine::checkStatements(in.projection, scenario == against ? nullptr : &in.againstProjection);
    in.againstStatements = engine::checkStatements(in.againstProjection);
    in.findings = engine::findings(*in.plan, scenario.toStdString(), in.projection);
    in.lawChecks = engine::lawChecks(in.projection);
    in.evidence = engine::evidenceSums(in.projection);
    in.assumptions = engine::assumptionsByMoney(in.projection);
    in.fingerprint = document::fingerprint(*in.plan);
    return in;
}

ReportCanvas boardReportPages(const ReportInput &input)
{
    const LocaleGuard guard(input.locale);
    // First to learn on which page everything stands, then with the page numbers.
    const Written draft = writePages(input, {}, 0);
    return writePages(input, draft.chapters, draft.canvas.pageCount()).canvas;
}

core::Result<PdfFile> boardReportBytes(const ReportInput &input, const ReportProgress &progress)
{
    return pdfOf(boardReportPages(input), infoOf(input), progress);
}

core::Result<QString> writeBoardReport(const ReportInput &input, const QString &path, const ReportProgress &progress)
{
    const core::Result<PdfFile> file = boardReportBytes(input, progress);
    if (!file) {
        return file.error();
    }
    const core::Status saved = saveFile(file->bytes, path);
    if (!saved) {
        return saved.error();
    }
    return file->untaggedBecause.isEmpty() ? QString() : ReportContext::tr("The report is complete, but assistive technology cannot read its structure: %1").arg(file->untaggedBecause);
}

} // namespace ui
