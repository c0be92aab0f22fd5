// SPDX-License-Identifier: GPL-3.0-or-later
#include "fundingsplit.h"

#include "elidingcombo.h"
#include "figures.h"
#include "findingsentences.h"
#include "format.h"
#include "moneyflows.h"
#include "palette.h"
#include "partyaccounts.h"
#include "segmentedcontrol.h"
#include "theme.h"

#include <QComboBox>
#include <QLabel>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {

namespace {

constexpr int costLines = 3; // the segment after the three classes

QString factoryTarget(const std::string &id)
{
    return QStringLiteral("factory/") + QString::fromStdString(id);
}

QString programmeTarget(const std::string &id)
{
    return QStringLiteral("programme/") + QString::fromStdString(id);
}

} // namespace

FundingSplit::FundingSplit(document::Workspace &workspace, QWidget *parent)
    : Card(tr("Split"), parent), m_workspace(workspace), m_targets(new ElidingCombo(this)),
      m_classes(new SegmentedControl(tr("What is split"), {tr("Infrastructure"), tr("Operations"), tr("Services"), tr("Costs")}, this)),
      m_programmes(new SplitEditor(SplitEditor::Kind::Shares, tr("shares of programmes"), this)), m_countriesTitle(new QLabel(tr("National part, by country"), this)),
      m_countries(new SplitEditor(SplitEditor::Kind::Shares, tr("shares of countries"), this)), m_amounts(new SplitEditor(SplitEditor::Kind::Amounts, tr("amounts"), this)),
      m_effect(new QLabel(this)), m_help(captionLabel({}, this))
{
    m_targets->setAccessibleName(tr("Split of"));
    m_targets->setMinimumContentsLength(12);
    m_targets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    head()->addWidget(m_targets, 10);
    m_classes->setCurrent(0);
    body()->addWidget(m_classes, 0, Qt::AlignLeft);
    body()->addWidget(m_programmes);
    m_countriesTitle->setFont(Theme::font(TextStyle::BodyStrong));
    body()->addWidget(m_countriesTitle);
    body()->addWidget(m_countries);
    body()->addWidget(m_amounts);
    m_effect->setWordWrap(true);
    body()->addWidget(m_effect);
    m_help->setWordWrap(true);
    body()->addWidget(m_help);
    body()->addStretch(1);
    connect(m_targets, &QComboBox::activated, this, [this](int index) {
        m_target = m_targets->itemData(index).toString();
        m_workspace.clearPreview();
        Q_EMIT m_workspace.viewChanged();
    });
    connect(m_classes, &SegmentedControl::chosen, this, [this] {
        m_workspace.clearPreview();
        Q_EMIT m_workspace.viewChanged();
    });
    connectEditor(m_programmes, &FundingSplit::m_programmeGroup);
    connectEditor(m_countries, &FundingSplit::m_countryShares);
    connectEditor(m_amounts, &FundingSplit::m_amountGroup);
}

void FundingSplit::connectEditor(SplitEditor *editor, Group FundingSplit::*group)
{
    connect(editor, &SplitEditor::previewed, this, [this, group](const core::Split &split) {
        const document::CellValues values = valuesOf(this->*group, split);
        if (values.empty()) {
            m_workspace.clearPreview();
            return;
        }
        const core::Status shown = m_workspace.previewMany(values);
        if (!shown) {
            Q_EMIT refused(QString::fromStdString(shown.error().message));
        }
    });
    connect(editor, &SplitEditor::committed, this, [this, group](const core::Split &split) {
        const document::CellValues values = valuesOf(this->*group, split);
        const bool adds = !m_workspace.scenario().isEmpty() && std::any_of(values.begin(), values.end(), [this](const auto &v) { return core::isNull(m_workspace.keptValue(v.first)); });
        const core::Status kept = m_workspace.setMany(values, (this->*group).label);
        if (!kept) {
            Q_EMIT refused(QString::fromStdString(kept.error().message));
        } else if (adds) {
            Q_EMIT refused(tr("Scenarios cannot add rows, so what was missing was added to the baseline: an envelope with its amount, a share as zero."));
        }
    });
    connect(editor, &SplitEditor::reverted, this, [this] { m_workspace.clearPreview(); });
}

