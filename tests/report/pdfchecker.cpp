// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdfchecker.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <map>
#include <set>

namespace {

using Handle = QPDFObjectHandle;

QString textOf(Handle h)
{
    return h.isString() ? QString::fromStdString(h.getUTF8Value()) : QString();
}

// Codes that a font's ToUnicode knows, with their characters.
std::map<int, QString> charactersOf(Handle font)
{
    std::map<int, QString> out;
    if (!font.getKey("/ToUnicode").isStream()) {
        return out;
    }
    const auto buffer = font.getKey("/ToUnicode").getStreamData(qpdf_dl_generalized);
    const QString text = QString::fromLatin1(reinterpret_cast<const char *>(buffer->getBuffer()), static_cast<qsizetype>(buffer->getSize()));
    static const QRegularExpression pair(QStringLiteral("^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$"), QRegularExpression::MultilineOption);
    for (auto m = pair.globalMatch(text); m.hasNext();) {
        const auto match = m.next();
        QString word;
        for (qsizetype i = 0; i + 4 <= match.captured(2).size(); i += 4) {
            word += QChar(match.captured(2).mid(i, 4).toUShort(nullptr, 16));
        }
        out[match.captured(1).toInt(nullptr, 16)] = word;
    }
    return out;
}

// What a page's content paints, by mark.
class ContentReader : public QPDFObjectHandle::ParserCallbacks
{
public:
    ContentReader(int page, Handle resources, QStringList &faults, std::map<std::pair<int, int>, QString> &words, std::map<std::pair<int, int>, QString> &tags)
        : m_page(page), m_resources(resources), m_faults(faults), m_words(words), m_tags(tags)
    {
    }

    void handleObject(Handle object) override
    {
        if (!object.isOperator()) {
            m_operands.push_back(object);
            return;
        }
        take(object.getOperatorValue());
        m_operands.clear();
    }
    void handleEOF() override
    {
        if (m_depth != 0) {
            fault("marked content is left open");
        }
        if (m_saved != 0) {
            fault("q and Q do not balance");
        }
    }

private:
    void fault(const QString &what) { m_faults << QStringLiteral("page %1: %2").arg(m_page + 1).arg(what); }
    void take(const std::string &op)
    {
        static const std::set<std::string> painting{"f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Tj", "TJ", "'", "\"", "Do", "sh", "EI"};
        if (op == "BDC" || op == "BMC") {
            begin(op);
        } else if (op == "EMC") {
            if (--m_depth < 0) {
                fault("EMC without a beginning");
                m_depth = 0;
            }
            m_mcid = -1;
        } else if (op == "q") {
            ++m_saved;
        } else if (op == "Q") {
            --m_saved;
        } else if (op == "Tf") {
            const std::string name = m_operands[0].getName();
            m_font = m_resources.getKey("/Font").getKey(name);
            if (!m_characters.count(name)) {
                m_characters[name] = charactersOf(m_font);
            }
            m_current = &m_characters[name];
        }
        if (painting.count(op) && m_depth == 0) {
            fault(QStringLiteral("%1 outside of every element").arg(QString::fromStdString(op)));
        }
        if (op == "Tj") {
            show(m_operands[0].getStringValue());
        }
    }
    void begin(const std::string &op)
    {
        if (++m_depth > 1) {
            fault("marked content within marked content");
        }
        const std::string tag = m_operands[0].getName();
        if (op == "BDC" && m_operands[1].isDictionary() && m_operands[1].hasKey("/MCID")) {
            m_mcid = static_cast<int>(m_operands[1].getKey("/MCID").getIntValue());
            if (!m_tags.emplace(std::pair(m_page, m_mcid), QString::fromStdString(tag.substr(1))).second) {
                fault(QStringLiteral("MCID %1 twice").arg(m_mcid));
            }
            m_words[{m_page, m_mcid}];
        } else if (tag != "/Artifact") {
            fault(QStringLiteral("%1 without MCID").arg(QString::fromStdString(tag)));
        }
    }
    void show(const std::string &codes)
    {
        for (std::size_t i = 0; i + 1 < codes.size(); i += 2) {
            const int code = (static_cast<unsigned char>(codes[i]) << 8) | static_cast<unsigned char>(codes[i + 1]);
            const auto it = m_current ? m_current->find(code) : std::map<int, QString>::const_iterator();
            if (!m_current || it == m_current->end()) {
                fault(QStringLiteral("glyph %1 has no character").arg(code));
                continue;
            }
            for (const QChar c : it->second) {
                if (c.unicode() < 0x20 || c.unicode() == 0xFEFF || c.unicode() == 0xFFFE || (c.unicode() >= 0xFB00 && c.unicode() <= 0xFB06)) {
                    fault(QStringLiteral("glyph %1 stands for U+%2").arg(code).arg(c.unicode(), 4, 16, QLatin1Char('0')));
                }
            }
            if (m_mcid >= 0) {
                m_words[{m_page, m_mcid}] += it->second;
            }
        }
    }

