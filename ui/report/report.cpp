// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include "fingerprint.h"
#include "reportcontext.h"
#include "reportsimulation.h"
#include "scenario.h"
#include "slidepages.h"
#include "text.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

#include <cstring>

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

struct Section
{
    const char *id;
    const char *name;
    std::vector<void (*)(ReportContext &)> pages;
};

// In the order of the report. Cover, contents and methodology always stand.
const std::vector<Section> &sections()
{
    static const std::vector<Section> all{{"summary", QT_TRANSLATE_NOOP("report", "Summary"), {pages::summary}},
                                          {"compute", QT_TRANSLATE_NOOP("report", "Compute"), {pages::capacity, pages::demand}},
                                          {"budget", QT_TRANSLATE_NOOP("report", "Budget"), {pages::envelopes, pages::payments}},
                                          {"countries", QT_TRANSLATE_NOOP("report", "Countries"), {pages::countries}},
                                          {"factories", QT_TRANSLATE_NOOP("report", "Factories"), {pages::factories}},
                                          {"scenarios", QT_TRANSLATE_NOOP("report", "Scenarios"), {pages::scenarios}},
                                          {"risk", QT_TRANSLATE_NOOP("report", "Risk"), {pages::risk}},
                                          {"findings", QT_TRANSLATE_NOOP("report", "Findings"), {pages::findings}},
                                          {"assumptions", QT_TRANSLATE_NOOP("report", "Assumptions"), {pages::assumptions}}};
    return all;
}

struct Written
{
    ReportCanvas canvas;
    std::vector<ReportChapter> chapters;
};

void writeBoard(ReportContext &c)
{
    pages::cover(c);
    pages::contents(c);
    for (const Section &section : sections()) {
        if (!c.in.options.leftOut.contains(QLatin1String(section.id))) {
            for (const auto page : section.pages) {
                page(c);
            }
        }
    }
    pages::sources(c);
    pages::methodology(c);
}

void writeSheets(ReportContext &c, const ReportTarget &target)
{
    c.numbersSources = false;
    for (const QString &subject : target.subject.isEmpty() ? subjectsOf(c.in, target.kind) : QStringList{target.subject}) {
        if (target.kind == ReportKind::Country) {
            pages::countrySheet(c, subject.toStdString());
        } else {
            pages::factorySheet(c, static_cast<int>(c.p.plan.factories.indexOf(subject.toStdString())));
        }
    }
}

Written writePages(const ReportInput &input, const ReportTarget &target, const std::vector<ReportChapter> &known, int pageCount)
{
    Written out;
    ReportContext c(input, out.canvas, known, pageCount);
    switch (target.kind) {
    case ReportKind::Country:
    case ReportKind::Factory:
        writeSheets(c, target);
        break;
    case ReportKind::Changes:
        c.numbersSources = false;
        pages::changes(c);
        break;
    case ReportKind::Board:
    case ReportKind::Slides:
        writeBoard(c);
        break;
    }
    out.chapters = c.chapters;
    return out;
}

QString subjectName(const ReportInput &in, const ReportTarget &target)
{
    const std::string id = target.subject.toStdString();
    const core::Country *country = target.kind == ReportKind::Country ? in.projection.plan.countries.find(id) : nullptr;
    const core::Factory *factory = target.kind == ReportKind::Factory ? in.projection.plan.factories.find(id) : nullptr;
    return country ? QString::fromStdString(country->name) : factory ? QString::fromStdString(factory->name) : QString();
}

QString subjectOfFile(const ReportInput &in, const ReportTarget &target)
{
    QString what;
    switch (target.kind) {
    case ReportKind::Board:
        what = ReportContext::tr("Report to the Governing Board of the EuroHPC Joint Undertaking");
        break;
    case ReportKind::Slides:
        what = ReportContext::tr("Slides for the Governing Board of the EuroHPC Joint Undertaking");
        break;
    case ReportKind::Country:
        what = target.subject.isEmpty() ? ReportContext::tr("Country sheets") : ReportContext::tr("Country sheet: %1").arg(subjectName(in, target));
        break;
    case ReportKind::Factory:
        what = target.subject.isEmpty() ? ReportContext::tr("Factory sheets") : ReportContext::tr("Factory sheet: %1").arg(subjectName(in, target));
        break;
    case ReportKind::Changes:
        what = ReportContext::tr("What differs between two scenarios");
        break;
    }
    return ReportContext::tr("%1; plan fingerprint %2").arg(what, in.fingerprint);
}