document::CellValues FundingSplit::valuesOf(const Group &group, const core::Split &split) const
{
    document::CellValues values;
    const bool amounts = &group == &m_amountGroup;
    for (int i = 0; i < split.size() && i < group.cells.size(); ++i) {
        const auto kept = core::numberOf(m_workspace.keptValue(group.cells[i]));
        const double now = amounts ? static_cast<double>(split.units(i)) : split.share(i);
        if (now == kept.value_or(0)) {
            continue;
        }
        values.emplace_back(group.cells[i], amounts ? core::Value(split.units(i)) : core::Value(now));
    }
    return values;
}

QSize FundingSplit::minimumSizeHint() const
{
    return {300, layout()->minimumHeightForWidth(std::max(300, width()))};
}

void FundingSplit::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    updateGeometry();
}

void FundingSplit::showFactory(const QString &id)
{
    m_target = factoryTarget(id.toStdString());
}

void FundingSplit::showEnvelopes(const QString &programme)
{
    m_target = programmeTarget(programme.toStdString());
}

bool FundingSplit::showCell(const core::Cell &cell)
{
    const core::Plan &plan = m_workspace.projection()->plan;
    const QStringList key = QString::fromStdString(cell.row).split(QLatin1Char('/'));
    if (cell.entity == "funding" && key.size() == 3 && plan.factories.find(key[0].toStdString())) {
        showFactory(key[0]);
        for (int c = 0; c < engine::costClassCount; ++c) {
            if (key[1] == QLatin1String(core::textOf(static_cast<core::CostClass>(c)))) {
                m_classes->setCurrent(c);
            }
        }
        return true;
    }
    if (cell.entity == "participation" && key.size() == 2 && cell.field == "contribution_share" && plan.participations.find(cell.row)) {
        showFactory(key[0]);
        if (m_classes->current() == costLines) {
            m_classes->setCurrent(0);
        }
        return true;
    }
    if (cell.entity == "envelope" && key.size() == 2 && plan.programmes.find(key[0].toStdString())) {
        showEnvelopes(key[0]);
        return true;
    }
    if (cell.entity == "programme" && plan.programmes.find(cell.row)) {
        showEnvelopes(key[0]);
        return true;
    }
    return false;
}

void FundingSplit::fillTargets(const SeriesColours &colours)
{
    const core::Plan &plan = m_workspace.projection()->plan;
    QVector<QPair<QString, QString>> targets;
    for (std::size_t i = 0; i < plan.factories.size(); ++i) {
        if (plan.factories[i].included) {
            targets << qMakePair(factoryTarget(plan.factories[i].id), sentences::elidedName(plan.factories[i].name));
        }
    }
    std::sort(targets.begin(), targets.end(), [](const auto &a, const auto &b) { return QString::localeAwareCompare(a.second, b.second) < 0; });
    for (const core::Programme &p : plan.programmes) {
        targets << qMakePair(programmeTarget(p.id), tr("Envelopes of %1").arg(sentences::programmeName(plan, static_cast<int>(plan.programmes.indexOf(p.id)))));
    }
    const bool known = std::any_of(targets.begin(), targets.end(), [this](const auto &t) { return t.first == m_target; });
    if (!known) {
        // The factory with the most money; without factories the first programme.
        const auto first = std::min_element(targets.begin(), targets.end(), [&](const auto &a, const auto &b) {
            const auto rank = [&](const QString &t) { return t.startsWith(QLatin1String("factory/")) ? colours.rankOf(t.section(QLatin1Char('/'), 1).toStdString()) : 1'000'000; };
            return rank(a.first) < rank(b.first);
        });
        m_target = targets.isEmpty() ? QString() : first->first;
    }
    bool same = m_targets->count() == targets.size();
    for (int i = 0; same && i < targets.size(); ++i) {
        same = m_targets->itemData(i).toString() == targets[i].first && m_targets->itemText(i) == targets[i].second;
    }
    if (!same) {
        m_targets->clear();
        for (const auto &[id, name] : targets) {
            m_targets->addItem(name, id);
        }
    }
    m_targets->setCurrentIndex(m_targets->findData(m_target));
}

SplitMember FundingSplit::memberOf(const core::Cell &cell, const QString &id, const QString &name, const QColor &color) const
{
    SplitMember m;
    m.id = id;
    m.name = name;
    m.color = color;
    const bool there = !core::isNull(m_workspace.keptValue(cell));
    m.overridden = m_workspace.isOverridden(cell);
    m.assumption = there && m_workspace.evidenceOf(cell) == engine::Evidence::Assumption;
    m.toolTip = there ? m_workspace.sourceSentence(cell) : tr("Not in the plan yet");
    return m;
}

