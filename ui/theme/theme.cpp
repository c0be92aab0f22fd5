// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

namespace ui {

namespace {

Theme *s_theme = nullptr;

const char *const s_sheet = R"(
* { outline: none; }
QMainWindow, QDialog, #page, QScrollArea, #pageBody { background: @window; border: none; }
QToolTip { background: @surface; color: @text; border: 1px solid @line; padding: 6px; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
#topBar, #rail { background: @surface; }
#topBar { border-bottom: 1px solid @line; }
#rail { border-right: 1px solid @line; }
#statusBar { background: @surface; border-top: 1px solid @line; }
#onCard, #formBody { background: transparent; border: none; }
#detail { background: @window; border: none; border-top: 1px solid @line; border-bottom: 1px solid @line; }
#card { background: @surface; border: 1px solid @line; border-radius: 6px; }
#message { background: @selection; border: 1px solid @accent; border-radius: 4px; }
#railButton { border: none; border-radius: 4px; padding: 0 0 0 10px; text-align: left; color: @secondary; background: transparent; }
#railButton:hover { background: @window; }
#railButton:checked { background: @selection; color: @accent; }
#railButton:focus { border: 2px solid @accent; }
QToolButton#link, QPushButton#link { border: none; background: transparent; color: @accent; padding: 2px 4px; text-align: left; }
QToolButton#link::menu-indicator { image: none; }
QPushButton#link { min-height: 18px; }
QToolButton#link:hover, QPushButton#link:hover { text-decoration: underline; }
QToolButton#link:focus, QPushButton#link:focus { border: 2px solid @accent; border-radius: 4px; }
QToolButton#link:disabled, QPushButton#link:disabled { color: @secondary; }
QToolButton#quiet { border: 2px solid transparent; border-radius: 4px; background: transparent; padding: 2px 6px; }
QToolButton#search { border: 1px solid @control; border-radius: 4px; background: @surface; color: @secondary; padding: 0 10px; }
QToolButton#search:hover { background: @window; }
QToolButton#search:focus { border: 2px solid @accent; padding: 0 9px; }
QScrollArea#reading { border: 2px solid transparent; border-radius: 4px; }
QScrollArea#reading:focus { border-color: @accent; }
QLabel#formula { background: @window; border: 1px solid @line; border-radius: 4px; padding: 8px 10px; }
QDialog#commandPalette { background: @surface; border: 1px solid @control; }
QWidget#dockBody { background: @surface; }
QToolButton#quiet:hover { background: @window; }
QToolButton#quiet:focus { border-color: @accent; }
QToolButton#quiet:disabled { color: @secondary; }
QPushButton { background: @surface; border: 1px solid @control; border-radius: 4px; padding: 0 12px; min-height: 26px; }
QPushButton:hover { background: @window; }
QPushButton:focus { border: 2px solid @accent; padding: 0 11px; min-height: 24px; }
QPushButton:disabled { color: @secondary; border-color: @line; }
QPushButton#primary { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton#primary:focus { border: 2px solid @text; }
QFrame#segments { border: 1px solid @control; border-radius: 4px; background: @surface; }
QToolButton#segment { border: none; border-right: 1px solid @line; padding: 0 12px; min-height: 26px; color: @secondary; background: transparent; }
QToolButton#segment:checked { background: @selection; color: @accent; font-weight: 600; }
QToolButton#segment:focus { border: 2px solid @accent; padding: 0 10px; min-height: 22px; }
QLineEdit, QComboBox, QPlainTextEdit { background: @surface; border: 1px solid @control; border-radius: 4px; padding: 0 8px; min-height: 26px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus { border: 2px solid @accent; padding: 0 7px; min-height: 24px; }
QLineEdit[state="error"] { border: 2px solid @worse; padding: 0 7px; min-height: 24px; }
QLineEdit#cellEditor, QComboBox#cellEditor { border: 2px solid @accent; border-radius: 0; padding: 0 6px; min-height: 20px; }
QLineEdit#cellEditor[state="error"] { border: 2px solid @worse; }
QLineEdit[readOnly="true"], QLineEdit:disabled { color: @secondary; border-color: @line; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/@chevron.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @control; selection-background-color: @selection; selection-color: @text; }
QTableView, QTreeView, QListView { background: transparent; border: none; gridline-color: transparent; selection-background-color: @selection; selection-color: @text; }
QTreeView#scenarioTree { border: 2px solid transparent; border-radius: 4px; show-decoration-selected: 1; }
QTreeView#scenarioTree:focus { border-color: @accent; }
QTreeView#scenarioTree::item { border: none; padding: 0 2px; }
QTreeView#scenarioTree::item:selected, QTreeView#scenarioTree::branch:selected { background: @selection; color: @text; }
QTableView#chartTable::item { border-top: 1px solid @line; padding: 0 5px; }
QTableView#chartTable::item:selected { background: @selection; color: @text; }
QTableView#chartTable::item:focus { border: 2px solid @accent; padding: 0 2px; }
QToolButton#month { border: 2px solid transparent; border-radius: 4px; min-height: 24px; background: transparent; }
QToolButton#month:hover { background: @window; }
QToolButton#month:checked { background: @selection; color: @accent; font-weight: 600; }
QToolButton#month:focus { border-color: @accent; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { font-weight: 400; background: transparent; color: @secondary; border: none; border-bottom: 1px solid @line; padding: 0 8px; min-height: 27px; }
ui--DataTable QHeaderView::section:first { padding: 0 8px 0 16px; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }
#rail QListView { border: 2px solid transparent; }
#rail QListView:focus { border-color: @accent; }
#rail QListView::item { border: none; padding: 0 16px; }
#rail QListView::item:selected { background: @selection; color: @accent; }
#rail QListView::item:hover:!selected { background: @window; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @control; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @secondary; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: none; width: 0; height: 0; }
QMenuBar { background: @surface; border-bottom: 1px solid @line; }
QMenuBar::item { padding: 4px 10px; background: transparent; }
QMenuBar::item:selected { background: @selection; }
QMenu { background: @surface; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @secondary; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QDockWidget { titlebar-close-icon: url(:/icons/@close.svg); titlebar-normal-icon: url(:/icons/@float.svg); font-weight: 600; }
QDockWidget::close-button, QDockWidget::float-button { border: none; border-radius: 4px; background: transparent; icon-size: 16px; subcontrol-origin: padding; subcontrol-position: center right; width: 22px; height: 22px; }
QDockWidget::close-button { right: 8px; }
QDockWidget::float-button { right: 34px; }
QDockWidget::close-button:hover, QDockWidget::float-button:hover { background: @selection; }
QDockWidget::title { background: @surface; padding: 8px 12px; border-bottom: 1px solid @line; }
QDockWidget > QWidget { background: @surface; }
QSlider::groove:horizontal { height: 4px; background: @control; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -6px 0; border: 2px solid @accent; background: @surface; border-radius: 8px; }
QSlider::handle:horizontal:focus { background: @accent; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator, QTreeView::indicator { width: 14px; height: 14px; border: 1px solid @control; border-radius: 3px; background: @surface; }
QCheckBox::indicator:checked, QTreeView::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/@tick.svg); }
QCheckBox:focus { color: @accent; }
QLabel { background: transparent; }
QProgressBar { border: 1px solid @line; border-radius: 4px; background: @surface; text-align: center; }
QProgressBar::chunk { background: @accent; }
)";

bool isDark(const QPalette &p)
{
    return p.color(QPalette::Window).lightness() < p.color(QPalette::WindowText).lightness();
}

} // namespace

QString installFonts()
{
    static const QString family = [] {
        for (const char *name : {"Regular", "Italic", "SemiBold", "Bold"}) {
            QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/IBMPlexSans-%1.ttf").arg(QLatin1String(name)));
        }
        return QStringLiteral("IBM Plex Sans");
    }();
    return family;
}

Theme::Theme()
{
    s_theme = this;
    m_systemDark = isDark(QApplication::palette());
    installFonts();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

Theme::~Theme()
{
    s_theme = nullptr;
}

Theme &theme()
{
    Q_ASSERT(s_theme);
    return *s_theme;
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    apply();
    Q_EMIT changed();
}

int Theme::pixels(TextStyle style)
{
    switch (style) {
    case TextStyle::Caption:
        return 12;
    case TextStyle::Section:
        return 16;
    case TextStyle::PageTitle:
        return 21;
    case TextStyle::TileFigure:
        return 28;
    default:
        return 13;
    }
}

QFont Theme::font(TextStyle style)
{
    QFont f(installFonts());
    f.setPixelSize(pixels(style));
    const bool strong = style == TextStyle::BodyStrong || style == TextStyle::Section || style == TextStyle::PageTitle || style == TextStyle::TileFigure;
    f.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return f;
}

void Theme::apply()
{
    const bool dark = m_mode == Mode::Dark || (m_mode == Mode::System && m_systemDark);
    m_palette = dark ? Palette::darkTheme() : Palette::light();
    const Palette &p = m_palette;
    QPalette q;
    q.setColor(QPalette::Window, p.window);
    q.setColor(QPalette::WindowText, p.text);
    q.setColor(QPalette::Base, p.surface);
    q.setColor(QPalette::AlternateBase, p.window);
    q.setColor(QPalette::Text, p.text);
    q.setColor(QPalette::Button, p.surface);
    q.setColor(QPalette::ButtonText, p.text);
    q.setColor(QPalette::Highlight, p.accent);
    q.setColor(QPalette::HighlightedText, p.onAccent);
    q.setColor(QPalette::ToolTipBase, p.surface);
    q.setColor(QPalette::ToolTipText, p.text);
    q.setColor(QPalette::PlaceholderText, p.secondary);
    q.setColor(QPalette::Link, p.accent);
    q.setColor(QPalette::Disabled, QPalette::Text, p.secondary);
    q.setColor(QPalette::Disabled, QPalette::ButtonText, p.secondary);
    QApplication::setPalette(q);
    QApplication::setFont(font(TextStyle::Body));
    QString sheet = QString::fromLatin1(s_sheet);
    const std::pair<const char *, QString> names[] = {
        {"@window", p.window.name()}, {"@surface", p.surface.name()}, {"@line", p.line.name()}, {"@control", p.controlLine.name()},
        {"@text", p.text.name()}, {"@secondary", p.secondary.name()}, {"@accent", p.accent.name()}, {"@onAccent", p.onAccent.name()},
        {"@selection", p.selection.name()}, {"@worse", p.worse.name()},
        {"@chevron", dark ? QStringLiteral("chevron-dark") : QStringLiteral("chevron-light")},
        {"@close", dark ? QStringLiteral("close-dark") : QStringLiteral("close-light")},
        {"@float", dark ? QStringLiteral("float-dark") : QStringLiteral("float-light")},
        {"@tick", dark ? QStringLiteral("tick-dark") : QStringLiteral("tick-light")}};
    for (const auto &[name, value] : names) {
        sheet.replace(QLatin1String(name), value);
    }
    qApp->setStyleSheet(sheet);
}

} // namespace ui
