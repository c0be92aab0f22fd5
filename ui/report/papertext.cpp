// SPDX-License-Identifier: GPL-3.0-or-later
#include "papertext.h"

#include "theme.h"

#include <QFontMetricsF>

#include <cmath>
#include <map>
#include <tuple>

namespace ui::paper {

namespace {

using Key = std::tuple<double, bool, bool>;

const QFontMetricsF &metrics(const Type &type)
{
    thread_local std::map<Key, QFontMetricsF> known;
    const Key key{type.points, type.strong, type.italic};
    auto it = known.find(key);
    if (it == known.end()) {
        it = known.emplace(key, QFontMetricsF(font(type))).first;
    }
    return it->second;
}

bool isBreak(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\t');
}

// How many characters of an overlong word fit, preferring a place after a joint.
qsizetype fittingPart(const QString &word, const Type &type, double most)
{
    qsizetype low = 1;
    qsizetype high = word.size();
    while (low < high) {
        const qsizetype middle = (low + high + 1) / 2;
        if (width(word.left(middle), type) <= most) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    static const QString joints = QStringLiteral("-/_.?&=");
    for (qsizetype i = low; i > low / 2 && i > 1; --i) {
        if (joints.contains(word[i - 1])) {
            return i;
        }
    }
    if (low > 1 && low < word.size() && word[low - 1].isHighSurrogate()) {
        --low;
    }
    return low;
}

QStringList allLines(const QString &text, const Type &type, double most)
{
    QStringList lines;
    for (const QString &paragraph : text.split(QLatin1Char('\n'))) {
        QString line;
        qsizetype at = 0;
        while (at < paragraph.size()) {
            while (at < paragraph.size() && isBreak(paragraph[at])) {
                ++at;
            }
            qsizetype end = at;
            while (end < paragraph.size() && !isBreak(paragraph[end])) {
                ++end;
            }
            QString word = paragraph.mid(at, end - at);
            at = end;
            if (word.isEmpty()) {
                continue;
            }
            const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
            if (width(longer, type) <= most) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines << line;
            }
            while (width(word, type) > most && word.size() > 1) {
                const qsizetype part = fittingPart(word, type, most);
                lines << word.left(part) + wordGoesOn;
                word = word.mid(part);
            }
            line = word;
        }
        lines << line;
    }
    return lines;
}

QString wholeOf(const QStringList &lines)
{
    QString out;
    for (const QString &line : lines) {
        out += line.endsWith(wordGoesOn) ? line.left(line.size() - 1) : line + QLatin1Char(' ');
    }
    return out.trimmed();
}

QString shortened(const QString &text, qsizetype keep)
{
    QString left = text.left((keep + 1) / 2);
    QString right = text.right(keep / 2);
    // Whole words, where that does not cost much.
    const qsizetype leftBlank = left.lastIndexOf(QLatin1Char(' '));
    if (leftBlank > left.size() / 2 && left.size() < text.size() && !isBreak(text[left.size()])) {
        left.truncate(leftBlank);
    }
    const qsizetype rightBlank = right.indexOf(QLatin1Char(' '));
    if (rightBlank >= 0 && rightBlank < right.size() / 2) {
        right = right.mid(rightBlank);
    }
    return left.trimmed() + QStringLiteral("\u00A0… ") + right.trimmed();
}

} // namespace

QFont font(const Type &type)
{
    QFont f(installFonts());
    f.setPixelSize(static_cast<int>(std::lround(type.points * 25.4 / 72 * unitsPerMm)));
    f.setWeight(type.strong ? QFont::DemiBold : QFont::Normal);
    f.setItalic(type.italic);
    f.setHintingPreference(QFont::PreferNoHinting);
    // A hair of spacing keeps ligatures away, so that copied text and searches find every letter.
    f.setLetterSpacing(QFont::PercentageSpacing, 100.02);
    return f;
}

double width(const QString &text, const Type &type)
{
    return metrics(type).horizontalAdvance(text.endsWith(wordGoesOn) ? text.left(text.size() - 1) : text) / unitsPerMm;
}

double ascent(const Type &type)
{
    return metrics(type).ascent() / unitsPerMm;
}

double descent(const Type &type)
{
    return metrics(type).descent() / unitsPerMm;
}

double baseline(const Type &type, double lineHeight)
{
    return (lineHeight - ascent(type) - descent(type)) / 2 + ascent(type);
}

QStringList wrapped(const QString &text, const Type &type, double most, int mostLines)
{
    QStringList lines = allLines(text, type, most);
    if (mostLines <= 0 || lines.size() <= mostLines) {
        return lines;
    }
    qsizetype low = 1;
    qsizetype high = text.size() - 1;
    while (low < high) {
        const qsizetype middle = (low + high + 1) / 2;
        if (allLines(shortened(text, middle), type, most).size() <= mostLines) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return allLines(shortened(text, low), type, most).mid(0, mostLines);
}

QStringList balanced(const QString &text, const Type &type, double most, int mostLines)
{
    const QStringList lines = wrapped(text, type, most, mostLines);
    const QString whole = wholeOf(lines);
    double low = most / 3;
    double high = most;
    while (lines.size() > 1 && high - low > 0.5) {
        const double middle = (low + high) / 2;
        if (allLines(whole, type, middle).size() > lines.size()) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return lines.size() > 1 ? allLines(whole, type, high) : lines;
}

QString elided(const QString &text, const Type &type, double most)
{
    return width(text, type) <= most ? text : wrapped(text, type, most, 1).value(0);
}

} // namespace ui::paper
