// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "changewords.h"
#include "page.h"
#include "tablespec.h"

#include <QHash>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Card;
class DataTable;
class PageBody;
class PagePanel;

// Who changed what: the log of the plan with filters, what a step changed with values before and after, the way back to it, and checkpoints.
class HistoryPage : public Page
{
    Q_OBJECT

public:
    explicit HistoryPage(document::Workspace &workspace, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void refresh() override;

private:
    void buildFilters();
    void buildDetail();
    void arrange();
    void fillChoices();
    void refreshLog();
    void refreshDetail();
    bool isShown(const store::HistoryRow &row);
    const QVector<items::ChangeWords> &changesOf(qint64 seq);
    const store::HistoryRow *chosen() const;
    void goBack();
    void makeCheckpoint();

    PageBody *m_body;
    PagePanel *m_panel;
    QGridLayout *m_grid;
    QLineEdit *m_text;
    QComboBox *m_author;
    QComboBox *m_entity;
    QComboBox *m_time;
    Card *m_logCard;
    DataTable *m_log;
    Card *m_detailCard;
    QLabel *m_detailWords;
    DataTable *m_changes;
    QPushButton *m_back;
    QLineEdit *m_checkpointName;
    QPushButton *m_checkpoint;
    QHash<qint64, QVector<items::ChangeWords>> m_known; // a step's changes are the same for ever, names apart
    QString m_path;
    qint64 m_shownTo = -1; // the newest step shown
    bool m_dark = false;   // in which theme
    int m_arranged = -1;
};

} // namespace ui
