// SPDX-License-Identifier: GPL-3.0-or-later
#include "presentation.h"

#include "chartscene.h"
#include "reportsimulation.h"
#include "theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

constexpr QSizeF slideSize(1280, 720); // at 96 dots an inch: 28 points are 37 of these, 18 points 24
constexpr double edge = 64;
constexpr double bodyTop = 166;
constexpr double bodyBottom = 652;
constexpr int titlePixels = 37;
constexpr int leastPixels = 24;
constexpr double enlarged = 2; // charts are laid out for 12 pixels

QFont fontOf(int pixels, bool strong = false)
{
    QFont font = Theme::font(strong ? TextStyle::BodyStrong : TextStyle::Body);
    font.setPixelSize(pixels);
    return font;
}

bool isAlike(const QVector<ChartSeries> &a, const QVector<ChartSeries> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const ChartSeries &x, const ChartSeries &y) { return x.id == y.id && x.values.size() == y.values.size(); });
}

// Names the layers of bars in a line at the top of the room; what is left of it. Layers of areas are named at their ends, a single one in the title.
QRectF paintLegend(QPainter &painter, const ChartSpec &spec, const QRectF &room)
{
    if (spec.kind != ChartSpec::Kind::Bars || spec.series.size() < 2) {
        return room;
    }
    constexpr double line = 18, square = 9, gap = 16;
    const Palette &p = theme().palette();
    painter.setFont(fontOf(12));
    double x = room.left();
    const auto name = [&](const QString &text) {
        const double width = painter.fontMetrics().horizontalAdvance(text);
        painter.setPen(p.text);
        painter.drawText(QRectF(x, room.top(), width + 1, line), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + gap;
    };
    for (const ChartSeries &s : spec.series) {
        painter.fillRect(QRectF(x, room.top() + (line - square) / 2, square, square), s.color);
        x += square + 5;
        name(s.name);
    }
    if (!spec.baseline.isEmpty() && spec.baselineInLegend) {
        painter.fillRect(QRectF(x, room.top() + line / 2 - 1, 14, 2), p.text);
        x += 19;
        name(spec.baselineName);
    }
    return room.adjusted(0, line + 4, 0, 0);
}

void mix(QVector<double> &to, const QVector<double> &from, double share)
{
    for (qsizetype i = 0; i < to.size() && from.size() == to.size(); ++i) {
        to[i] = from[i] + (to[i] - from[i]) * share;
    }
}

} // namespace

ChartSpec between(const ChartSpec &from, const ChartSpec &to, double share)
{
    ChartSpec spec = to;
    if (share >= 1 || from.kind != to.kind || from.periods != to.periods || !isAlike(from.series, to.series) || !isAlike(from.lines, to.lines)) {
        return spec;
    }
    for (qsizetype i = 0; i < spec.series.size(); ++i) {
        mix(spec.series[i].values, from.series[i].values, share);
    }
    for (qsizetype i = 0; i < spec.lines.size(); ++i) {
        mix(spec.lines[i].values, from.lines[i].values, share);
    }
    spec.notes.clear(); // they stand where the values come to rest
    return spec;
}

