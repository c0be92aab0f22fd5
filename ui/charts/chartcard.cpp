// SPDX-License-Identifier: GPL-3.0-or-later
#include "chartcard.h"

#include "chartexport.h"
#include "icon.h"
#include "theme.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QShortcut>
#include <QStackedLayout>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {

namespace {

// A series' colour and name in the legend; a click hides or shows it.
class LegendButton : public QAbstractButton
{
public:
    LegendButton(const QString &name, const QColor &color, QWidget *parent) : QAbstractButton(parent), m_color(color)
    {
        setText(name);
        setFont(Theme::font(TextStyle::Caption));
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {gap + side + gap + fontMetrics().horizontalAdvance(text()) + gap, 22}; }
    QSize minimumSizeHint() const override { return {gap + side + gap + 24, 22}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &p = theme().palette();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (hasFocus()) {
            painter.setPen(QPen(p.accent, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
        }
        painter.setPen(QPen(m_color, 1.5));
        painter.setBrush(isChecked() ? QBrush(m_color) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(gap + 0.75, (height() - side) / 2.0 + 0.75, side - 1.5, side - 1.5), 1.5, 1.5);
        painter.setPen(isChecked() ? p.text : p.secondary);
        const QRect box = rect().adjusted(gap + side + gap, 0, -gap, 0);
        painter.drawText(box, Qt::AlignVCenter, fontMetrics().elidedText(text(), Qt::ElideRight, box.width() + 1));
    }

private:
    static constexpr int gap = 5;
    static constexpr int side = 10;
    QColor m_color;
};

} // namespace

// The legend's buttons, as many a line as have room for their whole names.
class LegendLines : public QWidget
{
public:
    using QWidget::QWidget;
    void add(QWidget *item)
    {
        item->setParent(this);
        item->show();
        m_items << item;
        arrange();
    }
    void clear()
    {
        qDeleteAll(m_items);
        m_items.clear();
        arrange();
    }

protected:
    void resizeEvent(QResizeEvent *) override { arrange(); }

private:
    void arrange()
    {
        constexpr int lineHeight = 22;
        constexpr int gap = 4;
        int x = 0;
        int y = 0;
        for (QWidget *item : std::as_const(m_items)) {
            const int wide = std::min(item->sizeHint().width(), width());
            if (x > 0 && x + wide > width()) {
                x = 0;
                y += lineHeight;
            }
            item->setGeometry(x, y, wide, lineHeight);
            x += wide + gap;
        }
        const int height = m_items.isEmpty() ? 0 : y + lineHeight;
        if (height != minimumHeight() || height != maximumHeight()) {
            setFixedHeight(height);
        }
    }

    QVector<QWidget *> m_items;
};

ChartCard::ChartCard(QWidget *parent) : QFrame(parent), m_title(new QLabel(this)), m_subtitle(new QLabel(this)), m_view(new ChartView(this)), m_table(new QTableWidget(this))
{
    setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(2);
    m_title->setFont(Theme::font(TextStyle::Section));
    m_title->setWordWrap(true);
    m_subtitle->setFont(Theme::font(TextStyle::Caption));
    m_subtitle->setWordWrap(true);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    m_head = new QHBoxLayout;
    m_head->setSpacing(8);
    m_head->addWidget(m_title, 1);
    layout->addLayout(m_head);
    layout->addWidget(m_subtitle);
    m_legend = new LegendLines(this);
    m_legend->setFixedHeight(0);
    layout->addWidget(m_legend);
    auto *holder = new QWidget(this);
    m_stack = new QStackedLayout(holder);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_table);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false); // Tab leads on, the arrows walk
    m_table->verticalHeader()->hide();
    m_table->setObjectName(QStringLiteral("chartTable"));
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(false);
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setFont(Theme::font(TextStyle::Caption));
    m_table->horizontalHeader()->setHighlightSections(false);
    layout->addWidget(holder, 1);
    giveTableMenu(m_table, [this] {
        ChartExport out;
        out.title = m_spec.title;
        out.table = tableOf(m_spec);
        out.csv = csvOf(m_spec);
        return out;
    });
    connect(m_view, &ChartView::tableWanted, this, [this] { showTable(true); });
    connect(m_table, &QTableWidget::cellClicked, this, &ChartCard::explainCell);
    connect(m_table, &QTableWidget::cellActivated, this, &ChartCard::explainCell);
    connect(m_table, &QTableWidget::currentItemChanged, this, [this](const QTableWidgetItem *now) { m_table->setProperty("figure", now ? now->data(Qt::UserRole) : QVariant()); }); // for Ctrl+E
    auto *back = new QShortcut(Qt::Key_T, m_table);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, this, [this] { showTable(false); });
    auto *escape = new QShortcut(Qt::Key_Escape, m_table);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, [this] { showTable(false); });
}

