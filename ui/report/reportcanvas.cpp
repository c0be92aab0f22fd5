// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportcanvas.h"

#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

using Role = ReportCanvas::Role;

const char *nameOf(Role role)
{
    constexpr const char *names[] = {"Document", "Sect", "TOC", "TOCI", "H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure", "Link", "Note"};
    return names[static_cast<std::size_t>(role)];
}

bool holdsContent(Role role)
{
    switch (role) {
    case Role::Document:
    case Role::Section:
    case Role::Contents:
    case Role::Table:
    case Role::Row:
        return false;
    default:
        return true;
    }
}

bool fits(Role parent, Role child)
{
    if (child == Role::Row) {
        return parent == Role::Table;
    }
    if (child == Role::Cell || child == Role::HeaderCell) {
        return parent == Role::Row;
    }
    if (parent == Role::Table || parent == Role::Row) {
        return false;
    }
    if (child == Role::ContentsItem) {
        return parent == Role::Contents;
    }
    return child == Role::Link || child == Role::Paragraph || !holdsContent(parent);
}

} // namespace

ReportCanvas::ReportCanvas()
{
    m_nodes.emplace_back();
    m_open.push_back(0);
}

void ReportCanvas::open(Role role, const QString &alternative)
{
    const int parent = m_open.empty() ? 0 : m_open.back();
    if (m_artefacts > 0) {
        m_faults << QStringLiteral("%1 opened inside an artefact").arg(QLatin1String(nameOf(role)));
    }
    if (!fits(m_nodes[static_cast<std::size_t>(parent)].role, role)) {
        m_faults << QStringLiteral("%1 opened in %2").arg(QLatin1String(nameOf(role)), QLatin1String(nameOf(m_nodes[static_cast<std::size_t>(parent)].role)));
    }
    if (role == Role::Figure && alternative.isEmpty()) {
        m_faults << QStringLiteral("a figure without alternative text");
    }
    const int node = static_cast<int>(m_nodes.size());
    m_nodes.push_back({role, parent, alternative, {}, {}, {}});
    m_nodes[static_cast<std::size_t>(parent)].children.push_back(node);
    m_open.push_back(node);
}

void ReportCanvas::openLink(const QString &target)
{
    open(Role::Link);
    m_nodes.back().target = target;
}

void ReportCanvas::close()
{
    if (m_open.size() <= 1) {
        m_faults << QStringLiteral("closed more than was opened");
        return;
    }
    const int node = m_open.back();
    m_open.pop_back();
    if (m_nodes[static_cast<std::size_t>(node)].role == Role::Link) {
        closeLinkArea(node);
    }
}

// One area for each line of the link's text.
void ReportCanvas::closeLinkArea(int node)
{
    const Node &n = m_nodes[static_cast<std::size_t>(node)];
    for (const auto &[page, index] : n.content) {
        const Mark &m = m_pages[static_cast<std::size_t>(page)].marks[static_cast<std::size_t>(index)];
        if (m.kind != Kind::Text) {
            continue;
        }
        LinkArea *last = m_links.empty() ? nullptr : &m_links.back();
        const bool joins = last && last->page == page && last->target == n.target && std::abs(last->box.center().y() - m.box.center().y()) < 1;
        if (joins) {
            last->box = last->box.united(m.box);
            last->words += QLatin1Char(' ') + m.text;
        } else {
            m_links.push_back({page, m.box, n.target, m.text});
        }
    }
}

void ReportCanvas::beginArtefact()
{
    ++m_artefacts;
}

void ReportCanvas::endArtefact()
{
    if (m_artefacts == 0) {
        m_faults << QStringLiteral("an artefact ended that had not begun");
        return;
    }
    --m_artefacts;
}

void ReportCanvas::newPage()
{
    m_pages.emplace_back();
}

void ReportCanvas::destination(const QString &name, double y)
{
    m_destinations.push_back({name, pageCount() - 1, y});
}

void ReportCanvas::outline(int level, const QString &title, const QString &destinationName)
{
    m_outline.push_back({level, title, destinationName});
}

ReportCanvas::Mark &ReportCanvas::add(Mark mark)
{
    if (m_pages.empty()) {
        m_faults << QStringLiteral("painted before the first page");
        newPage();
    }
    const int node = m_open.back();
    if (m_artefacts > 0) {
        mark.node = -1;
    } else {
        mark.node = node;
        if (!holdsContent(m_nodes[static_cast<std::size_t>(node)].role)) {
            m_faults << QStringLiteral("painted in %1: %2").arg(QLatin1String(nameOf(m_nodes[static_cast<std::size_t>(node)].role)), mark.text);
        }
    }
    Page &p = m_pages.back();
    if (mark.node >= 0) {
        m_nodes[static_cast<std::size_t>(node)].content.push_back({pageCount() - 1, static_cast<int>(p.marks.size())});
    }
    p.marks.push_back(std::move(mark));
    return p.marks.back();
}

