// SPDX-License-Identifier: GPL-3.0-or-later
#include "historypage.h"

#include "card.h"
#include "celltext.h"
#include "datatable.h"
#include "elidingcombo.h"
#include "format.h"
#include "pagebody.h"
#include "text.h"
#include "theme.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>

#include <set>

namespace ui {

namespace {

constexpr int narrowPage = 1000; // below this width one block a row

QDateTime timeOf(const store::HistoryRow &row)
{
    return QDateTime::fromString(QString::fromStdString(row.at), Qt::ISODate).toLocalTime();
}

QString whenOf(const store::HistoryRow &row)
{
    const QDateTime at = timeOf(row);
    return at.isValid() ? QLocale().toString(at, QStringLiteral("d MMM yyyy HH:mm")) : QString::fromStdString(row.at);
}

bool isCheckpoint(const store::HistoryRow &row)
{
    return row.kind == store::HistoryRow::Kind::Note && row.seq > 1;
}

} // namespace

HistoryPage::HistoryPage(document::Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_body(new PageBody(tr("History"), this)), m_panel(new PagePanel(this)), m_grid(new QGridLayout(m_panel)), m_text(new QLineEdit(this)), m_author(new ElidingCombo(this)),
      m_entity(new ElidingCombo(this)), m_time(new ElidingCombo(this)), m_logCard(new Card({}, this)), m_log(new DataTable(tr("History"), this)), m_detailCard(new Card({}, this)),
      m_detailWords(captionLabel({}, this)), m_changes(new DataTable(tr("What the step changed"), this)), m_back(new QPushButton(tr("Back to here"), this)), m_checkpointName(new QLineEdit(this)),
      m_checkpoint(new QPushButton(tr("Make checkpoint"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);
    buildFilters();
    for (Card *card : {m_logCard, m_detailCard}) {
        card->layout()->setContentsMargins(0, 10, 0, 4); // hairlines run from edge to edge
        card->head()->setContentsMargins(16, 0, 16, 0);
    }
    m_log->setObjectName(QStringLiteral("history-log"));
    m_logCard->setMinimumHeight(320);
    m_logCard->body()->addWidget(m_log);
    buildDetail();
    for (Card *card : {m_logCard, m_detailCard}) {
        card->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    }
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(16);
    m_body->column()->addWidget(m_panel, 1);
    connect(m_log, &DataTable::currentRowChanged, this, &HistoryPage::refreshDetail);
    connect(m_log, &DataTable::rowActivated, this, [this] { m_changes->setFocus(); });
    connect(&workspace.document(), &document::PlanDocument::historyChanged, this, [this] {
        if (isVisible()) {
            refresh(); // a checkpoint changes no figure
        }
    });
    setFocusProxy(m_log);
}

void HistoryPage::buildFilters()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_text->setPlaceholderText(tr("What was done"));
    m_text->setAccessibleName(tr("Filter by text"));
    m_text->setClearButtonEnabled(true);
    m_author->setAccessibleName(tr("Filter by author"));
    m_entity->setAccessibleName(tr("Filter by what was changed"));
    m_time->setAccessibleName(tr("Filter by time"));
    for (const auto &[name, days] : {std::pair(tr("Any time"), 0), {tr("Today"), 1}, {tr("Last 7 days"), 7}, {tr("Last 30 days"), 30}, {tr("Checkpoints only"), -1}}) {
        m_time->addItem(name, days);
    }
    row->addWidget(m_text, 2);
    for (QComboBox *combo : {m_author, m_entity, m_time}) {
        combo->setMinimumContentsLength(12);
        row->addWidget(combo, 1);
        connect(combo, &QComboBox::activated, this, &HistoryPage::refreshLog);
    }
    connect(m_text, &QLineEdit::textChanged, this, &HistoryPage::refreshLog);
    m_checkpointName->setPlaceholderText(tr("Name of a checkpoint"));
    m_checkpointName->setAccessibleName(tr("Name of a checkpoint"));
    m_checkpointName->setFixedWidth(170);
    m_body->head()->addWidget(m_checkpointName);
    m_body->head()->addWidget(m_checkpoint);
    connect(m_checkpointName, &QLineEdit::returnPressed, this, &HistoryPage::makeCheckpoint);
    connect(m_checkpoint, &QPushButton::clicked, this, &HistoryPage::makeCheckpoint);
    m_body->column()->addLayout(row);
}

void HistoryPage::buildDetail()
{
    m_detailWords->setWordWrap(true);
    m_detailWords->setContentsMargins(16, 0, 16, 0);
    m_detailCard->body()->addWidget(m_detailWords);
    m_changes->setObjectName(QStringLiteral("history-changes"));
    m_detailCard->setMinimumHeight(220);
    m_detailCard->body()->addWidget(m_changes, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 0, 16, 6);
    foot->addWidget(m_back);
    foot->addStretch(1);
    m_detailCard->body()->addLayout(foot);
    connect(m_back, &QPushButton::clicked, this, &HistoryPage::goBack);
    connect(m_changes, &DataTable::linkActivated, this, [this](const QString &id) {
        const store::HistoryRow *row = chosen();
        const auto changes = row ? changesOf(row->seq) : QVector<items::ChangeWords>();
        if (id.toInt() < changes.size()) {
            Q_EMIT cellWanted(changes[id.toInt()].cell);
        }
    });
}

void HistoryPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void HistoryPage::arrange()
{
    const int mode = width() < narrowPage ? 1 : 2;
    if (mode == m_arranged) {
        return;
    }
    m_arranged = mode;
    m_grid->removeWidget(m_logCard);
    m_grid->removeWidget(m_detailCard);
    m_grid->addWidget(m_logCard, 0, 0, 1, mode == 2 ? 7 : 12);
    m_grid->addWidget(m_detailCard, mode == 2 ? 0 : 1, mode == 2 ? 7 : 0, 1, mode == 2 ? 5 : 12);
    for (int c = 0; c < 12; ++c) {
        m_grid->setColumnStretch(c, 1);
    }
    // One below the other each keeps its height, and the page scrolls.
    m_grid->setRowMinimumHeight(0, 330);
    m_grid->setRowMinimumHeight(1, mode == 2 ? 0 : 340);
    m_panel->setMinimumHeight(mode == 2 ? 330 : 330 + 16 + 340);
}

const QVector<items::ChangeWords> &HistoryPage::changesOf(qint64 seq)
{
    const auto known = m_known.constFind(seq);
    if (known != m_known.constEnd()) {
        return *known;
    }
    const auto recorded = store::recordedChanges(workspace().document().path().toStdString(), seq);
    return *m_known.insert(seq, recorded ? items::wordsOf(*workspace().document().plan(), *recorded) : QVector<items::ChangeWords>());
}

void HistoryPage::fillChoices()
{
    const auto keep = [](QComboBox *combo, const QVector<QPair<QString, QString>> &choices) {
        const QString chosen = combo->currentData().toString();
        combo->clear();
        for (const auto &[name, id] : choices) {
            combo->addItem(name, id);
        }
        combo->setCurrentIndex(std::max(0, combo->findData(chosen)));
    };
    std::set<QString> authors;
    for (const store::HistoryRow &row : workspace().document().history()) {
        authors.insert(QString::fromStdString(row.author));
    }
    QVector<QPair<QString, QString>> names{{tr("Anybody"), QString()}};
    for (const QString &author : authors) {
        names << QPair(author, author);
    }
    keep(m_author, names);
    QVector<QPair<QString, QString>> tables{{tr("Anything"), QString()}};
    for (const core::EntityInfo &info : core::entities()) {
        if (std::string_view(info.name) != "override") {
            tables << QPair(QString::fromStdString(core::text(info.plural)), QString::fromUtf8(info.name));
        }
    }
    keep(m_entity, tables);
}

bool HistoryPage::isShown(const store::HistoryRow &row)
{
    const QString author = m_author->currentData().toString();
    const QString entity = m_entity->currentData().toString();
    const int days = m_time->currentData().toInt();
    if (!author.isEmpty() && author != QString::fromStdString(row.author)) {
        return false;
    }
    if (days < 0 ? !isCheckpoint(row) : days > 0 && timeOf(row).daysTo(QDateTime::currentDateTime()) >= days) {
        return false;
    }
    const auto &changes = entity.isEmpty() && m_text->text().isEmpty() ? QVector<items::ChangeWords>() : changesOf(row.seq);
    if (!entity.isEmpty() && std::none_of(changes.begin(), changes.end(), [&](const auto &c) { return c.entity == entity; })) {
        return false;
    }
    const QString text = m_text->text().trimmed();
    return text.isEmpty() || QString::fromStdString(row.label).contains(text, Qt::CaseInsensitive)
        || std::any_of(changes.begin(), changes.end(), [&](const auto &c) { return c.what.contains(text, Qt::CaseInsensitive) || c.after.contains(text, Qt::CaseInsensitive); });
}

void HistoryPage::refresh()
{
    const auto &rows = workspace().document().history();
    const qint64 newest = rows.empty() ? 0 : rows.back().seq;
    if (m_path == workspace().document().path() && m_shownTo == newest && m_dark == theme().palette().dark) {
        return; // a preview or another scenario leaves no step
    }
    if (m_path != workspace().document().path()) {
        m_known.clear();
    }
    m_path = workspace().document().path();
    m_shownTo = newest;
    m_dark = theme().palette().dark;
    fillChoices();
    refreshLog();
    const bool readOnly = workspace().document().isReadOnly();
    m_checkpoint->setEnabled(!readOnly);
    m_checkpointName->setEnabled(!readOnly);
}

void HistoryPage::refreshLog()
{
    const auto &rows = workspace().document().history();
    items::TableSpec spec;
    spec.columns = {{QStringLiteral("what"), tr("What"), {}, false, 0}, {QStringLiteral("who"), tr("Who"), {}, false, 130}, {QStringLiteral("when"), tr("When"), {}, false, 140}};
    spec.whyNot = tr("The history is only added to; nothing in it is changed.");
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        if (!isShown(*row)) {
            continue;
        }
        using Kind = store::HistoryRow::Kind;
        QString what = QString::fromStdString(row->label);
        what = row->kind == Kind::Undo ? tr("Undo: %1").arg(what) : row->kind == Kind::Redo ? tr("Redo: %1").arg(what) : isCheckpoint(*row) ? tr("Checkpoint: %1").arg(what) : what;
        items::TableCell label{what};
        label.toolTip = what;
        label.strong = isCheckpoint(*row);
        label.tone = isCheckpoint(*row) ? theme().palette().accent : row->kind == Kind::Undo ? theme().palette().secondary : QColor();
        items::TableCell when{whenOf(*row)};
        when.sort = static_cast<qlonglong>(row->seq);
        spec.rows << items::TableRow{QString::number(row->seq), {label, items::TableCell{QString::fromStdString(row->author)}, when}};
    }
    const auto all = static_cast<int>(rows.size());
    const auto shown = static_cast<int>(spec.rows.size());
    m_logCard->setTitle(shown < all ? tr("%1 of %2 steps").arg(QLocale().toString(shown), QLocale().toString(all))
                        : all == 0  ? tr("No step yet")
                        : all == 1  ? tr("One step")
                                    : tr("%1 steps, the newest first").arg(QLocale().toString(all)));
    m_log->setSpec(spec);
    if (m_log->currentRowId().isEmpty() && shown > 0) {
        m_log->setCurrentIndex(m_log->tableModel()->index(0, 0));
    }
    const auto checkpoints = static_cast<int>(std::count_if(rows.begin(), rows.end(), isCheckpoint));
    std::set<std::string> authors;
    for (const store::HistoryRow &row : rows) {
        authors.insert(row.author);
    }
    m_body->setLead(all == 0 ? tr("Nothing has been changed yet")
                             : tr("%1 by %2, %3").arg(all == 1 ? tr("One step") : tr("%1 steps").arg(QLocale().toString(all)), authors.size() == 1 ? tr("one author") : tr("%1 authors").arg(authors.size()),
                                                      checkpoints == 0 ? tr("no checkpoint") : checkpoints == 1 ? tr("one checkpoint") : tr("%1 checkpoints").arg(checkpoints)));
    refreshDetail();
}

const store::HistoryRow *HistoryPage::chosen() const
{
    const qint64 seq = m_log->currentRowId().toLongLong();
    const auto &rows = workspace().document().history();
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto &row) { return row.seq == seq; });
    return at == rows.end() ? nullptr : &*at;
}

