// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "difference.h"
#include "workspace.h"

#include <QStringList>

#include <atomic>
#include <map>

namespace document {

// Several scenarios of a plan as kept, side by side, and the way from one to another override by override. A small plan is answered at once; a
// large one beside the window, and then only the newest question counts. Belongs to the window's thread.
class ScenarioSet : public QObject
{
    Q_OBJECT

public:
    struct Question
    {
        QStringList scenarios; // to be projected; '' is the baseline
        QString from, to;      // among them: the way to be walked

        bool operator==(const Question &) const = default;
    };
    struct Answer
    {
        Question question;
        qint64 revision = 0; // of the document
        std::map<QString, ProjectionPtr> projections;
        std::vector<engine::DifferencePart> steps;
    };

    explicit ScenarioSet(PlanDocument &document, QObject *parent = nullptr);
    ~ScenarioSet() override;

    // Asks anew where the question or the plan has changed since.
    void ask(const Question &question);
    const Answer &answer() const { return m_answer; } // may be of a moment ago while isBusy()
    bool isBusy() const { return m_watcher.isRunning(); }

Q_SIGNALS:
    void answered();

private:
    void start();

    PlanDocument &m_document;
    Question m_question;
    qint64 m_asked = 0;
    Answer m_answer;
    std::shared_ptr<std::atomic<bool>> m_stop;
    QFutureWatcher<std::optional<Answer>> m_watcher;
};

} // namespace document
