// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdffile.h"

#include "text.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
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

core::Result<QByteArray> painted(const ReportCanvas &canvas, const PdfInfo &info, const ReportProgress &progress)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setResolution(paper::dotsPerInch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(info.title);
    QPainter painter;
    if (!painter.begin(&writer)) {
        return core::Error{core::text("The report could not be painted: there is no platform to paint with.")};
    }
    for (int page = 0; page < canvas.pageCount(); ++page) {
        if (progress && !progress(page, canvas.pageCount())) {
            return stopped();
        }
        if (page > 0) {
            writer.newPage();
        }
        canvas.paint(painter, page);
    }
    painter.end();
    return bytes;
}

Handle textOf(const QString &text)
{
    return Handle::newUnicodeString(text.toStdString());
}

QString pdfDate(QDate date)
{
    return QStringLiteral("D:%1000000Z").arg(date.toString(QStringLiteral("yyyyMMdd")));
}

// Turns what Qt painted into a file that one can find one's way in.
class Finisher
{
public:
    Finisher(QPDF &pdf, const ReportCanvas &canvas, const PdfInfo &info)
        : m_pdf(pdf), m_canvas(canvas), m_info(info), m_pages(QPDFPageDocumentHelper(pdf).getAllPages())
    {
    }

    void finish()
    {
        addDestinations();
        addLinks();
        addOutline();
        addMetadata();
        nameFonts();
        Handle root = m_pdf.getRoot();
        root.replaceKey("/PageLabels", Handle::parse("<< /Nums [ 0 << /S /D >> ] >>"));
        root.replaceKey("/ViewerPreferences", Handle::parse("<< /DisplayDocTitle true >>"));
        root.replaceKey("/Lang", textOf(m_info.language));
        root.replaceKey("/PageMode", Handle::newName("/UseOutlines"));
    }

private:
    // Points from the lower left corner; the media box is Qt's, rounded to whole points.
    double x(double mm) const { return mm * 72 / 25.4; }
    double y(int page, double mm)
    {
        return m_pages[static_cast<std::size_t>(page)].getObjectHandle().getKey("/MediaBox").getArrayItem(3).getNumericValue() - mm * 72 / 25.4;
    }
    static Handle number(double value) { return Handle::newReal(value, 2); }
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
    void nameFonts();

    QPDF &m_pdf;
    const ReportCanvas &m_canvas;
    const PdfInfo &m_info;
    std::vector<QPDFPageObjectHelper> m_pages;
    std::map<std::string, Handle> m_places;
};

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
        Handle rect = Handle::newArray();
        rect.appendItem(number(x(link.box.left())));
        rect.appendItem(number(y(link.page, link.box.bottom())));
        rect.appendItem(number(x(link.box.right())));
        rect.appendItem(number(y(link.page, link.box.top())));
        Handle annotation = Handle::parse("<< /Type /Annot /Subtype /Link /Border [0 0 0] /F 4 >>");
        annotation.replaceKey("/Rect", rect);
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

// Qt names a subset after an object number that differs from run to run, and not everywhere: one prefix, made of the name, in all places.
void Finisher::nameFonts()
{
    const auto tagged = [](std::string name) {
        name = name.substr(name.find('+') == std::string::npos ? 1 : name.find('+') + 1);
        unsigned sum = 2166136261u;
        for (const char letter : name) {
            sum = (sum ^ static_cast<unsigned char>(letter)) * 16777619u;
        }
        std::string tag;
        for (int i = 0; i < 6; ++i, sum /= 26) {
            tag += static_cast<char>('A' + sum % 26);
        }
        return Handle::newName('/' + tag + '+' + name);
    };
    for (Handle object : m_pdf.getAllObjects()) {
        for (const char *key : {"/BaseFont", "/FontName"}) {
            if (object.isDictionary() && object.getKey(key).isName()) {
                object.replaceKey(key, tagged(object.getKey(key).getName()));
            }
        }
    }
}

void Finisher::addMetadata()
{
    Handle info = Handle::newDictionary();
    const QString date = pdfDate(m_info.date);
    const std::pair<const char *, QString> entries[] = {{"/Title", m_info.title}, {"/Author", m_info.author}, {"/Subject", m_info.subject},
                                                        {"/Creator", m_info.program}, {"/Producer", m_info.program}};
    for (const auto &[key, value] : entries) {
        info.replaceKey(key, textOf(value));
    }
    info.replaceKey("/CreationDate", Handle::newString(date.toStdString()));
    info.replaceKey("/ModDate", Handle::newString(date.toStdString()));
    m_pdf.getTrailer().replaceKey("/Info", m_pdf.makeIndirectObject(info));
    m_pdf.getTrailer().removeKey("/ID"); // Qt's is random; the writer makes one from the content

    const QString day = m_info.date.toString(Qt::ISODate) + QStringLiteral("T00:00:00Z");
    const QString xmp = QStringLiteral(
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%1</rdf:li></rdf:Alt></dc:title>\n"
        "<dc:creator><rdf:Seq><rdf:li>%2</rdf:li></rdf:Seq></dc:creator>\n"
        "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%3</rdf:li></rdf:Alt></dc:description>\n"
        "<dc:language><rdf:Bag><rdf:li>%4</rdf:li></rdf:Bag></dc:language>\n"
        "<xmp:CreateDate>%5</xmp:CreateDate><xmp:ModifyDate>%5</xmp:ModifyDate><xmp:CreatorTool>%6</xmp:CreatorTool><pdf:Producer>%6</pdf:Producer>\n"
        "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>\n")
                            .arg(m_info.title.toHtmlEscaped(), m_info.author.toHtmlEscaped(), m_info.subject.toHtmlEscaped(), m_info.language, day, m_info.program.toHtmlEscaped());
    Handle stream = m_pdf.newStream(xmp.toStdString());
    stream.getDict().replaceKey("/Type", Handle::newName("/Metadata"));
    stream.getDict().replaceKey("/Subtype", Handle::newName("/XML"));
    m_pdf.getRoot().replaceKey("/Metadata", stream);
}

} // namespace

core::Result<QByteArray> pdfOf(const ReportCanvas &canvas, const PdfInfo &info, const ReportProgress &progress)
{
    const core::Result<QByteArray> raw = painted(canvas, info, progress);
    if (!raw) {
        return raw;
    }
    if (progress && !progress(canvas.pageCount(), canvas.pageCount())) {
        return stopped();
    }
    try {
        QPDF pdf;
        pdf.processMemoryFile("report", raw->constData(), static_cast<std::size_t>(raw->size()));
        Finisher(pdf, canvas, info).finish();
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true); // as object numbers, which follow from the structure: equal reports have equal bytes
        writer.setObjectStreamMode(qpdf_o_disable); // their grouping would follow the numbers that Qt gave
        writer.setMinimumPDFVersion("1.7");
        writer.write();
        const std::shared_ptr<Buffer> out = writer.getBufferSharedPointer();
        return QByteArray(reinterpret_cast<const char *>(out->getBuffer()), static_cast<qsizetype>(out->getSize()));
    } catch (const std::exception &e) {
        return core::Error{core::text("The PDF file could not be put together: %1", {e.what()})};
    }
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
