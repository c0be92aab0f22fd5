// SPDX-License-Identifier: GPL-3.0-or-later
#include "plandocument.h"

#include "fingerprint.h"

#include <algorithm>

namespace document {

core::Result<std::unique_ptr<PlanDocument>> PlanDocument::open(const QString &path, store::Signature signature, const store::FileOptions &options)
{
    auto file = store::PlanFile::open(path.toStdString(), options);
    if (!file) {
        return file.error();
    }
    return std::unique_ptr<PlanDocument>(new PlanDocument(std::move(*file), std::move(signature)));
}

PlanDocument::PlanDocument(std::unique_ptr<store::PlanFile> file, store::Signature signature)
    : m_file(std::move(file)), m_signature(std::move(signature)), m_plan(std::make_shared<const core::Plan>(m_file->planAsRead()))
{
}

PlanDocument::~PlanDocument() = default;

QString PlanDocument::path() const
{
    return QString::fromStdString(m_file->path());
}

bool PlanDocument::isReadOnly() const
{
    return m_file->isReadOnly();
}

QString PlanDocument::fingerprint() const
{
    return document::fingerprint(*m_plan);
}

core::Status PlanDocument::perform(const core::Edit &edit)
{
    const auto after = core::applied(*m_plan, edit);
    if (!after) {
        return after.error();
    }
    return finish(m_file->perform(edit, m_signature));
}

core::Status PlanDocument::undo()
{
    return finish(m_file->undo(m_signature));
}

core::Status PlanDocument::redo()
{
    return finish(m_file->redo(m_signature));
}

core::Status PlanDocument::checkpoint(const QString &name)
{
    return finish(m_file->note(name.toStdString(), m_signature));
}

core::Status PlanDocument::backTo(qint64 seq)
{
    const auto &rows = history();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const store::HistoryRow &r) { return r.seq == seq; });
    if (row == rows.end()) {
        return core::Error{tr("There is no step %1 in the history.").arg(seq).toStdString()};
    }
    return finish(m_file->backTo(seq, tr("Back to: %1").arg(QString::fromStdString(row->label)).toStdString(), m_signature));
}

core::Status PlanDocument::finish(store::PlanFile::Outcome<store::Written> outcome)
{
    if (const auto *failure = std::get_if<store::PlanFile::Failure>(&outcome)) {
        const core::Error error = failure->error;
        if (failure->changedOutside) {
            reload(QString::fromStdString(error.message));
        }
        return error;
    }
    const store::Written &written = std::get<store::Written>(outcome);
    if (written.rows.empty()) {
        return core::Done{};
    }
    // Edits, undo and redo all come this way: the plan in memory follows what SQLite recorded, nothing else.
    core::Plan next = *m_plan;
    for (const core::Change &c : written.changes) {
        if (!core::patch(next, c)) {
            reload(tr("The plan was read again from the disk."));
            return core::Done{};
        }
    }
    m_plan = std::make_shared<const core::Plan>(std::move(next));
    ++m_revision;
    if (!written.changes.empty()) {
        Q_EMIT planChanged({written.changes, false});
    }
    Q_EMIT historyChanged();
    return core::Done{};
}

bool PlanDocument::reload(const QString &message)
{
    auto plan = m_file->reload();
    if (!plan) {
        Q_EMIT reloaded(QString::fromStdString(plan.error().message));
        return false;
    }
    m_plan = std::make_shared<const core::Plan>(std::move(*plan));
    ++m_revision;
    Q_EMIT planChanged({{}, true});
    Q_EMIT historyChanged();
    Q_EMIT reloaded(message);
    return true;
}

bool PlanDocument::takeOutsideChanges()
{
    return m_file->changedOutside() && reload(tr("Another program has changed this plan; it was read again."));
}

bool PlanDocument::canUndo() const
{
    return !isReadOnly() && m_file->stacks().undoTarget() != 0;
}

bool PlanDocument::canRedo() const
{
    return !isReadOnly() && m_file->stacks().redoTarget() != 0;
}

namespace {
QString labelOf(const std::vector<store::HistoryRow> &rows, qint64 seq)
{
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const store::HistoryRow &r) { return r.seq == seq; });
    return row == rows.end() ? QString() : QString::fromStdString(row->label);
}
} // namespace

QString PlanDocument::undoLabel() const
{
    return labelOf(history(), m_file->stacks().undoTarget());
}

QString PlanDocument::redoLabel() const
{
    return labelOf(history(), m_file->stacks().redoTarget());
}

const std::vector<store::HistoryRow> &PlanDocument::history() const
{
    return m_file->history();
}

core::Result<std::vector<core::Change>> PlanDocument::changesOfRow(qint64 seq)
{
    return m_file->changesOfRow(seq);
}

core::Status PlanDocument::saveCopyAs(const QString &path) const
{
    return m_file->saveCopy(path.toStdString());
}

} // namespace document
