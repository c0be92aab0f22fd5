// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit.h"
#include "planfile.h"

#include <QObject>
#include <QString>

#include <memory>

namespace document {

// What one change did to the plan. `whole`: read anew, anything may differ.
struct Delta
{
    std::vector<core::Change> changes;
    bool whole = false;
};

// An open plan and the one door for changes. Each change is on disk when the call returns; nothing is asked on closing.
// Belongs to the thread that made it; other threads get plan().
class PlanDocument : public QObject
{
    Q_OBJECT

public:
    static core::Result<std::unique_ptr<PlanDocument>> open(const QString &path, store::Signature signature, const store::FileOptions &options = {});
    ~PlanDocument() override;

    std::shared_ptr<const core::Plan> plan() const { return m_plan; }
    qint64 revision() const { return m_revision; } // grows with every change
    QString path() const;
    bool isReadOnly() const;
    QString fingerprint() const;

    // One step of work: validated, one transaction, one history row. An edit that changes nothing leaves no row.
    core::Status perform(const core::Edit &edit);
    core::Status undo();
    core::Status redo();
    bool canUndo() const;
    bool canRedo() const;
    QString undoLabel() const; // what undo would take back; empty: nothing
    QString redoLabel() const;
    core::Status checkpoint(const QString &name);
    core::Status backTo(qint64 seq);
    const std::vector<store::HistoryRow> &history() const;
    core::Result<std::vector<core::Change>> changesOfRow(qint64 seq);

    core::Status saveCopyAs(const QString &path) const;
    // Reads anew if another program has written; true if so.
    bool takeOutsideChanges();

Q_SIGNALS:
    void planChanged(const document::Delta &delta);
    void historyChanged();
    // Another program has changed the file; it was read again. The message says so.
    void reloaded(const QString &message);

private:
    PlanDocument(std::unique_ptr<store::PlanFile> file, store::Signature signature);
    core::Status finish(store::PlanFile::Outcome<store::Written> outcome);
    bool reload(const QString &message);

    std::unique_ptr<store::PlanFile> m_file;
    store::Signature m_signature;
    std::shared_ptr<const core::Plan> m_plan;
    qint64 m_revision = 1;
};

} // namespace document