Presentation::Presentation(document::Workspace &workspace, const QDate &today, QWidget *parent)
    : QWidget(parent, Qt::Window), m_workspace(workspace), m_today(today), m_plan(workspace.document().plan()), m_fingerprint(workspace.document().fingerprint()),
      m_scenario(workspace.scenario()), m_against(workspace.against())
{
    setWindowTitle(tr("Presentation"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_glide.setStartValue(0.0);
    m_glide.setEndValue(1.0);
    m_glide.setDuration(250);
    connect(&m_glide, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(&workspace.document(), &document::PlanDocument::planChanged, this, &Presentation::followPlan);
    compute();
}

void Presentation::compute()
{
    const auto projected = [this](const QString &scenario) {
        const auto resolved = core::resolve(*m_plan, scenario.toStdString());
        return engine::project(resolved ? *resolved : *m_plan);
    };
    const engine::Projection shown = projected(m_scenario);
    const engine::Projection against = projected(m_against);
    Comparison c{shown, against, Comparison::nameInSentence(*m_plan, m_against), m_scenario == m_against, m_workspace.realPrices()};
    c.againstLabel = nameOf(m_against);
    const QString id = m_current < static_cast<int>(m_slides.size()) ? m_slides[static_cast<std::size_t>(m_current)].id : QString();
    m_slides = slidesOf(c, SeriesColours(*m_plan), {nameOf(m_scenario), engine::checkStatements(shown, &against), m_today, document::simulatedForReport(shown)});
    // The same slide in the other scenario, where it has one.
    const auto same = std::find_if(m_slides.begin(), m_slides.end(), [&](const SlideSpec &s) { return s.id == id; });
    m_current = same != m_slides.end() ? static_cast<int>(same - m_slides.begin()) : std::clamp(m_current, 0, static_cast<int>(m_slides.size()) - 1);
    describe();
    update();
}

QString Presentation::nameOf(const QString &scenario) const
{
    const auto *row = m_plan->scenarios.find(scenario.toStdString());
    return row ? QString::fromStdString(row->name) : tr("Baseline");
}

void Presentation::describe()
{
    const SlideSpec &slide = m_slides[static_cast<std::size_t>(m_current)];
    QStringList words{slide.subtitle};
    if (slide.kind == SlideSpec::Kind::Cover || slide.kind == SlideSpec::Kind::Chart) {
        words << descriptionOf(slide.chart);
    }
    for (const SlideRow &row : slide.table.rows) {
        words << row.name + QStringLiteral(": ") + row.figures.join(QStringLiteral(", "));
    }
    for (const KeyFigure &f : slide.figures) {
        words << f.caption + QStringLiteral(": ") + f.prefix + f.figure + QLatin1Char(' ') + f.unit;
    }
    setAccessibleName(tr("Slide %1 of %2: %3").arg(m_current + 1).arg(m_slides.size()).arg(slide.title));
    setAccessibleDescription(words.join(QStringLiteral(". ")));
}

void Presentation::showSlide(int slide)
{
    const int wanted = std::clamp(slide, 0, static_cast<int>(m_slides.size()) - 1);
    m_glide.stop();
    m_blank = false;
    m_current = wanted;
    describe();
    update();
}

void Presentation::switchScenario(int step)
{
    QStringList ids{QString()};
    for (const core::Scenario &s : m_plan->scenarios) {
        ids << QString::fromStdString(s.id);
    }
    const int count = static_cast<int>(ids.size());
    m_from = m_slides[static_cast<std::size_t>(m_current)].chart;
    m_scenario = ids[(std::max(0, static_cast<int>(ids.indexOf(m_scenario))) + step + count) % count];
    compute();
    m_glide.start();
}

void Presentation::followPlan()
{
    if (!m_frozen) {
        m_plan = m_workspace.document().plan();
        m_fingerprint = m_workspace.document().fingerprint();
        compute();
    }
}

void Presentation::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Space:
    case Qt::Key_PageDown:
    case Qt::Key_Return:
        return showSlide(m_current + 1);
    case Qt::Key_Left:
    case Qt::Key_Backspace:
    case Qt::Key_PageUp:
        return showSlide(m_current - 1);
    case Qt::Key_Home:
        return showSlide(0);
    case Qt::Key_End:
        return showSlide(static_cast<int>(m_slides.size()) - 1);
    case Qt::Key_Down:
        return switchScenario(1);
    case Qt::Key_Up:
        return switchScenario(-1);
    case Qt::Key_B:
        m_blank = !m_blank;
        return update();
    case Qt::Key_U:
        m_frozen = !m_frozen;
        followPlan();
        return update();
    case Qt::Key_Escape:
        close();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Presentation::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        showSlide(m_current + 1);
    }
}

void Presentation::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (m_blank) {
        painter.fillRect(rect(), Qt::black);
        return;
    }
    painter.fillRect(rect(), theme().palette().surface);
    const double scale = std::min(width() / slideSize.width(), height() / slideSize.height());
    painter.translate((width() - slideSize.width() * scale) / 2, (height() - slideSize.height() * scale) / 2);
    painter.scale(scale, scale);
    const SlideSpec &slide = m_slides[static_cast<std::size_t>(m_current)];
    const QRectF body(edge, bodyTop, slideSize.width() - 2 * edge, bodyBottom - bodyTop);
    paintHead(painter, slide);
    switch (slide.kind) {
    case SlideSpec::Kind::Cover:
    case SlideSpec::Kind::Chart:
        paintChartSlide(painter, slide);
        break;
    case SlideSpec::Kind::Table: {
        const bool beside = !slide.figures.empty();
        paintTable(painter, slide.table, body.adjusted(0, 0, beside ? -300 : 0, 0));
        if (beside) {
            paintFigures(painter, slide.figures, QRectF(body.right() - 260, body.top(), 260, body.height()), 1);
        }
        break;
    }
    case SlideSpec::Kind::Figures:
        paintFigures(painter, slide.figures, body, 4);
        break;
    }
    paintFoot(painter);
}

