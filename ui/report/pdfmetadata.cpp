// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdfmetadata.h"

namespace ui {

namespace {

QString element(const char *name, const QString &value)
{
    return QStringLiteral("<%1>%2</%1>").arg(QLatin1String(name), value.toHtmlEscaped());
}

QString alternatives(const char *name, const QString &value)
{
    return value.isEmpty() ? QString() : QStringLiteral("<%1><rdf:Alt><rdf:li xml:lang=\"x-default\">%2</rdf:li></rdf:Alt></%1>\n").arg(QLatin1String(name), value.toHtmlEscaped());
}

QString list(const char *name, const char *kind, const QString &value)
{
    return value.isEmpty() ? QString() : QStringLiteral("<%1><rdf:%2><rdf:li>%3</rdf:li></rdf:%2></%1>\n").arg(QLatin1String(name), QLatin1String(kind), value.toHtmlEscaped());
}

// PDF/A wants every schema that it does not know described; pdfuaid is one.
QString accessibleSchema()
{
    return QStringLiteral(
        "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"><pdfuaid:part>1</pdfuaid:part></rdf:Description>\n"
        "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
        "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
        "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
        "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
        "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
        "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>"
        "</rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n");
}

} // namespace

QString pdfDate(QDate date)
{
    return QStringLiteral("D:%1000000Z").arg(date.toString(QStringLiteral("yyyyMMdd")));
}

QByteArray xmpOf(const PdfInfo &info, const PdfConformance &conformance)
{
    QString xmp = QStringLiteral("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                                 "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    xmp += QStringLiteral("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n") + element("dc:format", QStringLiteral("application/pdf")) + QLatin1Char('\n')
        + alternatives("dc:title", info.title) + list("dc:creator", "Seq", info.author) + alternatives("dc:description", info.subject) + list("dc:language", "Bag", info.language)
        + QStringLiteral("</rdf:Description>\n");
    if (info.date.isValid()) {
        const QString day = info.date.toString(Qt::ISODate) + QStringLiteral("T00:00:00Z");
        xmp += QStringLiteral("<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">") + element("xmp:CreateDate", day) + element("xmp:ModifyDate", day)
            + element("xmp:CreatorTool", info.program) + QStringLiteral("</rdf:Description>\n");
    }
    xmp += QStringLiteral("<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">") + element("pdf:Producer", info.program) + QStringLiteral("</rdf:Description>\n");
    if (conformance.archivePart > 0) {
        xmp += QStringLiteral("<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">") + element("pdfaid:part", QString::number(conformance.archivePart))
            + element("pdfaid:conformance", conformance.archiveLevel) + QStringLiteral("</rdf:Description>\n");
    }
    xmp += conformance.accessible ? accessibleSchema() : QString();
    return (xmp + QStringLiteral("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>\n")).toUtf8();
}

} // namespace ui