PdfInfo infoOf(const ReportInput &in, const ReportTarget &target)
{
    const core::Scenario *s = in.scenario.isEmpty() ? nullptr : in.plan->scenarios.find(in.scenario.toStdString());
    PdfInfo info;
    const QString name = subjectName(in, target);
    info.title = (name.isEmpty() ? QString() : name + QStringLiteral(" · ")) + QString::fromStdString(in.plan->settings().title) + QStringLiteral(" · ")
        + (s ? QString::fromStdString(s->name) : ReportContext::tr("Baseline"));
    info.author = in.options.organisation.isEmpty() ? in.author : in.options.organisation;
    info.subject = subjectOfFile(in, target);
    info.program = in.program;
    info.language = in.language;
    info.date = in.date;
    info.attachments = in.attachments;
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
    in.risk = document::simulatedForReport(in.projection);
    in.fingerprint = document::fingerprint(*in.plan);
    return in;
}

namespace {
constexpr const char *kindNames[] = {"board", "slides", "country", "factory", "changes"};
}

std::optional<ReportKind> reportKindOf(const QString &name)
{
    for (std::size_t i = 0; i < std::size(kindNames); ++i) {
        if (name == QLatin1String(kindNames[i])) {
            return static_cast<ReportKind>(i);
        }
    }
    return std::nullopt;
}

QString nameOf(ReportKind kind)
{
    return QLatin1String(kindNames[static_cast<std::size_t>(kind)]);
}

std::vector<std::pair<QString, QString>> reportSections()
{
    std::vector<std::pair<QString, QString>> out;
    for (const Section &section : sections()) {
        out.emplace_back(QLatin1String(section.id), ReportContext::tr(section.name));
    }
    return out;
}

