// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papertext.h"

#include <QColor>
#include <QImage>
#include <QPainterPath>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <vector>

class QPainter;

namespace ui {

// Paper to paint a report on, page by page, in millimetres from the page's upper left corner. Everything painted stands inside a structure
// element (what a reader who hears the document is told) or an artefact (decoration, page furniture); the canvas keeps that structure as a
// tree beside what is painted, so that a file can be tagged from it, and notes each breach as a fault.
class ReportCanvas
{
public:
    static constexpr double pageWidth = 210;
    static constexpr double pageHeight = 297;

    enum class Role { Document, Section, Contents, ContentsItem, H1, H2, Paragraph, Table, Row, HeaderCell, RowHeaderCell, Cell, Figure, Link, Note };
    // Decoration, or what comes again on each page.
    enum class Artefact { Layout, Pagination };
    struct Node
    {
        Role role = Role::Document;
        int parent = -1;
        QString alternative;       // of figures
        QString target;            // of links: a destination or an address
        std::vector<int> children;
        std::vector<QPair<int, int>> content; // page, mark
        std::size_t before = 0;    // how much content its parent had when it was opened: where it stands among it
    };
    enum class Kind { Text, Fill, Stroke, Image };
    // Something painted. `node` is -1 in an artefact.
    struct Mark
    {
        Kind kind = Kind::Text;
        int node = -1;
        Artefact artefact = Artefact::Layout;
        QRectF box;   // mm; of text: its line's height
        QString text;
        bool goesOn = false;     // ends within a word
        bool spaceAfter = false; // more text of the same block follows, on the next line or after a gap
        paper::Type type;
        QPointF at;   // of text: its baseline's start
        QColor color;
        QPainterPath path;
        double lineWidth = 0;
        QVector<double> dashes; // in line widths
        QImage image;
    };
    // Marks that follow each other on a page and belong to the same element, or are all artefacts of one kind.
    struct Span
    {
        int node = -1;
        Artefact artefact = Artefact::Layout;
        int first = 0, last = 0; // marks
    };
    struct Page
    {
        std::vector<Mark> marks;
        bool body = true; // no text beside the page's body and furniture; false for the cover
    };
    struct Destination
    {
        QString name;
        int page = 0;
        double y = 0;
    };
    struct LinkArea
    {
        int page = 0;
        QRectF box;
        QString target;
        QString words;
        int node = 0; // the link element
    };
    struct OutlineEntry
    {
        int level = 0;
        QString title, destination;
        int node = -1; // the heading that it leads to
    };

    explicit ReportCanvas(const QSizeF &pageSize = QSizeF(pageWidth, pageHeight));

    QSizeF pageSize() const { return m_pageSize; } // mm
    // What is painted from now on is enlarged by the factor about the page's upper left corner, then moved: for charts on slides.
    void setScale(double factor, QPointF offset = {});

    void open(Role role, const QString &alternative = {});
    void openLink(const QString &target); // a destination's name, or an address with ://
    void close();
    void beginArtefact(Artefact kind = Artefact::Layout);
    void endArtefact();
    void newPage();
    void destination(const QString &name, double y);
    void outline(int level, const QString &title, const QString &destination);

    // at: start of the baseline; the width is returned.
    double text(QPointF at, const QString &text, const paper::Type &type, const QColor &color);
    double textRight(QPointF at, const QString &text, const paper::Type &type, const QColor &color);
    double textCentred(QPointF at, const QString &text, const paper::Type &type, const QColor &color);
    void fill(const QRectF &rect, const QColor &color);
    void fill(const QPainterPath &path, const QColor &color);
    void stroke(const QPainterPath &path, const QColor &color, double lineWidth, const QVector<double> &dashes = {});
    void line(QPointF from, QPointF to, const QColor &color, double lineWidth, const QVector<double> &dashes = {});
    void image(const QRectF &rect, const QImage &image);
    // Slanting lines inside the rectangle: a pattern that survives printing in grey.
    void hatch(const QRectF &rect, const QColor &color, const QColor &ground);

    int pageCount() const { return static_cast<int>(m_pages.size()); }
    const std::vector<Page> &pages() const { return m_pages; }
    Page &page() { return m_pages.back(); }
    const std::vector<Node> &nodes() const { return m_nodes; }
    const std::vector<Destination> &destinations() const { return m_destinations; }
    const std::vector<LinkArea> &links() const { return m_links; }
    const std::vector<OutlineEntry> &outlineEntries() const { return m_outline; }
    // Painted outside of any element, an element left open or closed too often, text directly in a table: none in a sound report.
    QStringList faults() const;
    bool isOpen(Role role) const;
    QString treeText() const; // for tests: one line an element, indented

    // Paints a page, or some of its marks; one unit of the painter is a hundredth of a millimetre.
    void paint(QPainter &painter, int page) const;
    void paint(QPainter &painter, int page, const Span &span) const;
    std::vector<Span> spans(int page) const;
    // Around all that the element and those in it have painted on its first page; empty if nothing.
    QRectF boxOf(int node) const;

private:
    Mark &add(Mark mark);
    void closeLinkArea(int node);
    int blockOf(int node) const; // the element itself, or the one that a link is part of
    void spaceBefore(const Mark &mark);
    static void paintMark(QPainter &painter, const Mark &mark);

    QSizeF m_pageSize;
    double m_scale = 1;
    QPointF m_offset;
    std::vector<Node> m_nodes;
    std::vector<int> m_open;
    std::vector<Artefact> m_artefacts; // open
    int m_lastHeading = -1;
    QPair<int, int> m_lastText{-1, -1}; // page and mark of the last text in an element
    std::vector<Page> m_pages;
    std::vector<Destination> m_destinations;
    std::vector<LinkArea> m_links;
    std::vector<OutlineEntry> m_outline;
    QStringList m_faults;
};

// Keeps an element open as long as it lives.
class ReportElement
{
public:
    ReportElement(ReportCanvas &canvas, ReportCanvas::Role role, const QString &alternative = {}) : m_canvas(canvas) { canvas.open(role, alternative); }
    ~ReportElement() { m_canvas.close(); }
    ReportElement(const ReportElement &) = delete;
    ReportElement &operator=(const ReportElement &) = delete;

private:
    ReportCanvas &m_canvas;
};

// Keeps an artefact open as long as it lives.
class ReportArtefact
{
public:
    explicit ReportArtefact(ReportCanvas &canvas, ReportCanvas::Artefact kind = ReportCanvas::Artefact::Layout) : m_canvas(canvas) { canvas.beginArtefact(kind); }
    ~ReportArtefact() { m_canvas.endArtefact(); }
    ReportArtefact(const ReportArtefact &) = delete;
    ReportArtefact &operator=(const ReportArtefact &) = delete;

private:
    ReportCanvas &m_canvas;
};

} // namespace ui
