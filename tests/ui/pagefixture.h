// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "baseline.h"
#include "page.h"
#include "theme.h"

#include <QApplication>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

// One page over a plan of its own, shown as in the window, for tests with real key and mouse events.
template<typename PageType>
class PageFixture
{
public:
    // `more` is what the page's constructor takes beside the workspace.
    template<typename... More>
    explicit PageFixture(bool example = true, QSize size = QSize(1264, 800), const More &...more)
    {
        const QString path = m_folder.filePath(QStringLiteral("plan.aifplan"));
        const auto made = document::createPlanFile(path, example, store::systemSignature("tester"));
        if (!made) {
            qFatal("%s", made.error().message.c_str());
        }
        open(path, size, more...);
    }

    // Pictures to look at, where AIFP_PICTURES names a folder: one of the end of each test.
    ~PageFixture()
    {
        const QString folder = qEnvironmentVariable("AIFP_PICTURES");
        if (!folder.isEmpty()) {
            QTest::qWait(50);
            const QString tag = QString::fromLatin1(QTest::currentDataTag());
            m_page->grab().save(folder + QLatin1Char('/') + QString::fromLatin1(QTest::currentTestFunction()) + (tag.isEmpty() ? QString() : QLatin1Char('-') + tag) + QStringLiteral(".png"));
        }
    }

    document::PlanDocument &document() { return *m_document; }
    document::Workspace &workspace() { return *m_workspace; }
    PageType &page() { return *m_page; }
    template<typename Widget>
    Widget *find(const QString &accessibleName)
    {
        for (Widget *w : m_page->template findChildren<Widget *>()) {
            if (w->accessibleName() == accessibleName) {
                return w;
            }
        }
        return nullptr;
    }
    // What the page says beside its title.
    QString lead() const { return m_page->template findChild<QLabel *>(QStringLiteral("lead"))->text(); }
    qsizetype edits() const { return static_cast<qsizetype>(m_document->history().size()); }

private:
    template<typename... More>
    void open(const QString &path, QSize size, const More &...more)
    {
        auto opened = document::PlanDocument::open(path, store::systemSignature("tester"));
        if (!opened) {
            qFatal("%s", opened.error().message.c_str());
        }
        m_document = std::move(*opened);
        m_workspace = std::make_unique<document::Workspace>(*m_document);
        m_page = std::make_unique<PageType>(*m_workspace, more...);
        m_page->resize(size);
        m_page->show();
        m_page->activateWindow();
        if (!QTest::qWaitForWindowActive(m_page.get())) {
            qFatal("The page was not shown.");
        }
    }

    QTemporaryDir m_folder;
    std::unique_ptr<document::PlanDocument> m_document;
    std::unique_ptr<document::Workspace> m_workspace;
    std::unique_ptr<PageType> m_page;
};
