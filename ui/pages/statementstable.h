// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "statements.h"

#include <QTableWidget>

namespace ui {

// The public statements and whether they hold, failing ones first; what breaks one is a link.
class StatementsTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit StatementsTable(QWidget *parent = nullptr);
    void setResults(const core::Plan &plan, std::vector<engine::StatementResult> results);

Q_SIGNALS:
    void cellWanted(const core::Cell &cell);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void activate(int row, int column);
    void setText(int row, int column, const QString &text, Qt::Alignment alignment = Qt::AlignLeft);
    void fillRow(int row, const core::Plan &plan, const engine::StatementResult &result);

    std::vector<engine::StatementResult> m_results; // by row
};

} // namespace ui
