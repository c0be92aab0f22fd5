// SPDX-License-Identifier: GPL-3.0-or-later
#include "factoryactions.h"

#include "baseline.h"
#include "editwords.h"
#include "findingsentences.h"

#include <algorithm>

namespace ui {

namespace {

// The data that ships with the program: countries, accelerators and milestones for a plan that has none yet. Read once.
const core::Plan &catalogue()
{
    static const core::Plan plan = [] {
        auto shipped = document::shippedPlan();
        return shipped ? std::move(*shipped) : core::Plan();
    }();
    return plan;
}

} // namespace

FactoryActions::FactoryActions(document::Workspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace) {}

bool FactoryActions::perform(const core::Edit &edit)
{
    m_workspace.clearPreview();
    const core::Status done = m_workspace.document().perform(edit);
    if (!done) {
        Q_EMIT failed(QString::fromStdString(done.error().message));
    }
    return done.ok();
}

std::string FactoryActions::perform(const core::Result<core::Addition> &addition)
{
    if (!addition) {
        Q_EMIT failed(QString::fromStdString(addition.error().message));
        return {};
    }
    return perform(addition->edit) ? addition->row : std::string();
}

QString FactoryActions::freeName(const std::string &entity, const QString &wanted) const
{
    const core::EntityInfo &info = *core::entity(entity);
    const core::FieldInfo &name = *info.field("name");
    const auto taken = [&](const QString &text) {
        const std::string plain = text.toStdString();
        for (std::size_t i = 0; i < info.size(plan()); ++i) {
            if (core::toPlainText(name.get(info.rowAt(plan(), i))) == plain) {
                return true;
            }
        }
        return false;
    };
    QString out = wanted;
    for (int n = 2; taken(out); ++n) {
        out = QStringLiteral("%1 %2").arg(wanted).arg(n);
    }
    return out;
}

std::string FactoryActions::addFactory(const core::NewFactory &factory)
{
    const auto whole = m_workspace.document().plan();
    return perform(core::addFactory(*whole, scenario(), tr("Add factory %1").arg(QString::fromStdString(factory.name)).toStdString(), factory, catalogue()));
}

std::string FactoryActions::addSystem(const std::string &factory)
{
    const core::Factory *f = plan().factories.find(factory);
    if (!f) {
        return {};
    }
    const QString name = freeName("system", tr("%1 system").arg(QString::fromStdString(f->name)));
    return perform(core::addSystem(*m_workspace.document().plan(), scenario(), tr("Add system %1").arg(name).toStdString(), factory, name.toStdString(), catalogue()));
}

std::string FactoryActions::addCostLine(const std::string &factory)
{
    const QString name = freeName("cost_line", tr("New cost line"));
    const QString label = tr("Add a cost line to %1").arg(sentences::rowName(plan(), "factory", factory));
    const std::string row = perform(core::addCostLine(*m_workspace.document().plan(), label.toStdString(), factory, name.toStdString()));
    if (!row.empty() && !scenario().empty()) {
        Q_EMIT noted(tr("The cost line stands in the baseline too, with an amount of nothing; the amount that you give it here is this scenario’s own."));
    }
    return row;
}

std::string FactoryActions::addParticipant(const std::string &factory, const std::string &country)
{
    const QString label = tr("Add a participant to %1").arg(sentences::rowName(plan(), "factory", factory));
    const std::string row = perform(core::addParticipant(*m_workspace.document().plan(), label.toStdString(), factory, country, catalogue()));
    if (!row.empty() && !scenario().empty()) {
        Q_EMIT noted(tr("The participant stands in the baseline too, with a share of nothing; the share that you give it here is this scenario’s own."));
    }
    return row;
}

std::string FactoryActions::addPayer(const std::string &factory, const std::string &costClass, const std::string &programme)
{
    const QString label = tr("Add a payer to %1").arg(sentences::rowName(plan(), "factory", factory));
    return perform(core::addPayer(label.toStdString(), factory, costClass, programme));
}

std::string FactoryActions::duplicate(const std::string &entity, const std::string &row)
{
    const QString name = freeName(entity, tr("%1 (copy)").arg(QString::fromStdString(core::toPlainText(core::valueAt(plan(), {entity, row, "name"})))));
    return perform(core::duplicate(*m_workspace.document().plan(), scenario(), tr("Duplicate %1").arg(sentences::rowName(plan(), entity, row)).toStdString(), entity, row, name.toStdString()));
}

QString FactoryActions::removalWords(const std::string &entity, const std::string &row) const
{
    const core::Removal removal = core::removeWith(*m_workspace.document().plan(), {}, entity, row);
    QStringList parts;
    for (const auto &[table, count] : removal.alongside) {
        parts << sentences::countOf(table, count);
    }
    return parts.isEmpty() ? QString() : tr("with %1").arg(sentences::joined(parts));
}

bool FactoryActions::remove(const std::string &entity, const std::string &row)
{
    const QString name = sentences::rowName(plan(), entity, row);
    const QString with = removalWords(entity, row);
    const bool everywhere = !m_workspace.document().plan()->scenarios.empty();
    const bool done = perform(core::removeWith(*m_workspace.document().plan(), tr("Remove %1").arg(name).toStdString(), entity, row).edit);
    if (done) {
        const QString what = with.isEmpty() ? tr("%1 is removed").arg(name) : tr("%1 is removed, %2").arg(name, with);
        Q_EMIT noted((everywhere ? tr("%1, from the baseline and every scenario. Undo brings all of it back.") : tr("%1. Undo brings all of it back.")).arg(what));
    }
    return done;
}

bool FactoryActions::setIncluded(const std::string &entity, const std::string &row, bool on)
{
    const core::Cell cell{entity, row, "included"};
    const core::Value value = std::int64_t{on ? 1 : 0};
    const core::Status done = m_workspace.set(cell, value, sentences::editLabel(plan(), cell, value));
    if (!done) {
        Q_EMIT failed(QString::fromStdString(done.error().message));
    }
    return done.ok();
}

QVector<QPair<QString, QString>> FactoryActions::countries() const
{
    QVector<QPair<QString, QString>> out;
    for (const core::Country &c : plan().countries) {
        out << qMakePair(QString::fromStdString(c.id), QString::fromStdString(c.name));
    }
    for (const core::Country &c : catalogue().countries) {
        if (!plan().countries.find(c.id)) {
            out << qMakePair(QString::fromStdString(c.id), QString::fromStdString(c.name));
        }
    }
    std::sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.second.localeAwareCompare(b.second) < 0; });
    return out;
}

} // namespace ui
