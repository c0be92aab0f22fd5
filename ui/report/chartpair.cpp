// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportcharts.h"

namespace ui::pages {

void chartPair(ReportContext &c, const std::array<ChartSpec, 2> &specs, double height)
{
    using Role = ReportCanvas::Role;
    const double top = c.sheet.y();
    for (std::size_t k = 0; k < 2; ++k) {
        const double x = k == 0 ? 20 : 107;
        {
            const ReportElement heading(c.canvas, Role::H2);
            c.canvas.text({x, top + paper::baseline(paper::sectionType, 5.6)}, paper::elided(specs[k].title, paper::sectionType, 83), paper::sectionType, c.palette.text);
        }
        {
            const ReportElement p(c.canvas, Role::Paragraph);
            c.canvas.text({x, top + 5.6 + paper::baseline(paper::tableType, 4.5)}, paper::elided(specs[k].subtitle, paper::tableType, 83), paper::tableType, c.palette.secondary);
            double at = x;
            for (const ChartSeries &s : specs[k].series) {
                if (k == 0) {
                    c.canvas.fill(QRectF(at, top + 12.2, 2, 2), s.color);
                    at += 3.6 + c.canvas.text({at + 3.4, top + 14.1}, s.name, paper::tableType, c.palette.secondary) + 3.4;
                }
            }
        }
        const QRectF frame(x, top + 16, 83, height);
        if (specs[k].kind == ChartSpec::Kind::Fan) {
            paper::fan(c.sheet, specs[k], frame, {0, true, false});
        } else {
            paper::bars(c.sheet, specs[k], frame, {0, true});
        }
    }
    c.sheet.moveTo(top + 16 + height + 5);
}

} // namespace ui::pages
