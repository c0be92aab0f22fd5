// SPDX-License-Identifier: GPL-3.0-or-later
#include "explaindock.h"

#include "card.h"
#include "explainrow.h"
#include "figureaddress.h"
#include "figuredraws.h"
#include "figurewords.h"
#include "findingsentences.h"
#include "format.h"
#include "icon.h"
#include "seriescolours.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>

namespace ui {

namespace {

constexpr int mostInputs = 200;    // rows made of one sum
constexpr int mostBelow = 8;       // inputs of an input that are shown below it
constexpr std::size_t mostCells = 12;

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

bool isCell(const engine::Explanation &e)
{
    return !e.cell.entity.empty() && !e.hasInputs();
}

double sizeOf(const engine::Explanation &e)
{
    return std::fabs(engine::realOf(e.value).value_or(0));
}

// Cells of the plan that it rests on; of a sum the largest term is followed, and `all` says whether that left any out.
void collectCells(const engine::Explanation &e, std::vector<engine::Explanation> &out, std::set<std::string> &seen, int depth, bool &all)
{
    if (!seen.insert(e.id).second || depth > 24) {
        return;
    }
    if (isCell(e)) {
        out.push_back(e);
        return;
    }
    engine::Explanation::Inputs inputs = e.inputs();
    const bool plainCells = std::all_of(inputs.begin(), inputs.end(), isCell);
    if (e.operation == engine::Operation::Sum && inputs.size() > 1 && !plainCells) {
        const auto largest = std::max_element(inputs.begin(), inputs.end(), [](const auto &a, const auto &b) { return sizeOf(a) < sizeOf(b); });
        all = false;
        collectCells(*largest, out, seen, depth + 1, all);
        return;
    }
    for (const engine::Explanation &input : inputs) {
        if (!simulation::uncertaintyOf(input)) { // those have a list of their own
            collectCells(input, out, seen, depth + 1, all);
        }
    }
}

} // namespace

ExplainDock::ExplainDock(QWidget *parent)
    : QDockWidget(tr("Explain"), parent), m_draws(new FigureDraws(this)), m_back(new QToolButton(this)), m_where(captionLabel({}, this)), m_title(sectionLabel({}, this)), m_value(sectionLabel({}, this)),
      m_formula(new QLabel(this)), m_body(new QWidget), m_rows(new QVBoxLayout), m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("explainDock"));
    m_body->setObjectName(QStringLiteral("dockBody"));
    auto *layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(8);
    auto *top = new QHBoxLayout;
    m_where->setWordWrap(true);
    top->addWidget(m_where, 1);
    m_back->setObjectName(QStringLiteral("quiet"));
    m_back->setText(tr("Back"));
    m_back->setToolTip(tr("The explanation before this one (Backspace)"));
    m_back->setAccessibleName(tr("Back to the explanation before this one"));
    m_back->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    top->addWidget(m_back, 0, Qt::AlignTop);
    layout->addLayout(top);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    m_title->setWordWrap(true);
    m_value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    head->addWidget(m_title, 1);
    head->addWidget(m_value, 0, Qt::AlignRight | Qt::AlignBottom);
    layout->addLayout(head);
    m_formula->setObjectName(QStringLiteral("formula"));
    m_formula->setWordWrap(true);
    layout->addWidget(m_formula);
    m_rows->setSpacing(0);
    layout->addLayout(m_rows);
    layout->addStretch(1);
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setObjectName(QStringLiteral("reading"));
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Explanation"));
    setWidget(m_scroll);
    setMinimumWidth(320);
    connect(m_back, &QToolButton::clicked, this, &ExplainDock::goBack);
    connect(m_draws, &FigureDraws::answered, this, &ExplainDock::refresh);
    connect(&theme(), &Theme::changed, this, &ExplainDock::refresh);
    connect(this, &QDockWidget::visibilityChanged, this, &ExplainDock::refresh);
    refresh();
}