namespace {
const char *const switchIcons[] = {"number", "band", "distribution"};
} // namespace

void ChartCard::makeSwitch()
{
    m_period = new QComboBox(this);
    m_period->setAccessibleName(tr("Period of the distribution"));
    m_period->setToolTip(tr("Which period the distribution is of"));
    m_period->setFont(Theme::font(TextStyle::Caption));
    m_period->setFixedHeight(24);
    m_period->setMaximumWidth(132);
    m_period->setMaxVisibleItems(16);
    connect(m_period, &QComboBox::activated, this, &ChartCard::periodWanted);
    m_button = new QToolButton(this);
    m_button->setObjectName(QStringLiteral("quiet"));
    m_button->setAccessibleName(tr("Show charts as number, band or distribution"));
    m_button->setIconSize(QSize(16, 16));
    m_button->setFixedSize(24, 24);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setStyleSheet(QStringLiteral("QToolButton#quiet { padding: 0; } QToolButton::menu-indicator { image: none; }")); // the icon says what is chosen
    auto *menu = new QMenu(m_button);
    auto *group = new QActionGroup(menu);
    const QString names[] = {tr("Number"), tr("Band: P5 to P95"), tr("Distribution")};
    for (int i = 0; i < 3; ++i) {
        QAction *action = menu->addAction(names[i], this, [this, i] { Q_EMIT shownAsWanted(i); });
        action->setCheckable(true);
        group->addAction(action);
    }
    m_button->setMenu(menu);
    connect(&theme(), &Theme::changed, this, [this] { setSwitch(std::exchange(m_switch, {})); });
    m_head->setContentsMargins(0, 0, -4, 0); // the icon, not its button, ends where the chart does
    m_head->addWidget(m_period, 0, Qt::AlignTop);
    m_head->addWidget(m_button, 0, Qt::AlignTop);
}

void ChartCard::setSwitch(const ChartSwitch &control)
{
    if (control == m_switch) {
        return;
    }
    if (!m_button) {
        makeSwitch();
    }
    m_switch = control;
    m_button->setVisible(control.shownAs >= 0);
    const int shown = std::clamp(control.shownAs, 0, 2);
    const Palette &p = theme().palette();
    m_button->setIcon(icon(QString::fromLatin1(switchIcons[control.reason.isEmpty() ? shown : 0]), shown > 0 && control.reason.isEmpty() ? p.accent : p.secondary));
    m_button->menu()->actions().at(shown)->setChecked(true);
    m_button->setToolTip(control.reason.isEmpty() ? tr("All charts as number, band or distribution") : control.reason);
    m_button->setAccessibleDescription(control.reason);
    m_period->setVisible(!control.periods.isEmpty());
    QStringList known;
    for (int i = 0; i < m_period->count(); ++i) {
        known << m_period->itemText(i);
    }
    if (known != control.periods) {
        m_period->clear();
        m_period->addItems(control.periods);
    }
    m_period->setCurrentIndex(control.period);
}

void ChartCard::setSpec(const ChartSpec &spec)
{
    m_spec = spec;
    m_title->setText(spec.title);
    m_title->setVisible(!spec.title.isEmpty());
    m_subtitle->setText(spec.subtitle);
    fillLegend();
    applyHidden();
    if (m_stack->currentWidget() == m_table) {
        fillTable();
    }
}

