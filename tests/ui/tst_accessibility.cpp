// SPDX-License-Identifier: GPL-3.0-or-later
// What holds of every page, dock, menu and dialog: each control has a name and Tab leads to it, charts say what they show, and in a language 40 %
// longer than English nothing is cut.
#include "basedata.h"
#include "baseline.h"
#include "celleditor.h"
#include "chartcard.h"
#include "citationdialog.h"
#include "commandpalette.h"
#include "densityview.h"
#include "elidinglabel.h"
#include "findingsdock.h"
#include "flowview.h"
#include "ganttview.h"
#include "mainwindow.h"
#include "mapview.h"
#include "pastepreview.h"
#include "planview.h"
#include "presentation.h"
#include "pseudolanguage.h"
#include "rankview.h"
#include "reportdialog.h"
#include "segmentedcontrol.h"
#include "simulationrunner.h"
#include "theme.h"
#include "waterfallview.h"

#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QStyle>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QTimer>
#include <QToolButton>

#include <functional>
#include <set>

using namespace ui;

namespace {

QString pathOf(const QWidget *w)
{
    QStringList parts;
    for (const QWidget *p = w; p && parts.size() < 5; p = p->parentWidget()) {
        const QString name = p->objectName().isEmpty() ? p->accessibleName() : p->objectName();
        parts.prepend(QString::fromLatin1(p->metaObject()->className()) + (name.isEmpty() ? QString() : QLatin1Char('(') + name.left(40) + QLatin1Char(')')));
    }
    return parts.join(QLatin1String(" > "));
}

template<typename Kind>
bool isInside(const QWidget *w)
{
    for (const QWidget *p = w->parentWidget(); p; p = p->parentWidget()) {
        if (qobject_cast<const Kind *>(p)) {
            return true;
        }
    }
    return false;
}

bool isChart(const QWidget *w)
{
    return qobject_cast<const ChartView *>(w) || qobject_cast<const MapView *>(w) || qobject_cast<const GanttView *>(w) || qobject_cast<const FlowView *>(w)
        || qobject_cast<const WaterfallView *>(w) || qobject_cast<const RankView *>(w) || qobject_cast<const DensityView *>(w);
}

// What a person acts on. Parts of one control (the arrow of a combo box, a line edit's clear button) belong to it; what a dock's title bar does,
// the menu View does too.
bool isControl(const QWidget *w)
{
    if (isInside<QComboBox>(w) || isInside<QLineEdit>(w) || isInside<QMenuBar>(w) || isInside<QMenu>(w) || qobject_cast<const QHeaderView *>(w) || qobject_cast<const QScrollBar *>(w)
        || qobject_cast<const QDockWidget *>(w->parentWidget()) || qstrcmp(w->metaObject()->className(), "QTableCornerButton") == 0) {
        return false;
    }
    return qobject_cast<const QAbstractButton *>(w) || qobject_cast<const QComboBox *>(w) || qobject_cast<const QLineEdit *>(w) || qobject_cast<const QPlainTextEdit *>(w)
        || qobject_cast<const QAbstractSlider *>(w) || qobject_cast<const QAbstractItemView *>(w) || isChart(w);
}

QString spokenName(QWidget *w)
{
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(w);
    return access ? access->text(QAccessible::Name).trimmed() : QString();
}

// Of a group of which one is chosen, Tab leads to the one chosen and the arrows to the others.
bool arrowsLeadTo(const QWidget *w, const std::set<const QWidget *> &reached)
{
    const auto *button = qobject_cast<const QAbstractButton *>(w);
    const QButtonGroup *group = button ? button->group() : nullptr;
    if (!group || !group->exclusive()) {
        return false;
    }
    const auto buttons = group->buttons();
    return std::any_of(buttons.begin(), buttons.end(), [&](const QAbstractButton *b) { return reached.count(b) > 0; });
}

std::set<const QWidget *> tabReaches(QWidget *window)
{
    std::set<const QWidget *> out;
    for (QWidget *w = window->nextInFocusChain(); w && w != window; w = w->nextInFocusChain()) {
        if (w->isVisible() && w->isEnabled() && w->window() == window && (w->focusPolicy() & Qt::TabFocus)) {
            out.insert(w->focusProxy() ? w->focusProxy() : w);
        }
    }
    return out;
}

// Nodes of the accessibility tree that are acted on and have no name.
void unnamedNodes(QAccessibleInterface *node, QStringList &out, int depth = 0)
{
    if (!node || !node->isValid() || node->state().invisible || depth > 40) {
        return;
    }
    static const std::set<QAccessible::Role> acted{QAccessible::Button, QAccessible::PushButton, QAccessible::CheckBox, QAccessible::RadioButton, QAccessible::ComboBox, QAccessible::EditableText,
                                                   QAccessible::Slider, QAccessible::SpinBox, QAccessible::Table, QAccessible::Tree, QAccessible::List, QAccessible::MenuItem, QAccessible::ButtonMenu};
    const QAccessible::Role role = node->role();
    const auto *widget = qobject_cast<const QWidget *>(node->object());
    const bool own = !widget || (isControl(widget) && widget->isVisible());
    if (acted.count(role) > 0 && own && role != QAccessible::MenuItem && node->text(QAccessible::Name).trimmed().isEmpty()) {
        out << QStringLiteral("role %1 without a name: %2").arg(role).arg(widget ? pathOf(widget) : node->parent() ? node->parent()->text(QAccessible::Name) : QString());
    }
    // Rows and cells have their texts; a Gantt's rows are named by its own interface and are looked at.
    if (qobject_cast<const QAbstractItemView *>(node->object()) || (widget && qobject_cast<const QComboBox *>(widget))) {
        return;
    }
    for (int i = 0; i < node->childCount(); ++i) {
        unnamedNodes(node->child(i), out, depth + 1);
    }
}

// Everything that is wrong with the controls of a window (or of the part of it that is given).
QStringList controlProblems(QWidget *part)
{
    QStringList out;
    const std::set<const QWidget *> reached = tabReaches(part->window());
    for (QWidget *w : part->findChildren<QWidget *>()) {
        if (!w->isVisible() || w->window() != part->window() || !isControl(w)) {
            continue;
        }
        if (spokenName(w).isEmpty()) {
            out << QStringLiteral("no name: ") + pathOf(w);
        }
        if (w->isEnabled() && reached.count(w) == 0 && !arrowsLeadTo(w, reached)) {
            out << QStringLiteral("Tab does not lead to: ") + pathOf(w) + QStringLiteral(" “") + spokenName(w) + QStringLiteral("”");
        }
        const auto *items = qobject_cast<QAbstractItemView *>(w);
        if (items && items->tabKeyNavigation()) {
            out << QStringLiteral("Tab does not lead out of: ") + pathOf(w);
        }
        if (isChart(w) && w->accessibleDescription().trimmed().isEmpty()) {
            out << QStringLiteral("no description: ") + pathOf(w);
        }
    }
    unnamedNodes(QAccessible::queryAccessibleInterface(part), out);
    return out;
}

QString cutLabel(const QLabel *label)
{
    if (label->text().isEmpty() || qobject_cast<const ElidingLabel *>(label)) { // ends with an ellipsis and has a tooltip
        return {};
    }
    const QRect room = label->contentsRect().adjusted(label->margin(), label->margin(), -label->margin(), -label->margin());
    const bool rich = label->textFormat() == Qt::RichText || (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(label->text()));
    if (rich) {
        QTextDocument text;
        text.setDefaultFont(label->font());
        text.setDocumentMargin(0);
        text.setHtml(label->text());
        if (label->wordWrap()) {
            text.setTextWidth(room.width());
        }
        return text.size().width() > room.width() + 1 || text.size().height() > room.height() + 1 ? QStringLiteral("rich text %1 x %2 in %3 x %4").arg(text.size().width()).arg(text.size().height()).arg(room.width()).arg(room.height()) : QString();
    }
    const bool shortened = label->text().endsWith(QChar(0x2026)) && !label->toolTip().isEmpty();
    const int flags = (label->wordWrap() ? static_cast<int>(Qt::TextWordWrap) : 0) | (label->buddy() ? static_cast<int>(Qt::TextShowMnemonic) : 0);
    const QRect needed = label->fontMetrics().boundingRect(QRect(0, 0, label->wordWrap() ? room.width() : 100000, 100000), flags | static_cast<int>(Qt::AlignLeft | Qt::AlignTop), label->text());
    const bool cut = needed.width() > room.width() + 1 || needed.height() > room.height() + 2;
    return cut && !shortened ? QStringLiteral("%1 x %2 in %3 x %4").arg(needed.width()).arg(needed.height()).arg(room.width()).arg(room.height()) : QString();
}

QString cutButton(const QAbstractButton *button)
{
    const bool standard = qobject_cast<const QPushButton *>(button) || qobject_cast<const QToolButton *>(button) || qobject_cast<const QCheckBox *>(button) || qobject_cast<const QRadioButton *>(button);
    const auto *tool = qobject_cast<const QToolButton *>(button);
    if (button->text().isEmpty() || (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull())) {
        return {};
    }
    if (!standard) { // they paint themselves, with an ellipsis: then the tooltip has the whole text
        const bool whole = button->sizeHint().width() <= button->width() + 1;
        return whole || button->toolTip().contains(button->text()) ? QString() : QStringLiteral("elided without a tooltip");
    }
    const bool shortened = button->text().endsWith(QChar(0x2026)) && !button->toolTip().isEmpty();
    QSize needed = button->sizeHint();
    const int padding = button->objectName() == QLatin1String("link") ? 8 : button->objectName() == QLatin1String("quiet") && button->icon().isNull() ? 16 : 0;
    if (padding > 0) { // the style sheet's, and no frame
        needed.setWidth(button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width() + padding);
    }
    if (qobject_cast<const SegmentedControl *>(button->parentWidget()) && button->toolTip() == button->text()) {
        return {}; // ends with an ellipsis where it is squeezed
    }
    const bool cut = needed.width() > button->width() + 1 || needed.height() > button->height() + 4; // rows hold some to one height
    return cut && !shortened ? QStringLiteral("%1 x %2 in %3 x %4").arg(needed.width()).arg(needed.height()).arg(button->width()).arg(button->height()) : QString();
}

QStringList cutSections(const QHeaderView *header)
{
    QStringList out;
    constexpr int padding = 16;
    for (int i = 0; i < header->count(); ++i) {
        const QString title = header->model()->headerData(i, header->orientation()).toString();
        const bool cut = !header->isSectionHidden(i) && header->fontMetrics().horizontalAdvance(title) > header->sectionSize(i) - padding + 1;
        const QString tip = header->model()->headerData(i, header->orientation(), Qt::ToolTipRole).toString();
        if (cut && !(header->textElideMode() != Qt::ElideNone && tip.contains(title.trimmed()))) {
            out << QStringLiteral("“%1” in %2").arg(title).arg(header->sectionSize(i));
        }
    }
    return out;
}

// Everything whose text is cut.
QStringList cutTexts(QWidget *part)
{
    QStringList out;
    const auto add = [&](const QWidget *w, const QString &text, const QString &how) {
        if (!how.isEmpty()) {
            out << QStringLiteral("cut (%1): “%2” in %3").arg(how, text.left(80), pathOf(w));
        }
    };
    for (QWidget *w : part->findChildren<QWidget *>()) {
        if (!w->isVisible() || w->window() != part->window()) {
            continue;
        }
        if (const auto *label = qobject_cast<QLabel *>(w)) {
            add(w, label->text(), cutLabel(label));
        } else if (const auto *button = qobject_cast<QAbstractButton *>(w)) {
            add(w, button->text(), cutButton(button));
        } else if (const auto *box = qobject_cast<QGroupBox *>(w)) {
            add(w, box->title(), box->fontMetrics().horizontalAdvance(box->title()) > box->contentsRect().width() ? QStringLiteral("title") : QString());
        } else if (const auto *header = qobject_cast<QHeaderView *>(w)) {
            add(w, cutSections(header).join(QLatin1String(", ")), cutSections(header).isEmpty() ? QString() : QStringLiteral("header"));
        } else if (const auto *area = qobject_cast<QScrollArea *>(w); area && area->widget() && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff) {
            add(w, {}, area->widget()->width() > area->viewport()->width() ? QStringLiteral("%1 wide in %2").arg(area->widget()->width()).arg(area->viewport()->width()) : QString());
        }
    }
    return out;
}

// The card that a control stands on; null: none.
const QWidget *cardOf(const QWidget *w)
{
    while (w && w->objectName() != QLatin1String("card")) {
        w = w->parentWidget();
    }
    return w;
}

// What is drawn where the focus is; of an editor inside of a list, the list.
QImage pictureOf(QWidget *w)
{
    QWidget *whole = qobject_cast<QComboBox *>(w->parentWidget()) ? w->parentWidget() : w;
    return whole->grab().toImage();
}

// Tab, pressed again and again until it has come round, and what is wrong with the way: a place that it does not lead out of, that is out of sight, or
// where nothing shows that the focus is there; a card that it comes back to; a control that it never reaches.
QStringList tabProblems(QWidget *part)
{
    constexpr int most = 600;
    QStringList out;
    QVector<QWidget *> stops;
    QVector<const QWidget *> cards;
    QVector<QWidget *> wanted; // as long as they are there: choosing something on the way may offer more
    for (QWidget *w : part->findChildren<QWidget *>()) {
        if (w->isVisible() && w->isEnabled() && w->window() == part->window() && isControl(w)) {
            wanted << w;
        }
    }
    QWidget *window = part->window();
    window->activateWindow();
    QWidget *now = window->focusWidget() ? window->focusWidget() : window;
    for (int pressed = 0; pressed < most; ++pressed) {
        QWidget *before = now;
        const QImage focused = pictureOf(before);
        QTest::keyClick(before, Qt::Key_Tab);
        if (window->focusWidget() == before && qobject_cast<QAbstractItemView *>(before)) {
            QTest::keyClick(before, Qt::Key_Tab, Qt::ControlModifier); // Tab walks its cells; this leaves it
        }
        now = window->focusWidget();
        if (now == before && tabReaches(window).size() <= 1) {
            stops << now; // the only one there is
            break;
        }
        if (!now || now == before) {
            out << QStringLiteral("Tab does not lead out of: ") + pathOf(before);
            break;
        }
        if (stops.contains(before) && pictureOf(before) == focused) {
            out << QStringLiteral("the focus is not seen in: ") + pathOf(before) + QStringLiteral(" “") + spokenName(before) + QStringLiteral("”");
        }
        if (stops.contains(now)) {
            break;
        }
        stops << now;
        if (now->visibleRegion().isEmpty()) {
            out << QStringLiteral("out of sight: ") + pathOf(now);
        }
        const QWidget *card = cardOf(now);
        if (card && (cards.isEmpty() || cards.last() != card)) {
            if (cards.contains(card) && card != cards.first()) { // the way may begin in the middle of one
                out << QStringLiteral("Tab comes back to: ") + pathOf(now);
            }
            cards << card;
        }
    }
    const std::set<const QWidget *> reached(stops.begin(), stops.end());
    const QList<QWidget *> there = part->findChildren<QWidget *>();
    for (QWidget *w : there) {
        const QWidget *target = w->focusProxy() ? w->focusProxy() : w;
        if (wanted.contains(w) && w->isVisible() && w->isEnabled() && reached.count(target) == 0 && !arrowsLeadTo(w, reached)) {
            out << QStringLiteral("Tab, pressed, does not reach: ") + pathOf(w) + QStringLiteral(" “") + spokenName(w) + QStringLiteral("”");
        }
    }
    return out;
}

using Check = QStringList (*)(QWidget *);

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void controlsHaveNamesAndTabLeadsToThem_data();
    void controlsHaveNamesAndTabLeadsToThem() { check(&controlProblems); }
    void tabPressedLeadsThroughEverything_data() { controlsHaveNamesAndTabLeadsToThem_data(); }
    void tabPressedLeadsThroughEverything() { check(&tabProblems); }
    void theWalkFindsWhatIsWrong();
    void thePressedWalkFindsWhatIsWrong();
    void presentationSaysWhatItShows();
    void menusAreReadable();
    void tablesOfChartsAreOneKeyAway();
    void chartsSayWhatTheyShow();
    void textOnSelectedCellsCanBeRead();
    void pseudoLanguageIsLongerAndKeepsItsParts();
    void nothingIsCutInALongLanguage_data() { controlsHaveNamesAndTabLeadsToThem_data(); }
    void nothingIsCutInALongLanguage()
    {
        PseudoLanguage longer;
        check(&cutTexts);
        m_window.reset();
    }

private:
    void open();
    void check(Check problems);
    void checkDialog(const QString &which, Check problems, QStringList &out);
    void settle();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

void TestAccessibility::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe));
    m_theme = std::make_unique<Theme>();
}

