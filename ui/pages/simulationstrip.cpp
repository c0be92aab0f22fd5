// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulationstrip.h"

#include "card.h"
#include "editwords.h"
#include "elidinglabel.h"
#include "fields.h"
#include "format.h"
#include "risktables.h"
#include "simulationrunner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <cmath>

namespace ui {

using document::SimulationRunner;

SimulationStrip::SimulationStrip(document::Workspace &workspace, QWidget *parent) : QWidget(parent), m_workspace(workspace)
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    m_draws = addField(tr("Draws"), "simulation_draws", 104);
    m_draws->setStep(10'000);
    m_seed = addField(tr("Seed"), "simulation_seed", 104);
    m_newSeed = new QPushButton(tr("New seed"), this);
    m_newSeed->setToolTip(tr("Draws other numbers: what changes by it is chance, what stays is the plan's"));
    m_stop = new QPushButton(tr("Stop"), this);
    m_stop->setToolTip(tr("Keeps what the draws made so far say"));
    m_stop->setMinimumWidth(72); // its words change
    m_words = new ElidingLabel({}, this);
    m_words->setObjectName(QStringLiteral("convergence"));
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    line->addWidget(m_newSeed);
    line->addWidget(m_stop);
    line->addSpacing(8);
    line->addWidget(m_words, 1);
    connect(m_newSeed, &QPushButton::clicked, this, &SimulationStrip::newSeed);
    connect(m_stop, &QPushButton::clicked, this, &SimulationStrip::toggle);
    SimulationRunner *runner = &workspace.simulation();
    connect(runner, &SimulationRunner::answered, this, &SimulationStrip::refreshState);
    connect(runner, &SimulationRunner::busyChanged, this, &SimulationStrip::refreshState);
    connect(runner, &SimulationRunner::progressed, this, &SimulationStrip::refreshState);
    refresh();
}

NumberField *SimulationStrip::addField(const QString &name, const char *field, int width)
{
    auto *number = new NumberField({}, 0, 1, false, this);
    number->setAccessibleName(name);
    number->edit()->setAccessibleName(name);
    number->setFixedWidth(width);
    auto *label = captionLabel(name, this);
    label->setBuddy(number);
    layout()->addWidget(label);
    layout()->addWidget(number);
    connect(number, &ValueField::committed, this, [this, field](const QVariant &value) { set(field, value); });
    return number;
}

void SimulationStrip::set(const char *field, const QVariant &value)
{
    const core::Cell cell{"plan", "1", field};
    const core::Value v = static_cast<std::int64_t>(std::llround(value.toDouble()));
    const core::Status done = m_workspace.set(cell, v, sentences::editLabel(m_workspace.projection()->plan, cell, v));
    if (!done) {
        Q_EMIT refused(QString::fromStdString(done.error().message));
    }
    refresh();
}

// The next of a sequence that wanders through all numbers, so that no seed comes twice in a row and undo finds the same again.
void SimulationStrip::newSeed()
{
    constexpr quint64 range = 1'000'000;
    const auto seed = static_cast<quint64>(m_workspace.projection()->plan.settings().simulationSeed);
    set("simulation_seed", QVariant(static_cast<double>((seed * 17'001 + 390'877) % range)));
}

void SimulationStrip::toggle()
{
    SimulationRunner &runner = m_workspace.simulation();
    if (runner.isBusy()) {
        runner.stop();
    } else {
        runner.resume();
    }
}

bool SimulationStrip::focusField(const std::string &field)
{
    NumberField *number = field == "simulation_draws" ? m_draws : field == "simulation_seed" ? m_seed : nullptr;
    if (number) {
        number->edit()->setFocus(Qt::OtherFocusReason);
    }
    return number != nullptr;
}

void SimulationStrip::refresh()
{
    const core::PlanSettings &settings = m_workspace.projection()->plan.settings();
    m_draws->setValue(static_cast<double>(settings.simulationDraws));
    m_seed->setValue(static_cast<double>(settings.simulationSeed));
    const bool readOnly = m_workspace.document().isReadOnly();
    m_newSeed->setEnabled(!readOnly);
    refreshState();
}

void SimulationStrip::refreshState()
{
    SimulationRunner &runner = m_workspace.simulation();
    const auto answer = runner.answer();
    const bool less = answer && answer->error.isEmpty() && answer->draws < answer->drawsAsked;
    m_stop->setText(runner.isRefining() || !less ? tr("Stop") : tr("Go on"));
    m_stop->setEnabled(runner.isRefining() || less);
    if (!answer || !answer->error.isEmpty()) {
        m_words->setText(answer ? QString() : tr("Drawing…"));
        return;
    }
    QString words = sentences::convergence(*answer);
    if (runner.isRefining()) {
        words = tr("Refining, %1 of the draws made. %2").arg(format::percent(static_cast<double>(runner.drawsMade()) / static_cast<double>(std::max<std::int64_t>(answer->drawsAsked, 1)), 0), words);
    }
    m_words->setText(words);
    m_words->setToolTip(words);
}

} // namespace ui