void Presentation::paintHead(QPainter &painter, const SlideSpec &slide) const
{
    const Palette &p = theme().palette();
    QFont title = fontOf(titlePixels, true);
    const QRectF room(edge, 40, slideSize.width() - 2 * edge, 78);
    while (title.pixelSize() > 28 && painter.fontMetrics().height() > 0 && QFontMetricsF(title).boundingRect(room, Qt::TextWordWrap, slide.title).height() > room.height()) {
        title.setPixelSize(title.pixelSize() - 1);
    }
    painter.setFont(title);
    painter.setPen(p.text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap, slide.title);
    const QFont small = fontOf(leastPixels);
    painter.setFont(small);
    painter.setPen(p.secondary);
    painter.drawText(QRectF(edge, 120, room.width(), 34), Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(small).elidedText(slide.subtitle, Qt::ElideRight, room.width()));
}

void Presentation::paintChartSlide(QPainter &painter, const SlideSpec &slide) const
{
    const bool gliding = m_glide.state() == QAbstractAnimation::Running;
    const ChartSpec spec = gliding ? between(m_from, slide.chart, m_glide.currentValue().toDouble()) : slide.chart;
    painter.save();
    painter.scale(enlarged, enlarged);
    const QRectF room(edge / enlarged, bodyTop / enlarged, (slideSize.width() - 2 * edge) / enlarged, (bodyBottom - bodyTop) / enlarged);
    if (!isEmpty(spec)) {
        paintChart(painter, spec, theme().palette(), screenStyle(), paintLegend(painter, spec, room));
    }
    painter.restore();
}

void Presentation::paintTable(QPainter &painter, const SlideTable &table, const QRectF &room) const
{
    const Palette &p = theme().palette();
    const auto columns = static_cast<int>(table.columns.size());
    const double heads = columns > 0 ? 40 : 0;
    const double rowHeight = std::min(48.0, (room.height() - heads) / std::max<double>(1, static_cast<double>(table.rows.size())));
    const int pixels = std::clamp(static_cast<int>(rowHeight * 0.6), 14, leastPixels);
    const double column = columns > 0 ? std::min(190.0, room.width() * 0.6 / columns) : 0;
    const double nameWidth = room.width() - column * columns;
    const auto at = [&](int c, double y, double height) { return QRectF(room.left() + nameWidth + c * column, y, column, height); };
    painter.setFont(fontOf(std::min(pixels, 20)));
    painter.setPen(p.secondary);
    for (int c = 0; c < columns; ++c) {
        painter.drawText(at(c, room.top(), heads), Qt::AlignRight | Qt::AlignVCenter, painter.fontMetrics().elidedText(table.columns[c], Qt::ElideRight, static_cast<int>(column) - 8));
    }
    double y = room.top() + heads;
    for (const SlideRow &row : table.rows) {
        painter.fillRect(QRectF(room.left(), y, room.width(), 1), p.line);
        QFont font = fontOf(pixels, row.heading);
        font.setItalic(row.assumption);
        painter.setFont(font);
        double left = room.left();
        if (row.color.isValid()) {
            painter.fillRect(QRectF(left, y + rowHeight / 2 - 8, 16, 16), row.color);
            left += 28;
        }
        const double barWidth = row.bar >= 0 ? nameWidth * 0.35 : 0;
        painter.setPen(p.text);
        const double forName = nameWidth - (left - room.left()) - barWidth - 12;
        painter.drawText(QRectF(left, y, forName, rowHeight), Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(font).elidedText(row.name, Qt::ElideRight, forName));
        if (row.bar >= 0) {
            painter.fillRect(QRectF(room.left() + nameWidth - barWidth, y + rowHeight * 0.3, barWidth * std::min(1.0, row.bar), rowHeight * 0.4), row.color.isValid() ? row.color : p.accent);
        }
        for (int c = 0; c < row.figures.size() && c < columns; ++c) {
            const bool last = c + 1 == row.figures.size();
            painter.setPen(last && row.sense == KeyFigure::Sense::Worse ? p.worse : last && row.sense == KeyFigure::Sense::Better ? p.better : p.text);
            painter.drawText(at(c, y, rowHeight), Qt::AlignRight | Qt::AlignVCenter, row.figures[c]);
        }
        y += rowHeight;
    }
}

