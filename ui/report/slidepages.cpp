// SPDX-License-Identifier: GPL-3.0-or-later
#include "slidepages.h"

#include "format.h"
#include "paperfigures.h"
#include "reportcontext.h"
#include "slides.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using Role = ReportCanvas::Role;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slides)
};

constexpr double slideWidth = 338.67;
constexpr double slideHeight = 190.5;
constexpr double margin = 18;
constexpr double bodyTop = 41;
constexpr double bodyBottom = 172;
constexpr double bodyWidth = slideWidth - 2 * margin;
constexpr double enlarged = 2.25; // charts: 8 points become 18
constexpr paper::Type slideType{18, false, false};
constexpr paper::Type strongType{18, true, false};
constexpr double slideLine = 8;

class SlideWriter
{
public:
    SlideWriter(const ReportInput &input, ReportCanvas &canvas, const Comparison &comparison) : m_in(input), m_canvas(canvas), m_comparison(comparison), m_sheet(canvas, {}) {}

    void write(const SlideSpec &slide, int page, int pages);

private:
    void paintCover(const SlideSpec &slide);
    void paintHead(const SlideSpec &slide);
    void paintFoot(const SlideSpec &slide, int page, int pages);
    void paintChart(const SlideSpec &slide);
    void paintTable(const SlideSpec &slide);
    void paintRow(const SlideTable &table, const SlideRow &row, const std::vector<double> &rights, const QRectF &place);
    void paintFigures(const SlideSpec &slide);
    void paintSideFigures(const std::vector<KeyFigure> &figures);
    void paintFigure(const KeyFigure &figure, const QRectF &place);
    double lines(double x, double y, const QStringList &all, const paper::Type &type, const QColor &color, double height) { return m_sheet.lines(x, y, all, type, color, height); }
    QColor colorOf(KeyFigure::Sense sense) const;

    const ReportInput &m_in;
    ReportCanvas &m_canvas;
    const Comparison &m_comparison;
    ReportSheet m_sheet;
    const Palette m_palette = Palette::light();
};

QColor SlideWriter::colorOf(KeyFigure::Sense sense) const
{
    return sense == KeyFigure::Sense::Worse ? m_palette.worse : sense == KeyFigure::Sense::Better ? m_palette.better : m_palette.text;
}

void SlideWriter::paintCover(const SlideSpec &slide)
{
    const auto paragraph = [&](double y, const QString &text, const paper::Type &type, const QColor &color, double height, int most) {
        const ReportElement p(m_canvas, Role::Paragraph);
        return lines(margin, y, paper::wrapped(text, type, bodyWidth - 30, most), type, color, height);
    };
    const QString whose = m_in.options.organisation.isEmpty() ? Words::tr("EuroHPC Governing Board") : m_in.options.organisation;
    paragraph(16, Words::tr("%1, %2").arg(paper::elided(whose, slideType, 170), m_in.locale.toString(m_in.date, QStringLiteral("d MMMM yyyy"))), slideType, m_palette.secondary, slideLine, 1);
    double y = 34;
    {
        const ReportElement title(m_canvas, Role::H1);
        const paper::Type type{40, true, false};
        y += lines(margin, y, paper::balanced(slide.title, type, bodyWidth, 2), type, m_palette.text, 17);
    }
    y += paragraph(y + 1, slide.subtitle, {24, false, false}, m_palette.text, 10.5, 2) + 5;
    if (!m_in.options.logo.isNull()) {
        m_sheet.logo(m_in.options.logo, QRectF(slideWidth - margin - 60, 14, 60, 20), m_in.options.organisation);
    }
    constexpr double factor = 2.05;
    m_canvas.setScale(factor);
    paper::coverAreas(m_sheet, slide.chart, QRectF(0, std::max(82.0, y) / factor, slideWidth / factor, (170 - std::max(82.0, y)) / factor), paper::tableType, margin / factor);
    m_canvas.setScale(1);
    {
        const ReportElement p(m_canvas, Role::Paragraph);
        const engine::Calendar &calendar = m_comparison.shown.calendar;
        m_canvas.text({margin, 181}, Words::tr("Computing capacity in service, %1 to %2, peak BF16").arg(calendar.firstYear()).arg(calendar.last().year()), slideType, m_palette.secondary);
        m_canvas.textRight({slideWidth - margin, 181}, Words::tr("plan %1").arg(m_in.fingerprint.left(4) + QChar(0xA0) + m_in.fingerprint.mid(4, 4)), slideType, m_palette.secondary);
    }
}