void ExplainDock::setWorkspace(document::Workspace *workspace)
{
    m_workspace = workspace;
    m_places.clear();
    if (workspace) {
        connect(workspace, &document::Workspace::projectionChanged, this, &ExplainDock::refresh);
        connect(workspace, &document::Workspace::viewChanged, this, &ExplainDock::refresh);
    }
    refresh();
}

void ExplainDock::explain(const QString &figure)
{
    go({figure, {}});
}

QString ExplainDock::figure() const
{
    return m_places.isEmpty() ? QString() : m_places.last().figure;
}

void ExplainDock::go(const Place &place)
{
    if (m_places.isEmpty() || !(m_places.last() == place)) {
        m_places << place;
    }
    refresh();
    m_scroll->verticalScrollBar()->setValue(0);
}

void ExplainDock::goBack()
{
    if (canGoBack()) {
        m_places.removeLast();
        refresh();
    }
}

QString ExplainDock::scenarioOf(const Place &place) const
{
    return FigureAddress::read(place.figure).scenario.value_or(m_workspace->scenario());
}

document::ProjectionPtr ExplainDock::projectionOf(const QString &scenario) const
{
    if (scenario == m_workspace->scenario()) {
        return m_workspace->projection();
    }
    if (scenario == m_workspace->against()) {
        return m_workspace->againstProjection();
    }
    const document::PlanDocument &document = m_workspace->document();
    if (m_othersOfRevision != document.revision()) {
        m_others.clear();
        m_othersOfRevision = document.revision();
    }
    document::ProjectionPtr &known = m_others[scenario];
    if (!known) {
        const auto resolved = core::resolve(*document.plan(), scenario.toStdString());
        known = resolved ? std::make_shared<const engine::Projection>(engine::project(*resolved)) : nullptr;
    }
    return known;
}

core::Result<std::optional<engine::Explanation>> ExplainDock::explained(const QString &text, const QString &scenario) const
{
    using Explanation = std::optional<engine::Explanation>;
    const std::shared_ptr<const core::Plan> plan = m_workspace->document().plan();
    const auto figure = engine::parseFigure(text.toStdString());
    if (!figure) {
        return figure.error();
    }
    const document::ProjectionPtr projection = projectionOf(scenario);
    if (!projection) {
        return core::Error{tr("The scenario whose figure this was is gone. Undo brings it back.").toStdString()};
    }
    if (!simulation::isSimulated(*figure)) {
        const auto e = engine::explain(*plan, scenario.toStdString(), projection, *figure);
        return e ? core::Result<Explanation>(*e) : e.error();
    }
    const auto simulated = simulation::simulatedFigure(*figure);
    if (!simulated) {
        return simulated.error();
    }
    if (scenario != m_workspace->scenario()) {
        return core::Error{tr("What is simulated is explained in the scenario that is chosen: choose “%1” above.").arg(m_workspace->scenarioName(scenario)).toStdString()};
    }
    const FigureDraws::Answer *answer = m_draws->answer(*simulated, *m_workspace);
    if (answer && !answer->drawn) {
        return answer->drawn.error();
    }
    return answer ? Explanation(simulation::explain(*plan, scenario.toStdString(), answer->projection, **answer->drawn)) : Explanation();
}

QString ExplainDock::labelOf(const Place &place) const
{
    const core::Plan &plan = projectionOf(scenarioOf(place))->plan;
    const engine::Figure figure = *engine::parseFigure(FigureAddress::read(place.figure).figure.toStdString());
    return q(simulation::isSimulated(figure) ? simulation::figureLabel(plan, *simulation::simulatedFigure(figure)) : engine::figureLabel(plan, figure));
}

QString ExplainDock::addressOf(const engine::Explanation &input, const Place &place, int index) const
{
    FigureAddress address = FigureAddress::read(place.figure);
    address.figure = q(input.figure);
    address.scenario = address.less && index == 1 ? address.less : address.scenario;
    address.less.reset();
    return address.toString();
}