FundingSplit::Group FundingSplit::fundingGroup() const
{
    const core::Plan &plan = m_workspace.keptProjection()->plan;
    const std::string factory = m_target.section(QLatin1Char('/'), 1).toStdString();
    const auto costClass = static_cast<core::CostClass>(std::min(m_classes->current(), 2));
    Group g;
    g.key = m_target + QLatin1Char('/') + QLatin1String(core::textOf(costClass));
    const core::Factory *f = plan.factories.find(factory);
    g.label = tr("Split %1 of %2").arg(costClassName(static_cast<int>(costClass)).toLower(), f ? QString::fromStdString(f->name) : QString());
    std::vector<double> shares;
    for (const core::Programme &p : plan.programmes) {
        const core::Cell cell{"funding", factory + '/' + core::textOf(costClass) + '/' + p.id, "share"};
        const core::Funding *row = plan.funding.find(cell.row);
        const double share = row ? row->share : 0;
        SplitMember m = memberOf(cell, QString::fromStdString(p.id), sentences::programmeName(plan, static_cast<int>(plan.programmes.indexOf(p.id))), programmeColor(QString::fromStdString(p.id)));
        if (!engine::isUsualFor(p.id, costClass)) {
            const QString usual = costClass == core::CostClass::Services ? tr("pays no services") : tr("pays services only");
            // The practice of the calls, not a law: what the plan has already stays open, with a word of warning.
            m.refusal = share == 0 ? usual : QString();
            m.warning = tr("In the calls it %1.").arg(usual);
        }
        g.members << m;
        g.cells << cell;
        shares.push_back(share);
    }
    g.kept = core::Split::ofShares(shares);
    return g;
}

FundingSplit::Group FundingSplit::countryGroup(const SeriesColours &colours) const
{
    const core::Plan &plan = m_workspace.keptProjection()->plan;
    const std::string factory = m_target.section(QLatin1Char('/'), 1).toStdString();
    const core::Factory *f = plan.factories.find(factory);
    Group g;
    g.key = m_target + QStringLiteral("/countries");
    g.label = tr("Split the national part of %1").arg(f ? QString::fromStdString(f->name) : QString());
    std::vector<const core::Participation *> rows;
    for (std::size_t i = plan.participations.lowerBound(factory + '/'); i < plan.participations.size() && plan.participations[i].factory == factory; ++i) {
        rows.push_back(&plan.participations[i]);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto *a, const auto *b) { return a->role < b->role; }); // the host first
    std::vector<double> shares;
    for (const core::Participation *q : rows) {
        const core::Cell cell{"participation", q->factory + '/' + q->country, "contribution_share"};
        const core::Country *country = plan.countries.find(q->country);
        g.members << memberOf(cell, QString::fromStdString(q->country), QString::fromStdString(country ? country->name : q->country), colours.of(factory));
        g.cells << cell;
        shares.push_back(q->contributionShare);
    }
    g.kept = core::Split::ofShares(shares);
    return g;
}

FundingSplit::Group FundingSplit::envelopeGroup() const
{
    const engine::Projection &p = *m_workspace.keptProjection();
    const std::string programme = m_target.section(QLatin1Char('/'), 1).toStdString();
    const core::Programme *row = p.plan.programmes.find(programme);
    Group g;
    g.key = m_target;
    g.label = tr("Spread the envelopes of %1").arg(row ? QString::fromStdString(row->name) : QString());
    std::vector<std::int64_t> amounts;
    for (int y = 0; y < p.calendar.years(); ++y) {
        const std::string year = std::to_string(p.calendar.firstYear() + y);
        const core::Cell cell{"envelope", programme + '/' + year, "amount_cents"};
        const core::Envelope *e = p.plan.envelopes.find(cell.row);
        g.members << memberOf(cell, QString::fromStdString(year), QString::fromStdString(year), programmeColor(QString::fromStdString(programme)));
        g.cells << cell;
        amounts.push_back(e ? e->amountCents : 0);
    }
    g.kept = core::Split::ofAmounts(std::move(amounts));
    return g;
}