    int m_page;
    Handle m_resources;
    QStringList &m_faults;
    std::map<std::pair<int, int>, QString> &m_words, &m_tags;
    std::vector<Handle> m_operands;
    Handle m_font;
    std::map<std::string, std::map<int, QString>> m_characters;
    const std::map<int, QString> *m_current = nullptr;
    int m_depth = 0, m_saved = 0, m_mcid = -1;
};

class Checker
{
public:
    explicit Checker(const QByteArray &file)
    {
        m_pdf.processMemoryFile("checked", file.constData(), static_cast<std::size_t>(file.size()));
        for (auto &page : QPDFPageDocumentHelper(m_pdf).getAllPages()) {
            m_pageOf[page.getObjectHandle().getObjGen()] = static_cast<int>(m_pages.size());
            m_pages.push_back(page.getObjectHandle());
        }
    }

    void run()
    {
        for (std::size_t i = 0; i < m_pages.size(); ++i) {
            ContentReader reader(static_cast<int>(i), m_pages[i].getKey("/Resources"), m_faults, m_words, m_tags);
            m_pages[i].parsePageContents(&reader);
        }
        checkCatalogue();
        Handle root = m_pdf.getRoot().getKey("/StructTreeRoot");
        if (!root.isDictionary()) {
            m_faults << QStringLiteral("there is no structure tree");
            return;
        }
        readParentTree(root);
        Handle kids = root.getKey("/K");
        for (int i = 0; i < kids.getArrayNItems(); ++i) {
            walk(kids.getArrayItem(i), root, 0);
        }
        for (const auto &[place, tag] : m_tags) {
            if (!m_used.count(place)) {
                m_faults << QStringLiteral("page %1: MCID %2 (%3) is in no element").arg(place.first + 1).arg(place.second).arg(tag);
            }
        }
        checkAnnotations();
        checkFonts();
        checkOutline(m_pdf.getRoot().getKey("/Outlines").getKey("/First"));
    }
    QStringList faults() const { return m_faults; }
    QString text() const { return m_text; }

private:
    void fault(const QString &what) { m_faults << what; }
    void checkCatalogue();
    void readParentTree(Handle root);
    void walk(Handle element, Handle parent, int depth);
    void checkElement(Handle element, const QString &type, const QString &parentType);
    void checkTable(Handle table);
    void content(Handle element, int page, int mcid);
    void checkAnnotations();
    void checkFonts();
    void checkOutline(Handle entry);
    static std::vector<Handle> kidsOf(Handle element)
    {
        Handle k = element.getKey("/K");
        return k.isArray() ? k.getArrayAsVector() : k.isNull() ? std::vector<Handle>() : std::vector<Handle>{k};
    }
    static QString typeOf(Handle element) { return element.getKey("/S").isName() ? QString::fromStdString(element.getKey("/S").getName()).mid(1) : QString(); }