// What the path leads to; after an edit that took an input away, as far as it still leads.
core::Result<std::optional<engine::Explanation>> ExplainDock::explanationAt(const Place &place) const
{
    const FigureAddress address = FigureAddress::read(place.figure);
    auto e = explained(address.figure, scenarioOf(place));
    if (e && *e && address.less) {
        const auto from = explained(address.figure, *address.less);
        if (!from || !*from) {
            return from;
        }
        e = std::optional(engine::differenceOf(**from, **e));
    }
    for (qsizetype i = 0; e && *e && i < place.path.size(); ++i) {
        const auto inputs = (*e)->inputs();
        const auto next = std::find_if(inputs.begin(), inputs.end(), [&](const engine::Explanation &input) { return q(input.id) == place.path[i]; });
        if (next == inputs.end()) {
            break;
        }
        e = std::optional(engine::Explanation(*next));
    }
    return e;
}

void ExplainDock::clear()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *w = item->widget()) {
            w->hide();
            w->deleteLater(); // a row may be the one that was just clicked
        }
        delete item;
    }
}

void ExplainDock::refresh()
{
    if (isHidden() && !m_places.isEmpty()) {
        return;
    }
    const int at = m_scroll->verticalScrollBar()->value();
    clear();
    m_back->setVisible(canGoBack());
    const bool any = m_workspace && !m_places.isEmpty();
    m_value->setVisible(any);
    m_formula->setVisible(any);
    if (!any) {
        m_where->clear();
        m_title->setText(tr("Choose a figure to see how it comes about: click it, or press Ctrl+E on it."));
        m_title->setFont(Theme::font(TextStyle::Body));
        return;
    }
    m_title->setFont(Theme::font(TextStyle::Section));
    const auto explanation = explanationAt(m_places.last());
    if (explanation && *explanation) {
        showExplanation(**explanation, m_places.last());
    } else if (explanation) {
        m_title->setText(tr("Drawing …"));
        m_value->clear();
        m_formula->setText(labelOf(m_places.last()));
    } else {
        m_title->setText(tr("This figure is no longer there"));
        m_value->clear();
        m_formula->setText(q(explanation.error().message));
    }
    m_scroll->verticalScrollBar()->setValue(at);
}

void ExplainDock::showExplanation(const engine::Explanation &e, const Place &place)
{
    const FigureAddress address = FigureAddress::read(place.figure);
    const QString scenario = scenarioOf(place);
    const document::ProjectionPtr projection = projectionOf(scenario);
    const engine::Calendar &calendar = projection->calendar;
    QString where = m_workspace->scenarioName(scenario);
    if (address.less) {
        where = tr("%1 less %2").arg(where, m_workspace->scenarioName(*address.less));
    }
    QStringList name = q(e.label).split(QStringLiteral(" · "));
    const QString title = name.takeFirst();
    if (name.isEmpty()) {
        name << (place.path.isEmpty() ? tr("to %1").arg(calendar.last().year()) : labelOf(place));
    }
    m_where->setText(where + QStringLiteral("  ·  ") + name.join(QStringLiteral("  ·  ")));
    m_title->setText(address.less ? tr("Difference: %1").arg(title) : title);
    m_value->setText(valueText(e));
    m_formula->setText(address.less ? tr("The figure in one scenario, less the same figure in the other") : e.formula.empty() ? title : q(e.formula));
    addInputs(e, place);
    addSwings(e);
    if (place.path.isEmpty()) {
        addShares(e, place);
    }
    addCells(e);
}

