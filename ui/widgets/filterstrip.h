// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tablemodel.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace ui {

// The line at the foot of a table that says which rows are shown: a field for the whole row, one for each column that has a condition.
class FilterStrip : public QFrame
{
    Q_OBJECT

public:
    explicit FilterStrip(QWidget *parent = nullptr);
    void setFilter(const items::TableFilter &filter, const items::TableSpec &spec);
    items::TableFilter filter() const;
    void setCount(int shown, int all);
    void ask(const QString &columnId); // the cursor into its field; empty: the one of the whole row

Q_SIGNALS:
    void changed();
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *addField(const QString &columnId);
    void close();

    items::TableSpec m_columns; // without rows
    QHBoxLayout *m_fields;
    QLineEdit *m_text;
    QHash<QString, QLineEdit *> m_columnFields;
    QLabel *m_count;
};

} // namespace ui