void ChartCard::applyHidden()
{
    ChartSpec shown = m_spec;
    for (ChartSeries &s : shown.series) {
        s.hidden = m_hidden.contains(s.id);
    }
    for (ChartSeries &s : shown.lines) {
        s.hidden = m_hidden.contains(s.id);
    }
    // A band of the total says nothing about a part of it.
    if (std::any_of(shown.series.begin(), shown.series.end(), [](const ChartSeries &s) { return s.hidden; })) {
        shown.bands.removeIf([](const ChartBand &b) { return b.of.isEmpty(); });
    }
    m_view->setSpec(shown);
}

void ChartCard::fillLegend()
{
    QString key = theme().palette().dark ? QStringLiteral("d") : QStringLiteral("l");
    const QVector<ChartSeries> all = m_spec.series + m_spec.lines;
    for (const ChartSeries &s : all) {
        key += QLatin1Char('|') + s.id + s.name + s.color.name();
    }
    key += m_spec.baseline.isEmpty() ? QString() : m_spec.baselineName;
    if (!m_legendWanted || key == m_legendKey) {
        return;
    }
    m_legendKey = key;
    m_legend->clear();
    for (const ChartSeries &s : all) {
        auto *button = new LegendButton(s.name, s.color, this);
        button->setChecked(!m_hidden.contains(s.id));
        button->setToolTip(tr("Show or hide %1").arg(s.name));
        connect(button, &QAbstractButton::toggled, this, [this, id = s.id](bool on) {
            on ? static_cast<void>(m_hidden.removeAll(id)) : m_hidden.append(id);
            applyHidden();
        });
        m_legend->add(button);
    }
    if (!m_spec.baseline.isEmpty() && m_spec.baselineInLegend) {
        auto *label = new QLabel(QStringLiteral("— ") + m_spec.baselineName, this);
        label->setIndent(5); // as the buttons have it
        label->setFont(Theme::font(TextStyle::Caption));
        m_legend->add(label);
    }
}

void ChartCard::showTable(bool table)
{
    if (table) {
        fillTable();
    }
    m_stack->setCurrentWidget(table ? static_cast<QWidget *>(m_table) : m_view);
    (table ? static_cast<QWidget *>(m_table) : m_view)->setFocus();
}

void ChartCard::explainCell(int row, int column)
{
    const QTableWidgetItem *item = m_table->item(row, column);
    const QString figure = item ? item->data(Qt::UserRole).toString() : QString();
    if (!figure.isEmpty()) {
        Q_EMIT figureWanted(figure);
    }
}

void ChartCard::fillTable()
{
    QStringList patterns{QString()}; // in the order of the table's columns
    for (const ChartSeries &s : m_spec.series + m_spec.lines) {
        patterns << s.figure;
    }
    if (!m_spec.series.isEmpty()) {
        patterns << m_spec.totalFigure;
    }
    patterns << m_spec.baselineFigure;
    const ChartTable t = tableOf(m_spec);
    m_table->setAccessibleName(m_view->accessibleName());
    m_table->setColumnCount(static_cast<int>(t.header.size()));
    m_table->setHorizontalHeaderLabels(t.header);
    for (int c = 0; c < t.header.size(); ++c) {
        m_table->horizontalHeaderItem(c)->setTextAlignment((c == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    m_table->setRowCount(static_cast<int>(t.rows.size()));
    for (int r = 0; r < t.rows.size(); ++r) {
        for (int c = 0; c < t.rows[r].size(); ++c) {
            auto *item = new QTableWidgetItem(t.rows[r][c]);
            item->setTextAlignment((c == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            item->setData(Qt::UserRole, figureAt(m_spec, patterns.value(c), r));
            m_table->setItem(r, c, item);
        }
    }
    m_table->resizeColumnsToContents();
}

} // namespace ui