FundingSplit::Group FundingSplit::costLineGroup() const
{
    const core::Plan &plan = m_workspace.keptProjection()->plan;
    const std::string factory = m_target.section(QLatin1Char('/'), 1).toStdString();
    const core::Factory *f = plan.factories.find(factory);
    const QColor colors[] = {QColor(0x3A9BD0), QColor(0xC27A00), QColor(0xC27A00), QColor(0x009E73)}; // by class, as in the charts
    Group g;
    g.key = m_target + QStringLiteral("/costs");
    g.label = tr("Spread the cost lines of %1").arg(f ? QString::fromStdString(f->name) : QString());
    std::vector<std::int64_t> amounts;
    for (const core::CostLine &l : plan.costLines) {
        if (l.factory == factory) {
            const core::Cell cell{"cost_line", l.id, "amount_cents"};
            const QString name = QString::fromStdString(l.name);
            g.members << memberOf(cell, QString::fromStdString(l.id), l.basis == core::CostBasis::Yearly ? tr("%1, a year").arg(name) : name, colors[static_cast<std::size_t>(l.category)]);
            g.cells << cell;
            amounts.push_back(l.amountCents);
        }
    }
    g.kept = core::Split::ofAmounts(std::move(amounts));
    return g;
}

void FundingSplit::refresh(const SeriesColours &colours)
{
    fillTargets(colours);
    const bool factory = m_target.startsWith(QLatin1String("factory/"));
    const bool shares = factory && m_classes->current() != costLines;
    setVisible(!m_target.isEmpty());
    m_classes->setVisible(factory);
    m_programmes->setVisible(shares);
    m_amounts->setVisible(!shares);
    if (shares) {
        m_programmeGroup = fundingGroup();
        m_countryShares = countryGroup(colours);
        m_programmes->setGroup(m_programmeGroup.key, m_programmeGroup.members, m_programmeGroup.kept);
        m_countries->setGroup(m_countryShares.key, m_countryShares.members, m_countryShares.kept);
    } else {
        m_amountGroup = factory ? costLineGroup() : envelopeGroup();
        m_amounts->setGroup(m_amountGroup.key, m_amountGroup.members, m_amountGroup.kept);
    }
    const bool countries = shares && !m_countryShares.members.isEmpty();
    m_countriesTitle->setVisible(countries);
    m_countries->setVisible(countries);
    const bool nothing = !shares && m_amountGroup.members.isEmpty();
    m_amounts->setVisible(!shares && !nothing);
    m_help->setText(shares    ? tr("A change is shared among the unlocked rows in proportion, so the sum stays 100.")
                    : nothing ? tr("The factory has no cost lines yet. Add them on the page Factories.")
                    : factory ? tr("€ million. Type another total: it is spread over the unlocked lines in proportion, to the cent.")
                              : tr("€ million. Type another total: it is spread over the unlocked years in proportion, to the cent. A year without an envelope has no ceiling until it gets an amount."));
    refreshEffect();
    updateGeometry();
}

// What the preview changes for those who pay: the programme's commitments, or what a country pays.
void FundingSplit::refreshEffect()
{
    QStringList words;
    // Only of what is being split here; adding up all lines of a large plan for somebody else's preview would cost a frame.
    if (m_workspace.isPreviewing() && (m_programmes->isEditing() || m_countries->isEditing() || m_amounts->isEditing())) {
        const engine::Projection &now = *m_workspace.projection();
        const engine::Projection &kept = *m_workspace.keptProjection();
        QVector<QPair<double, QString>> changes;
        const auto add = [&](const QString &name, core::Cents after, core::Cents before) {
            if (after != before) {
                const double change = static_cast<double>(after - before) / 100;
                changes << qMakePair(-std::fabs(change), tr("%1 pays %2, %3").arg(name, format::eur(static_cast<double>(after) / 100), format::signedEur(change)));
            }
        };
        const auto paidBy = [](const engine::Projection &p, int programme, int country) {
            if (country < 0) {
                const auto months = p.totals.paidOf(programme);
                return std::accumulate(months.begin(), months.end(), core::Cents{0});
            }
            return engine::moneyTotal(p, engine::Money::Paid, [country](const engine::FactoryResult &, const engine::Line &l) { return l.country == country; });
        };
        for (int i = 0; i < now.programmeCount(); ++i) {
            add(sentences::programmeName(now.plan, i), paidBy(now, i, -1), paidBy(kept, i, -1));
        }
        for (const SplitMember &m : m_countryShares.members) {
            const int country = partyOf(now.plan, m.id);
            add(m.name, paidBy(now, -1, country), paidBy(kept, -1, country));
        }
        std::sort(changes.begin(), changes.end());
        for (qsizetype i = 0; i < std::min<qsizetype>(4, changes.size()); ++i) {
            words << changes[i].second;
        }
    }
    m_effect->setText(words.join(QLatin1Char('\n')));
    m_effect->setVisible(!words.isEmpty());
}

} // namespace ui