void SlideWriter::paintHead(const SlideSpec &slide)
{
    paper::Type type{28, true, false};
    QStringList title = paper::balanced(slide.title, type, bodyWidth, 2);
    double y = 13;
    if (title.size() > 1) {
        type.points = 24;
        title = paper::balanced(slide.title, type, bodyWidth, 2);
        y = title.size() > 1 ? 8 : 13;
    }
    {
        const ReportElement heading(m_canvas, Role::H1);
        y += lines(margin, y, title, type, m_palette.text, title.size() > 1 ? 10.5 : 13.5);
    }
    m_canvas.destination(slide.id, 0);
    m_canvas.outline(0, slide.title, slide.id);
    const ReportElement p(m_canvas, Role::Paragraph);
    lines(margin, y, {paper::elided(slide.subtitle, slideType, bodyWidth)}, slideType, m_palette.secondary, slideLine);
}

void SlideWriter::paintFoot(const SlideSpec &slide, int page, int pages)
{
    const ReportArtefact artefact(m_canvas, ReportCanvas::Artefact::Pagination);
    if (slide.kind == SlideSpec::Kind::Cover) {
        return;
    }
    const core::Scenario *s = m_in.scenario.isEmpty() ? nullptr : m_in.plan->scenarios.find(m_in.scenario.toStdString());
    const QString scenario = s ? QString::fromStdString(s->name) : Words::tr("Baseline");
    const QString left = Words::tr("%1 · plan %2 · %3").arg(m_in.locale.toString(m_in.date, QStringLiteral("d MMMM yyyy")), m_in.fingerprint.left(4) + QChar(0xA0) + m_in.fingerprint.mid(4, 4), scenario);
    m_canvas.text({margin, 181}, paper::elided(left, slideType, bodyWidth - 30), slideType, m_palette.secondary);
    m_canvas.textRight({slideWidth - margin, 181}, QStringLiteral("%1 / %2").arg(page).arg(pages), slideType, m_palette.secondary);
}

// Charts as on paper, with all lengths and type enlarged.
void SlideWriter::paintChart(const SlideSpec &slide)
{
    const ChartSpec &chart = slide.chart;
    const QRectF frame(margin / enlarged, bodyTop / enlarged, bodyWidth / enlarged, (bodyBottom - bodyTop) / enlarged);
    m_canvas.setScale(enlarged);
    if (chart.kind == ChartSpec::Kind::Areas) {
        paper::AreaNote note;
        for (const ChartNote &n : chart.notes) {
            if (n.strong && n.index < chart.target.size()) {
                note = {n.index, chart.target[n.index], chart.periods.value(n.index)};
            }
        }
        paper::areas(m_sheet, chart, frame, note);
    } else if (chart.kind == ChartSpec::Kind::Fan) {
        paper::fan(m_sheet, chart, frame, {30, false, true});
    } else if (!chart.limits.isEmpty()) {
        paper::EnvelopePanel panel{chart.series[0].name, chart.series[0].color, {}, {}};
        panel.values.assign(chart.series[0].values.begin(), chart.series[0].values.end());
        panel.limits.assign(chart.limits.begin(), chart.limits.end());
        QStringList described;
        for (qsizetype i = 0; i < chart.periods.size(); ++i) {
            described << Words::tr("%1: %2 of %3").arg(chart.periods[i], format::number(panel.values[static_cast<std::size_t>(i)], 1),
                                                      std::isnan(chart.limits[i]) ? Words::tr("no envelope") : format::number(chart.limits[i], 1));
        }
        paper::envelopes(m_sheet, chart.axisLabels, {panel}, frame, slide.subtitle + QStringLiteral(". ") + described.join(QStringLiteral("; ")));
    } else {
        paper::bars(m_sheet, chart, frame, {36, false});
    }
    m_canvas.setScale(1);
}

