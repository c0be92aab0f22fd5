// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportcanvas.h"

#include <QPainter>

#include <algorithm>

namespace ui {

namespace {

using Role = ReportCanvas::Role;

const char *nameOf(Role role)
{
    constexpr const char *names[] = {"Document", "Sect", "TOC", "TOCI", "H1", "H2", "P", "Table", "TR", "TH", "TH", "TD", "Figure", "Link", "Note"};
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
    if (child == Role::Cell || child == Role::HeaderCell || child == Role::RowHeaderCell) {
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

ReportCanvas::ReportCanvas(const QSizeF &pageSize) : m_pageSize(pageSize)
{
    m_nodes.emplace_back();
    m_open.push_back(0);
}

void ReportCanvas::setScale(double factor, QPointF offset)
{
    m_scale = factor;
    m_offset = offset;
}

void ReportCanvas::open(Role role, const QString &alternative)
{
    const int parent = m_open.empty() ? 0 : m_open.back();
    if (!m_artefacts.empty()) {
        m_faults << QStringLiteral("%1 opened inside an artefact").arg(QLatin1String(nameOf(role)));
    }
    if (!fits(m_nodes[static_cast<std::size_t>(parent)].role, role)) {
        m_faults << QStringLiteral("%1 opened in %2").arg(QLatin1String(nameOf(role)), QLatin1String(nameOf(m_nodes[static_cast<std::size_t>(parent)].role)));
    }
    if (role == Role::Figure && alternative.isEmpty()) {
        m_faults << QStringLiteral("a figure without alternative text");
    }
    const int node = static_cast<int>(m_nodes.size());
    Node &above = m_nodes[static_cast<std::size_t>(parent)];
    above.children.push_back(node);
    m_nodes.push_back({role, parent, alternative, {}, {}, {}, above.content.size()});
    if (role == Role::H1 || role == Role::H2) {
        m_lastHeading = node;
    }
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
        const bool joins = last && last->page == page && last->node == node && std::abs(last->box.center().y() - m.box.center().y()) < 1;
        if (joins) {
            last->box = last->box.united(m.box);
            last->words += QLatin1Char(' ') + m.text;
        } else {
            m_links.push_back({page, m.box, n.target, m.text, node});
        }
    }
}

void ReportCanvas::beginArtefact(Artefact kind)
{
    m_artefacts.push_back(kind);
}

void ReportCanvas::endArtefact()
{
    if (m_artefacts.empty()) {
        m_faults << QStringLiteral("an artefact ended that had not begun");
        return;
    }
    m_artefacts.pop_back();
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
    m_outline.push_back({level, title, destinationName, m_lastHeading});
}

ReportCanvas::Mark &ReportCanvas::add(Mark mark)
{
    if (m_pages.empty()) {
        m_faults << QStringLiteral("painted before the first page");
        newPage();
    }
    const int node = m_open.back();
    if (m_scale != 1 || !m_offset.isNull()) {
        const QTransform enlarged = QTransform::fromTranslate(m_offset.x(), m_offset.y()).scale(m_scale, m_scale);
        mark.box = enlarged.mapRect(mark.box);
        mark.at = enlarged.map(mark.at);
        mark.path = enlarged.map(mark.path);
        mark.lineWidth *= m_scale;
        mark.type.points *= m_scale;
    }
    if (!m_artefacts.empty()) {
        mark.node = -1;
        mark.artefact = m_artefacts.front();
    } else {
        mark.node = node;
        if (!holdsContent(m_nodes[static_cast<std::size_t>(node)].role)) {
            m_faults << QStringLiteral("painted in %1: %2").arg(QLatin1String(nameOf(m_nodes[static_cast<std::size_t>(node)].role)), mark.text);
        }
    }
    Page &p = m_pages.back();
    if (mark.node >= 0) {
        m_nodes[static_cast<std::size_t>(node)].content.push_back({pageCount() - 1, static_cast<int>(p.marks.size())});
        if (mark.kind == Kind::Text) {
            spaceBefore(mark);
            m_lastText = {pageCount() - 1, static_cast<int>(p.marks.size())};
        }
    }
    p.marks.push_back(std::move(mark));
    return p.marks.back();
}

int ReportCanvas::blockOf(int node) const
{
    while (node >= 0 && m_nodes[static_cast<std::size_t>(node)].role == Role::Link) {
        node = m_nodes[static_cast<std::size_t>(node)].parent;
    }
    return node;
}

// Who hears the text, copies it or searches in it needs the blank between two lines, and between words with a gap between them.
void ReportCanvas::spaceBefore(const Mark &mark)
{
    if (m_lastText.first < 0) {
        return;
    }
    Mark &last = m_pages[static_cast<std::size_t>(m_lastText.first)].marks[static_cast<std::size_t>(m_lastText.second)];
    if (blockOf(last.node) != blockOf(mark.node) || last.text.endsWith(QLatin1Char(' ')) || mark.text.startsWith(QLatin1Char(' ')) || last.goesOn) {
        return;
    }
    const bool touches = m_lastText.first == pageCount() - 1 && std::abs(last.at.y() - mark.at.y()) < 0.1 && std::abs(mark.at.x() - last.box.right()) < 0.15 * m_scale;
    last.spaceAfter = !touches;
}

double ReportCanvas::text(QPointF at, const QString &words, const paper::Type &type, const QColor &color)
{
    if (words.isEmpty()) {
        return 0;
    }
    Mark m;
    m.goesOn = words.endsWith(paper::wordGoesOn);
    m.text = m.goesOn ? words.left(words.size() - 1) : words;
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

void ReportCanvas::image(const QRectF &rect, const QImage &image)
{
    Mark m;
    m.kind = Kind::Image;
    m.box = rect;
    m.image = image;
    add(std::move(m));
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
    if (!m_artefacts.empty()) {
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

void ReportCanvas::paintMark(QPainter &painter, const Mark &m)
{
    const QTransform scale = QTransform::fromScale(paper::unitsPerMm, paper::unitsPerMm);
    switch (m.kind) {
    case Kind::Text:
        painter.setFont(paper::font(m.type));
        painter.setPen(m.color);
        painter.drawText(scale.map(m.at), m.spaceAfter ? m.text + QLatin1Char(' ') : m.text);
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
    case Kind::Image:
        painter.drawImage(scale.mapRect(m.box), m.image);
        break;
    }
}

void ReportCanvas::paint(QPainter &painter, int page, const Span &span) const
{
    const auto &marks = m_pages[static_cast<std::size_t>(page)].marks;
    for (int i = span.first; i <= span.last; ++i) {
        paintMark(painter, marks[static_cast<std::size_t>(i)]);
    }
}

void ReportCanvas::paint(QPainter &painter, int page) const
{
    paint(painter, page, {-1, Artefact::Layout, 0, static_cast<int>(m_pages[static_cast<std::size_t>(page)].marks.size()) - 1});
}

std::vector<ReportCanvas::Span> ReportCanvas::spans(int page) const
{
    std::vector<Span> out;
    const auto &marks = m_pages[static_cast<std::size_t>(page)].marks;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Mark &m = marks[i];
        const bool goesOn = !out.empty() && out.back().node == m.node && (m.node >= 0 || out.back().artefact == m.artefact);
        if (goesOn) {
            out.back().last = static_cast<int>(i);
        } else {
            out.push_back({m.node, m.artefact, static_cast<int>(i), static_cast<int>(i)});
        }
    }
    return out;
}

QRectF ReportCanvas::boxOf(int node) const
{
    QRectF box;
    int page = -1;
    std::vector<int> left{node};
    while (!left.empty()) {
        const Node &n = m_nodes[static_cast<std::size_t>(left.back())];
        left.pop_back();
        for (const auto &[on, index] : n.content) {
            page = page < 0 ? on : page;
            if (on == page) {
                box = box.united(m_pages[static_cast<std::size_t>(on)].marks[static_cast<std::size_t>(index)].box);
            }
        }
        left.insert(left.end(), n.children.begin(), n.children.end());
    }
    return box;
}

} // namespace ui
