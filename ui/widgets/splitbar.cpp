// SPDX-License-Identifier: GPL-3.0-or-later
#include "splitbar.h"

#include "format.h"
#include "theme.h"

#include <QPainter>

namespace ui {

SplitBar::SplitBar(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SplitBar::setParts(const QVector<SplitPart> &parts)
{
    m_parts = parts;
    QStringList words;
    for (const SplitPart &p : parts) {
        words << p.name + QLatin1Char(' ') + format::percent(p.share, 1);
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setToolTip(words.join(QLatin1Char('\n')));
    update();
}

void SplitBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    double sum = 0;
    for (const SplitPart &p : m_parts) {
        sum += p.share;
    }
    const double whole = std::max(1.0, sum);
    QFont font = Theme::font(TextStyle::Caption);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QFontMetricsF fm(font);
    double x = 0;
    for (const SplitPart &p : m_parts) {
        const QRectF r(x, 0, width() * p.share / whole, height());
        painter.fillRect(r.adjusted(0, 0, -1, 0), p.color);
        const QString words = p.name + QLatin1Char(' ') + format::percentFigure(p.share, std::fabs(p.share * 100 - std::round(p.share * 100)) < 0.005 ? 0 : 1);
        painter.setPen(textOn(p.color));
        if (r.width() > 30) {
            painter.drawText(r.adjusted(8, 0, -4, 0), Qt::AlignVCenter, fm.elidedText(words, Qt::ElideRight, r.width() - 12));
        }
        x += r.width();
    }
    if (sum < 1 - 1e-6) {
        painter.fillRect(QRectF(x, 0, width() - x, height()), QBrush(theme().palette().worse, Qt::BDiagPattern));
    }
}

} // namespace ui