void HistoryPage::refreshDetail()
{
    const store::HistoryRow *row = chosen();
    m_detailCard->setVisible(row != nullptr);
    if (!row) {
        return;
    }
    const auto &changes = changesOf(row->seq);
    m_detailCard->setTitle(QString::fromStdString(row->label));
    const QString whoWhen = tr("%1, %2").arg(QString::fromStdString(row->author), whenOf(*row));
    m_detailWords->setText(isCheckpoint(*row) ? tr("%1. A checkpoint: the plan as it stood then.").arg(whoWhen)
                           : changes.isEmpty() ? tr("%1. The plan began here.").arg(whoWhen)
                           : changes.size() == 1 ? tr("%1. One change.").arg(whoWhen)
                                                 : tr("%1. %2 changes.").arg(whoWhen).arg(QLocale().toString(changes.size())));
    items::TableSpec spec;
    spec.columns = {{QStringLiteral("what"), tr("What"), {}, false, 0}, {QStringLiteral("before"), tr("Before"), {}, false, 110}, {QStringLiteral("after"), tr("After"), {}, false, 120}};
    spec.whyNot = tr("The history is only added to; nothing in it is changed.");
    for (int i = 0; i < static_cast<int>(changes.size()); ++i) {
        items::TableCell what{changes[i].what};
        what.toolTip = what.text;
        what.link = !changes[i].cell.entity.empty();
        what.tone = theme().palette().accent;
        items::TableCell before{changes[i].before};
        before.toolTip = before.text;
        items::TableCell after{changes[i].after};
        after.toolTip = after.text;
        after.strong = true;
        spec.rows << items::TableRow{QString::number(i), {what, before, after}};
    }
    m_changes->setSpec(spec);
    const bool newest = row->seq == workspace().document().history().back().seq;
    m_back->setEnabled(!newest && !workspace().document().isReadOnly());
    m_back->setToolTip(newest ? tr("This is the newest step") : tr("Takes back every step after this one, as one step that can itself be undone"));
}

void HistoryPage::goBack()
{
    const store::HistoryRow *row = chosen();
    if (!row) {
        return;
    }
    const core::Status status = workspace().document().backTo(row->seq);
    if (!status) {
        Q_EMIT messageWanted(QString::fromStdString(status.error().message));
    }
}

void HistoryPage::makeCheckpoint()
{
    const QString name = m_checkpointName->text().trimmed();
    if (name.isEmpty()) {
        m_checkpointName->setFocus();
        return;
    }
    const core::Status status = workspace().document().checkpoint(name);
    if (!status) {
        Q_EMIT messageWanted(QString::fromStdString(status.error().message));
        return;
    }
    m_checkpointName->clear();
}

} // namespace ui