void TestAccessibility::cleanup()
{
    m_window.reset();
}

void TestAccessibility::open()
{
    m_window.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath("settings.ini"), QSettings::IniFormat);
    WindowServices services;
    services.signature = store::systemSignature("tester");
    services.settings = m_settings.get();
    services.today = [] { return QDate(2026, 11, 24); };
    services.version = "1";
    m_window = std::make_unique<MainWindow>(services);
    m_window->resize(1440, 900);
    const QString path = m_folder->filePath("plan.aifplan");
    QVERIFY(document::createPlanFile(path, true, store::systemSignature("tester")).ok());
    QVERIFY(m_window->openPlan(path));
    m_window->view()->workspace().setScenario(QStringLiteral("contracts-2026"));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestAccessibility::settle()
{
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::processEvents();
        QTest::qWait(10);
    }
    const PlanView *view = m_window->view();
    QTRY_VERIFY(!view || !view->workspace().simulation().isBusy());
    QCoreApplication::processEvents();
}

void TestAccessibility::controlsHaveNamesAndTabLeadsToThem_data()
{
    QTest::addColumn<QString>("where");
    open();
    for (const PageEntry &page : m_window->view()->pages()) {
        QTest::newRow(qPrintable(page.id)) << page.id;
    }
    m_window.reset();
    for (const char *other : {"uncertainties", "start", "docks", "base data", "report", "citation", "paste", "search", "checkpoint", "shortcuts", "about"}) {
        QTest::newRow(other) << QString::fromLatin1(other);
    }
}