    QPDF m_pdf;
    std::vector<Handle> m_pages;
    std::map<QPDFObjGen, int> m_pageOf;
    QStringList m_faults;
    std::map<std::pair<int, int>, QString> m_words, m_tags;
    std::set<std::pair<int, int>> m_used;
    std::map<int, Handle> m_parents; // of the parent tree
    std::set<QPDFObjGen> m_objects;  // annotations that an element holds
    std::map<QPDFObjGen, QPDFObjGen> m_ownerOfObject;
    QSet<QString> m_ids;
    int m_heading = 0;
    QString m_text;
};

void Checker::checkCatalogue()
{
    Handle root = m_pdf.getRoot();
    if (!root.getKey("/MarkInfo").isDictionary() || !root.getKey("/MarkInfo").getKey("/Marked").isBool() || !root.getKey("/MarkInfo").getKey("/Marked").getBoolValue() || root.getKey("/MarkInfo").hasKey("/Suspects")) {
        fault("MarkInfo does not say marked, or speaks of suspects");
    }
    if (textOf(root.getKey("/Lang")).isEmpty()) {
        fault("no language");
    }
    Handle viewer = root.getKey("/ViewerPreferences");
    if (!viewer.isDictionary() || !viewer.getKey("/DisplayDocTitle").isBool() || !viewer.getKey("/DisplayDocTitle").getBoolValue()) {
        fault("the title is not displayed");
    }
    const bool attached = root.getKey("/AF").isArray();
    if (!root.getKey("/Metadata").isStream()) {
        fault("no metadata");
    } else {
        const auto buffer = root.getKey("/Metadata").getStreamData(qpdf_dl_generalized);
        const QString xmp = QString::fromUtf8(reinterpret_cast<const char *>(buffer->getBuffer()), static_cast<qsizetype>(buffer->getSize()));
        const QString title = textOf(m_pdf.getTrailer().getKey("/Info").getKey("/Title"));
        const QString wanted[] = {QStringLiteral("<pdfuaid:part>1</pdfuaid:part>"), QStringLiteral("<pdfaid:part>%1</pdfaid:part>").arg(attached ? 3 : 2), QStringLiteral("<pdfaid:conformance>A</pdfaid:conformance>"),
                                  QStringLiteral("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"), QStringLiteral("<rdf:li xml:lang=\"x-default\">%1</rdf:li>").arg(title.toHtmlEscaped())};
        for (const QString &w : wanted) {
            if (!xmp.contains(w)) {
                fault(QStringLiteral("the metadata lack %1").arg(w));
            }
        }
        if (title.isEmpty()) {
            fault("no title");
        }
    }
    Handle intents = root.getKey("/OutputIntents");
    if (!intents.isArray() || !intents.getArrayItem(0).getKey("/DestOutputProfile").isStream()) {
        fault("no output intent with a profile");
    }
    if (m_pdf.isEncrypted()) {
        fault("it is encrypted");
    }
    if (attached) {
        for (Handle file : root.getKey("/AF").getArrayAsVector()) {
            if (!file.getKey("/AFRelationship").isName() || textOf(file.getKey("/UF")).isEmpty() || textOf(file.getKey("/Desc")).isEmpty()
                || !file.getKey("/EF").getKey("/F").getDict().getKey("/Subtype").isName() || !file.getKey("/EF").getKey("/F").getDict().getKey("/Params").hasKey("/ModDate")) {
                fault("an attachment without relationship, name, description, kind or date");
            }
        }
    }
}

void Checker::readParentTree(Handle root)
{
    Handle tree = root.getKey("/ParentTree");
    Handle numbers = tree.isDictionary() ? tree.getKey("/Nums") : Handle::newNull();
    if (!numbers.isArray()) {
        fault("no parent tree");
        return;
    }
    long long last = -1;
    for (int i = 0; i + 1 < numbers.getArrayNItems(); i += 2) {
        const long long key = numbers.getArrayItem(i).getIntValue();
        if (key <= last) {
            fault("the parent tree is not in order");
        }
        last = key;
        m_parents.emplace(static_cast<int>(key), numbers.getArrayItem(i + 1));
    }
    if (!root.getKey("/ParentTreeNextKey").isInteger() || root.getKey("/ParentTreeNextKey").getIntValue() <= last) {
        fault("the parent tree's next key is taken");
    }
}

void Checker::content(Handle element, int page, int mcid)
{
    const std::pair<int, int> place(page, mcid);
    if (!m_tags.count(place)) {
        fault(QStringLiteral("%1 holds MCID %2 of page %3, which is not there").arg(typeOf(element)).arg(mcid).arg(page + 1));
        return;
    }
    if (!m_used.insert(place).second) {
        fault(QStringLiteral("page %1: MCID %2 is in two elements").arg(page + 1).arg(mcid));
    }
    if (m_tags[place] != typeOf(element)) {
        fault(QStringLiteral("page %1: MCID %2 is marked %3 and belongs to %4").arg(page + 1).arg(mcid).arg(m_tags[place], typeOf(element)));
    }
    Handle key = m_pages[static_cast<std::size_t>(page)].getKey("/StructParents");
    const auto list = key.isInteger() ? m_parents.find(static_cast<int>(key.getIntValue())) : m_parents.end();
    if (list == m_parents.end() || !list->second.isArray() || mcid >= list->second.getArrayNItems() || list->second.getArrayItem(mcid).getObjGen() != element.getObjGen()) {
        fault(QStringLiteral("page %1: the parent tree does not lead from MCID %2 to its element").arg(page + 1).arg(mcid));
    }
    m_text += QLatin1Char(' ') + m_words[place].trimmed();
}

void Checker::walk(Handle element, Handle parent, int depth)
{
    if (element.getKey("/P").getObjGen() != parent.getObjGen()) {
        fault(QStringLiteral("%1 has another parent than holds it").arg(typeOf(element)));
    }
    const QString type = typeOf(element);
    checkElement(element, type, typeOf(parent));
    m_text += (m_text.isEmpty() ? QString() : QStringLiteral("\n")) + QString(depth * 2, QLatin1Char(' ')) + type;
    const int own = element.hasKey("/Pg") ? m_pageOf[element.getKey("/Pg").getObjGen()] : -1;
    for (Handle kid : kidsOf(element)) {
        if (kid.isInteger()) {
            content(element, own, static_cast<int>(kid.getIntValue()));
        } else if (kid.isDictionary() && kid.hasKey("/MCID")) {
            content(element, m_pageOf[kid.getKey("/Pg").getObjGen()], static_cast<int>(kid.getKey("/MCID").getIntValue()));
        } else if (kid.isDictionary() && kid.getKey("/Type").isName() && kid.getKey("/Type").getName() == "/OBJR") {
            m_ownerOfObject[kid.getKey("/Obj").getObjGen()] = element.getObjGen();
        } else {
            walk(kid, element, depth + 1);
        }
    }
}

void Checker::checkElement(Handle element, const QString &type, const QString &parentType)
{
    static const QMap<QString, QStringList> parents{{"TR", {"Table"}}, {"TH", {"TR"}}, {"TD", {"TR"}}, {"TOCI", {"TOC"}}, {"Reference", {"TOCI"}}, {"Document", {""}}, {"TOC", {"Document"}},
                                                    {"H1", {"Document"}}, {"H2", {"Document"}}, {"Table", {"Document"}}, {"Figure", {"Document"}}, {"Note", {"Document"}},
                                                    {"P", {"Document", "TD", "TH"}}, {"Link", {"P", "TD", "TH", "Note", "Reference"}}};
    if (!parents.contains(type) || !parents[type].contains(parentType)) {
        fault(QStringLiteral("%1 in %2").arg(type, parentType));
    }
    Handle attributes = element.getKey("/A");
    if (type == QLatin1String("H1") || type == QLatin1String("H2")) {
        const int level = type.mid(1).toInt();
        if (level > m_heading + 1) {
            fault(QStringLiteral("heading of level %1 after level %2").arg(level).arg(m_heading));
        }
        m_heading = level;
    } else if (type == QLatin1String("Figure")) {
        if (textOf(element.getKey("/Alt")).size() < 10) {
            fault("a figure without words");
        }
        if (!attributes.isDictionary() || !attributes.getKey("/BBox").isRectangle()) {
            fault("a figure without a box");
        }
    } else if (type == QLatin1String("TH")) {
        if (!attributes.isDictionary() || !attributes.getKey("/Scope").isName()) {
            fault("a header cell without scope");
        }
    } else if (type == QLatin1String("Note")) {
        const QString id = textOf(element.getKey("/ID"));
        if (id.isEmpty() || m_ids.contains(id)) {
            fault("a note without an ID of its own");
        }
        m_ids.insert(id);
    } else if (type == QLatin1String("Table")) {
        checkTable(element);
    }
}

void Checker::checkTable(Handle table)
{
    std::size_t cells = 0;
    bool headed = false;
    for (Handle row : kidsOf(table)) {
        const auto kids = kidsOf(row);
        if (cells != 0 && kids.size() != cells) {
            fault(QStringLiteral("a table with rows of %1 and %2 cells").arg(cells).arg(kids.size()));
        }
        cells = kids.size();
        headed = headed || std::any_of(kids.begin(), kids.end(), [](const Handle &cell) { return typeOf(cell) == QLatin1String("TH"); });
    }
    if (cells == 0 || !headed) {
        fault("a table without cells or heads");
    }
}

void Checker::checkAnnotations()
{
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        Handle page = m_pages[i];
        Handle annotations = page.getKey("/Annots");
        const bool some = annotations.isArray() && annotations.getArrayNItems() > 0;
        if (some && (!page.getKey("/Tabs").isName() || page.getKey("/Tabs").getName() != "/S")) {
            fault(QStringLiteral("page %1: tabs do not follow the structure").arg(i + 1));
        }
        for (int k = 0; some && k < annotations.getArrayNItems(); ++k) {
            Handle a = annotations.getArrayItem(k);
            Handle key = a.getKey("/StructParent");
            const auto parent = key.isInteger() ? m_parents.find(static_cast<int>(key.getIntValue())) : m_parents.end();
            const auto owner = m_ownerOfObject.find(a.getObjGen());
            if (parent == m_parents.end() || owner == m_ownerOfObject.end() || owner->second != parent->second.getObjGen() || typeOf(parent->second) != QLatin1String("Link")) {
                fault(QStringLiteral("page %1: a link that belongs to no link element").arg(i + 1));
            }
            if (textOf(a.getKey("/Contents")).isEmpty()) {
                fault(QStringLiteral("page %1: a link without words").arg(i + 1));
            }
        }
    }
}

