// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text.h"

#include <QCoreApplication>
#include <QTranslator>

// A language that nobody speaks: the English text with accents and 40 % longer, as German or Finnish may be. Placeholders, mnemonics, tags and
// line breaks stay. What is not in it when shown was not given to tr().
inline QString inPseudoLanguage(const QString &source)
{
    static const QString plain = QStringLiteral("aeiouyAEIOUYnc");
    static const QString accented = QStringLiteral("áéîöüýÁÉÎÖÜÝñç");
    QString out;
    double owed = 0; // letters
    QChar last = QLatin1Char('e');
    const auto pay = [&] {
        for (; owed >= 1; owed -= 1) {
            out += last;
        }
    };
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar c = source[i];
        const qsizetype end = c == QLatin1Char('<') ? source.indexOf(QLatin1Char('>'), i) : c == QLatin1Char('&') ? source.indexOf(QLatin1Char(';'), i) : -1;
        const bool tag = end > i && (c == QLatin1Char('<') || end - i < 8) && !source.mid(i, end - i).contains(QLatin1Char('\n')) && (c == QLatin1Char('<') || !source.mid(i, end - i).contains(QLatin1Char(' ')));
        if (tag) {
            pay();
            out += source.mid(i, end - i + 1);
            i = end;
        } else if (c == QLatin1Char('%') && i + 1 < source.size() && (source[i + 1].isDigit() || source[i + 1] == QLatin1Char('n') || source[i + 1] == QLatin1Char('L'))) {
            pay();
            const qsizetype letters = source[i + 1] == QLatin1Char('L') ? 3 : 2;
            out += source.mid(i, letters);
            i += letters - 1;
        } else if (c.isLetter()) {
            const qsizetype vowel = plain.indexOf(c);
            out += vowel < 0 ? c : accented[vowel];
            owed += 0.4;
            if (vowel >= 0) {
                last = out.back().toLower();
                pay();
            }
        } else {
            pay();
            out += c;
        }
    }
    pay();
    return out;
}

// Qt's own texts stay: Qt ships their translations, and they are not this program's to lay out.
class PseudoLanguage : public QTranslator
{
public:
    PseudoLanguage()
    {
        QCoreApplication::installTranslator(this);
        core::setTranslator([](const char *source) { return inPseudoLanguage(QString::fromUtf8(source)).toStdString(); });
    }
    ~PseudoLanguage() override
    {
        core::setTranslator(nullptr);
        QCoreApplication::removeTranslator(this);
    }
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrncmp(context, "Q", 1) == 0 && qstrcmp(context, "QObject") != 0 ? QString() : inPseudoLanguage(QString::fromUtf8(source));
    }
};
