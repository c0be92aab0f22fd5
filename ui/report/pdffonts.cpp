// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdffonts.h"

#include <QRegularExpression>
#include <QString>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <algorithm>
#include <map>

namespace ui {

namespace {

using Handle = QPDFObjectHandle;

// Glyphs to characters, written anew: Qt calls the blank a tabulator, ligatures one character, and gives one even to what is no glyph.
void mendCharacterMap(Handle stream)
{
    const std::shared_ptr<Buffer> content = stream.getStreamData(qpdf_dl_generalized);
    const QString text = QString::fromLatin1(reinterpret_cast<const char *>(content->getBuffer()), static_cast<qsizetype>(content->getSize()));
    static const QRegularExpression range(QStringLiteral("<([0-9A-Fa-f]{4})> <[0-9A-Fa-f]{4}> (?:\\[([^\\]]*)\\]|<([0-9A-Fa-f]+)>)"));
    static const QRegularExpression code(QStringLiteral("[0-9A-Fa-f]+"));
    std::map<int, QString> characters;
    for (auto m = range.globalMatch(text); m.hasNext();) {
        const QRegularExpressionMatch match = m.next();
        int glyph = match.captured(1).toInt(nullptr, 16);
        for (auto c = code.globalMatch(match.captured(2) + match.captured(3)); c.hasNext(); ++glyph) {
            const QString units = c.next().captured().toUpper();
            const int unit = units.toInt(nullptr, 16);
            static const char *const ligatures[] = {"00660066", "00660069", "0066006C", "006600660069", "00660066006C"};
            characters[glyph] = unit == 9 ? QStringLiteral("0020") : unit >= 0xFB00 && unit <= 0xFB04 ? QLatin1String(ligatures[unit - 0xFB00]) : units;
        }
    }
    characters.erase(0);
    QString out = QStringLiteral("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                                 "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    int left = static_cast<int>(characters.size());
    int inBlock = 0;
    for (const auto &[glyph, units] : characters) {
        if (inBlock == 0) {
            inBlock = std::min(left, 100); // no more to a block
            out += QStringLiteral("%1 beginbfchar\n").arg(inBlock);
        }
        out += QStringLiteral("<%1> <%2>\n").arg(glyph, 4, 16, QLatin1Char('0')).arg(units);
        --left;
        if (--inBlock == 0) {
            out += QStringLiteral("endbfchar\n");
        }
    }
    out += QStringLiteral("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    stream.replaceStreamData(out.toStdString(), Handle::newNull(), Handle::newNull());
}

} // namespace

// Qt names a subset after an object number that differs from run to run, and not everywhere: one prefix, made of the name, in all places.
void mendFonts(QPDF &pdf, bool keepSets)
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
    for (Handle object : pdf.getAllObjects()) {
        for (const char *key : {"/BaseFont", "/FontName"}) {
            if (object.isDictionary() && object.getKey(key).isName()) {
                object.replaceKey(key, tagged(object.getKey(key).getName()));
            }
        }
        if (object.isDictionary() && !keepSets) {
            object.removeKey("/CIDSet"); // may be left out from PDF/A-2 on, and a wrong one does harm
        }
        if (object.isDictionary() && object.getKey("/ToUnicode").isStream()) {
            mendCharacterMap(object.getKey("/ToUnicode"));
        }
    }
}

} // namespace ui