void Checker::checkFonts()
{
    int fonts = 0;
    for (Handle object : m_pdf.getAllObjects()) {
        if (!object.isDictionary() || !object.getKey("/Type").isName()) {
            continue;
        }
        const std::string type = object.getKey("/Type").getName();
        if (type == "/FontDescriptor") {
            ++fonts;
            if (!object.getKey("/FontFile2").isStream() && !object.getKey("/FontFile3").isStream()) {
                fault("a font that is not embedded");
            }
            if (object.hasKey("/CIDSet")) {
                fault("a font with a CIDSet");
            }
        } else if (type == "/Font" && object.getKey("/DescendantFonts").isArray()) {
            Handle descendant = object.getKey("/DescendantFonts").getArrayItem(0);
            const std::string name = object.getKey("/BaseFont").getName();
            if (name.find('+') != 7 || name != descendant.getKey("/BaseFont").getName() || name != descendant.getKey("/FontDescriptor").getKey("/FontName").getName()) {
                fault(QStringLiteral("a font whose names differ: %1").arg(QString::fromStdString(name)));
            }
        }
    }
    if (fonts == 0) {
        fault("no font");
    }
}

void Checker::checkOutline(Handle entry)
{
    if (!entry.isDictionary()) {
        fault("no outline");
        return;
    }
    for (; entry.isDictionary(); entry = entry.getKey("/Next")) {
        if (!entry.getKey("/SE").isDictionary() || !typeOf(entry.getKey("/SE")).startsWith(QLatin1Char('H'))) {
            fault(QStringLiteral("an outline entry that leads to no heading: %1").arg(textOf(entry.getKey("/Title"))));
        }
        if (entry.hasKey("/First")) {
            checkOutline(entry.getKey("/First"));
        }
    }
}

} // namespace

QStringList faultsOfTaggedPdf(const QByteArray &file)
{
    Checker checker(file);
    checker.run();
    return checker.faults();
}

QString structureOf(const QByteArray &file)
{
    Checker checker(file);
    checker.run();
    return checker.text();
}
