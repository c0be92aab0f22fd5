// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportcanvas.h"

#include <qpdf/QPDF.hh>

#include <functional>
#include <map>

namespace ui {

// A piece of a page's content that belongs to an element, by its number on that page.
struct MarkedPiece
{
    int page = 0;
    int mcid = 0;
    std::size_t at = 0; // index of its first mark in the element's content
};

// Writes the canvas's structure into a PDF file: elements, where their content is, which annotations belong to them.
class StructureTree
{
public:
    using Handle = QPDFObjectHandle;

    StructureTree(QPDF &pdf, const ReportCanvas &canvas, std::vector<QPDFObjectHandle> pages, std::map<int, std::vector<MarkedPiece>> pieces);

    // The annotation of one area of a link; call before write().
    void addLink(int node, int page, Handle annotation);
    // Box on the page in points.
    std::function<Handle(int page, const QRectF &box)> rectangle;

    void write();
    // The element of a node, for the outline; null where it has none.
    Handle elementOf(int node) const;

private:
    struct Annotation
    {
        int page;
        Handle annotation;
    };
    bool isEmpty(int node) const;
    Handle element(const char *type, Handle parent);
    Handle writeNode(int node, Handle parent);
    void addKids(int node, Handle element);
    void addAttributes(int node, Handle element);
    void addPiece(Handle element, const MarkedPiece &piece);
    void writeParentTree(Handle root);

    QPDF &m_pdf;
    const ReportCanvas &m_canvas;
    std::vector<Handle> m_pages;
    std::map<int, std::vector<MarkedPiece>> m_pieces;
    std::map<int, std::vector<Annotation>> m_links;
    std::map<int, Handle> m_elements;
    std::map<std::pair<int, int>, Handle> m_owners; // of page and mcid
    std::vector<Handle> m_annotationOwners;
    std::map<std::string, Handle> m_ids;
};

} // namespace ui