void ExplainDock::addInputs(const engine::Explanation &e, const Place &place)
{
    auto inputs = e.inputs();
    inputs.erase(std::remove_if(inputs.begin(), inputs.end(), [](const engine::Explanation &input) { return simulation::uncertaintyOf(input).has_value(); }), inputs.end());
    if (inputs.empty()) {
        return;
    }
    addHeading(tr("Inputs"), inputs.size() > 3 ? tr("%1 in all").arg(inputs.size()) : QString());
    const bool open = inputs.size() <= 3;
    int count = 0;
    for (const engine::Explanation &input : inputs) {
        if (count == mostInputs) {
            addRow({{}, tr("and %1 more").arg(inputs.size() - mostInputs), {}, {}});
            break;
        }
        const auto below = open && !input.folded ? input.inputs() : engine::Explanation::Inputs();
        const bool shown = !below.empty() && static_cast<int>(below.size()) <= mostBelow;
        addInput(input, place, count, operatorSign(e.operation, count), 0, shown);
        Place deeper = place;
        if (!input.figure.empty()) {
            deeper = {addressOf(input, place, count), {}};
        } else {
            deeper.path << q(input.id);
        }
        for (std::size_t i = 0; shown && i < below.size(); ++i) {
            addInput(below[i], deeper, static_cast<int>(i), operatorSign(input.operation, static_cast<int>(i)), 1, false);
        }
        ++count;
    }
}

void ExplainDock::addInput(const engine::Explanation &input, const Place &place, int index, const QString &sign, int indent, bool strong)
{
    const FigureAddress from = FigureAddress::read(place.figure);
    ExplainRowSpec spec;
    spec.sign = sign;
    spec.label = from.less && place.path.isEmpty() ? m_workspace->scenarioName(index == 0 ? *from.scenario : *from.less) : q(input.label); // the two sides of a difference
    spec.value = valueText(input);
    spec.indent = indent;
    spec.strong = strong;
    spec.link = input.hasInputs() || isCell(input);
    spec.assumption = isCell(input) && input.support.evidence == engine::Evidence::Assumption;
    ExplainRow *row = addRow(spec);
    if (isCell(input)) {
        connect(row, &ExplainRow::clicked, this, [this, cell = input.cell] { Q_EMIT cellWanted(cell); });
    } else if (!input.figure.empty()) {
        connect(row, &ExplainRow::clicked, this, [this, figure = addressOf(input, place, index)] { explain(figure); });
    } else if (input.hasInputs()) {
        Place deeper = place;
        deeper.path << q(input.id);
        connect(row, &ExplainRow::clicked, this, [this, deeper] { go(deeper); });
    }
}

// The rows of uncertainty that move a simulated figure, widest swing first; each leads to where it is edited.
void ExplainDock::addSwings(const engine::Explanation &e)
{
    if (e.operation != engine::Operation::Drawn) {
        return;
    }
    double largest = 0;
    for (const engine::Explanation &input : e.inputs()) {
        const auto cell = simulation::uncertaintyOf(input);
        if (!cell) {
            continue;
        }
        if (largest == 0) {
            largest = sizeOf(input);
            addHeading(tr("What moves it"), tr("P10 to P90 of each row"));
        }
        ExplainRowSpec spec;
        spec.label = q(cell->row);
        spec.value = valueText(input);
        spec.note = q(input.label);
        spec.bar = largest > 0 ? sizeOf(input) / largest : 0;
        spec.color = theme().palette().accent;
        spec.link = true;
        connect(addRow(spec), &ExplainRow::clicked, this, [this, wanted = *cell] { Q_EMIT cellWanted(wanted); });
    }
}

