// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartcard.h"
#include "cellform.h"
#include "datatable.h"
#include "factoriespage.h"
#include "factorycharts.h"
#include "factoryformcard.h"
#include "factorysharescard.h"
#include "fieldrow.h"
#include "format.h"
#include "windowtest.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

// The Factories page in its window, with what its tests look for and do in it.
class FactoriesTest : public WindowTest
{
protected:
    using DataTable = ui::DataTable;
    using FieldRow = ui::FieldRow;

    // Blanks that do not break are blanks to whoever reads a test.
    static QString plain(QString text) { return text.replace(QChar(0xA0), QLatin1Char(' ')).replace(QChar(0x202F), QLatin1Char(' ')); }
    ui::FactoriesPage *page() { return m_page; }
    DataTable *table() { return m_page->findChildren<DataTable *>().first(); }
    ui::FactoryFormCard *form() { return m_page->findChild<ui::FactoryFormCard *>(); }
    ui::FactorySharesCard *shares() { return m_page->findChild<ui::FactorySharesCard *>(); }
    QList<ui::ChartView *> charts() { return m_page->findChildren<ui::ChartView *>(); }
    FieldRow *row(const core::Cell &cell) { return form()->form()->rowOf(cell); }
    QLineEdit *edit(const core::Cell &cell) { return row(cell)->field()->findChild<QLineEdit *>(); }
    void type(QLineEdit *edit, const QString &text);
    QString words(QWidget *of); // all visible labels
    QAbstractButton *button(QWidget *in, const QString &text);
    void trigger(QToolButton *menuButton, const QString &startsWith); // an entry of its menu
    void chooseFromNextMenu(const QString &text); // picks an entry of the list that opens next, by key
    FieldRow *focused();
    void checkAgainstEngine(); // table, participants and both charts against a projection computed here, from the file's plan
    void openPage();

    ui::FactoriesPage *m_page = nullptr;
    const core::Cell m_count{"system", "it4lia-ai", "accelerators"};
    const core::Cell m_utilisation{"system", "lumi-ai", "utilisation"};
};

inline void FactoriesTest::openPage()
{
    m_page = nullptr;
    for (int i = 0; i < view().pages().size(); ++i) {
        if (view().pages()[i].id == QLatin1String("factories")) {
            view().showPage(i);
            m_page = qobject_cast<ui::FactoriesPage *>(view().page(i));
        }
    }
    QVERIFY(m_page);
    QTRY_VERIFY(m_page->isVisible());
}

inline void FactoriesTest::type(QLineEdit *edit, const QString &text)
{
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

inline QString FactoriesTest::words(QWidget *of)
{
    QStringList out;
    for (const QLabel *l : of->findChildren<QLabel *>()) {
        if (l->isVisible()) {
            out << l->text();
        }
    }
    return plain(out.join(QLatin1Char('|')));
}

inline QAbstractButton *FactoriesTest::button(QWidget *in, const QString &text)
{
    for (QAbstractButton *b : in->findChildren<QAbstractButton *>()) {
        if (b->isVisible() && (b->text() == text || b->accessibleName() == text)) {
            return b;
        }
    }
    return nullptr;
}

inline void FactoriesTest::trigger(QToolButton *menuButton, const QString &startsWith)
{
    QMenu *menu = menuButton->menu();
    QMetaObject::invokeMethod(menu, "aboutToShow");
    for (QAction *a : menu->actions()) {
        if (plain(a->text()).startsWith(startsWith)) {
            a->trigger();
            return;
        }
    }
    QFAIL(qPrintable(startsWith));
}

inline void FactoriesTest::chooseFromNextMenu(const QString &text)
{
    QTimer::singleShot(50, this, [text] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction *a : menu->actions()) {
            if (a->text() == text) {
                menu->setActiveAction(a);
                QTest::keyClick(menu, Qt::Key_Return);
                return;
            }
        }
        menu->close();
        QFAIL(qPrintable(text));
    });
}

inline ui::FieldRow *FactoriesTest::focused()
{
    for (QWidget *w = QApplication::focusWidget(); w; w = w->parentWidget()) {
        if (auto *r = qobject_cast<FieldRow *>(w)) {
            return r;
        }
    }
    return nullptr;
}

inline void FactoriesTest::checkAgainstEngine()
{
    const auto resolved = core::resolve(*workspace().document().plan(), workspace().scenario().toStdString());
    QVERIFY(resolved);
    const engine::Projection p = engine::project(*resolved);
    const items::TableSpec &spec = table()->spec();
    const auto column = [&](const char *id) {
        for (int c = 0; c < spec.columns.size(); ++c) {
            if (spec.columns[c].id == QLatin1String(id)) {
                return c;
            }
        }
        return -1;
    };
    int rows = 0;
    for (std::size_t i = 0; i < p.factories.size(); ++i) {
        const auto &f = p.factories[i];
        if (!f) {
            continue;
        }
        ++rows;
        const QString id = QString::fromStdString(p.plan.factories[i].id);
        const auto it = std::find_if(spec.rows.begin(), spec.rows.end(), [&](const items::TableRow &r) { return r.id == id; });
        QVERIFY2(it != spec.rows.end(), qPrintable(id));
        QCOMPARE(it->cells[column("paid")].text, ui::format::eurMillions(static_cast<double>(f->paidCents) / 100));
        QCOMPARE(it->cells[column("hours")].text, ui::format::hoursMillions(engine::flowsOf(*f, p.calendar, 0, p.calendar.months()).deliveredHours));
    }
    const engine::Summary all = engine::summaryOf(p);
    const items::TableRow &total = spec.rows.last();
    QVERIFY(total.total);
    QVERIFY(total.cells[0].text.startsWith(QString::number(rows)));
    QCOMPARE(total.cells[column("paid")].text, ui::format::eurMillions(static_cast<double>(all.paidCents) / 100));
    QCOMPARE(total.cells[column("hours")].text, ui::format::hoursMillions(all.deliveredHours));
    const engine::FactoryResult *f = ui::factoryResult(p, page()->factory().toStdString());
    QVERIFY(f);
    const ui::ChartSpec &hours = charts()[0]->spec();
    const ui::ChartSpec &money = charts()[1]->spec();
    double paid = 0;
    for (int y = 0; y < p.calendar.years(); ++y) {
        const double expected = engine::flowsOf(*f, p.calendar, p.calendar.begin(engine::Period::Year, y), p.calendar.end(engine::Period::Year, y)).deliveredHours / 1e6;
        QVERIFY(std::abs(ui::totalAt(hours, y) - expected) < 1e-9);
        paid += ui::totalAt(money, y);
    }
    QVERIFY(std::abs(paid - static_cast<double>(f->paidCents) / 1e8) < 1e-6);
}
