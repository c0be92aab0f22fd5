// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette.h"

#include <QString>

#include <array>
#include <cmath>

namespace ui {

Palette Palette::light()
{
    Palette p;
    p.window = QColor(0xF6F7F9);
    p.surface = QColor(0xFFFFFF);
    p.line = QColor(0xD9DEE5);
    p.controlLine = QColor(0x82909E);
    p.text = QColor(0x17212D);
    p.secondary = QColor(0x51606F);
    p.accent = QColor(0x1D5FBF);
    p.onAccent = QColor(0xFFFFFF);
    p.selection = QColor(0xE8F0FA);
    p.better = QColor(0x176F41);
    p.worse = QColor(0xB3261E);
    p.attention = QColor(0x8A5A00);
    p.land = QColor(0xEDF0F4);
    p.participant = QColor(0xDDE3EB);
    p.sea = QColor(0xFFFFFF);
    p.border = QColor(0xFFFFFF);
    return p;
}

Palette Palette::darkTheme()
{
    Palette p;
    p.dark = true;
    p.window = QColor(0x11161C);
    p.surface = QColor(0x1A212A);
    p.line = QColor(0x2E3844);
    p.controlLine = QColor(0x6E7B89);
    p.text = QColor(0xE7ECF1);
    p.secondary = QColor(0xA5B1BE);
    p.accent = QColor(0x7DB0FF);
    p.onAccent = QColor(0x11161C);
    p.selection = QColor(0x21324A);
    p.better = QColor(0x5FCB93);
    p.worse = QColor(0xFF8A80);
    p.attention = QColor(0xF2BC5C);
    p.land = QColor(0x161C23);
    p.participant = QColor(0x1D242D);
    p.sea = QColor(0x11161C);
    p.border = QColor(0x445162);
    return p;
}

QColor mixed(const QColor &a, const QColor &b, double t)
{
    const auto mix = [t](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * t)); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

QColor seriesColor(int index)
{
    // Those past the seventh were sought by distance, as seen by all eyes, among colours whose luminance lies where both grounds let it be, and away from
    // the reds that mean something.
    static const std::array<QColor, 21> all{QColor(0x0072B2), QColor(0xC27A00), QColor(0x009E73), QColor(0xCC79A7), QColor(0x3A9BD0), QColor(0xD55E00), QColor(0x8F8500),
                                            QColor(0x9870D0), QColor(0x488028), QColor(0xB08050), QColor(0xC04068), QColor(0x806898), QColor(0x507850), QColor(0xC87070),
                                            QColor(0x008078), QColor(0xB04898), QColor(0x4888E8), QColor(0x187890), QColor(0xC06830), QColor(0x906810), QColor(0x809048)};
    return all[static_cast<std::size_t>(std::max(0, index)) % all.size()];
}

QColor othersColor()
{
    return QColor(0x7B7068);
}

QColor shade(const QColor &color, int n)
{
    return mixed(color, fleetColor(), std::min(0.75, 0.4 * n));
}

QColor fleetColor()
{
    return QColor(0x7A8591);
}

QColor programmeColor(const QString &id)
{
    if (id == QLatin1String("DEP")) {
        return QColor(0x0072B2);
    }
    if (id == QLatin1String("HE")) {
        return QColor(0x009E73);
    }
    if (id == QLatin1String("NAT")) {
        return QColor(0xC27A00);
    }
    if (id.isEmpty()) {
        return QColor(0xC4453C); // unfunded
    }
    uint sum = 0;
    for (const QChar c : id) {
        sum = sum * 31 + c.unicode();
    }
    return seriesColor(3 + static_cast<int>(sum % 4));
}

QColor textOn(const QColor &series)
{
    const QColor ink(0x11161C);
    return contrast(Qt::white, series) >= 4.5 ? QColor(Qt::white) : ink;
}

namespace {
double luminance(const QColor &c)
{
    const auto channel = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}
} // namespace

QColor visibleOn(const QColor &color, const QColor &ground, double least)
{
    const QColor towards = luminance(ground) > 0.18 ? QColor(0x11161C) : QColor(0xFFFFFF);
    QColor out = color;
    for (int step = 1; step <= 20 && contrast(out, ground) < least; ++step) {
        out = mixed(color, towards, step / 20.0);
    }
    return out;
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace ui
