// SPDX-License-Identifier: GPL-3.0-or-later
// How a window finds things by name, explains figures and helps.
#include "commandpalette.h"
#include "explaindock.h"
#include "mainwindow.h"
#include "pagehelp.h"
#include "planview.h"
#include "presentation.h"
#include "recentplans.h"
#include "riskwords.h"
#include "shortcuts.h"
#include "tablemodel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

namespace {

// The figure at which a person is: that of the focused tile, or of the current cell of the focused table.
QString focusedFigure()
{
    QWidget *focused = QApplication::focusWidget();
    for (QWidget *w = focused; w; w = w->parentWidget()) {
        const QString figure = w->property("figure").toString();
        if (!figure.isEmpty()) {
            return figure;
        }
        if (const auto *table = qobject_cast<QAbstractItemView *>(w)) {
            return table->currentIndex().data(items::FigureRole).toString();
        }
    }
    return {};
}

void showText(QWidget *parent, const QString &title, const QString &html)
{
    QDialog dialog(parent);
    dialog.setWindowTitle(title);
    auto *layout = new QVBoxLayout(&dialog);
    auto *words = new QLabel(html, &dialog);
    words->setWordWrap(true);
    words->setMinimumWidth(440);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *scroll = new QScrollArea(&dialog);
    scroll->setWidget(words);
    scroll->setWidgetResizable(true);
    scroll->setObjectName(QStringLiteral("reading"));
    scroll->setAccessibleName(title);
    scroll->setMinimumSize(480, std::min(560, words->heightForWidth(440) + 24));
    layout->addWidget(scroll);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, &dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    layout->addWidget(buttons);
    dialog.exec();
}

} // namespace

void MainWindow::explainFigure(const QString &figure)
{
    m_explain->show();
    m_explain->raise();
    m_explain->explain(figure);
}

void MainWindow::explainFocused()
{
    if (!m_view) {
        return;
    }
    const QString figure = focusedFigure();
    if (!figure.isEmpty()) {
        explainFigure(figure);
    } else if (m_explain->isVisible()) {
        m_explain->hide();
    } else {
        m_explain->show();
        m_explain->raise();
    }
}

void MainWindow::showSearch()
{
    if (!m_view) {
        return;
    }
    auto *palette = new CommandPalette(searchEntries(), this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->move(mapToGlobal(QPoint((width() - palette->width()) / 2, 88)));
    palette->show();
}

void MainWindow::present()
{
    if (m_view) {
        // A child of the view: it ends with the plan that it shows.
        auto *presentation = new Presentation(m_view->workspace(), m_services.today(), m_view);
        presentation->setAttribute(Qt::WA_DeleteOnClose);
        presentation->showFullScreen();
        presentation->setFocus();
    }
}

QVector<PaletteEntry> MainWindow::searchEntries()
{
    QVector<PaletteEntry> entries;
    const QVector<PageEntry> &pages = m_view->pages();
    for (int i = 0; i < pages.size(); ++i) {
        entries << PaletteEntry{pages[i].name, tr("Page"), i < 10 ? tr("Ctrl+%1").arg((i + 1) % 10) : QString(), [this, i] { m_view->showPage(i); }};
    }
    for (QAction *action : menuActions(this)) {
        if (action->isEnabled() && !action->text().isEmpty()) {
            entries << PaletteEntry{plainActionText(action), tr("Command"), action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }};
        }
    }
    for (const QString &path : RecentPlans(*m_services.settings).paths()) {
        entries << PaletteEntry{tr("Open %1").arg(QFileInfo(path).fileName()), tr("Recent plan"), {}, [this, path] { openPlan(path); }};
    }
    addPlanEntries(entries);
    return entries;
}

// What the plan holds: it is led to, a scenario is switched to, a figure is explained.
void MainWindow::addPlanEntries(QVector<PaletteEntry> &entries)
{
    const auto plan = m_view->document().plan();
    const auto lead = [this](const char *entity, const std::string &row) {
        return [this, cell = core::Cell{entity, row, {}}] { m_view->showCell(cell); };
    };
    entries << PaletteEntry{tr("Baseline"), tr("Switch to scenario"), {}, [this] { m_view->workspace().setScenario({}); }};
    for (const core::Scenario &s : plan->scenarios) {
        entries << PaletteEntry{QString::fromStdString(s.name), tr("Switch to scenario"), {}, [this, id = QString::fromStdString(s.id)] { m_view->workspace().setScenario(id); }};
    }
    for (const core::Factory &f : plan->factories) {
        entries << PaletteEntry{QString::fromStdString(f.name), tr("Factory"), {}, lead("factory", f.id)};
    }
    for (const core::System &s : plan->systems) {
        entries << PaletteEntry{QString::fromStdString(s.name), tr("System"), {}, lead("system", s.id)};
    }
    for (const core::Country &c : plan->countries) {
        entries << PaletteEntry{QString::fromStdString(c.name), tr("Country"), QString::fromStdString(c.id), lead("country", c.id)};
    }
    for (std::size_t i = 0; i < plan->uncertainties.size(); ++i) {
        entries << PaletteEntry{sentences::uncertaintyName(*plan, static_cast<int>(i)), tr("Uncertainty"), {}, lead("uncertainty", plan->uncertainties[i].id)};
    }
    for (const engine::Measure &m : engine::measures()) {
        entries << PaletteEntry{QString::fromStdString(engine::figureLabel(*plan, {m.name})), tr("Explain figure"), {}, [this, name = QString::fromLatin1(m.name)] { explainFigure(name); }};
    }
}

void MainWindow::showPageHelp()
{
    if (m_view) {
        const PageEntry &page = m_view->pages()[m_view->currentPage()];
        showText(this, page.name, pageHelp(page.id));
    }
}

void MainWindow::showShortcuts()
{
    QString html = QStringLiteral("<table cellspacing=6>");
    for (const auto &[keys, what] : shortcutsOf(this) + innerKeys()) {
        html += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
    }
    showText(this, tr("Keyboard shortcuts"), html + QStringLiteral("</table>"));
}

} // namespace ui
