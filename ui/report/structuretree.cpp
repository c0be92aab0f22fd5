// SPDX-License-Identifier: GPL-3.0-or-later
#include "structuretree.h"

#include <algorithm>

namespace ui {

namespace {

using Role = ReportCanvas::Role;

const char *typeOf(Role role)
{
    constexpr const char *types[] = {"/Document", "/Sect", "/TOC", "/TOCI", "/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TH", "/TD", "/Figure", "/Link", "/Note"};
    return types[static_cast<std::size_t>(role)];
}

} // namespace

StructureTree::StructureTree(QPDF &pdf, const ReportCanvas &canvas, std::vector<QPDFObjectHandle> pages, std::map<int, std::vector<MarkedPiece>> pieces)
    : m_pdf(pdf), m_canvas(canvas), m_pages(std::move(pages)), m_pieces(std::move(pieces))
{
}

void StructureTree::addLink(int node, int page, Handle annotation)
{
    m_links[node].push_back({page, annotation});
}

StructureTree::Handle StructureTree::elementOf(int node) const
{
    const auto it = m_elements.find(node);
    return it == m_elements.end() ? Handle::newNull() : it->second;
}

// Cells count even if nothing stands in them: a table has as many in each row.
bool StructureTree::isEmpty(int node) const
{
    const ReportCanvas::Node &n = m_canvas.nodes()[static_cast<std::size_t>(node)];
    const bool cell = n.role == Role::Cell || n.role == Role::HeaderCell || n.role == Role::RowHeaderCell;
    return !cell && n.content.empty() && std::all_of(n.children.begin(), n.children.end(), [this](int child) { return isEmpty(child); });
}

StructureTree::Handle StructureTree::element(const char *type, Handle parent)
{
    Handle e = m_pdf.makeIndirectObject(Handle::newDictionary());
    e.replaceKey("/Type", Handle::newName("/StructElem"));
    e.replaceKey("/S", Handle::newName(type));
    e.replaceKey("/P", parent);
    e.replaceKey("/K", Handle::newArray());
    parent.getKey("/K").appendItem(e);
    return e;
}

void StructureTree::addPiece(Handle e, const MarkedPiece &piece)
{
    Handle page = m_pages[static_cast<std::size_t>(piece.page)];
    if (!e.hasKey("/Pg")) {
        e.replaceKey("/Pg", page);
    }
    const Handle number = Handle::newInteger(piece.mcid);
    if (e.getKey("/Pg").getObjGen() == page.getObjGen()) {
        e.getKey("/K").appendItem(number);
    } else {
        Handle reference = Handle::parse("<< /Type /MCR >>");
        reference.replaceKey("/Pg", page);
        reference.replaceKey("/MCID", number);
        e.getKey("/K").appendItem(reference);
    }
    m_owners.emplace(std::pair(piece.page, piece.mcid), e);
}

void StructureTree::addAttributes(int node, Handle e)
{
    const ReportCanvas::Node &n = m_canvas.nodes()[static_cast<std::size_t>(node)];
    if (n.role == Role::HeaderCell || n.role == Role::RowHeaderCell) {
        e.replaceKey("/A", Handle::parse(n.role == Role::HeaderCell ? "<< /O /Table /Scope /Column >>" : "<< /O /Table /Scope /Row >>"));
    } else if (n.role == Role::Figure) {
        e.replaceKey("/Alt", Handle::newUnicodeString(n.alternative.toStdString()));
        Handle layout = Handle::parse("<< /O /Layout /Placement /Block >>");
        layout.replaceKey("/BBox", rectangle(n.content.empty() ? 0 : n.content.front().first, m_canvas.boxOf(node)));
        e.replaceKey("/A", layout);
    } else if (n.role == Role::Note) {
        std::string id = std::to_string(node);
        id = "note-" + std::string(id.size() < 8 ? 8 - id.size() : 0, '0') + id;
        e.replaceKey("/ID", Handle::newString(id));
        m_ids.emplace(id, e);
    }
}

// Content and child elements in the order in which they were painted.
void StructureTree::addKids(int node, Handle e)
{
    const ReportCanvas::Node &n = m_canvas.nodes()[static_cast<std::size_t>(node)];
    const std::vector<MarkedPiece> &pieces = m_pieces[node];
    std::size_t next = 0;
    for (const int child : n.children) {
        const std::size_t before = m_canvas.nodes()[static_cast<std::size_t>(child)].before;
        for (; next < pieces.size() && pieces[next].at < before; ++next) {
            addPiece(e, pieces[next]);
        }
        if (!isEmpty(child)) {
            writeNode(child, e);
        }
    }
    for (; next < pieces.size(); ++next) {
        addPiece(e, pieces[next]);
    }
}

StructureTree::Handle StructureTree::writeNode(int node, Handle parent)
{
    const ReportCanvas::Node &n = m_canvas.nodes()[static_cast<std::size_t>(node)];
    // What stands in an entry of the contents refers to its chapter.
    const bool inContents = n.role == Role::Link && n.parent >= 0 && m_canvas.nodes()[static_cast<std::size_t>(n.parent)].role == Role::ContentsItem;
    Handle e = element(typeOf(n.role), inContents ? element("/Reference", parent) : parent);
    m_elements.emplace(node, e);
    addAttributes(node, e);
    addKids(node, e);
    for (Annotation &link : m_links[node]) {
        Handle reference = Handle::parse("<< /Type /OBJR >>");
        reference.replaceKey("/Pg", m_pages[static_cast<std::size_t>(link.page)]);
        reference.replaceKey("/Obj", link.annotation);
        e.getKey("/K").appendItem(reference);
        link.annotation.replaceKey("/StructParent", Handle::newInteger(static_cast<long long>(m_pages.size() + m_annotationOwners.size())));
        m_annotationOwners.push_back(e);
    }
    return e;
}

// Pages have the first keys, each with the owners of its content by number; then the annotations.
void StructureTree::writeParentTree(Handle root)
{
    Handle numbers = Handle::newArray();
    std::vector<Handle> owners(m_pages.size());
    for (Handle &list : owners) {
        list = Handle::newArray();
    }
    for (const auto &[place, owner] : m_owners) { // in the order of page and number, without gaps
        owners[static_cast<std::size_t>(place.first)].appendItem(owner);
    }
    for (std::size_t page = 0; page < m_pages.size(); ++page) {
        numbers.appendItem(Handle::newInteger(static_cast<long long>(page)));
        numbers.appendItem(m_pdf.makeIndirectObject(owners[page]));
        m_pages[page].replaceKey("/StructParents", Handle::newInteger(static_cast<long long>(page)));
        m_pages[page].replaceKey("/Tabs", Handle::newName("/S"));
    }
    for (std::size_t i = 0; i < m_annotationOwners.size(); ++i) {
        numbers.appendItem(Handle::newInteger(static_cast<long long>(m_pages.size() + i)));
        numbers.appendItem(m_annotationOwners[i]);
    }
    Handle tree = Handle::newDictionary();
    tree.replaceKey("/Nums", numbers);
    root.replaceKey("/ParentTree", m_pdf.makeIndirectObject(tree));
    root.replaceKey("/ParentTreeNextKey", Handle::newInteger(static_cast<long long>(m_pages.size() + m_annotationOwners.size())));
}

void StructureTree::write()
{
    Handle root = m_pdf.makeIndirectObject(Handle::newDictionary());
    root.replaceKey("/Type", Handle::newName("/StructTreeRoot"));
    root.replaceKey("/K", Handle::newArray());
    writeNode(0, root);
    writeParentTree(root);
    if (!m_ids.empty()) {
        Handle names = Handle::newArray();
        for (const auto &[id, e] : m_ids) {
            names.appendItem(Handle::newString(id));
            names.appendItem(e);
        }
        Handle tree = Handle::newDictionary();
        tree.replaceKey("/Names", names);
        root.replaceKey("/IDTree", m_pdf.makeIndirectObject(tree));
    }
    m_pdf.getRoot().replaceKey("/StructTreeRoot", root);
    m_pdf.getRoot().replaceKey("/MarkInfo", Handle::parse("<< /Marked true >>"));
}

} // namespace ui