void SlideWriter::paintRow(const SlideTable &table, const SlideRow &row, const std::vector<double> &rights, const QRectF &place)
{
    const ReportElement element(m_canvas, Role::Row);
    const paper::Type type{18, row.heading, row.assumption};
    const double base = place.top() + paper::baseline(type, place.height());
    double x = place.left();
    const double barsAt = place.left() + 62;
    {
        const ReportElement cell(m_canvas, Role::RowHeaderCell);
        if (row.color.isValid() && row.bar < 0) {
            m_canvas.fill(QRectF(x, place.center().y() - 2.2, 4.4, 4.4), row.color);
            x += 8;
        }
        const double room = (row.bar >= 0 ? barsAt : place.right()) - x - 4;
        const QStringList words = paper::wrapped(row.name, type, room, place.height() >= 2 * 7.2 ? 2 : 1);
        const double height = 7.2 * static_cast<double>(words.size());
        lines(x, place.center().y() - height / 2, words, type, m_palette.text, 7.2);
        if (row.bar >= 0) {
            const ReportArtefact artefact(m_canvas);
            m_canvas.fill(QRectF(barsAt, place.top() + place.height() * 0.18, std::max(0.3, (place.right() - barsAt - 6) * row.bar), place.height() * 0.64), row.color);
        }
    }
    for (std::size_t i = 0; i < rights.size(); ++i) {
        const ReportElement cell(m_canvas, Role::Cell);
        const bool last = i + 1 == rights.size();
        const bool judged = last && row.sense != KeyFigure::Sense::Neutral;
        if (last && row.signs && judged) {
            m_canvas.setScale(enlarged, QPointF(rights[i] + 5, place.center().y()));
            paintSign(m_canvas, row.sense == KeyFigure::Sense::Worse ? CellSign::Cross : CellSign::Tick, {0, 0}, m_palette);
            m_canvas.setScale(1);
        }
        m_canvas.textRight({rights[i], base}, row.figures.value(static_cast<qsizetype>(i)), judged ? strongType : type, judged ? colorOf(row.sense) : i > 0 && table.bars() && !row.heading ? m_palette.secondary : m_palette.text);
    }
}

void SlideWriter::paintTable(const SlideSpec &slide)
{
    const SlideTable &table = slide.table;
    const double width = slide.figures.empty() ? bodyWidth : bodyWidth - 86;
    // Columns of figures from the right, as wide as they need.
    std::vector<double> rights(static_cast<std::size_t>(table.columns.size()), margin + width);
    const bool signs = std::any_of(table.rows.begin(), table.rows.end(), [](const SlideRow &row) { return row.signs; });
    double right = margin + width - (signs ? 9 : 0);
    for (qsizetype c = table.columns.size() - 1; c >= 0; --c) {
        rights[static_cast<std::size_t>(c)] = right;
        double widest = paper::width(table.columns[c], slideType);
        for (const SlideRow &row : table.rows) {
            widest = std::max(widest, paper::width(row.figures.value(c), strongType));
        }
        right -= widest + 9;
    }
    constexpr double headHeight = 9;
    const double height = std::min(15.0, (bodyBottom - bodyTop - headHeight) / static_cast<double>(std::max<std::size_t>(1, table.rows.size())));
    double y = bodyTop + headHeight;
    m_canvas.open(Role::Table);
    {
        const ReportElement row(m_canvas, Role::Row);
        {
            const ReportElement cell(m_canvas, Role::HeaderCell);
        }
        for (qsizetype c = 0; c < table.columns.size(); ++c) {
            const ReportElement cell(m_canvas, Role::HeaderCell);
            m_canvas.textRight({rights[static_cast<std::size_t>(c)], bodyTop + paper::baseline(slideType, headHeight - 1)}, table.columns[c], slideType, m_palette.secondary);
        }
    }
    m_sheet.rule(y, false, margin, margin + width);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        paintRow(table, table.rows[i], rights, QRectF(margin, y, right - margin, height));
        y += height;
        if (table.rows[i].heading) {
            m_sheet.rule(y, false, margin, margin + width);
        } else if (i + 1 < table.rows.size()) {
            m_sheet.hairline(y, margin, margin + width);
        }
    }
    m_canvas.close();
    paintSideFigures(slide.figures);
}

