// SPDX-License-Identifier: GPL-3.0-or-later
#include "riskslides.h"

#include "drawnfigure.h"
#include "format.h"
#include "riskcharts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slides)
};

using document::SimulationAnswer;
using simulation::EnvelopeRisk;
using simulation::Figure;

constexpr std::size_t mostRows = 9; // of envelopes, at 18 points
constexpr int longestTitle = 96;    // two lines

SlideSpec moneySlide(const Comparison &c, const SimulationAnswer &a, const simulation::Outcome &years)
{
    SlideSpec s;
    s.kind = SlideSpec::Kind::Chart;
    s.id = QStringLiteral("risk");
    s.chart = planFan(years, Figure::PaidEur);
    const auto *paid = years.find(Figure::PaidEur, {}, years.model->periods.parts());
    s.title = paid && paid->summary.quantiles.front() < paid->summary.quantiles.back()
        ? Words::tr("%1 to %2 in nine of ten draws").arg(format::eur(paid->summary.quantiles.front()), format::eur(paid->summary.quantiles.back()))
        : Words::tr("Hardly any draw differs from the plan");
    s.subtitle = Words::tr("Paid to %1, and by year in € million; %2").arg(c.shown.calendar.last().year()).arg(sentences::drawsAndSeed(a.draws, a.seed));
    s.chart.subtitle = s.subtitle;
    s.notes = paid ? Words::tr("%1. Median %2, mean %3 with a standard error of %4.").arg(s.title, format::eur(paid->summary.quantiles[3]), format::eur(paid->summary.mean), format::eur(paid->summary.standardError)) : QString();
    return s;
}

std::vector<KeyFigure> dateFigures(const SimulationAnswer &a, const simulation::Model &model)
{
    std::vector<KeyFigure> out;
    if (a.targets.empty() || model.find(a.targets[0].target.figure, {}) < 0) {
        return out;
    }
    const simulation::TargetRisk &r = a.targets[0];
    for (const double p : {0.5, 0.8, 0.9}) {
        KeyFigure k;
        k.id = QStringLiteral("reached-%1").arg(p * 100);
        k.caption = Words::tr("%1 with %2").arg(sentences::targetName(r.target), format::percent(p, 0));
        const auto month = r.monthWith(p);
        const core::Month m = model.periods.calendar().month(month.value_or(0));
        k.figure = month ? format::month(m.year(), m.monthOfYear()) : Words::tr("not by %1").arg(model.periods.calendar().last().year());
        k.sense = month ? KeyFigure::Sense::Neutral : KeyFigure::Sense::Worse;
        k.exact = k.caption + QStringLiteral(": ") + k.figure;
        out.push_back(k);
    }
    return out;
}

SlideSpec envelopeSlide(const SimulationAnswer &a, const simulation::Model &model)
{
    SlideSpec s;
    s.id = QStringLiteral("risk-envelopes");
    s.figures = dateFigures(a, model);
    std::vector<EnvelopeRisk> risks = a.committed;
    std::erase_if(risks, [](const EnvelopeRisk &r) { return r.probability <= 0; });
    std::stable_sort(risks.begin(), risks.end(), [](const auto &x, const auto &y) { return x.probability > y.probability; });
    s.title = a.committed.empty() ? sentences::targetTitle(model, a.targets) : sentences::envelopeRiskTitle(model, a.committed);
    s.notes = a.committed.empty() ? s.title : s.title + QStringLiteral(". ") + sentences::targetTitle(model, a.targets);
    if (s.title.size() > longestTitle) {
        s.title = s.title.left(longestTitle / 2) + QStringLiteral("…") + s.title.right(longestTitle / 2 - 1);
    }
    if (risks.empty()) {
        s.kind = SlideSpec::Kind::Figures;
        s.subtitle = sentences::drawsAndSeed(a.draws, a.seed);
        return s;
    }
    s.kind = SlideSpec::Kind::Table;
    s.subtitle = Words::tr("Committed above the envelope, share of draws; € million; %1").arg(sentences::drawsAndSeed(a.draws, a.seed));
    s.table.columns = {Words::tr("envelope"), Words::tr("worst tenth"), Words::tr("exceeded")};
    for (const EnvelopeRisk &r : risks) {
        if (s.table.rows.size() == mostRows) {
            s.subtitle += Words::tr("; %1 of %2").arg(mostRows).arg(risks.size());
            break;
        }
        SlideRow row;
        row.name = Words::tr("%1, %2").arg(sentences::elidedName(sentences::programmeName(*model.plan, r.programme).toStdString())).arg(r.year);
        row.color = programmeColor(QString::fromStdString(model.plan->programmes[static_cast<std::size_t>(r.programme)].id));
        row.figures = {format::eurMillions(r.envelopeEur), format::eurMillions(r.worstTenthEur), format::percent(r.probability, 1)};
        row.sense = r.probability >= 0.5 ? KeyFigure::Sense::Worse : KeyFigure::Sense::Neutral;
        s.table.rows.push_back(row);
    }
    return s;
}

} // namespace

ChartSpec planFan(const simulation::Outcome &years, Figure figure)
{
    ChartSpec spec = fanChart({years, figure});
    const auto plan = simulation::withoutUncertainty(*years.model);
    if (!plan || spec.bands.isEmpty()) {
        return spec;
    }
    ChartSeries line{QStringLiteral("plan"), Words::tr("Plan"), QColor(0x6B7785), {}};
    const double scale = riskFigure(figure).scale;
    for (int i = 0; i < years.model->periods.parts(); ++i) {
        const simulation::Series *s = plan->find(figure, {}, i);
        line.values << (s ? s->summary.mean * scale : std::nan(""));
    }
    spec.lines << line;
    return spec;
}

std::vector<SlideSpec> riskSlides(const Comparison &c, const SimulationAnswer &a)
{
    const simulation::Outcome *years = a.outcome(engine::Period::Year);
    if (!a.error.isEmpty() || !years) {
        return {};
    }
    std::vector<SlideSpec> out;
    if (years->find(Figure::PaidEur, {}, years->model->periods.parts())) {
        out.push_back(moneySlide(c, a, *years));
    }
    SlideSpec second = envelopeSlide(a, *years->model);
    if (!second.figures.empty() || !second.table.rows.empty()) {
        out.push_back(std::move(second));
    }
    return out;
}

} // namespace ui
