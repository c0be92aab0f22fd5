// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planedits.h"
#include "workspace.h"

#include <QObject>

namespace ui {

// What a planner does with factories and what belongs to them as a whole: each is one edit with a name of its own. Says what happened beyond what
// is seen, such as what is made in the baseline too. The row that was made; empty: none, and why was said.
class FactoryActions : public QObject
{
    Q_OBJECT

public:
    explicit FactoryActions(document::Workspace &workspace, QObject *parent = nullptr);

    std::string addFactory(const core::NewFactory &factory);
    std::string addSystem(const std::string &factory);
    std::string addCostLine(const std::string &factory);
    std::string addParticipant(const std::string &factory, const std::string &country);
    std::string addPayer(const std::string &factory, const std::string &costClass, const std::string &programme);
    std::string duplicate(const std::string &entity, const std::string &row);
    bool remove(const std::string &entity, const std::string &row);
    bool setIncluded(const std::string &entity, const std::string &row, bool on);

    QString removalWords(const std::string &entity, const std::string &row) const; // "with 1 system and 6 participants"; empty: nothing goes with it
    // Codes and names of the countries that a factory could stand in or that could join it: the plan's, and those of the shipped data.
    QVector<QPair<QString, QString>> countries() const;

Q_SIGNALS:
    void noted(const QString &words);
    void failed(const QString &words);

private:
    std::string perform(const core::Result<core::Addition> &addition);
    bool perform(const core::Edit &edit);
    const core::Plan &plan() const { return m_workspace.keptProjection()->plan; }
    std::string scenario() const { return m_workspace.scenario().toStdString(); }
    QString freeName(const std::string &entity, const QString &wanted) const;

    document::Workspace &m_workspace;
};

} // namespace ui