void TestAccessibility::check(Check problems)
{
    QFETCH(QString, where);
    open();
    QStringList out;
    PlanView *view = m_window->view();
    const auto pages = view->pages();
    const auto page = std::find_if(pages.begin(), pages.end(), [&](const PageEntry &e) { return e.id == where; });
    if (page != pages.end()) {
        view->showPage(static_cast<int>(page - pages.begin()));
        settle();
        QCOMPARE(m_window->size(), QSize(1440, 900)); // nothing asks for more
        out = problems(m_window.get());
    } else if (where == QLatin1String("uncertainties")) { // the other side of the page Risk
        view->showCell({"uncertainty", "price", "low"});
        settle();
        out = problems(m_window.get());
    } else if (where == QLatin1String("start")) {
        m_window->closePlan();
        settle();
        out = problems(m_window.get());
    } else if (where == QLatin1String("docks")) {
        for (QDockWidget *dock : m_window->findChildren<QDockWidget *>()) {
            dock->show();
            dock->raise();
            settle();
            out += problems(dock);
        }
    } else {
        checkDialog(where, problems, out);
    }
    out.removeDuplicates();
    for (const QString &problem : out) {
        qWarning("%s", qPrintable(problem));
    }
    QVERIFY2(out.isEmpty(), qPrintable(QStringLiteral("%1 problem(s), named above").arg(out.size())));
}

