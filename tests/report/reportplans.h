// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "baseline.h"
#include "planmaker.h"
#include "reportsheet.h"

#include <QStringList>

#include <memory>

using PlanPtr = std::shared_ptr<const core::Plan>;

inline PlanPtr shipped()
{
    return std::make_shared<core::Plan>(*document::shippedPlan());
}

inline PlanPtr emptyPlan()
{
    return std::make_shared<core::Plan>(document::emptyPlan("Nothing yet"));
}

// The shipped plan with one factory left in it.
inline PlanPtr onePlan()
{
    core::Plan plan = *document::shippedPlan();
    for (std::size_t i = 0; i < plan.factories.size(); ++i) {
        plan.factories.edit(i).included = plan.factories[i].id == "mimer";
    }
    return std::make_shared<core::Plan>(plan);
}

// Sixty factories, one of them with twenty participants, names of 120 characters, fifteen years.
inline PlanPtr crowdedPlan(int factories)
{
    core::Plan plan = randomPlan(7, factories, 2, 180);
    const std::string words = "National Centre for Supercomputing and Artificial Intelligence of the Northern and Southern Provinces together in Kajaani";
    const auto longName = [&](std::size_t i) { return (std::to_string(i) + ' ' + words).substr(0, 120); };
    plan.plan.edit(0).title = words + ' ' + words;
    for (int k = 0; k < 20; ++k) {
        const std::string id{static_cast<char>('A' + k), 'Q'};
        core::Country country = plan.countries[0];
        country.id = id;
        country.name = longName(static_cast<std::size_t>(k));
        plan.countries.insert(id, country);
        plan.participations.insert(plan.factories[0].id + '/' + id, {plan.factories[0].id, id, core::ParticipationRole::Partner, 0.05, {}});
    }
    for (std::size_t i = 0; i < plan.factories.size(); ++i) {
        core::Factory &f = plan.factories.edit(i);
        f.name = longName(i);
        f.fullName = words + ' ' + words;
        f.host = std::string(120, 'x');
        f.summary = words;
    }
    for (std::size_t i = 0; i < plan.systems.size(); ++i) {
        plan.systems.edit(i).name = i % 2 ? longName(i) : std::string(120, 'W');
    }
    for (std::size_t i = 0; i < plan.programmes.size(); ++i) {
        plan.programmes.edit(i).name = longName(i);
    }
    plan.uncertainties = document::shippedPlan()->uncertainties;
    core::Uncertainty one = plan.uncertainties[0];
    one.id = "one-system";
    one.row = plan.systems[0].id;
    plan.uncertainties.insert(one.id, one);
    plan.scenarios.insert("s", {"s", words, {}, words});
    core::Override change{"s", "factory", plan.factories[1].id, "pue", 2.0};
    plan.overrides.insert("s/factory/" + plan.factories[1].id + "/pue", change);
    return std::make_shared<core::Plan>(plan);
}

// Every text on its page, within the margins of body and furniture, no two texts on each other; every link and outline entry leads somewhere.
inline QStringList layoutFaults(const ui::ReportCanvas &canvas)
{
    using ui::ReportCanvas;
    using ui::ReportSheet;
    QStringList faults;
    const bool slides = canvas.pageSize().width() > canvas.pageSize().height();
    for (std::size_t p = 0; p < canvas.pages().size(); ++p) {
        const bool body = canvas.pages()[p].body;
        std::vector<const ReportCanvas::Mark *> texts;
        for (const ReportCanvas::Mark &m : canvas.pages()[p].marks) {
            if (m.kind != ReportCanvas::Kind::Text) {
                continue;
            }
            const QString where = QStringLiteral("page %1: %2 at %3, %4").arg(p + 1).arg(m.text).arg(m.box.left()).arg(m.box.top());
            if (m.type.points < (slides ? 15.9 : 5)) {
                faults << QStringLiteral("too small on ") + where;
            }
            const bool outside = m.box.left() < 0 || m.box.right() > canvas.pageSize().width() || m.box.top() < 0 || m.box.bottom() > canvas.pageSize().height();
            const bool inMargin = body && (m.box.left() < ReportSheet::left - 0.1 || m.box.right() > ReportSheet::right + 0.3);
            const bool inFurniture = body && m.node >= 0 && (m.box.top() < ReportSheet::top - 1 || m.box.bottom() > ReportSheet::bottom + 1);
            const bool inSlideMargin = slides && (m.box.left() < 4 || m.box.right() > canvas.pageSize().width() - 17.7);
            if (outside || inMargin || inFurniture || inSlideMargin) {
                faults << QStringLiteral("out of place on ") + where;
            }
            texts.push_back(&m);
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const double k = std::max(1.0, texts[i]->type.points / 9);
            const QRectF a = texts[i]->box.adjusted(0.15, 0.7 * k, -0.15, -0.9 * k);
            for (std::size_t j = i + 1; j < texts.size(); ++j) {
                const double l = std::max(1.0, texts[j]->type.points / 9);
                if (a.intersects(texts[j]->box.adjusted(0.15, 0.7 * l, -0.15, -0.9 * l))) {
                    faults << QStringLiteral("page %1: “%2” stands on “%3”").arg(p + 1).arg(texts[i]->text, texts[j]->text);
                }
            }
        }
    }
    QStringList names;
    for (const auto &d : canvas.destinations()) {
        names << d.name;
    }
    for (const auto &link : canvas.links()) {
        if (!names.contains(link.target) && !link.target.contains(QLatin1String("://"))) {
            faults << QStringLiteral("a link to nowhere: ") + link.target;
        }
    }
    for (const auto &entry : canvas.outlineEntries()) {
        if (!names.contains(entry.destination)) {
            faults << QStringLiteral("an outline entry that leads nowhere: ") + entry.destination;
        }
    }
    return faults;
}
