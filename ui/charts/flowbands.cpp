// SPDX-License-Identifier: GPL-3.0-or-later
#include "flowbands.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

// All four parts of a pixel times a / 255.
QRgb times(QRgb pixel, unsigned a)
{
    constexpr unsigned odd = 0x00ff00ffU;
    constexpr unsigned half = 0x00800080U;
    unsigned low = (pixel & odd) * a;
    low = ((low + ((low >> 8) & odd) + half) >> 8) & odd;
    unsigned high = ((pixel >> 8) & odd) * a;
    high = (high + ((high >> 8) & odd) + half) & ~odd;
    return low | high;
}

// An edge of a band crosses a column of pixels from height a to height b: how much of the column lies between it and z, above z.
class Edge
{
public:
    Edge(double a, double b) : m_low(std::min(a, b)), m_high(std::max(a, b)), m_slope(m_high - m_low) {}
    double above(double z) const
    {
        if (z >= m_high || m_slope < 1e-6) {
            return std::max(0.0, z - (m_low + m_high) / 2);
        }
        const double in = z - m_low;
        return in <= 0 ? 0 : in * in / 2 / m_slope;
    }
    double low() const { return m_low; }
    double high() const { return m_high; }

private:
    double m_low, m_high, m_slope;
};

// Where on its way of 0 to 1 the curve of bandPath() is at u of its width: x(t) = 3/2 t (1 - t) + t^3, y(t) = t^2 (3 - 2t).
double heightAt(double u)
{
    double low = 0;
    double high = 1;
    double t = u;
    for (int i = 0; i < 40; ++i) {
        const double x = 1.5 * t * (1 - t) + t * t * t;
        if (std::abs(x - u) < 1e-9) {
            break;
        }
        (x < u ? low : high) = t;
        const double next = t - (x - u) / (1.5 - 3 * t + 3 * t * t); // the slope is 3/4 at the least
        t = next > low && next < high ? next : (low + high) / 2;
    }
    return t * t * (3 - 2 * t);
}

} // namespace

FlowBands::FlowBands(const QRectF &area, double pixels)
    : m_area(area), m_pixels(pixels),
      m_image(static_cast<int>(std::ceil(area.width() * pixels)), static_cast<int>(std::ceil(area.height() * pixels)), QImage::Format_ARGB32_Premultiplied)
{
    m_image.fill(Qt::transparent);
    m_image.setDevicePixelRatio(pixels);
}

const std::vector<double> &FlowBands::courseOf(double from, double to)
{
    for (const auto &[ends, course] : m_courses) {
        if (ends == std::pair(from, to)) {
            return course;
        }
    }
    std::vector<double> course;
    for (int x = static_cast<int>(std::floor(from)); x <= static_cast<int>(std::ceil(to)); ++x) {
        course.push_back(heightAt(std::clamp((x - from) / (to - from), 0.0, 1.0)));
    }
    m_courses.emplace_back(std::pair(from, to), std::move(course));
    return m_courses.back().second;
}

void FlowBands::add(const FlowLayout::Band &band, double thickness, const QColor &color)
{
    const double from = (band.from.x() - m_area.left()) * m_pixels;
    const double to = (band.to.x() - m_area.left()) * m_pixels;
    const double top = (band.from.y() - m_area.top()) * m_pixels;
    const double rise = (band.to.y() - band.from.y()) * m_pixels;
    const double thick = thickness * m_pixels;
    if (m_image.isNull() || to - from < 1e-6) {
        return;
    }
    const std::vector<double> &course = courseOf(from, to);
    const int start = static_cast<int>(std::floor(from));
    for (int x = std::max(0, start); x < std::min(m_image.width(), static_cast<int>(std::ceil(to))); ++x) {
        const auto i = static_cast<std::size_t>(x - start);
        const double width = std::min<double>(to, x + 1) - std::max<double>(from, x); // the first and the last column may lie in the band in part
        addColumn(x, top + rise * course[i], top + rise * course[i + 1], thick, qPremultiply(color.rgba()), width);
    }
}

void FlowBands::addColumn(int x, double from, double to, double thick, QRgb paint, double width)
{
    const Edge upper(from, to);
    const Edge lower(from + thick, to + thick);
    const qsizetype stride = m_image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    auto *const pixels = reinterpret_cast<QRgb *>(m_image.bits()) + x;
    const auto blend = [&](int y, double cover) {
        const QRgb part = times(paint, static_cast<unsigned>(cover * width * 255 + 0.5));
        QRgb &pixel = pixels[y * stride];
        pixel = part + times(pixel, 255U - static_cast<unsigned>(qAlpha(part)));
    };
    const auto blendEdges = [&](int begin, int end) {
        double before = upper.above(begin) - lower.above(begin);
        for (int y = begin; y < end; ++y) {
            const double after = upper.above(y + 1) - lower.above(y + 1);
            blend(y, after - before);
            before = after;
        }
    };
    const int first = std::max(0, static_cast<int>(std::floor(upper.low())));
    const int last = std::min(m_image.height(), static_cast<int>(std::ceil(lower.high())));
    // Between the edges all is covered.
    const int inside = std::clamp(static_cast<int>(std::ceil(upper.high())), first, std::max(first, last));
    const int outside = std::clamp(static_cast<int>(std::floor(lower.low())), inside, std::max(inside, last));
    blendEdges(first, inside);
    for (int y = inside; y < outside; ++y) {
        blend(y, 1);
    }
    blendEdges(outside, last);
}

} // namespace ui