void TestAccessibility::checkDialog(const QString &which, Check problems, QStringList &out)
{
    PlanView *view = m_window->view();
    const auto shown = [&](QDialog &dialog) {
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        settle();
        out += problems(&dialog);
    };
    if (which == QLatin1String("base data")) {
        shown(*view->baseData());
    } else if (which == QLatin1String("report")) {
        ReportDialog dialog(view->document(), m_window->reportChoice(), QDate(2026, 11, 24));
        shown(dialog);
    } else if (which == QLatin1String("citation")) {
        CitationDialog dialog(view->workspace(), core::Cell{"system", "it4lia-ai", "accelerators"});
        shown(dialog);
    } else if (which == QLatin1String("paste")) {
        items::TableSpec table;
        table.columns << items::TableColumn{QStringLiteral("accelerators"), QStringLiteral("Accelerators")};
        items::CellEdits edits;
        edits.cells << items::CellChange{QStringLiteral("it4lia-ai"), 0, {"system", "it4lia-ai", "accelerators"}, std::int64_t{9000}, QStringLiteral("8,000"), QStringLiteral("9,000"), {}, true}
                    << items::CellChange{QStringLiteral("lumi-ai"), 0, {"system", "lumi-ai", "accelerators"}, {}, QStringLiteral("8,000"), QStringLiteral("many"), QStringLiteral("“many” is no number."), false};
        PastePreview dialog(edits, table, view->document().plan());
        shown(dialog);
    } else if (which == QLatin1String("search")) {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *search = m_window->findChild<CommandPalette *>();
        QVERIFY(search && QTest::qWaitForWindowExposed(search));
        settle();
        out += problems(search);
        search->close();
    } else if (which == QLatin1String("checkpoint")) {
        bool seen = false;
        QTimer::singleShot(50, this, [&] {
            if (QWidget *dialog = QApplication::activeModalWidget()) {
                settle();
                out += problems(dialog);
                seen = true;
                dialog->close();
            }
        });
        m_window->menuBar()->actions().at(1)->menu()->actions().last()->trigger();
        QVERIFY(seen);
    } else {
        // The menu Help asks and waits; what it shows is looked at meanwhile. Its first entry are the shortcuts, its last the program itself.
        const auto entries = m_window->menuBar()->actions().last()->menu()->actions();
        bool seen = false;
        QTimer::singleShot(50, this, [&] {
            if (QWidget *dialog = QApplication::activeModalWidget()) {
                settle();
                out += problems(dialog);
                seen = true;
                dialog->close();
            }
        });
        (which == QLatin1String("about") ? entries.last() : entries.first())->trigger();
        QVERIFY(seen);
    }
}

