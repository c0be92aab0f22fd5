// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdffile.h"

#include "contenttagger.h"
#include "pdffonts.h"
#include "pdfmetadata.h"
#include "structuretree.h"
#include "text.h"

#include <QBuffer>
#include <QColorSpace>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <map>

namespace ui {

namespace {

using Handle = QPDFObjectHandle;

core::Error stopped()
{
    return {core::text("The report was stopped before it was complete; nothing was written.")};
}

// What Qt painted, with the marks of each page where it is to be tagged; markers are numbered through from 1.
struct Painted
{
    QByteArray bytes;
    std::vector<std::vector<ContentMark>> marks;
    std::map<int, std::vector<MarkedPiece>> pieces; // by node
};

// Far off the page, alone in its own graphics state: see taggedContent().
void paintMarker(QPainter &painter, int number)
{
    painter.save();
    painter.resetTransform();
    painter.setClipping(false);
    painter.setOpacity(1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    QPainterPath triangle(QPointF(markerX, -number));
    triangle.lineTo(markerX - 1, -number);
    triangle.lineTo(markerX, -number - 1);
    triangle.closeSubpath();
    painter.drawPath(triangle);
    painter.restore();
}

const char *tagOf(ReportCanvas::Role role)
{
    using Role = ReportCanvas::Role;
    switch (role) {
    case Role::H1:
        return "H1";
    case Role::H2:
        return "H2";
    case Role::HeaderCell:
    case Role::RowHeaderCell:
        return "TH";
    case Role::Cell:
        return "TD";
    case Role::Figure:
        return "Figure";
    case Role::Link:
        return "Link";
    case Role::Note:
        return "Note";
    case Role::ContentsItem:
        return "TOCI";
    default:
        return "P";
    }
}

void paintPage(QPainter &painter, const ReportCanvas &canvas, int page, int &number, Painted &out)
{
    std::vector<ContentMark> &marks = out.marks.emplace_back();
    int mcid = 0;
    for (const ReportCanvas::Span &span : canvas.spans(page)) {
        if (span.node < 0) {
            marks.push_back({span.artefact == ReportCanvas::Artefact::Pagination ? ContentMark::Kind::BeginPagination : ContentMark::Kind::BeginLayout, {}, -1});
        } else {
            const ReportCanvas::Node &node = canvas.nodes()[static_cast<std::size_t>(span.node)];
            const auto at = std::find(node.content.begin(), node.content.end(), qMakePair(page, span.first)) - node.content.begin();
            marks.push_back({ContentMark::Kind::Begin, tagOf(node.role), mcid});
            out.pieces[span.node].push_back({page, mcid++, static_cast<std::size_t>(at)});
        }
        paintMarker(painter, number++);
        canvas.paint(painter, page, span);
        marks.push_back({ContentMark::Kind::End, {}, -1});
        paintMarker(painter, number++);
    }
}

core::Result<Painted> painted(const ReportCanvas &canvas, const PdfInfo &info, bool tagged, const ReportProgress &progress)
{
    Painted out;
    QBuffer buffer(&out.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setResolution(paper::dotsPerInch);
    writer.setPageSize(QPageSize(canvas.pageSize(), QPageSize::Millimeter, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(info.title);
    QPainter painter;
    if (!painter.begin(&writer)) {
        return core::Error{core::text("The report could not be painted: there is no platform to paint with.")};
    }
    int number = 1;
    for (int page = 0; page < canvas.pageCount(); ++page) {
        if (progress && !progress(page, canvas.pageCount())) {
            return stopped();
        }
        if (page > 0) {
            writer.newPage();
        }
        if (tagged) {
            paintPage(painter, canvas, page, number, out);
        } else {
            canvas.paint(painter, page);
        }
    }
    painter.end();
    return out;
}

Handle textOf(const QString &text)
{
    return Handle::newUnicodeString(text.toStdString());
}

// Turns what Qt painted into a file that one can find one's way in.
class Finisher
{
public:
    Finisher(QPDF &pdf, const ReportCanvas &canvas, const PdfInfo &info)
        : m_pdf(pdf), m_canvas(canvas), m_info(info), m_pages(QPDFPageDocumentHelper(pdf).getAllPages())
    {
    }

    // Replaces the markers; the reason where that cannot be.
    core::Status tag(const Painted &painted);
    void finish();

private:
    // Points from the lower left corner; the media box is Qt's, rounded to whole points.
    double x(double mm) const { return mm * 72 / 25.4; }
    double y(int page, double mm)
    {
        return m_pages[static_cast<std::size_t>(page)].getObjectHandle().getKey("/MediaBox").getArrayItem(3).getNumericValue() - mm * 72 / 25.4;
    }
    static Handle number(double value) { return Handle::newReal(value, 2); }
    Handle rectangle(int page, const QRectF &box)
    {
        Handle rect = Handle::newArray();
        for (const double value : {x(box.left()), y(page, box.bottom()), x(box.right()), y(page, box.top())}) {
            rect.appendItem(number(value));
        }
        return rect;
    }
    Handle placeOf(const ReportCanvas::Destination &d)
    {
        Handle place = Handle::newArray();
        place.appendItem(m_pages[static_cast<std::size_t>(d.page)].getObjectHandle());
        place.appendItem(Handle::newName("/XYZ"));
        place.appendItem(number(0));
        place.appendItem(number(y(d.page, d.y)));
        place.appendItem(Handle::newNull());
        return place;
    }
    void addDestinations();
    void addLinks();
    void addOutline();
    void addMetadata();
    void addAttachments();

    QPDF &m_pdf;
    const ReportCanvas &m_canvas;
    const PdfInfo &m_info;
    std::vector<QPDFPageObjectHelper> m_pages;
    std::map<std::string, Handle> m_places;
    std::unique_ptr<StructureTree> m_tree; // none: not tagged
};

core::Status Finisher::tag(const Painted &painted)
{
    const QStringList faults = m_canvas.faults();
    if (!faults.isEmpty()) {
        return core::Error{faults.front().toStdString()};
    }
    int first = 1;
    std::vector<Handle> pages;
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        Handle stream = m_pages[i].getObjectHandle().getKey("/Contents");
        const std::shared_ptr<Buffer> content = stream.getStreamData(qpdf_dl_generalized);
        const auto tagged = taggedContent({reinterpret_cast<const char *>(content->getBuffer()), content->getSize()}, painted.marks[i], first);
        if (!tagged) {
            return tagged.error();
        }
        stream.replaceStreamData(*tagged, Handle::newNull(), Handle::newNull());
        first += static_cast<int>(painted.marks[i].size());
        pages.push_back(m_pages[i].getObjectHandle());
    }
    m_tree = std::make_unique<StructureTree>(m_pdf, m_canvas, pages, painted.pieces);
    m_tree->rectangle = [this](int page, const QRectF &box) { return rectangle(page, box); };
    return core::Done{};
}

void Finisher::finish()
{
    addDestinations();
    addLinks();
    if (m_tree) {
        m_tree->write();
    }
    addOutline();
    addAttachments();
    addMetadata();
    mendFonts(m_pdf, m_info.standard == PdfStandard::ArchiveA1);
    Handle root = m_pdf.getRoot();
    root.replaceKey("/PageLabels", Handle::parse("<< /Nums [ 0 << /S /D >> ] >>"));
    root.replaceKey("/ViewerPreferences", Handle::parse("<< /DisplayDocTitle true >>"));
    root.replaceKey("/Lang", textOf(m_info.language));
    root.replaceKey("/PageMode", Handle::newName("/UseOutlines"));
}

void Finisher::addDestinations()
{
    for (const ReportCanvas::Destination &d : m_canvas.destinations()) {
        m_places.emplace(d.name.toStdString(), placeOf(d));
    }
    Handle names = Handle::newArray();
    for (const auto &[name, place] : m_places) { // a name tree is sorted by its names' bytes
        names.appendItem(Handle::newString(name));
        names.appendItem(place);
    }
    Handle tree = Handle::newDictionary();
    tree.replaceKey("/Names", names);
    Handle all = Handle::newDictionary();
    all.replaceKey("/Dests", m_pdf.makeIndirectObject(tree));
    m_pdf.getRoot().replaceKey("/Names", m_pdf.makeIndirectObject(all));
}

void Finisher::addLinks()
{
    for (const ReportCanvas::LinkArea &link : m_canvas.links()) {
        const std::string target = link.target.toStdString();
        const bool outside = link.target.contains(QLatin1String("://"));
        if (!outside && !m_places.count(target)) {
            continue;
        }
        Handle annotation = Handle::parse("<< /Type /Annot /Subtype /Link /Border [0 0 0] /F 4 >>");
        annotation.replaceKey("/Rect", rectangle(link.page, link.box));
        annotation.replaceKey("/Contents", textOf(link.words));
        if (outside) {
            Handle action = Handle::parse("<< /S /URI >>");
            action.replaceKey("/URI", Handle::newString(target));
            annotation.replaceKey("/A", action);
        } else {
            annotation.replaceKey("/Dest", Handle::newString(target));
        }
        Handle page = m_pages[static_cast<std::size_t>(link.page)].getObjectHandle();
        Handle annotations = page.getKey("/Annots");
        if (!annotations.isArray()) {
            annotations = Handle::newArray();
        }
        annotations.appendItem(m_pdf.makeIndirectObject(annotation));
        page.replaceKey("/Annots", annotations);
        if (m_tree) {
            m_tree->addLink(link.node, link.page, annotations.getArrayItem(annotations.getArrayNItems() - 1));
        }
    }
}

void Finisher::addOutline()
{
    const auto &entries = m_canvas.outlineEntries();
    if (entries.empty()) {
        return;
    }
    std::vector<Handle> items;
    for (std::size_t i = 0; i < entries.size() + 1; ++i) { // the last one is the root
        items.push_back(m_pdf.makeIndirectObject(Handle::newDictionary()));
    }
    Handle root = items.back();
    root.replaceKey("/Type", Handle::newName("/Outlines"));
    std::map<std::size_t, std::vector<std::size_t>> children;
    std::vector<std::size_t> path; // the open entry of each level
    for (std::size_t i = 0; i < entries.size(); ++i) {
        path.resize(static_cast<std::size_t>(std::min<int>(entries[i].level, static_cast<int>(path.size()))));
        children[path.empty() ? entries.size() : path.back()].push_back(i);
        path.push_back(i);
    }
    for (const auto &[parent, list] : children) {
        items[parent].replaceKey("/First", items[list.front()]);
        items[parent].replaceKey("/Last", items[list.back()]);
        const auto count = static_cast<long long>(list.size());
        items[parent].replaceKey("/Count", Handle::newInteger(parent == entries.size() ? count : -count)); // closed at first
        for (std::size_t i = 0; i < list.size(); ++i) {
            Handle item = items[list[i]];
            item.replaceKey("/Title", textOf(entries[list[i]].title));
            item.replaceKey("/Parent", items[parent]);
            item.replaceKey("/Dest", Handle::newString(entries[list[i]].destination.toStdString()));
            Handle heading = m_tree ? m_tree->elementOf(entries[list[i]].node) : Handle::newNull();
            if (heading.isDictionary()) {
                item.replaceKey("/SE", heading);
            }
            if (i > 0) {
                item.replaceKey("/Prev", items[list[i - 1]]);
            }
            if (i + 1 < list.size()) {
                item.replaceKey("/Next", items[list[i + 1]]);
            }
        }
    }
    m_pdf.getRoot().replaceKey("/Outlines", root);
}

void Finisher::addAttachments()
{
    if (m_info.attachments.empty()) {
        return;
    }
    QPDFEmbeddedFileDocumentHelper files(m_pdf);
    Handle all = Handle::newArray();
    const std::string date = pdfDate(m_info.date).toStdString();
    for (const PdfAttachment &attachment : m_info.attachments) {
        auto stream = QPDFEFStreamObjectHelper::createEFStream(m_pdf, attachment.bytes.toStdString());
        stream.setSubtype(attachment.mimeType.toStdString()).setCreationDate(date).setModDate(date);
        auto file = QPDFFileSpecObjectHelper::createFileSpec(m_pdf, attachment.name.toStdString(), stream);
        file.setDescription(attachment.description.toStdString());
        file.getObjectHandle().replaceKey("/AFRelationship", Handle::newName("/Source"));
        files.replaceEmbeddedFile(attachment.name.toStdString(), file);
        all.appendItem(file.getObjectHandle());
    }
    m_pdf.getRoot().replaceKey("/AF", all);
}

void Finisher::addMetadata()
{
    Handle info = Handle::newDictionary();
    const std::pair<const char *, QString> entries[] = {{"/Title", m_info.title}, {"/Author", m_info.author}, {"/Subject", m_info.subject},
                                                        {"/Creator", m_info.program}, {"/Producer", m_info.program}};
    for (const auto &[key, value] : entries) {
        if (!value.isEmpty()) {
            info.replaceKey(key, textOf(value));
        }
    }
    if (m_info.date.isValid()) {
        const std::string date = pdfDate(m_info.date).toStdString();
        info.replaceKey("/CreationDate", Handle::newString(date));
        info.replaceKey("/ModDate", Handle::newString(date));
    }
    m_pdf.getTrailer().replaceKey("/Info", m_pdf.makeIndirectObject(info));
    m_pdf.getTrailer().removeKey("/ID"); // Qt's is random; the writer makes one from the content

    PdfConformance conformance;
    if (m_info.standard == PdfStandard::ArchiveA1) {
        conformance = {1, QStringLiteral("B"), false};
    } else if (m_tree) {
        conformance = {m_info.attachments.empty() ? 2 : 3, QStringLiteral("A"), true};
    }
    Handle stream = m_pdf.newStream(xmpOf(m_info, conformance).toStdString());
    stream.getDict().replaceKey("/Type", Handle::newName("/Metadata"));
    stream.getDict().replaceKey("/Subtype", Handle::newName("/XML"));
    stream.setFilterOnWrite(false); // to be read without a decoder
    m_pdf.getRoot().replaceKey("/Metadata", stream);
    if (conformance.archivePart > 0) {
        Handle profile = m_pdf.newStream(QColorSpace(QColorSpace::SRgb).iccProfile().toStdString());
        profile.getDict().replaceKey("/N", Handle::newInteger(3));
        Handle intent = Handle::parse("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /RegistryName (http://www.color.org) >>");
        intent.replaceKey("/DestOutputProfile", profile);
        Handle intents = Handle::newArray();
        intents.appendItem(intent);
        m_pdf.getRoot().replaceKey("/OutputIntents", intents);
    }
}

// Without tags where tagging fails: `reason` says why.
core::Result<QByteArray> putTogether(const Painted &painted, const ReportCanvas &canvas, const PdfInfo &info, bool tagged, QString &reason)
{
    QPDF pdf;
    pdf.processMemoryFile("report", painted.bytes.constData(), static_cast<std::size_t>(painted.bytes.size()));
    Finisher finisher(pdf, canvas, info);
    if (tagged) {
        const core::Status status = finisher.tag(painted);
        if (!status) {
            reason = QString::fromStdString(status.error().message);
            return status.error();
        }
    }
    finisher.finish();
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setNewlineBeforeEndstream(true); // PDF/A wants it
    writer.setDeterministicID(true); // as object numbers, which follow from the structure: equal reports have equal bytes
    writer.setObjectStreamMode(qpdf_o_disable); // their grouping would follow the numbers that Qt gave
    if (info.standard == PdfStandard::ArchiveA1) {
        writer.forcePDFVersion("1.4");
    } else {
        writer.setMinimumPDFVersion("1.7");
    }
    writer.write();
    const std::shared_ptr<Buffer> out = writer.getBufferSharedPointer();
    return QByteArray(reinterpret_cast<const char *>(out->getBuffer()), static_cast<qsizetype>(out->getSize()));
}

} // namespace

core::Result<PdfFile> pdfOf(const ReportCanvas &canvas, const PdfInfo &info, const ReportProgress &progress)
{
    PdfFile out;
    for (const bool tagged : {true, false}) {
        if (tagged && info.standard == PdfStandard::Plain) {
            continue;
        }
        const core::Result<Painted> raw = painted(canvas, info, tagged, progress);
        if (!raw) {
            return raw.error();
        }
        if (progress && !progress(canvas.pageCount(), canvas.pageCount())) {
            return stopped();
        }
        try {
            const core::Result<QByteArray> bytes = putTogether(*raw, canvas, info, tagged, out.untaggedBecause);
            if (bytes) {
                out.bytes = *bytes;
                return out;
            }
        } catch (const std::exception &e) {
            if (!tagged) {
                return core::Error{core::text("The PDF file could not be put together: %1", {e.what()})};
            }
            out.untaggedBecause = QString::fromLocal8Bit(e.what());
        }
    }
    return out;
}

core::Status saveFile(const QByteArray &bytes, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return core::Error{core::text("The report cannot be written to %1: %2.", {path.toStdString(), file.errorString().toStdString()})};
    }
    return core::Done{};
}

} // namespace ui
