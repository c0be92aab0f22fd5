// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planfile.h"

#include <sqlite3.h>

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

// What the tests of the plan file share.
namespace storetest {

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

// A folder with its files' names, bytes and times: two of them compare equal where nothing was touched.
struct FolderState
{
    QStringList names;
    QList<QByteArray> contents;
    QList<QDateTime> times;
    bool operator==(const FolderState &) const = default;
};

inline FolderState stateOf(const QString &folder)
{
    FolderState state;
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name)) {
        state.names << info.fileName();
        state.contents << bytesOf(info.filePath());
        state.times << info.lastModified();
    }
    return state;
}

inline bool run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

// What a program of format 1 left: a note and an edit with its changeset.
inline bool addOlderHistory(const QString &path)
{
    sqlite3 *db = nullptr;
    sqlite3_session *session = nullptr;
    sqlite3_stmt *row = nullptr;
    int size = 0;
    void *changeset = nullptr;
    const bool done = sqlite3_open(path.toUtf8().constData(), &db) == SQLITE_OK
        && run(db, "INSERT INTO history VALUES (1, 'uid-1', 'note', NULL, '2025-03-01T00:00:00Z', 'colleague', 'New plan', NULL)")
        && sqlite3session_create(db, "main", &session) == SQLITE_OK && sqlite3session_attach(session, "plan") == SQLITE_OK
        && run(db, "UPDATE plan SET title = 'As it was'") && sqlite3session_changeset(session, &size, &changeset) == SQLITE_OK
        && sqlite3_prepare_v2(db, "INSERT INTO history VALUES (2, 'uid-2', 'edit', NULL, '2025-03-02T00:00:00Z', 'colleague', 'Title', ?)", -1, &row, nullptr) == SQLITE_OK
        && sqlite3_bind_blob(row, 1, changeset, size, SQLITE_TRANSIENT) == SQLITE_OK && sqlite3_step(row) == SQLITE_DONE;
    sqlite3_finalize(row);
    sqlite3_free(changeset);
    sqlite3session_delete(session);
    return sqlite3_close(db) == SQLITE_OK && done;
}

// A copy of a plan of format 1 with some history, last changed long ago.
inline QString olderFile(const QTemporaryDir &folder, const QString &name = QStringLiteral("older.aifplan"))
{
    const QString path = folder.filePath(name);
    QFile::copy(QStringLiteral(AIFP_TEST_DATA "/cases/baseline/plan.aifplan"), path);
    QFile file(path);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (addOlderHistory(path) && file.open(QIODevice::ReadWrite)) {
        file.setFileTime(QDateTime(QDate(2025, 3, 4), QTime(5, 6, 7), Qt::UTC), QFileDevice::FileModificationTime);
    }
    return path;
}

inline std::unique_ptr<store::PlanFile> opened(const QString &path, const store::FileOptions &options = {})
{
    auto file = store::PlanFile::open(path.toStdString(), options);
    if (!file) {
        QTest::qFail(file.error().message.c_str(), __FILE__, __LINE__);
        return nullptr;
    }
    return std::move(*file);
}

inline QString messageOf(const store::PlanFile::Outcome<store::Written> &outcome)
{
    const auto *failure = std::get_if<store::PlanFile::Failure>(&outcome);
    return failure ? QString::fromStdString(failure->error.message) : QString();
}

} // namespace storetest