// Without this, a walk that looks at nothing would pass.
void TestAccessibility::theWalkFindsWhatIsWrong()
{
    QWidget window;
    window.resize(400, 300);
    auto *unnamed = new QToolButton(&window);
    unnamed->setIcon(window.style()->standardIcon(QStyle::SP_DialogOkButton));
    auto *apart = new QLineEdit(&window);
    apart->setAccessibleName(QStringLiteral("Apart"));
    apart->setFocusPolicy(Qt::ClickFocus);
    auto *chart = new ChartView(&window);
    auto *cut = new QLabel(QStringLiteral("A text with far more words than there is room for"), &window);
    cut->setFixedWidth(60);
    auto *button = new QPushButton(QStringLiteral("Another such text"), &window);
    button->setFixedWidth(40);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const QString problems = controlProblems(&window).join(QLatin1Char('\n'));
    QVERIFY2(problems.contains(QLatin1String("no name: QWidget > QToolButton")), qPrintable(problems));
    QVERIFY2(problems.contains(QLatin1String("without a name: QWidget > QToolButton")), qPrintable(problems)); // the tree's own walk
    QVERIFY2(problems.contains(QLatin1String("Tab does not lead to: QWidget > QLineEdit(Apart)")), qPrintable(problems));
    QVERIFY2(problems.contains(QLatin1String("no name: QWidget > ui::ChartView")), qPrintable(problems));
    QCOMPARE(cutTexts(&window).size(), 2);
    unnamed->setAccessibleName(QStringLiteral("Keep"));
    apart->setFocusPolicy(Qt::StrongFocus);
    delete chart;
    cut->setFixedWidth(390);
    button->setFixedWidth(200);
    QCOMPARE(controlProblems(&window), QStringList());
    QCOMPARE(cutTexts(&window), QStringList());
}

