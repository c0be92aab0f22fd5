// SPDX-License-Identifier: GPL-3.0-or-later
#include "historydock.h"

#include "celldelegate.h"

#include <QDateTime>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace ui {

HistoryDock::HistoryDock(QWidget *parent) : QDockWidget(tr("History"), parent), m_list(new QTreeWidget(this)), m_back(new QPushButton(tr("Back to here"), this))
{
    setObjectName(QStringLiteral("historyDock"));
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->addWidget(m_list, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 4, 12, 0);
    foot->addWidget(m_back);
    foot->addStretch(1);
    layout->addLayout(foot);
    m_list->setHeaderLabels({tr("What"), tr("Who"), tr("When")});
    m_list->setRootIsDecorated(false);
    m_list->setItemDelegate(new CellDelegate(m_list));
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("History"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_back->setEnabled(false);
    setWidget(body);
    setMinimumWidth(320);
    connect(m_back, &QPushButton::clicked, this, &HistoryDock::goBack);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        const bool newest = item && m_list->indexOfTopLevelItem(item) == 0;
        m_back->setEnabled(item && !newest && m_document && !m_document->isReadOnly());
        m_back->setToolTip(newest ? tr("This is the newest step") : tr("Takes back every step after this one, as one step that can itself be undone"));
    });
    connect(this, &QDockWidget::visibilityChanged, this, &HistoryDock::refresh);
}

void HistoryDock::setDocument(document::PlanDocument *document)
{
    m_document = document;
    if (document) {
        connect(document, &document::PlanDocument::historyChanged, this, &HistoryDock::refresh);
    }
    refresh();
}

void HistoryDock::refresh()
{
    m_list->clear();
    if (!m_document || isHidden()) {
        return;
    }
    const auto &rows = m_document->history();
    QList<QTreeWidgetItem *> items;
    constexpr std::size_t most = 2000; // older ones are in `aifplan log`
    for (auto row = rows.rbegin(); row != rows.rend() && static_cast<std::size_t>(items.size()) < most; ++row) {
        const QDateTime at = QDateTime::fromString(QString::fromStdString(row->at), Qt::ISODate).toLocalTime();
        QString what = QString::fromStdString(row->label);
        if (row->kind == store::HistoryRow::Kind::Undo) {
            what = tr("Undo: %1").arg(what);
        } else if (row->kind == store::HistoryRow::Kind::Redo) {
            what = tr("Redo: %1").arg(what);
        } else if (row->kind == store::HistoryRow::Kind::Note && row->seq > 1) {
            what = tr("Checkpoint: %1").arg(what);
        }
        auto *item = new QTreeWidgetItem({what, QString::fromStdString(row->author), at.isValid() ? QLocale().toString(at, at.date().year() == QDate::currentDate().year() ? QStringLiteral("d MMM HH:mm") : QStringLiteral("d MMM yyyy")) : QString::fromStdString(row->at)});
        item->setData(0, Qt::UserRole, QVariant::fromValue<qlonglong>(row->seq));
        item->setToolTip(0, what);
        items << item;
    }
    m_list->addTopLevelItems(items);
}

void HistoryDock::goBack()
{
    if (m_document && m_list->currentItem()) {
        const auto status = m_document->backTo(m_list->currentItem()->data(0, Qt::UserRole).toLongLong());
        if (!status) {
            Q_EMIT failed(QString::fromStdString(status.error().message));
        }
    }
}

} // namespace ui
