// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette.h"
#include "reportcanvas.h"

namespace ui {

// What stands at the head and foot of each page.
struct SheetFurniture
{
    QString headerRight, footerLeft;
    int pages = 0; // in all; 0: not yet known
    bool draft = false;
};

// The report's page: margins, header and footer, and text set from the top down. Lengths in millimetres.
class ReportSheet
{
public:
    static constexpr double left = 20;
    static constexpr double right = 190;
    static constexpr double bodyWidth = right - left;
    static constexpr double readingWidth = 150;
    static constexpr double noteWidth = 160;
    static constexpr double top = 22;
    static constexpr double bottom = 275;

    ReportSheet(ReportCanvas &canvas, SheetFurniture furniture);

    ReportCanvas &canvas() { return m_canvas; }
    const Palette &palette() const { return m_palette; }
    QColor ruleColor() const { return m_palette.secondary; }

    // A new page of a chapter: kicker, title of at most two lines, lead.
    void beginChapter(const QString &header, const QString &kicker, const QString &title, const QString &lead);
    // A new page that goes on where the last one ended; the kicker says so.
    void continuePage();
    double y() const { return m_y; }
    void moveTo(double y) { m_y = y; }
    void skip(double mm) { m_y += mm; }
    double room() const { return bottom - m_y; }
    // Goes on to the next page where this much does not fit.
    bool ensure(double mm);

    void block(const QString &title, const QString &subtitle);
    double blockHeight(const QString &title, const QString &subtitle) const;
    void paragraph(const QString &text, const paper::Type &type = paper::bodyType, double width = readingWidth, QColor color = {}, ReportCanvas::Role role = ReportCanvas::Role::Paragraph);
    void note(const QString &text) { paragraph(text, paper::tableType, noteWidth, m_palette.secondary, ReportCanvas::Role::Note); }
    // Lines of one style at a place; returns the height taken. No element is opened.
    double lines(double x, double y, const QStringList &lines, const paper::Type &type, const QColor &color, double lineHeight);
    // "Draft", large and pale, across the page that was begun last.
    void watermark();
    // Within the place, at its right edge.
    void logo(const QImage &image, const QRectF &place, const QString &organisation);
    void hairline(double y, double from = left, double to = right);
    void rule(double y, bool dark = false, double from = left, double to = right);
    static double lineHeight(const paper::Type &type);

private:
    void furnish();
    void paintKicker(bool again);

    ReportCanvas &m_canvas;
    SheetFurniture m_furniture;
    Palette m_palette = Palette::light();
    QString m_header, m_kicker;
    double m_y = top;
};

} // namespace ui
