// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "baseline.h"
#include "mainwindow.h"
#include "planview.h"
#include "theme.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

// A window on a plan of its own, for tests with real key and mouse events. A test calls begin() once, open() before each of its cases and close() after it.
class WindowTest : public QObject
{
protected:
    void begin()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
        m_theme = std::make_unique<ui::Theme>();
    }
    // On the shipped plan.
    void open()
    {
        close();
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        ui::WindowServices services;
        services.signature = store::systemSignature("tester");
        services.settings = m_settings.get();
        services.today = [] { return QDate(2026, 11, 24); };
        services.version = QStringLiteral("1");
        m_window = std::make_unique<ui::MainWindow>(services);
        m_window->resize(1440, 900);
        m_path = newPlan(QStringLiteral("plan.aifplan"));
        QVERIFY(m_window->openPlan(m_path));
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void close() { m_window.reset(); }
    QString newPlan(const QString &name, bool example = true)
    {
        const QString path = m_folder->filePath(name);
        const auto made = document::createPlanFile(path, example, store::systemSignature("tester"));
        if (!made) {
            qFatal("%s", made.error().message.c_str());
        }
        return path;
    }
    ui::PlanView &view() { return *m_window->view(); }
    document::Workspace &workspace() { return view().workspace(); }
    qsizetype edits() { return static_cast<qsizetype>(workspace().document().history().size()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::MainWindow> m_window;
    QString m_path;
};