void TestAccessibility::thePressedWalkFindsWhatIsWrong()
{
    QWidget window;
    window.resize(400, 300);
    auto *first = new QLineEdit(&window);
    auto *unseen = new QWidget(&window); // takes the focus and shows nothing of it
    unseen->setFocusPolicy(Qt::StrongFocus);
    unseen->setGeometry(0, 40, 100, 20);
    auto *hidden = new QPushButton(QStringLiteral("Outside"), &window);
    hidden->move(-500, 80);
    auto *never = new QPushButton(QStringLiteral("Never"), &window);
    never->setFocusPolicy(Qt::ClickFocus);
    never->move(0, 120);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    first->setFocus();
    const QString problems = tabProblems(&window).join(QLatin1Char('\n'));
    QVERIFY2(problems.contains(QLatin1String("the focus is not seen in: QWidget > QWidget")), qPrintable(problems));
    QVERIFY2(problems.contains(QLatin1String("out of sight: QWidget > QPushButton")), qPrintable(problems));
    QVERIFY2(problems.contains(QStringLiteral("does not reach: QWidget > QPushButton “Never”")), qPrintable(problems));
    // A place that keeps the key.
    auto *trap = new QPlainTextEdit(&window);
    trap->setGeometry(0, 160, 100, 40);
    trap->show();
    trap->setFocus();
    QVERIFY(tabProblems(&window).join(QLatin1Char('\n')).contains(QLatin1String("Tab does not lead out of: QWidget > QPlainTextEdit")));
}