double ReportCanvas::text(QPointF at, const QString &words, const paper::Type &type, const QColor &color)
{
    if (words.isEmpty()) {
        return 0;
    }
    Mark m;
    m.text = words;
    m.type = type;
    m.at = at;
    m.color = color;
    const double width = paper::width(words, type);
    m.box = QRectF(at.x(), at.y() - paper::ascent(type), width, paper::ascent(type) + paper::descent(type));
    add(std::move(m));
    return width;
}

double ReportCanvas::textRight(QPointF at, const QString &words, const paper::Type &type, const QColor &color)
{
    return text({at.x() - paper::width(words, type), at.y()}, words, type, color);
}

double ReportCanvas::textCentred(QPointF at, const QString &words, const paper::Type &type, const QColor &color)
{
    return text({at.x() - paper::width(words, type) / 2, at.y()}, words, type, color);
}

void ReportCanvas::fill(const QRectF &rect, const QColor &color)
{
    QPainterPath path;
    path.addRect(rect);
    fill(path, color);
}

void ReportCanvas::fill(const QPainterPath &path, const QColor &color)
{
    Mark m;
    m.kind = Kind::Fill;
    m.box = path.boundingRect();
    m.path = path;
    m.color = color;
    add(std::move(m));
}

void ReportCanvas::stroke(const QPainterPath &path, const QColor &color, double lineWidth, const QVector<double> &dashes)
{
    Mark m;
    m.kind = Kind::Stroke;
    m.box = path.boundingRect();
    m.path = path;
    m.color = color;
    m.lineWidth = lineWidth;
    m.dashes = dashes;
    add(std::move(m));
}

void ReportCanvas::line(QPointF from, QPointF to, const QColor &color, double lineWidth, const QVector<double> &dashes)
{
    QPainterPath path(from);
    path.lineTo(to);
    stroke(path, color, lineWidth, dashes);
}

void ReportCanvas::hatch(const QRectF &rect, const QColor &color, const QColor &ground)
{
    fill(rect, ground);
    const double step = 1.0;
    QPainterPath lines;
    // Lines x + y = c, cut at the rectangle.
    for (double c = rect.left() + rect.top() + step / 2; c < rect.right() + rect.bottom(); c += step) {
        const double x1 = std::max(rect.left(), c - rect.bottom());
        const double x2 = std::min(rect.right(), c - rect.top());
        if (x2 > x1) {
            lines.moveTo(x1, c - x1);
            lines.lineTo(x2, c - x2);
        }
    }
    stroke(lines, color, 0.35);
}

QStringList ReportCanvas::faults() const
{
    QStringList out = m_faults;
    if (m_open.size() != 1) {
        out << QStringLiteral("%1 elements left open").arg(m_open.size() - 1);
    }
    if (m_artefacts != 0) {
        out << QStringLiteral("an artefact left open");
    }
    return out;
}

bool ReportCanvas::isOpen(Role role) const
{
    return std::any_of(m_open.begin(), m_open.end(), [&](int n) { return m_nodes[static_cast<std::size_t>(n)].role == role; });
}

QString ReportCanvas::treeText() const
{
    QString out;
    std::vector<std::pair<int, int>> stack{{0, 0}};
    while (!stack.empty()) {
        const auto [node, depth] = stack.back();
        stack.pop_back();
        const Node &n = m_nodes[static_cast<std::size_t>(node)];
        QString words;
        for (const auto &[page, index] : n.content) {
            words += QLatin1Char(' ') + m_pages[static_cast<std::size_t>(page)].marks[static_cast<std::size_t>(index)].text;
        }
        out += QString(depth * 2, QLatin1Char(' ')) + QLatin1String(nameOf(n.role)) + (n.alternative.isEmpty() ? words : QStringLiteral(" [") + n.alternative + QLatin1Char(']')) + QLatin1Char('\n');
        for (auto child = n.children.rbegin(); child != n.children.rend(); ++child) {
            stack.emplace_back(*child, depth + 1);
        }
    }
    return out;
}

void ReportCanvas::paint(QPainter &painter, int page) const
{
    const QTransform scale = QTransform::fromScale(paper::unitsPerMm, paper::unitsPerMm);
    for (const Mark &m : m_pages[static_cast<std::size_t>(page)].marks) {
        switch (m.kind) {
        case Kind::Text:
            painter.setFont(paper::font(m.type));
            painter.setPen(m.color);
            painter.drawText(scale.map(m.at), m.text);
            break;
        case Kind::Fill:
            painter.fillPath(scale.map(m.path), m.color);
            break;
        case Kind::Stroke: {
            QPen pen(m.color, m.lineWidth * paper::unitsPerMm, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
            if (!m.dashes.isEmpty()) {
                pen.setDashPattern(m.dashes);
            }
            painter.strokePath(scale.map(m.path), pen);
            break;
        }
        }
    }
}

} // namespace ui