// A ratio over all factories, factory by factory, the dearest in money first.
void ExplainDock::addShares(const engine::Explanation &e, const Place &place)
{
    auto figure = engine::parseFigure(e.figure);
    const engine::Measure *measure = figure ? engine::measure(figure->measure) : nullptr;
    if (!measure || e.operation != engine::Operation::Quotient || !(measure->parts & engine::FactoryPart) || !figure->factory.empty()) {
        return;
    }
    const QString scenario = scenarioOf(place);
    const document::ProjectionPtr projection = projectionOf(scenario);
    struct Bar
    {
        QString figure, name;
        std::string id;
        double value = 0, money = 0;
    };
    std::vector<Bar> bars;
    double largest = 0;
    for (const auto &f : projection->factories) {
        if (!f) {
            continue;
        }
        const core::Factory &row = projection->plan.factories[static_cast<std::size_t>(f->factory)];
        figure->factory = row.id;
        const auto value = engine::figureValue(*projection, *figure);
        const auto real = value ? engine::realOf(value->number) : std::nullopt;
        if (real) {
            bars.push_back({FigureAddress{q(figure->toString()), FigureAddress::read(place.figure).scenario, {}}.toString(), q(row.name), row.id, *real, static_cast<double>(f->paidCents) / 100});
            largest = std::max(largest, std::fabs(*real));
        }
    }
    std::stable_sort(bars.begin(), bars.end(), [](const Bar &a, const Bar &b) { return a.money > b.money; });
    if (bars.size() < 2 || largest == 0) {
        return;
    }
    const bool share = measure->unit == engine::Unit::Share;
    const SeriesColours colours(*m_workspace->document().plan());
    addHeading(share ? tr("Share by factory, %") : tr("By factory"));
    for (std::size_t i = 0; i < bars.size() && i < 20; ++i) {
        ExplainRowSpec spec;
        spec.label = bars[i].name;
        spec.value = share ? format::percentFigure(bars[i].value, 2) : figureText(bars[i].value, measure->unit);
        spec.bar = share ? bars[i].value : std::fabs(bars[i].value) / largest;
        spec.mark = share ? 0.5 : -1;
        spec.color = colours.of(bars[i].id);
        spec.beside = tr("of %1").arg(format::eur(bars[i].money));
        spec.link = true;
        spec.above = false;
        connect(addRow(spec), &ExplainRow::clicked, this, [this, wanted = bars[i].figure] { explain(wanted); });
    }
}

void ExplainDock::addCells(const engine::Explanation &e)
{
    std::vector<engine::Explanation> cells;
    std::set<std::string> seen;
    bool all = true;
    collectCells(e, cells, seen, 0, all);
    // What is cited first, then what somebody set in this scenario, then the rest.
    std::stable_sort(cells.begin(), cells.end(), [](const auto &a, const auto &b) { return a.support.cited > b.support.cited; });
    if (cells.empty()) {
        return;
    }
    addHeading(tr("Cells that it rests on"), all ? QString() : tr("by the largest inputs"));
    for (std::size_t i = 0; i < cells.size() && i < mostCells; ++i) {
        const engine::Explanation &cell = cells[i];
        static const char *const icons[] = {"stated", "derived", "assumption"};
        ExplainRowSpec spec;
        spec.label = q(cell.label);
        spec.value = valueText(cell);
        spec.note = supportText(cell.support, cell.support.scenario.empty() ? QString() : m_workspace->scenarioName(q(cell.support.scenario)));
        spec.icon = QLatin1String(icons[static_cast<std::size_t>(cell.support.evidence)]);
        spec.link = true;
        spec.assumption = cell.support.evidence == engine::Evidence::Assumption;
        connect(addRow(spec), &ExplainRow::clicked, this, [this, address = cell.cell] { Q_EMIT cellWanted(address); });
    }
    if (cells.size() > mostCells) {
        addRow({{}, tr("and %1 more behind the inputs").arg(cells.size() - mostCells), {}, {}});
    }
}

void ExplainDock::addHeading(const QString &title, const QString &aside)
{
    auto *heading = new QLabel(m_body);
    heading->setContentsMargins(0, 10, 0, 4);
    heading->setTextFormat(Qt::RichText);
    heading->setWordWrap(true);
    heading->setText(QStringLiteral("<b>%1</b>").arg(title.toHtmlEscaped())
                     + (aside.isEmpty() ? QString() : QStringLiteral("&nbsp;&nbsp;<span style='color:%2'>%1</span>").arg(aside.toHtmlEscaped(), theme().palette().secondary.name())));
    m_rows->addWidget(heading);
}

ExplainRow *ExplainDock::addRow(const ExplainRowSpec &spec)
{
    auto *row = new ExplainRow(spec, m_body);
    m_rows->addWidget(row);
    row->show();
    return row;
}

} // namespace ui