void TestAccessibility::presentationSaysWhatItShows()
{
    open();
    Presentation presentation(m_window->view()->workspace(), QDate(2026, 11, 24));
    presentation.resize(1280, 720);
    presentation.show();
    presentation.setFocus();
    const QString first = presentation.accessibleName() + presentation.accessibleDescription();
    QVERIFY(!presentation.accessibleName().isEmpty() && !presentation.accessibleDescription().isEmpty());
    QTest::keyClick(&presentation, Qt::Key_Right);
    QVERIFY(presentation.accessibleName() + presentation.accessibleDescription() != first);
    QCOMPARE(controlProblems(&presentation), QStringList());
}

// Every entry has words, and its mnemonic is no other's in the same menu.
void TestAccessibility::menusAreReadable()
{
    open();
    QVERIFY(m_window->menuBar()->actions().size() >= 4);
    const std::function<void(QMenu *)> look = [&](QMenu *menu) {
        std::set<QChar> mnemonics;
        for (const QAction *action : menu->actions()) {
            if (action->isSeparator()) {
                continue;
            }
            QVERIFY2(!action->text().trimmed().isEmpty(), qPrintable(menu->title()));
            const QKeySequence key = QKeySequence::mnemonic(action->text());
            if (!key.isEmpty()) {
                QVERIFY2(mnemonics.insert(QChar(key[0].key())).second, qPrintable(menu->title() + QLatin1String(": ") + action->text()));
            }
            if (action->menu()) {
                look(action->menu());
            }
        }
    };
    for (const QAction *action : m_window->menuBar()->actions()) {
        QVERIFY(action->menu());
        look(action->menu());
    }
}

void TestAccessibility::tablesOfChartsAreOneKeyAway()
{
    open();
    PlanView *view = m_window->view();
    int seen = 0;
    for (int i = 0; i < view->pages().size(); ++i) {
        view->showPage(i);
        settle();
        for (ChartCard *card : view->page(i)->findChildren<ChartCard *>()) {
            if (!card->view()->isVisible()) {
                continue;
            }
            ++seen;
            card->view()->setFocus();
            QTest::keyClick(card->view(), Qt::Key_T);
            auto *table = card->findChild<QAbstractItemView *>(QStringLiteral("chartTable"));
            QVERIFY2(table && table->isVisible() && table->hasFocus(), qPrintable(pathOf(card)));
            QVERIFY2(!spokenName(table).isEmpty() && !table->tabKeyNavigation(), qPrintable(pathOf(card)));
            QTest::keyClick(table, Qt::Key_T);
            QVERIFY(card->view()->isVisible() && card->view()->hasFocus());
        }
    }
    QVERIFY(seen >= 4);
}