void SlideWriter::paintFigure(const KeyFigure &figure, const QRectF &place)
{
    const ReportElement p(m_canvas, Role::Paragraph);
    double y = place.top();
    y += lines(place.left(), y, paper::wrapped(figure.caption, slideType, place.width(), 2), slideType, m_palette.secondary, slideLine);
    paper::Type type{32, true, false};
    const QString words = (figure.prefix.isEmpty() ? QString() : figure.prefix + format::thin) + figure.figure;
    const double unit = figure.unit.isEmpty() ? 0 : paper::width(figure.unit, slideType) + 1.5;
    while (type.points > 18 && paper::width(words, type) + unit > place.width()) {
        type.points -= 1;
    }
    const double base = y + paper::baseline(type, 15);
    const double width = m_canvas.text({place.left(), base}, words, type, m_palette.text);
    m_canvas.text({place.left() + width + 1.5, base}, figure.unit, slideType, m_palette.text);
    const bool compared = !m_comparison.same && figure.id != QLatin1String("envelope") && !figure.change.isEmpty();
    const QString change = compared && figure.direction == 0 ? Words::tr("no change") : figure.change;
    lines(place.left(), y + 15, paper::wrapped(change, slideType, place.width(), 2), slideType, colorOf(figure.sense), slideLine);
}

void SlideWriter::paintFigures(const SlideSpec &slide)
{
    constexpr int columns = 4;
    constexpr double gap = 10;
    const double width = (bodyWidth - gap * (columns - 1)) / columns;
    const std::size_t rows = (slide.figures.size() + columns - 1) / columns;
    const double height = (bodyBottom - bodyTop - 4) / static_cast<double>(std::max<std::size_t>(1, rows));
    for (std::size_t i = 0; i < slide.figures.size(); ++i) {
        const double x = margin + static_cast<double>(i % columns) * (width + gap);
        const double y = bodyTop + 4 + static_cast<double>(i / columns) * height;
        m_sheet.hairline(y, x, x + width);
        paintFigure(slide.figures[i], QRectF(x, y + 4, width, height - 8));
    }
}

void SlideWriter::paintSideFigures(const std::vector<KeyFigure> &figures)
{
    const double height = (bodyBottom - bodyTop) / 3;
    for (std::size_t i = 0; i < figures.size() && i < 3; ++i) {
        const double y = bodyTop + height * static_cast<double>(i);
        m_sheet.hairline(y, slideWidth - margin - 76, slideWidth - margin);
        paintFigure(figures[i], QRectF(slideWidth - margin - 76, y + 3, 76, height - 4));
    }
}

void SlideWriter::write(const SlideSpec &slide, int page, int pages)
{
    m_canvas.newPage();
    m_canvas.page().body = false;
    if (m_in.options.draft) {
        m_sheet.watermark();
    }
    switch (slide.kind) {
    case SlideSpec::Kind::Cover:
        paintCover(slide);
        m_canvas.destination(slide.id, 0);
        m_canvas.outline(0, slide.title, slide.id);
        break;
    case SlideSpec::Kind::Chart:
        paintHead(slide);
        paintChart(slide);
        break;
    case SlideSpec::Kind::Table:
        paintHead(slide);
        paintTable(slide);
        break;
    case SlideSpec::Kind::Figures:
        paintHead(slide);
        paintFigures(slide);
        break;
    }
    paintFoot(slide, page, pages);
}

} // namespace

ReportCanvas slidePages(const ReportInput &input)
{
    ReportCanvas canvas(QSizeF(slideWidth, slideHeight));
    const bool same = input.scenario == input.against;
    const Comparison comparison{input.projection, input.againstProjection, Comparison::nameInSentence(*input.plan, input.against), same, input.realPrices,
                                input.against.isEmpty() ? Words::tr("Baseline") : Comparison::nameInSentence(*input.plan, input.against)};
    const core::Scenario *s = input.scenario.isEmpty() ? nullptr : input.plan->scenarios.find(input.scenario.toStdString());
    const SlideContext context{s ? QString::fromStdString(s->name) : Words::tr("Baseline"), input.statements, input.date, input.risk};
    const std::vector<SlideSpec> slides = slidesOf(comparison, SeriesColours(*input.plan), context);
    SlideWriter writer(input, canvas, comparison);
    for (std::size_t i = 0; i < slides.size(); ++i) {
        writer.write(slides[i], static_cast<int>(i) + 1, static_cast<int>(slides.size()));
    }
    return canvas;
}

} // namespace ui
