// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterstrip.h"

#include "card.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace ui {

FilterStrip::FilterStrip(QWidget *parent) : QFrame(parent), m_fields(new QHBoxLayout), m_text(new QLineEdit(this)), m_count(captionLabel({}, this))
{
    hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 4, 8, 4);
    layout->setSpacing(8);
    m_fields->setSpacing(8);
    layout->addLayout(m_fields, 1);
    m_text->setPlaceholderText(tr("Filter all columns"));
    m_text->setAccessibleName(tr("Filter all columns"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(260);
    m_text->installEventFilter(this);
    connect(m_text, &QLineEdit::textChanged, this, &FilterStrip::changed);
    m_fields->addWidget(m_text);
    m_fields->addStretch(1);
    layout->addWidget(m_count);
    auto *all = new QToolButton(this);
    all->setObjectName(QStringLiteral("link"));
    all->setText(tr("Show all"));
    all->setToolTip(tr("Takes every filter away"));
    connect(all, &QToolButton::clicked, this, &FilterStrip::close);
    layout->addWidget(all);
}

QLineEdit *FilterStrip::addField(const QString &columnId)
{
    auto *field = new QLineEdit(this);
    QString title = columnId;
    bool figures = false;
    for (const items::TableColumn &column : m_columns.columns) {
        if (column.id == columnId) {
            title = column.title;
            figures = column.figures;
        }
    }
    field->setPlaceholderText(figures ? tr("%1: >5 or 2..8").arg(title) : title);
    field->setAccessibleName(tr("Filter %1").arg(title));
    field->setToolTip(figures ? tr("%1: >5, <=5, =5 or 2..8").arg(title) : title);
    field->setClearButtonEnabled(true);
    field->setMaximumWidth(180);
    field->installEventFilter(this);
    connect(field, &QLineEdit::textChanged, this, &FilterStrip::changed);
    m_fields->insertWidget(m_fields->count() - 1, field);
    field->show();
    m_columnFields.insert(columnId, field);
    return field;
}

void FilterStrip::setFilter(const items::TableFilter &filter, const items::TableSpec &spec)
{
    if (m_columns.columns != spec.columns) {
        m_columns.columns = spec.columns;
    }
    const QSignalBlocker quiet(this);
    if (m_text->text() != filter.text) {
        m_text->setText(filter.text);
    }
    for (auto it = filter.columns.begin(); it != filter.columns.end(); ++it) {
        QLineEdit *field = m_columnFields.value(it.key());
        field = field ? field : addField(it.key());
        if (field->text() != it.value()) {
            field->setText(it.value());
        }
    }
    for (const QString &id : m_columnFields.keys()) {
        QLineEdit *field = m_columnFields.value(id);
        if (!filter.columns.contains(id) && !field->hasFocus()) {
            m_columnFields.remove(id);
            field->deleteLater();
            field->hide();
        }
    }
}

items::TableFilter FilterStrip::filter() const
{
    items::TableFilter out{m_text->text().trimmed(), {}};
    for (auto it = m_columnFields.begin(); it != m_columnFields.end(); ++it) {
        if (!it.value()->text().trimmed().isEmpty()) {
            out.columns.insert(it.key(), it.value()->text().trimmed());
        }
    }
    return out;
}

void FilterStrip::setCount(int shown, int all)
{
    m_count->setText(tr("%1 of %2 rows").arg(QLocale().toString(shown), QLocale().toString(all)));
}

void FilterStrip::ask(const QString &columnId)
{
    QLineEdit *field = columnId.isEmpty() ? m_text : m_columnFields.value(columnId);
    field = field ? field : addField(columnId);
    field->setFocus();
    field->selectAll();
}

void FilterStrip::close()
{
    {
        const QSignalBlocker quiet(this);
        m_text->clear();
        for (QLineEdit *field : std::as_const(m_columnFields)) {
            field->clear();
        }
    }
    hide();
    Q_EMIT changed();
    hide();
    Q_EMIT closed();
}

bool FilterStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
            parentWidget()->setFocus(); // the filter stays
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace ui