core::Result<QImage> logoFrom(const QString &path)
{
    QImageReader reader(path);
    const QSize size = reader.size();
    if (size.isValid() && (size.width() > 20000 || size.height() > 20000)) {
        return core::Error{core::text("The picture %1 is too large for a logo.", {path.toStdString()})};
    }
    QImage picture = reader.read();
    if (picture.isNull()) {
        return core::Error{core::text("The picture %1 cannot be read: %2.", {path.toStdString(), reader.errorString().toStdString()})};
    }
    if (picture.width() > 1200 || picture.height() > 600) {
        picture = picture.scaled(1200, 600, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    QImage flat(picture.size(), QImage::Format_RGB32);
    flat.fill(Qt::white);
    QPainter(&flat).drawImage(0, 0, picture);
    return flat;
}

QString logoText(const QImage &logo)
{
    constexpr qsizetype longest = 100'000; // of a text in a plan
    QImage picture = logo;
    while (!picture.isNull()) {
        for (const auto &[format, name] : {std::pair("PNG", "png"), std::pair("JPG", "jpeg")}) {
            QBuffer buffer;
            buffer.open(QIODevice::WriteOnly);
            picture.save(&buffer, format, std::strcmp(format, "JPG") == 0 ? 85 : -1);
            const QString text = QStringLiteral("data:image/%1;base64,").arg(QLatin1String(name)) + QString::fromLatin1(buffer.data().toBase64());
            if (text.size() <= longest) {
                return text;
            }
        }
        picture = picture.scaled(picture.size() * 0.75, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    return {};
}

QImage logoOfText(const QString &text)
{
    const qsizetype comma = text.indexOf(QLatin1Char(','));
    if (!text.startsWith(QLatin1String("data:image/")) || comma < 0) {
        return {};
    }
    QByteArray bytes = QByteArray::fromBase64(text.mid(comma + 1).toLatin1());
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer); // what it is, it says itself
    const QByteArray format = reader.format();
    const QSize size = reader.size();
    if (format != "png" && format != "jpeg") { // a plan may come from anywhere; nothing else is ever put into one
        return {};
    }
    return size.width() > 1200 || size.height() > 1200 ? QImage() : reader.read().convertToFormat(QImage::Format_RGB32);
}

QStringList subjectsOf(const ReportInput &input, ReportKind kind)
{
    QStringList out;
    const engine::Projection &p = input.projection;
    if (kind == ReportKind::Country) {
        std::set<std::string> ids;
        for (const engine::PartyAccount &a : engine::partyAccounts(p)) {
            if (a.country >= 0) {
                ids.insert(p.plan.countries[static_cast<std::size_t>(a.country)].id);
            }
        }
        for (const std::string &id : ids) {
            out << QString::fromStdString(id);
        }
    } else if (kind == ReportKind::Factory) {
        for (std::size_t i = 0; i < p.factories.size(); ++i) {
            if (p.factories[i]) {
                out << QString::fromStdString(p.plan.factories[i].id);
            }
        }
    }
    return out;
}

core::Status checkTarget(const ReportInput &input, const ReportTarget &target)
{
    if (target.kind == ReportKind::Changes && input.scenario == input.against) {
        return core::Error{core::text("There is nothing to compare: name two different scenarios.")};
    }
    const bool country = target.kind == ReportKind::Country;
    if (!country && target.kind != ReportKind::Factory) {
        return core::Done{};
    }
    const QStringList known = subjectsOf(input, target.kind);
    if (known.isEmpty()) {
        return core::Error{country ? core::text("No country takes part in a factory of this scenario.") : core::text("This scenario has no factory.")};
    }
    if (!target.subject.isEmpty() && !known.contains(target.subject)) {
        const std::string names = known.join(QStringLiteral(", ")).toStdString();
        return core::Error{country ? core::text("No country '%1' takes part in a factory of this scenario; there are %2.", {target.subject.toStdString(), names})
                                   : core::text("There is no factory '%1' in this scenario; there are %2.", {target.subject.toStdString(), names})};
    }
    return core::Done{};
}

ReportCanvas reportPages(const ReportInput &input, const ReportTarget &target)
{
    const LocaleGuard guard(input.locale);
    if (target.kind == ReportKind::Slides) {
        return slidePages(input);
    }
    // First to learn on which page everything stands, then with the page numbers.
    const Written draft = writePages(input, target, {}, 0);
    return writePages(input, target, draft.chapters, draft.canvas.pageCount()).canvas;
}

core::Result<PdfFile> reportBytes(const ReportInput &input, const ReportTarget &target, const ReportProgress &progress)
{
    const core::Status possible = checkTarget(input, target);
    if (!possible) {
        return possible.error();
    }
    return pdfOf(reportPages(input, target), infoOf(input, target), progress);
}

core::Result<QString> writeReport(const ReportInput &input, const ReportTarget &target, const QString &path, const ReportProgress &progress)
{
    const core::Result<PdfFile> file = reportBytes(input, target, progress);
    if (!file) {
        return file.error();
    }
    const core::Status saved = saveFile(file->bytes, path);
    if (!saved) {
        return saved.error();
    }
    return file->untaggedBecause.isEmpty() ? QString() : ReportContext::tr("The report is complete, but assistive technology cannot read its structure: %1").arg(file->untaggedBecause);
}

core::Result<QString> writeReportForEach(const ReportInput &input, ReportKind kind, const QString &path, const ReportProgress &progress)
{
    const core::Status possible = checkTarget(input, {kind});
    if (!possible) {
        return possible.error();
    }
    QString said;
    const QStringList subjects = subjectsOf(input, kind);
    const QString start = path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive) ? path.left(path.size() - 4) : path;
    for (int i = 0; i < subjects.size(); ++i) {
        const auto mine = [&](int page, int pages) {
            return !progress || (pages > 0 && page == pages) || progress(i, static_cast<int>(subjects.size()));
        };
        const core::Result<QString> written = writeReport(input, {kind, subjects[i]}, QStringLiteral("%1-%2.pdf").arg(start, subjects[i]), mine);
        if (!written) {
            return written;
        }
        said = said.isEmpty() ? *written : said;
    }
    return said;
}

} // namespace ui
