// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "baseline.h"
#include "datatable.h"
#include "entitytable.h"
#include "pastepreview.h"
#include "surroundings.h"
#include "theme.h"
#include "workspace.h"

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

// A table of the shipped plan in a window of its own, with a button after it. A test calls begin() once, make() before each of its cases and close() after it.
class DataTableTest : public QObject
{
protected:
    void begin()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
        m_theme = std::make_unique<ui::Theme>();
    }
    void make()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath("settings.ini"), QSettings::IniFormat);
        QVERIFY(document::createPlanFile(m_folder->filePath("plan.aifplan"), true, store::systemSignature("tester")));
        open();
    }
    void close()
    {
        m_window.reset();
        m_workspace.reset();
        m_document.reset();
    }
    void open(bool readOnly = false);
    void refresh() { m_table->setSpec(items::entityTable(*m_workspace, *core::entity(m_entity))); }
    void show(const char *entity);
    void select(const QString &row, const QString &column, int height = 1, int width = 1);
    QModelIndex at(const QString &row, const QString &column) { return m_table->tableModel()->index(m_table->tableModel()->rowOf(row), m_table->tableModel()->columnOf(column)); }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(focused(), static_cast<Qt::Key>(key), modifiers); }
    QWidget *focused() { return QApplication::focusWidget() ? QApplication::focusWidget() : m_table; }
    void type(const QString &text)
    {
        for (const QChar c : text) {
            QTest::keyClicks(focused(), c); // the first one opens the editor, which gets the rest
        }
    }
    core::Value value(const char *cell) { return core::valueAt(*m_document->plan(), *core::parseCell(cell)); }
    int steps() { return static_cast<int>(m_document->history().size()); }
    ui::PastePreview *preview() { return m_window->findChild<ui::PastePreview *>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<document::PlanDocument> m_document;
    std::unique_ptr<document::Workspace> m_workspace;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<QSettings> m_settings;
    ui::DataTable *m_table = nullptr;
    const char *m_entity = "accelerator";
};

inline void DataTableTest::open(bool readOnly)
{
    close();
    QFile file(m_folder->filePath("plan.aifplan"));
    file.setPermissions(readOnly ? QFileDevice::ReadOwner : QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    store::FileOptions options;
    options.durable = false;
    auto opened = document::PlanDocument::open(file.fileName(), store::systemSignature("tester"), options);
    QVERIFY(opened);
    m_document = std::move(*opened);
    m_workspace = std::make_unique<document::Workspace>(*m_document);
    m_window = std::make_unique<QWidget>();
    ui::setWorkspaceAround(m_window.get(), m_workspace.get());
    ui::setSettingsAround(m_window.get(), m_settings.get());
    auto *layout = new QVBoxLayout(m_window.get());
    m_table = new ui::DataTable("Accelerators", m_window.get());
    layout->addWidget(m_table);
    auto *after = new QPushButton("After", m_window.get());
    layout->addWidget(after);
    connect(m_workspace.get(), &document::Workspace::projectionChanged, m_table, [this] { refresh(); });
    show("accelerator");
    m_window->resize(1200, 700);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_table->setFocus();
}

inline void DataTableTest::show(const char *entity)
{
    m_entity = entity;
    refresh();
}

inline void DataTableTest::select(const QString &row, const QString &column, int height, int width)
{
    const QModelIndex first = at(row, column);
    QVERIFY(first.isValid());
    m_table->scrollTo(first);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(first).center());
    if (height > 1 || width > 1) {
        const QModelIndex last = first.sibling(first.row() + height - 1, first.column() + width - 1);
        m_table->scrollTo(last);
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, Qt::ShiftModifier, m_table->visualRect(last).center());
    }
}
