// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporttiles.h"

#include "format.h"

namespace ui::pages {

namespace {

using Role = ReportCanvas::Role;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

} // namespace

void tile(ReportContext &c, const KeyFigure &f, const TileBox &box)
{
    ReportCanvas &canvas = c.canvas;
    {
        const ReportArtefact artefact(canvas);
        QPainterPath border;
        border.addRoundedRect(QRectF(box.x, box.y, box.width, box.height), 1.6, 1.6);
        canvas.stroke(border, c.palette.line, 0.25);
    }
    const ReportElement p(canvas, Role::Paragraph);
    const double left = box.x + 3.2;
    const double room = box.width - 6.4;
    const paper::Type captionType{paper::width(f.caption, paper::tableType) <= room ? 9.0 : 8.0, false, false};
    canvas.text({left, box.y + 6}, paper::elided(f.caption, captionType, room), captionType, c.palette.secondary);
    const QString prefix = f.prefix.isEmpty() ? QString() : f.prefix + format::thin;
    paper::Type figure{22, true, false};
    const double unitWidth = f.unit.isEmpty() ? 0 : paper::width(f.unit, paper::tableType) + 0.9;
    while (figure.points > 9 && paper::width(prefix + f.figure, figure) + unitWidth > room) {
        figure.points -= 1;
    }
    const double width = canvas.text({left, box.y + 14.8}, prefix + f.figure, figure, c.palette.text);
    canvas.text({left + width + 0.9, box.y + 14.8}, f.unit, paper::tableType, c.palette.secondary);
    const bool compared = !f.change.isEmpty();
    const QString change = !compared ? QString() : c.same || f.direction != 0 || f.id == QLatin1String("envelope") ? f.change : Words::tr("no change");
    const QColor color = f.sense == KeyFigure::Sense::Worse ? c.palette.worse : f.sense == KeyFigure::Sense::Better ? c.palette.better : f.direction == 0 ? c.palette.secondary : c.palette.text;
    canvas.text({left, box.y + 20.4}, paper::elided(change, paper::tableType, room), paper::tableType, color);
}

} // namespace ui::pages
