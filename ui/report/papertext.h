// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>
#include <QStringList>

// Type on paper: sizes in points, lengths in millimetres.
namespace ui::paper {

struct Type
{
    double points = 9;
    bool strong = false;
    bool italic = false;

    bool operator==(const Type &) const = default;
};

inline constexpr Type titleType{16, true, false};
inline constexpr Type sectionType{12, true, false};
inline constexpr Type bodyType{10, false, false};
inline constexpr Type tableType{9, false, false};
inline constexpr Type smallType{8, false, false};
inline constexpr Type numberType{7, false, false}; // numbers of sources

// One unit of the font's pixel size is a hundredth of a millimetre: what QPdfWriter paints at 2540 dots per inch.
inline constexpr int dotsPerInch = 2540;
inline constexpr double unitsPerMm = 100;

// At the end of a line: the word goes on in the next one, without a blank between. Not painted.
inline constexpr QChar wordGoesOn{0x2060};

QFont font(const Type &type);
double width(const QString &text, const Type &type);
double ascent(const Type &type);
double descent(const Type &type);
// Where the baseline stands in a line of this height.
double baseline(const Type &type, double lineHeight);

// Lines that are at most this wide. Breaks at blanks, in a long word after - / _ . ? & =, and anywhere if it must. With more than
// mostLines (0: any number) the text is elided in the middle.
QStringList wrapped(const QString &text, const Type &type, double width, int mostLines = 0);
// The same lines in number, of about equal width: for titles.
QStringList balanced(const QString &text, const Type &type, double width, int mostLines);
// One line, elided in the middle where it does not fit.
QString elided(const QString &text, const Type &type, double width);

} // namespace ui::paper
