// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chartspec.h"
#include "palette.h"

#include <QSize>
#include <functional>

class QMenu;
class QPainter;
class QWidget;

namespace ui {

// What any chart gives away: its picture, painted anew in vectors, and its figures.
struct ChartExport
{
    QString title;
    QSize size; // pixels at 100 %
    std::function<void(QPainter &painter, const Palette &palette)> paint;
    ChartTable table; // texts in the reader's locale, for the clipboard
    QString csv;      // plain numbers
    bool asShown = false; // painted in the theme's colours, whatever palette is handed over
};

// Adds "Copy picture", "Copy data" and "Save as…" to a chart's context menu. `make` is asked when one is chosen.
void addExportActions(QMenu &menu, QWidget *chart, const std::function<ChartExport()> &make);
// The same for a chart that paints itself as it is on screen. `first` adds what stands above, for what the chart is pointed at.
void giveExportMenu(QWidget *chart, const std::function<ChartTable()> &table, const std::function<void(QMenu &)> &first = {});
// A name as a menu writes it.
QString menuText(const QString &text);
// A table's menu: its texts to the clipboard, its figures as a CSV file named after `title`.
void giveTableMenu(QWidget *table, const std::function<ChartExport()> &make);
// Writes what the name's ending says: .svg, .png (twice the size), .csv. Empty: done; else a sentence that says why not.
QString saveChart(const ChartExport &chart, const QString &path);
// Title and figures, tab-separated, as spreadsheets take them.
QString tabSeparated(const ChartTable &table);
QString csvOf(const QVector<QStringList> &rows);

} // namespace ui
