// SPDX-License-Identifier: GPL-3.0-or-later
#include "card.h"
#include "celldelegate.h"
#include "fieldrow.h"
#include "fields.h"
#include "flowgrid.h"
#include "segmentedcontrol.h"
#include "splitbar.h"
#include "theme.h"
#include "tile.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

using namespace ui;

namespace {

// All that a field says, in order.
struct Heard
{
    explicit Heard(ValueField &field)
    {
        QObject::connect(&field, &ValueField::edited, &field, [this](const QVariant &v) { words << QStringLiteral("edited ") + v.toString(); });
        QObject::connect(&field, &ValueField::committed, &field, [this](const QVariant &v) { words << QStringLiteral("committed ") + (v.isValid() ? v.toString() : QStringLiteral("nothing")); });
        QObject::connect(&field, &ValueField::reverted, &field, [this] { words << QStringLiteral("reverted"); });
        QObject::connect(&field, &ValueField::refused, &field, [this](const QString &) { words << QStringLiteral("refused"); });
    }
    QStringList take() { return std::exchange(words, {}); }
    QStringList words;
};

void type(QLineEdit *edit, const QString &text)
{
    edit->selectAll();
    for (const QChar c : text) { // QTest::keyClicks knows no "€"
        QKeyEvent press(QEvent::KeyPress, Qt::Key_unknown, {}, c);
        QApplication::sendEvent(edit, &press);
    }
}

QPoint handleAt(const QSlider *slider, double share)
{
    return {static_cast<int>(8 + (slider->width() - 16) * share), slider->height() / 2};
}

} // namespace

class TestFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        init();
        m_theme = std::make_unique<Theme>();
        m_theme->setMode(Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void aNumberIsPreviewedThenKept()
    {
        NumberField field(QString(), 0, 1, false);
        field.setValue(4800.0);
        QCOMPARE(field.edit()->text(), QStringLiteral("4,800"));
        Heard heard(field);
        type(field.edit(), QStringLiteral("52"));
        QCOMPARE(heard.take(), QStringList({"edited 5", "edited 52"}));
        QVERIFY(field.isEditing());
        field.setValue(4700.0); // news from elsewhere do not disturb who is typing
        QCOMPARE(field.edit()->text(), QStringLiteral("52"));
        QTest::keyClick(field.edit(), Qt::Key_Return);
        QCOMPARE(heard.take(), QStringList({"committed 52"}));
        QVERIFY(!field.isEditing());
    }

    void escapePutsBack()
    {
        NumberField field(QString(), 0, 1, false);
        field.setValue(4800.0);
        Heard heard(field);
        type(field.edit(), QStringLiteral("7"));
        QTest::keyClick(field.edit(), Qt::Key_Escape);
        QCOMPARE(heard.take(), QStringList({"edited 7", "reverted"}));
        QCOMPARE(field.edit()->text(), QStringLiteral("4,800"));
        QTest::keyClick(field.edit(), Qt::Key_Return);
        QVERIFY(heard.take().isEmpty());
    }

    void theSameValueIsNoEdit()
    {
        NumberField field(QString(), 0, 1, false);
        field.setValue(4800.0);
        Heard heard(field);
        type(field.edit(), QStringLiteral("4800"));
        heard.take();
        QTest::keyClick(field.edit(), Qt::Key_Return);
        QCOMPARE(heard.take(), QStringList({"reverted"}));
        QCOMPARE(field.edit()->text(), QStringLiteral("4,800"));
    }

    void leavingKeepsAValueAndDropsNonsense()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *field = new NumberField(QString(), 2, 1, false, &window);
        auto *other = new QLineEdit(&window);
        layout->addWidget(field);
        layout->addWidget(other);
        field->setValue(1.04);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        Heard heard(*field);
        field->edit()->setFocus();
        type(field->edit(), QStringLiteral("1.1"));
        heard.take();
        other->setFocus();
        QCOMPARE(heard.take(), QStringList({"committed 1.1"}));
        field->setValue(1.1);
        field->edit()->setFocus();
        type(field->edit(), QStringLiteral("1.2.3"));
        QCOMPARE(heard.take().last(), QStringLiteral("refused"));
        QVERIFY(!field->edit()->accessibleDescription().isEmpty());
        QTest::keyClick(field->edit(), Qt::Key_Return); // stays, marked
        QVERIFY(heard.take().isEmpty());
        QCOMPARE(field->edit()->text(), QStringLiteral("1.2.3"));
        other->setFocus();
        QCOMPARE(heard.take(), QStringList({"reverted"}));
        QCOMPARE(field->edit()->text(), QStringLiteral("1.10"));
        QVERIFY(field->edit()->accessibleDescription().isEmpty());
    }

    void aMendedTextIsNoLongerMarked()
    {
        NumberField field(QString(), 2, 1, false);
        field.setValue(1.04);
        type(field.edit(), QStringLiteral("1.0x"));
        QCOMPARE(field.edit()->property("state").toString(), QStringLiteral("error"));
        QTest::keyClick(field.edit(), Qt::Key_Backspace);
        QVERIFY(field.edit()->property("state").toString().isEmpty());
    }

    void unitsAndScales_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<double>("scale");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<double>("kept");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("read");
        QTest::newRow("percent") << "%" << 0.01 << 1 << 0.8 << "80.0" << "86 %" << 0.86;
        QTest::newRow("percent with finer share") << "%" << 0.01 << 2 << 0.41665 << "41.665" << "3.25" << 0.0325;
        QTest::newRow("power") << "kW" << 1.0 << 0 << 11040.0 << "11,040" << "11,500 kW" << 11500.0;
        QTest::newRow("price") << "" << 1.0 << 0 << 387800000.0 << "387,800,000" << "€ 390,000,000" << 390000000.0;
    }

    void unitsAndScales()
    {
        QFETCH(QString, unit);
        QFETCH(double, scale);
        QFETCH(int, decimals);
        QFETCH(double, kept);
        QFETCH(QString, shown);
        QFETCH(QString, typed);
        QFETCH(double, read);
        NumberField field(unit, decimals, scale, false);
        field.setValue(kept);
        QCOMPARE(field.edit()->text(), shown);
        QSignalSpy committed(&field, &ValueField::committed);
        type(field.edit(), typed);
        QTest::keyClick(field.edit(), Qt::Key_Return);
        QCOMPARE(committed.count(), 1);
        QVERIFY(committed.first().first().toDouble() == read); // to the last bit
    }

    void emptyIsAValueOnlyWhereAllowed()
    {
        NumberField needed(QString(), 0, 1, false);
        needed.setValue(5.0);
        Heard heard(needed);
        needed.edit()->selectAll();
        QTest::keyClick(needed.edit(), Qt::Key_Delete);
        QCOMPARE(heard.take(), QStringList({"refused"}));
        NumberField open(QString(), 0, 1, true);
        open.setValue(5.0);
        Heard said(open);
        open.edit()->selectAll();
        QTest::keyClick(open.edit(), Qt::Key_Delete);
        QTest::keyClick(open.edit(), Qt::Key_Return);
        QCOMPARE(said.take().last(), QStringLiteral("committed nothing"));
    }

    void arrowKeysStep()
    {
        NumberField field(QString(), 2, 1, false);
        field.setStep(0.01);
        field.setValue(1.04);
        QSignalSpy committed(&field, &ValueField::committed);
        for (int i = 0; i < 7; ++i) {
            QTest::keyClick(field.edit(), Qt::Key_Up);
        }
        QTest::keyClick(field.edit(), Qt::Key_PageDown);
        QCOMPARE(field.edit()->text(), QStringLiteral("1.01"));
        QTest::keyClick(field.edit(), Qt::Key_Return);
        QVERIFY(committed.first().first().toDouble() == 1.01);
    }

    void monthsAreUnderstood_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("month");
        QTest::newRow("ISO") << "en_GB" << "2027-10" << "2027-10";
        QTest::newRow("one digit") << "en_GB" << "2027-3" << "2027-03";
        QTest::newRow("turned") << "en_GB" << "10/2027" << "2027-10";
        QTest::newRow("short") << "en_GB" << " oct 2027 " << "2027-10";
        QTest::newRow("long") << "en_GB" << "October 2027" << "2027-10";
        QTest::newRow("Sept.") << "en_GB" << "Sept. 2027" << "2027-09";
        QTest::newRow("German") << "de_DE" << "Okt. 2027" << "2027-10";
        QTest::newRow("English in a German window") << "de_DE" << "October 2027" << "2027-10";
        QTest::newRow("Polish, of October") << "pl_PL" << QStringLiteral("października 2027") << "2027-10";
        QTest::newRow("French, two begin so") << "fr_FR" << "jui 2027" << "";
        QTest::newRow("French June") << "fr_FR" << "juin 2027" << "2027-06";
        QTest::newRow("month 13") << "en_GB" << "2026-13" << "";
        QTest::newRow("month 0") << "en_GB" << "2026-00" << "";
        QTest::newRow("a year alone") << "en_GB" << "2027" << "";
        QTest::newRow("two letters") << "en_GB" << "Ju 2027" << "";
        QTest::newRow("long ago") << "en_GB" << "0027-10" << "";
        QTest::newRow("empty") << "en_GB" << "" << "";
    }

    void monthsAreUnderstood()
    {
        QFETCH(QString, locale);
        QFETCH(QString, text);
        QFETCH(QString, month);
        QLocale::setDefault(QLocale(locale));
        QCOMPARE(MonthField::parseMonth(text).value_or(QString()), month);
    }

    // What a month field shows it understands, in every language of the Union.
    void shownMonthsAreUnderstood()
    {
        for (const char *name : {"bg_BG", "cs_CZ", "da_DK", "de_DE", "el_GR", "en_IE", "es_ES", "et_EE", "fi_FI", "fr_FR", "ga_IE", "hr_HR", "hu_HU", "it_IT", "lt_LT", "lv_LV", "mt_MT", "nl_NL", "pl_PL", "pt_PT",
                                 "ro_RO", "sk_SK", "sl_SI", "sv_SE", "nb_NO", "tr_TR"}) {
            QLocale::setDefault(QLocale(QLatin1String(name)));
            for (int m = 1; m <= 12; ++m) {
                MonthField field;
                const QString month = QStringLiteral("2027-%1").arg(m, 2, 10, QLatin1Char('0'));
                field.setValue(month);
                QVERIFY2(MonthField::parseMonth(field.edit()->text()).value_or(QString()) == month, qPrintable(QLatin1String(name) + QLatin1Char(' ') + field.edit()->text()));
            }
        }
    }

    void monthKeysStepMonthsAndYears()
    {
        MonthField field;
        field.setValue(QStringLiteral("2026-12"));
        QCOMPARE(field.edit()->text(), QStringLiteral("Dec 2026"));
        Heard heard(field);
        QTest::keyClick(field.edit(), Qt::Key_Up);
        QTest::keyClick(field.edit(), Qt::Key_PageUp);
        QTest::keyClick(field.edit(), Qt::Key_Down);
        QTest::keyClick(field.edit(), Qt::Key_Return);
        QCOMPARE(heard.take(), QStringList({"edited 2027-01", "edited 2028-01", "edited 2027-12", "committed 2027-12"}));
    }

    void aMonthIsPicked()
    {
        MonthField field;
        field.setValue(QStringLiteral("2026-12"));
        field.show();
        Heard heard(field);
        type(field.edit(), QStringLiteral("Ja"));
        QTest::keyClick(field.edit(), Qt::Key_Down, Qt::AltModifier);
        auto *menu = field.findChild<QMenu *>();
        QVERIFY(menu && menu->isVisible());
        heard.take();
        QToolButton *march = nullptr;
        QToolButton *next = nullptr;
        for (QToolButton *b : menu->findChildren<QToolButton *>()) {
            march = b->text() == QLatin1String("Mar") ? b : march;
            next = b->accessibleName() == QLatin1String("Next year") ? b : next;
        }
        QVERIFY(march && next);
        QTest::mouseClick(next, Qt::LeftButton);
        QTest::mouseClick(march, Qt::LeftButton);
        QCOMPARE(heard.take(), QStringList({"committed 2027-03"}));
        QVERIFY(!field.isEditing());
        QCOMPARE(field.edit()->text().simplified(), QStringLiteral("Mar 2027"));
    }

    void aSliderPreviewsAndKeepsOnce()
    {
        SliderField field(new NumberField(QStringLiteral("%"), 1, 0.01, false), 0, 1);
        field.resize(220, 60);
        field.setValue(0.8);
        field.show();
        QCOMPARE(field.slider()->value(), 800);
        Heard heard(field);
        const int y = field.slider()->height() / 2;
        QTest::mousePress(field.slider(), Qt::LeftButton, {}, handleAt(field.slider(), 0.8));
        QTest::mouseMove(field.slider(), handleAt(field.slider(), 0.7));
        QTest::mouseMove(field.slider(), handleAt(field.slider(), 0.5));
        QVERIFY(field.isEditing());
        QVERIFY(heard.words.size() >= 1);
        QVERIFY(!heard.words.join(QLatin1Char(' ')).contains(QLatin1String("committed")));
        QCOMPARE(field.numberField()->edit()->text().left(2), QString::number(field.slider()->value() / 10)); // the figure follows
        field.setValue(0.8);
        QVERIFY(field.slider()->value() < 800); // what is kept does not pull at the hand
        heard.take();
        QTest::mouseRelease(field.slider(), Qt::LeftButton, {}, QPoint(handleAt(field.slider(), 0.5).x(), y));
        QCOMPARE(heard.words.filter(QStringLiteral("committed")).size(), 1);
        QVERIFY(!field.isEditing());
    }

    void escapeEndsADrag()
    {
        SliderField field(new NumberField(QStringLiteral("%"), 1, 0.01, false), 0, 1);
        field.resize(220, 60);
        field.setValue(0.8);
        field.show();
        Heard heard(field);
        QTest::mousePress(field.slider(), Qt::LeftButton, {}, handleAt(field.slider(), 0.8));
        QTest::mouseMove(field.slider(), handleAt(field.slider(), 0.5));
        QTest::keyClick(field.slider(), Qt::Key_Escape);
        QCOMPARE(heard.take().last(), QStringLiteral("reverted"));
        QCOMPARE(field.slider()->value(), 800);
        QCOMPARE(field.numberField()->edit()->text(), QStringLiteral("80.0"));
        // The button is still down and the hand moves on: nothing happens.
        QTest::mouseMove(field.slider(), handleAt(field.slider(), 0.3));
        QTest::mouseRelease(field.slider(), Qt::LeftButton, {}, handleAt(field.slider(), 0.3));
        QVERIFY2(heard.words.isEmpty(), qPrintable(heard.words.join(QLatin1Char(';'))));
        QCOMPARE(field.slider()->value(), 800);
        // The next drag works again.
        QTest::mousePress(field.slider(), Qt::LeftButton, {}, handleAt(field.slider(), 0.8));
        QTest::mouseMove(field.slider(), handleAt(field.slider(), 0.6));
        QTest::mouseRelease(field.slider(), Qt::LeftButton, {}, handleAt(field.slider(), 0.6));
        QCOMPARE(heard.words.filter(QStringLiteral("committed")).size(), 1);
    }

    void sliderAndFigureGoTogether()
    {
        SliderField field(new NumberField(QStringLiteral("%"), 1, 0.01, false), 0, 1);
        field.setValue(0.8);
        Heard heard(field);
        type(field.numberField()->edit(), QStringLiteral("25"));
        QCOMPARE(field.slider()->value(), 250);
        QCOMPARE(heard.take().last(), QStringLiteral("edited 0.25"));
        QTest::keyClick(field.numberField()->edit(), Qt::Key_Escape);
        QCOMPARE(field.slider()->value(), 800);
        heard.take();
        QTest::keyClick(field.slider(), Qt::Key_Right);
        QCOMPARE(heard.take(), QStringList({"edited 0.81", "committed 0.81"}));
        field.setValue(0.81);
        QCOMPARE(field.numberField()->edit()->text(), QStringLiteral("81.0"));
        field.setValue(7.0); // out of the slider's reach: it stands at its end and the figure is right
        QCOMPARE(field.slider()->value(), 1000);
        QVERIFY(heard.take().isEmpty());
    }

    // A page that is scrolled with the wheel changes no plan.
    void theWheelChangesNothing()
    {
        SliderField slider(new NumberField(QString(), 1, 1, false), 0, 10);
        slider.setValue(5.0);
        ChoiceField choice;
        choice.setChoices({{QStringLiteral("a"), QStringLiteral("A")}, {QStringLiteral("b"), QStringLiteral("B")}});
        choice.setValue(QStringLiteral("a"));
        Heard one(slider);
        Heard two(choice);
        for (QWidget *w : {static_cast<QWidget *>(slider.slider()), static_cast<QWidget *>(choice.combo())}) {
            QWheelEvent wheel(QPointF(5, 5), w->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120), Qt::NoButton, {}, Qt::NoScrollPhase, false);
            QApplication::sendEvent(w, &wheel);
            QVERIFY(!wheel.isAccepted());
        }
        QVERIFY(one.words.isEmpty() && two.words.isEmpty());
    }

    void aChoiceIsPreviewedAndPutBack()
    {
        ChoiceField field;
        field.setChoices({{QStringLiteral("a"), QStringLiteral("A")}, {QStringLiteral("b"), QStringLiteral("B")}, {QStringLiteral("c"), QStringLiteral("C")}});
        field.setValue(QStringLiteral("a"));
        field.show();
        Heard heard(field);
        field.combo()->showPopup();
        QTest::keyClick(field.combo()->view(), Qt::Key_Down);
        QVERIFY(heard.words.contains(QStringLiteral("edited b")));
        heard.take();
        field.combo()->hidePopup();
        QTRY_COMPARE(heard.words, QStringList({"reverted"}));
        QCOMPARE(field.combo()->currentData().toString(), QStringLiteral("a"));
        heard.take();
        field.combo()->showPopup();
        QTest::keyClick(field.combo()->view(), Qt::Key_Down);
        QTest::keyClick(field.combo()->view(), Qt::Key_Return);
        QTRY_VERIFY(heard.words.contains(QStringLiteral("committed b")));
        QTest::qWait(20);
        QVERIFY(!heard.words.contains(QStringLiteral("reverted")));
    }

    void aRowSaysWhyAndWhence()
    {
        auto *field = new NumberField(QString(), 2, 1, false);
        FieldRow row(QStringLiteral("PUE of the site"), field);
        row.resize(400, 80);
        row.show();
        QCOMPARE(field->edit()->accessibleName(), QStringLiteral("PUE of the site"));
        field->setValue(1.04);
        const auto texts = [&row] {
            QStringList out;
            for (const QLabel *l : row.findChildren<QLabel *>()) {
                if (l->isVisible() && !l->text().isEmpty()) {
                    out << l->text();
                }
            }
            return out.join(QLatin1Char('|'));
        };
        row.setOrigin(Origin::Assumption, QStringLiteral("Nobody said so"));
        QVERIFY(texts().contains(QLatin1String("assumption")));
        QVERIFY(field->edit()->font().italic());
        row.setOverridden(QStringLiteral("1.10"));
        QVERIFY(texts().contains(QLatin1String("was 1.10")) && !texts().contains(QLatin1String("assumption")));
        QSignalSpy reset(&row, &FieldRow::resetWanted);
        for (QToolButton *b : row.findChildren<QToolButton *>()) {
            if (b->isVisible()) {
                b->click();
            }
        }
        QCOMPARE(reset.count(), 1);
        type(field->edit(), QStringLiteral("many"));
        QVERIFY(texts().contains(QLatin1String("not a number")));
        QTest::keyClick(field->edit(), Qt::Key_Escape);
        QVERIFY(!texts().contains(QLatin1String("not a number")));
        row.setError(QStringLiteral("PUE is never below 1.00."));
        QVERIFY(texts().contains(QLatin1String("never below")));
        m_theme->setMode(Theme::Mode::Dark); // colours follow, words stay
        QVERIFY(texts().contains(QLatin1String("never below")));
        m_theme->setMode(Theme::Mode::Light);
    }

    void tilesFillTheirRows()
    {
        FlowGrid grid({8, 4, 2}, 124, 88);
        QVector<Tile *> tiles;
        for (int i = 0; i < 8; ++i) {
            tiles << new Tile(&grid);
            grid.add(tiles.last());
        }
        grid.show();
        const std::pair<int, int> widths[] = {{1216, 88}, {888, 184}, {400, 376}};
        for (const auto &[width, height] : widths) {
            grid.resize(width, grid.height());
            QCOMPARE(grid.minimumHeight(), height);
            int right = 0;
            for (const Tile *t : tiles) {
                right = std::max(right, t->geometry().right() + 1);
            }
            QCOMPARE(right, width);
        }
    }

    void aTileSpeaks()
    {
        Tile tile;
        tile.setSpec({QStringLiteral("Union share"), {}, QStringLiteral("49.98"), QStringLiteral("%"), QStringLiteral("±0.00 points"), Trend::Neutral, 0, {}});
        QCOMPARE(tile.accessibleName(), QStringLiteral("Union share"));
        QVERIFY(tile.accessibleDescription().contains(QLatin1String("49.98 %")));
        QSignalSpy clicked(&tile, &QAbstractButton::clicked);
        QTest::keyClick(&tile, Qt::Key_Space);
        QTest::mouseClick(&tile, Qt::LeftButton);
        QCOMPARE(clicked.count(), 2);
        // However long the figure, it stays inside.
        tile.resize(124, 88);
        tile.setSpec({QStringLiteral("A caption that is far too long for it"), QStringLiteral("€"), QStringLiteral("123,456,789.00"), QStringLiteral("bn"), {}, Trend::Better, 1, {}});
        const QImage image = tile.grab().toImage();
        for (int y = 6; y < 82; ++y) {
            QCOMPARE(image.pixelColor(120, y), theme().palette().surface);
        }
    }

    void segmentsSayWhatWasChosen()
    {
        SegmentedControl segments(QStringLiteral("Period"), {QStringLiteral("Month"), QStringLiteral("Quarter"), QStringLiteral("Year")});
        QSignalSpy chosen(&segments, &SegmentedControl::chosen);
        segments.setCurrent(2);
        QCOMPARE(segments.current(), 2);
        QVERIFY(chosen.isEmpty());
        segments.findChildren<QToolButton *>().first()->click();
        QCOMPARE(chosen.first().first().toInt(), 0);
        QCOMPARE(segments.current(), 0);
    }

    void sharesAreReadable()
    {
        SplitBar bar;
        bar.resize(240, 22);
        bar.setParts({{QStringLiteral("Digital Europe"), programmeColor(QStringLiteral("DEP")), 0.5}, {QStringLiteral("National"), programmeColor(QStringLiteral("NAT")), 0.3}});
        QVERIFY(bar.accessibleDescription().contains(QLatin1String("National 30.0")));
        const QImage image = bar.grab().toImage();
        QCOMPARE(image.pixelColor(118, 2), programmeColor(QStringLiteral("DEP")));
        QCOMPARE(image.pixelColor(122, 2), programmeColor(QStringLiteral("NAT")));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestFields)
#include "tst_fields.moc"
