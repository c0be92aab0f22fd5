// SPDX-License-Identifier: GPL-3.0-or-later
#include "basedata.h"

#include "card.h"
#include "celltext.h"
#include "datatable.h"
#include "entitytable.h"
#include "newrow.h"
#include "rowedits.h"
#include "surroundings.h"
#include "text.h"
#include "theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

namespace ui {

namespace {

// In the order in which a planner looks for them; overrides and citations have pages of their own.
constexpr const char *shownTables[] = {"plan", "accelerator", "country", "programme", "envelope", "milestone", "demand", "statement", "source", "factory", "participation", "system", "cost_line", "funding", "uncertainty", "scenario"};

// So many rows are made within a frame; the rest of a longer table follows while the window answers.
constexpr std::size_t rowsAtOnce = 400;

QString tableName(const char *entity)
{
    return QString::fromStdString(core::text(core::entity(entity)->plural));
}

} // namespace

BaseData::BaseData(document::Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_list(new QListWidget(this)), m_title(sectionLabel({}, this)), m_words(captionLabel({}, this)), m_table(new DataTable(tr("Base data"), this)),
      m_message(captionLabel({}, this)), m_add(new QPushButton(tr("Add…"), this)), m_remove(new QPushButton(tr("Remove"), this)), m_makes(new QTimer(this))
{
    connect(m_makes, &QTimer::timeout, this, &BaseData::makeMore);
    setWindowTitle(tr("Base data"));
    setWorkspaceAround(this, &workspace);
    setModal(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *side = new QFrame(this);
    side->setObjectName(QStringLiteral("rail"));
    side->setFixedWidth(196);
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(0, 12, 0, 12);
    sideLayout->addWidget(m_list);
    layout->addWidget(side);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(24, 20, 24, 20);
    right->setSpacing(8);
    right->addWidget(m_title);
    m_words->setWordWrap(true);
    right->addWidget(m_words);
    auto *card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(1, 4, 1, 4);
    cardLayout->addWidget(m_table);
    right->addWidget(card, 1);
    m_message->setWordWrap(true);
    m_message->hide();
    right->addWidget(m_message);
    auto *buttons = new QHBoxLayout;
    auto *close = new QPushButton(tr("Close"), this);
    for (QPushButton *b : {m_add, m_remove, close}) {
        b->setAutoDefault(false);
    }
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(close);
    right->addLayout(buttons);
    layout->addLayout(right, 1);
    m_list->setAccessibleName(tr("Tables of the plan"));
    for (const char *entity : shownTables) {
        auto *item = new QListWidgetItem(std::string_view(entity) == "plan" ? tr("Plan settings") : tableName(entity), m_list);
        item->setData(Qt::UserRole, QLatin1String(entity));
        item->setSizeHint(QSize(0, 30));
    }
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        m_message->hide();
        refresh();
    });
    connect(m_add, &QPushButton::clicked, this, &BaseData::addRow);
    connect(m_remove, &QPushButton::clicked, this, &BaseData::removeRows);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_table, &DataTable::figureWanted, this, &BaseData::figureWanted);
    connect(&workspace, &document::Workspace::projectionChanged, this, &BaseData::changed);
    connect(&workspace, &document::Workspace::viewChanged, this, &BaseData::changed);
    connect(new QShortcut(QKeySequence::Undo, this), &QShortcut::activated, this, [this] { (void)m_workspace.document().undo(); });
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), this), &QShortcut::activated, this, [this] { (void)m_workspace.document().redo(); });
    resize(1120, 680);
    m_list->setCurrentRow(1);
}

QString BaseData::currentTable() const
{
    return m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
}

void BaseData::showTable(const QString &entity)
{
    for (int r = 0; r < m_list->count(); ++r) {
        if (m_list->item(r)->data(Qt::UserRole).toString() == entity) {
            m_list->setCurrentRow(r);
        }
    }
}

bool BaseData::showCell(const core::Cell &cell)
{
    const QString entity = QString::fromStdString(cell.entity);
    const bool known = std::any_of(std::begin(shownTables), std::end(shownTables), [&](const char *e) { return cell.entity == e; });
    if (!known) {
        return false;
    }
    showTable(entity);
    refresh();
    finish();
    if (cell.entity == "plan") {
        m_table->setCurrentCell(QString::fromStdString(cell.field), QStringLiteral("value"));
    } else {
        m_table->setCurrentCell(QString::fromStdString(cell.row), QString::fromStdString(cell.field));
    }
    m_table->setFocus();
    return true;
}

void BaseData::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    refresh();
}

void BaseData::changed()
{
    if (isVisible()) {
        refresh();
    }
}

