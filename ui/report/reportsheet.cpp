// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportsheet.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

namespace {

constexpr double hair = 0.25 * 25.4 / 72;
constexpr double strong = 0.6 * 25.4 / 72;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

} // namespace

ReportSheet::ReportSheet(ReportCanvas &canvas, SheetFurniture furniture) : m_canvas(canvas), m_furniture(std::move(furniture)) {}

double ReportSheet::lineHeight(const paper::Type &type)
{
    if (type.points >= 16) {
        return 7.4;
    }
    if (type.points >= 12) {
        return 5.6;
    }
    return type.points >= 10 ? 5.0 : type.points >= 9 ? 4.2 : 3.8;
}

void ReportSheet::watermark()
{
    const ReportArtefact artefact(m_canvas);
    const QSizeF page = m_canvas.pageSize();
    QPainterPath words;
    words.addText(0, 0, paper::font({48, true, false}), Words::tr("Draft"));
    const QRectF box = words.boundingRect();
    const double size = 0.75 * std::min(page.width(), page.height()) / box.width();
    QTransform place;
    place.translate(page.width() / 2, page.height() / 2);
    place.rotate(-35);
    place.scale(size, size);
    place.translate(-box.center().x(), -box.center().y());
    m_canvas.fill(place.map(words), mixed(m_palette.line, m_palette.surface, 0.5));
}

void ReportSheet::logo(const QImage &image, const QRectF &place, const QString &organisation)
{
    const QSizeF size = QSizeF(image.size()).scaled(place.size(), Qt::KeepAspectRatio);
    const ReportElement figure(m_canvas, ReportCanvas::Role::Figure, organisation.isEmpty() ? Words::tr("Logo of the organisation") : Words::tr("Logo: %1").arg(organisation));
    m_canvas.image(QRectF(QPointF(place.right() - size.width(), place.top()), size), image);
}

void ReportSheet::furnish()
{
    if (m_furniture.draft) {
        watermark();
    }
    const ReportArtefact artefact(m_canvas, ReportCanvas::Artefact::Pagination);
    const QString header = paper::elided(m_header, paper::smallType, 60);
    m_canvas.text({left, 13}, header, paper::smallType, m_palette.secondary);
    m_canvas.textRight({right, 13}, paper::elided(m_furniture.headerRight, paper::smallType, bodyWidth - 64), paper::smallType, m_palette.secondary);
    hairline(15.6);
    hairline(281.4);
    m_canvas.text({left, 285}, m_furniture.footerLeft, paper::smallType, m_palette.secondary);
    m_canvas.textRight({right, 285}, QStringLiteral("%1 / %2").arg(m_canvas.pageCount()).arg(m_furniture.pages), paper::smallType, m_palette.secondary);
}

void ReportSheet::paintKicker(bool again)
{
    if (m_kicker.isEmpty()) {
        return;
    }
    const QString words = paper::elided(m_kicker, paper::tableType, readingWidth - 20) + (again ? Words::tr(", continued") : QString());
    const auto paint = [&] { m_canvas.text({left, m_y + paper::baseline(paper::tableType, 5)}, words, paper::tableType, m_palette.secondary); };
    if (again) {
        const ReportArtefact artefact(m_canvas, ReportCanvas::Artefact::Pagination);
        paint();
    } else {
        const ReportElement p(m_canvas, ReportCanvas::Role::Paragraph);
        paint();
    }
    m_y += 5;
}

void ReportSheet::beginChapter(const QString &header, const QString &kicker, const QString &title, const QString &lead)
{
    m_header = header;
    m_kicker = kicker;
    m_canvas.newPage();
    furnish();
    m_y = top;
    paintKicker(false);
    {
        const ReportElement heading(m_canvas, ReportCanvas::Role::H1);
        m_y += lines(left, m_y, paper::balanced(title, paper::titleType, 160, 2), paper::titleType, m_palette.text, lineHeight(paper::titleType));
    }
    m_y += 2.5;
    if (!lead.isEmpty()) {
        paragraph(lead);
        m_y += 6;
    } else {
        m_y += 3.5;
    }
}

void ReportSheet::continuePage()
{
    m_canvas.newPage();
    furnish();
    m_y = top;
    paintKicker(true);
    m_y += 2.5;
}

bool ReportSheet::ensure(double mm)
{
    if (m_y + mm <= bottom + 1e-6) {
        return false;
    }
    continuePage();
    return true;
}

double ReportSheet::blockHeight(const QString &title, const QString &subtitle) const
{
    const auto titleLines = paper::wrapped(title, paper::sectionType, bodyWidth, 2).size();
    const auto subtitleLines = subtitle.isEmpty() ? 0 : paper::wrapped(subtitle, paper::tableType, bodyWidth, 2).size();
    return 5.6 * static_cast<double>(titleLines) + 4.5 * static_cast<double>(subtitleLines) + 2.5;
}

void ReportSheet::block(const QString &title, const QString &subtitle)
{
    {
        const ReportElement heading(m_canvas, ReportCanvas::Role::H2);
        m_y += lines(left, m_y, paper::wrapped(title, paper::sectionType, bodyWidth, 2), paper::sectionType, m_palette.text, 5.6);
    }
    if (!subtitle.isEmpty()) {
        const ReportElement p(m_canvas, ReportCanvas::Role::Paragraph);
        m_y += lines(left, m_y, paper::wrapped(subtitle, paper::tableType, bodyWidth, 2), paper::tableType, m_palette.secondary, 4.5);
    }
    m_y += 2.5;
}

void ReportSheet::paragraph(const QString &text, const paper::Type &type, double width, QColor color, ReportCanvas::Role role)
{
    if (text.isEmpty()) {
        return;
    }
    const QStringList all = paper::wrapped(text, type, width);
    const double height = lineHeight(type);
    const ReportElement p(m_canvas, role);
    for (const QString &line : all) {
        if (m_y + height > bottom + 1e-6) {
            continuePage();
        }
        m_canvas.text({left, m_y + paper::baseline(type, height)}, line, type, color.isValid() ? color : m_palette.text);
        m_y += height;
    }
}

double ReportSheet::lines(double x, double y, const QStringList &all, const paper::Type &type, const QColor &color, double height)
{
    double at = y;
    for (const QString &line : all) {
        m_canvas.text({x, at + paper::baseline(type, height)}, line, type, color);
        at += height;
    }
    return at - y;
}

void ReportSheet::hairline(double y, double from, double to)
{
    const ReportArtefact artefact(m_canvas);
    m_canvas.line({from, y}, {to, y}, m_palette.line, hair);
}

void ReportSheet::rule(double y, bool dark, double from, double to)
{
    const ReportArtefact artefact(m_canvas);
    m_canvas.line({from, y}, {to, y}, dark ? m_palette.text : m_palette.secondary, strong);
}

} // namespace ui