void Presentation::paintFigures(QPainter &painter, const std::vector<KeyFigure> &figures, const QRectF &room, int columns) const
{
    const Palette &p = theme().palette();
    const int rows = std::max(1, (static_cast<int>(figures.size()) + columns - 1) / columns);
    const double gap = 20;
    const QSizeF size((room.width() - gap * (columns - 1)) / columns, std::min(220.0, (room.height() - gap * (rows - 1)) / rows));
    for (int i = 0; i < static_cast<int>(figures.size()); ++i) {
        const KeyFigure &f = figures[static_cast<std::size_t>(i)];
        const QRectF box(QPointF(room.left() + (i % columns) * (size.width() + gap), room.top() + (i / columns) * (size.height() + gap)), size);
        painter.setPen(QPen(p.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 8, 8);
        const QRectF inner = box.adjusted(18, 14, -18, -14);
        const auto line = [&](const QString &text, int pixels, bool strong, const QColor &colour, Qt::Alignment where) {
            QFont font = fontOf(pixels, strong);
            while (font.pixelSize() > 16 && QFontMetricsF(font).horizontalAdvance(text) > inner.width()) {
                font.setPixelSize(font.pixelSize() - 1);
            }
            painter.setFont(font);
            painter.setPen(colour);
            painter.drawText(inner, where, text);
        };
        line(f.caption, leastPixels, false, p.secondary, Qt::AlignLeft | Qt::AlignTop);
        line((f.prefix.isEmpty() ? QString() : f.prefix + QChar(0x202F)) + f.figure + (f.unit.isEmpty() ? QString() : QChar(0x202F) + f.unit), 48, true, p.text, Qt::AlignLeft | Qt::AlignVCenter);
        const QString arrow = f.sense == KeyFigure::Sense::Neutral || f.direction == 0 ? QString() : f.direction > 0 ? QStringLiteral("▲ ") : QStringLiteral("▼ ");
        line(arrow + f.change, leastPixels, false, f.sense == KeyFigure::Sense::Better ? p.better : f.sense == KeyFigure::Sense::Worse ? p.worse : p.secondary, Qt::AlignLeft | Qt::AlignBottom);
    }
}

void Presentation::paintFoot(QPainter &painter) const
{
    const QFont font = fontOf(16);
    painter.setFont(font);
    painter.setPen(theme().palette().secondary);
    const QRectF room(edge, 670, slideSize.width() - 2 * edge, 28);
    const QString state = m_frozen ? tr("Figures of %1, plan %2").arg(QLocale().toString(m_today, QLocale::ShortFormat), m_fingerprint.left(8)) : tr("Live figures");
    const QString page = tr("%1 of %2").arg(m_current + 1).arg(m_slides.size());
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, state + QStringLiteral("   ·   ") + page);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(font).elidedText(nameOf(m_scenario), Qt::ElideRight, room.width() / 2));
}

} // namespace ui