// The plan's one row, a setting a line.
items::TableSpec BaseData::settingsTable() const
{
    items::TableSpec spec;
    spec.columns = {{QStringLiteral("setting"), tr("Setting"), {}, false, 280}, {QStringLiteral("value"), tr("Value"), {}, false, 240}, {QStringLiteral("unit"), tr("Unit"), {}, false, 80},
                    {QStringLiteral("source"), tr("Source"), {}, false, 0}};
    spec.whyNot = tr("Only the values are edited here.");
    for (const core::FieldInfo &field : core::entity("plan")->fields) {
        if (field.key) {
            continue;
        }
        const core::Cell cell{"plan", "1", field.name};
        items::TableRow row{QString::fromUtf8(field.name), {}};
        const bool figure = field.isNumber() || field.type == core::FieldType::Month;
        row.cells << items::TableCell{items::fieldLabel(field)} << items::planCell(m_workspace, cell) << items::TableCell{items::fieldUnit(field)}
                  << items::TableCell{figure && !row.cells[1].text.isEmpty() ? m_workspace.sourceSentence(cell) : QString()};
        row.cells.last().toolTip = row.cells.last().text;
        spec.rows << row;
    }
    return spec;
}

items::TableSpec BaseData::chosenTable()
{
    const core::EntityInfo &entity = *core::entity(currentTable().toStdString());
    const Origin of{currentTable(), m_workspace.scenario(), m_workspace.document().revision(), m_workspace.keptProjection()};
    if (of != m_keptOf && of != m_makerOf) {
        m_maker = std::make_unique<items::EntityTableMaker>(m_workspace, entity, m_workspace.keptProjection());
        m_makerOf = of;
        const bool sameTable = std::get<0>(of) == std::get<0>(m_keptOf) && std::get<1>(of) == std::get<1>(m_keptOf);
        if (m_maker->more(rowsAtOnce)) {
            m_makes->start();
            m_kept = sameTable ? items::withCells(m_kept, m_workspace, m_previewed) : m_maker->table();
            m_keptOf = {currentTable(), m_workspace.scenario(), -1, nullptr};
        } else {
            takeMade();
        }
    }
    m_previewed.clear();
    for (const auto &[cell, value] : m_workspace.previewed()) {
        m_previewed.push_back(cell);
    }
    return m_previewed.empty() ? m_kept : items::withCells(m_kept, m_workspace, m_previewed);
}

void BaseData::takeMade()
{
    m_kept = std::move(*m_maker).table();
    m_keptOf = m_makerOf;
    m_maker.reset();
    m_makes->stop();
}

void BaseData::makeMore()
{
    if (!m_maker->more(rowsAtOnce)) {
        takeMade();
        refresh();
    }
}

void BaseData::finish()
{
    while (m_maker) {
        makeMore();
    }
}

void BaseData::refresh()
{
    const QString name = currentTable();
    if (name.isEmpty()) {
        return;
    }
    const core::EntityInfo &entity = *core::entity(name.toStdString());
    const bool plan = name == QLatin1String("plan");
    const bool readOnly = m_workspace.document().isReadOnly();
    m_table->setAccessibleName(plan ? tr("Plan settings") : tableName(entity.name));
    m_table->setObjectName(QStringLiteral("base-") + name);
    m_table->setSpec(plan ? settingsTable() : chosenTable());
    m_title->setText(m_table->accessibleName());
    const QString where = m_workspace.scenario().isEmpty() || !entity.overridable ? tr("Changes are made in the baseline") : tr("Changes are made in the scenario “%1”").arg(m_workspace.scenarioName(m_workspace.scenario()));
    m_words->setText(readOnly ? tr("This plan is open for reading only. Save a copy to change it.")
                              : tr("%1. Type, copy and paste as in a spreadsheet: a block whose first row names the columns finds its places by itself.").arg(where));
    m_add->setVisible(!plan);
    m_remove->setVisible(!plan);
    m_add->setEnabled(!readOnly);
    m_remove->setEnabled(!readOnly);
}

void BaseData::say(const QString &words)
{
    QPalette colours = QApplication::palette();
    colours.setColor(QPalette::WindowText, theme().palette().worse);
    m_message->setPalette(colours);
    m_message->setForegroundRole(QPalette::WindowText);
    m_message->setText(words);
    m_message->setVisible(!words.isEmpty());
}

void BaseData::addRow()
{
    say({});
    auto *dialog = new NewRow(m_workspace, *core::entity(currentTable().toStdString()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        refresh();
        finish();
        m_table->setCurrentCell(dialog->rowAdded(), {});
        m_table->setFocus();
    });
    dialog->open();
}

void BaseData::removeRows()
{
    say({});
    QStringList rows;
    for (const QModelIndex &i : m_table->selectionModel()->selectedIndexes()) {
        const QString id = i.data(items::RowIdRole).toString();
        if (!rows.contains(id)) {
            rows << id;
        }
    }
    if (rows.isEmpty()) {
        say(tr("Choose the rows to remove first."));
        return;
    }
    const auto plan = m_workspace.document().plan();
    const std::string entity = currentTable().toStdString();
    core::Edit edit;
    for (const QString &row : rows) {
        for (core::Change &c : core::removalOf(*plan, entity, row.toStdString())) {
            edit.changes.push_back(std::move(c));
        }
    }
    edit.label = (rows.size() == 1 ? tr("Remove %1").arg(items::rowName(*plan, entity, rows.first().toStdString()))
                                   : tr("Remove %1 rows of %2").arg(rows.size()).arg(m_table->accessibleName())).toStdString();
    const core::Status status = m_workspace.document().perform(edit);
    if (!status) {
        say(QString::fromStdString(status.error().message));
    }
}

} // namespace ui