void TestAccessibility::chartsSayWhatTheyShow()
{
    const auto differs = [](auto &view, auto spec, const auto &change, const QString &contained) {
        view.setSpec(spec);
        const QString before = view.accessibleDescription();
        QVERIFY2(!view.accessibleName().isEmpty() && before.contains(contained), qPrintable(before));
        change(spec);
        view.setSpec(spec);
        QVERIFY2(!view.accessibleDescription().isEmpty() && view.accessibleDescription() != before, qPrintable(before));
    };
    ChartSpec bars;
    bars.title = QStringLiteral("Payments");
    bars.periods = QStringList{QStringLiteral("2026"), QStringLiteral("2027")};
    bars.series = {ChartSeries{QStringLiteral("a"), QStringLiteral("LUMI-AI"), Qt::blue, {1, 2}}};
    ChartView chart;
    differs(chart, bars, [](ChartSpec &s) { s.series[0].values[1] = 9; }, QStringLiteral("2027"));
    MapSpec places;
    places.title = QStringLiteral("Where they stand");
    places.factories = {MapFactory{QStringLiteral("f"), QStringLiteral("LUMI"), Qt::blue, QPointF(27, 64), false, {}, QStringLiteral("LUMI in Kajaani")}};
    MapView map;
    differs(map, places, [](MapSpec &s) { s.factories[0].readOut = QStringLiteral("LUMI elsewhere"); }, QStringLiteral("Kajaani"));
    GanttBar bar;
    bar.id = bar.name = QStringLiteral("LUMI-AI");
    bar.service = 2027 * 12;
    bar.retires = 2032 * 12;
    bar.value = QStringLiteral("in service Jan 2027");
    GanttSpec dates;
    dates.groups = {GanttGroup{QStringLiteral("g"), QStringLiteral("LUMI"), {}, false, false, {bar}}};
    dates.horizonFirst = 2026 * 12;
    dates.horizonLast = 2034 * 12;
    GanttView gantt;
    differs(gantt, dates, [](GanttSpec &s) { s.groups[0].bars[0].value = QStringLiteral("in service Oct 2027"); }, QStringLiteral("LUMI-AI: in service Jan 2027"));
    FlowSpec money;
    money.title = QStringLiteral("Who pays for what");
    money.columns = QStringList{QStringLiteral("Who pays"), QStringLiteral("Factory")};
    money.nodes = {FlowNode{QStringLiteral("p"), QStringLiteral("Digital Europe"), Qt::blue, 0, false}, FlowNode{QStringLiteral("f"), QStringLiteral("LUMI"), Qt::green, 1, false}};
    money.paths = {FlowPath{{0, 1}, 12}};
    FlowView flow;
    differs(flow, money, [](FlowSpec &s) { s.paths[0].value = 30; }, QStringLiteral("Digital Europe"));
    WaterfallSpec steps;
    steps.title = QStringLiteral("What explains the difference");
    steps.rows = {WaterfallRow{QStringLiteral("s"), QStringLiteral("Later delivery"), {}, -12, QStringLiteral("-12"), {}, {}}};
    steps.sumName = QStringLiteral("Difference");
    steps.sumLabel = QStringLiteral("-12");
    WaterfallView waterfall;
    differs(waterfall, steps, [](WaterfallSpec &s) { s.rows[0].label = QStringLiteral("-14"); s.rows[0].value = -14; }, QStringLiteral("Later delivery"));
    RankSpec order;
    order.title = QStringLiteral("Who pays most");
    RankRow row;
    row.id = row.name = QStringLiteral("Portugal");
    row.value = 3;
    order.rows = {row};
    RankView rank;
    differs(rank, order, [](RankSpec &s) { s.rows[0].value = 4; }, QStringLiteral("Portugal"));
}

void TestAccessibility::textOnSelectedCellsCanBeRead()
{
    for (const bool dark : {false, true}) {
        const Palette p = dark ? Palette::darkTheme() : Palette::light();
        for (const QColor &text : {p.text, p.secondary, p.better, p.worse, p.attention}) {
            QVERIFY2(contrast(text, CellEditor::selectedGround(p)) >= 4.5, qPrintable(QStringLiteral("%1 in %2: %3").arg(text.name(), dark ? "dark" : "light").arg(contrast(text, CellEditor::selectedGround(p)))));
        }
        QVERIFY(contrast(p.accent, CellEditor::selectedGround(p)) >= 3); // its frame
    }
}

void TestAccessibility::pseudoLanguageIsLongerAndKeepsItsParts()
{
    const QString plain = QStringLiteral("Every edit is saved in the plan file at once");
    const QString longer = inPseudoLanguage(plain);
    QVERIFY2(longer.size() >= plain.size() * 1.3, qPrintable(longer));
    const QString mixed = inPseudoLanguage(QStringLiteral("&Open %1 of %2<br><b>%n</b>\nnow&nbsp;&amp;"));
    for (const char *part : {"&", "%1", "%2", "<br>", "<b>", "%n", "</b>", "\n", "&nbsp;", "&amp;"}) {
        QVERIFY2(mixed.contains(QLatin1String(part)), qPrintable(mixed));
    }
    PseudoLanguage installed;
    QCOMPARE(tr("Scenario"), inPseudoLanguage(QStringLiteral("Scenario")));
    QCOMPARE(QString::fromStdString(core::text("Plan %1", {"x"})), inPseudoLanguage(QStringLiteral("Plan %1")).replace(QLatin1String("%1"), QLatin1String("x")));
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
