// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartexport.h"

#include "theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ChartExport)
};

QImage pictureOf(const ChartExport &chart, const Palette &wanted)
{
    const Palette &palette = chart.asShown ? theme().palette() : wanted;
    QImage image(chart.size * 2, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    image.fill(palette.surface);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    chart.paint(painter, palette);
    return image;
}

bool writeSvg(const ChartExport &chart, QIODevice &device)
{
    QSvgGenerator svg;
    svg.setOutputDevice(&device);
    svg.setSize(chart.size);
    svg.setViewBox(QRect(QPoint(), chart.size));
    svg.setTitle(chart.title);
    QPainter painter;
    if (!painter.begin(&svg)) {
        return false;
    }
    if (chart.asShown) {
        painter.fillRect(QRect(QPoint(), chart.size), theme().palette().surface);
    }
    chart.paint(painter, Palette::light());
    return painter.end();
}

QString fileName(const QString &title)
{
    QString name;
    for (const QChar c : title.left(60)) {
        name += c.isLetterOrNumber() ? c : QLatin1Char(' ');
    }
    name = name.simplified().replace(QLatin1Char(' '), QLatin1Char('-'));
    return name.isEmpty() ? QStringLiteral("chart") : name;
}

} // namespace

QString csvOf(const QVector<QStringList> &rows)
{
    QString out;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (QString cell : row) {
            if (cell.contains(QLatin1Char(',')) || cell.contains(QLatin1Char('"')) || cell.contains(QLatin1Char('\n'))) {
                cell = QLatin1Char('"') + cell.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
            }
            cells << cell;
        }
        out += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return out;
}

QString tabSeparated(const ChartTable &table)
{
    QString out = table.header.join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (const QStringList &row : table.rows) {
        out += row.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return out;
}

QString saveChart(const ChartExport &chart, const QString &path)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    if (written && path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        written = writeSvg(chart, file);
    } else if (written && path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
        written = file.write(chart.csv.toUtf8()) >= 0;
    } else if (written && path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) {
        written = pictureOf(chart, Palette::light()).save(&file, "PNG");
    } else if (written) {
        return Words::tr("The chart was not saved: the name must end in .svg, .png or .csv.");
    }
    return written && file.commit() ? QString() : Words::tr("The chart could not be saved as %1: %2. Choose another folder or name.").arg(path, file.errorString());
}

QString menuText(const QString &text)
{
    return QString(text).replace(QLatin1Char('&'), QLatin1String("&&"));
}

void giveExportMenu(QWidget *chart, const std::function<ChartTable()> &table, const std::function<void(QMenu &)> &first)
{
    chart->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(chart, &QWidget::customContextMenuRequested, chart, [chart, table, first](const QPoint &at) {
        QMenu menu(chart);
        if (first) {
            first(menu);
        }
        addExportActions(menu, chart, [chart, table] {
            ChartExport out;
            out.title = chart->accessibleName();
            out.size = chart->size();
            out.asShown = true;
            out.paint = [chart](QPainter &painter, const Palette &) { chart->render(&painter, {}, {}, QWidget::DrawChildren); };
            out.table = table();
            out.csv = csvOf(QVector<QStringList>{out.table.header} + out.table.rows);
            return out;
        });
        menu.exec(chart->mapToGlobal(at));
    });
}

void giveTableMenu(QWidget *table, const std::function<ChartExport()> &make)
{
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(table, &QWidget::customContextMenuRequested, table, [table, make](const QPoint &at) {
        QMenu menu(table);
        menu.addAction(Words::tr("Copy table"), table, [make] { QApplication::clipboard()->setText(tabSeparated(make().table)); });
        menu.addAction(Words::tr("Save as CSV…"), table, [table, make] {
            const ChartExport what = make();
            const QString path = QFileDialog::getSaveFileName(table, Words::tr("Save table"), fileName(what.title) + QStringLiteral(".csv"), Words::tr("Table (*.csv)"));
            const QString problem = path.isEmpty() ? QString() : saveChart(what, path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? path : path + QStringLiteral(".csv"));
            if (!problem.isEmpty()) {
                QMessageBox::warning(table, Words::tr("Save table"), problem);
            }
        });
        menu.exec(table->mapToGlobal(at));
    });
}

void addExportActions(QMenu &menu, QWidget *chart, const std::function<ChartExport()> &make)
{
    menu.addAction(Words::tr("Copy picture"), chart, [make] { QApplication::clipboard()->setImage(pictureOf(make(), theme().palette())); });
    menu.addAction(Words::tr("Copy data"), chart, [make] { QApplication::clipboard()->setText(tabSeparated(make().table)); });
    menu.addAction(Words::tr("Save as…"), chart, [chart, make] {
        const ChartExport what = make();
        QString filter;
        QString path = QFileDialog::getSaveFileName(chart, Words::tr("Save chart"), fileName(what.title) + QStringLiteral(".svg"),
                                                    Words::tr("Drawing (*.svg);;Picture (*.png);;Table (*.csv)"), &filter);
        if (path.isEmpty()) {
            return;
        }
        const QString ending = filter.section(QLatin1Char('*'), 1).section(QLatin1Char(')'), 0, 0);
        if (!path.section(QLatin1Char('/'), -1).contains(QLatin1Char('.'))) {
            path += ending;
        }
        const QString problem = saveChart(what, path);
        if (!problem.isEmpty()) {
            QMessageBox::warning(chart, Words::tr("Save chart"), problem);
        }
    });
}

} // namespace ui
