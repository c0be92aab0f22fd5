// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class ElidingLabel;
class NumberField;

// How the simulation is made and how exact it is: draws and seed, which the plan holds, the error that is left, and a way to stop.
class SimulationStrip : public QWidget
{
    Q_OBJECT

public:
    explicit SimulationStrip(document::Workspace &workspace, QWidget *parent = nullptr);
    void refresh();
    bool focusField(const std::string &field); // of the plan's settings

Q_SIGNALS:
    void refused(const QString &reason);

private:
    NumberField *addField(const QString &name, const char *field, int width);
    void set(const char *field, const QVariant &value);
    void newSeed();
    void toggle();
    void refreshState();

    document::Workspace &m_workspace;
    NumberField *m_draws, *m_seed;
    QPushButton *m_newSeed, *m_stop;
    ElidingLabel *m_words;
};

} // namespace ui
