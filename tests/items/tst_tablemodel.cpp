// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace items;

// Order and filter of a table's rows, and that a new spec of the same shape moves nothing.
class TestTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::Europe)); }
    void sortsAndGivesTheOwnOrderBack();
    void keepsTotalsAndIndentedRowsInPlace();
    void filters_data();
    void filters();
    void sameShapeChangesOnlyCells();
    void holdsRowsWhileEditing();
    void forgetsErrorsOfChangedCells();
    void sortsManyRows();

private:
    static TableSpec fruit();
    static QString shown(const TableModel &model);
};

TableSpec TestTableModel::fruit()
{
    TableSpec spec;
    spec.columns = {{"name", "Name"}, {"figure", "Figure", {}, true}};
    const auto row = [](const char *id, const char *name, QVariant figure, int indent = 0, bool total = false) {
        TableCell first{QString::fromUtf8(name)};
        first.indent = indent;
        TableCell second{figure.isValid() ? figure.toString() : QString()};
        second.sort = figure;
        return TableRow{QString::fromUtf8(id), {first, second}, total};
    };
    spec.rows = {row("b", "Banana", 20), row("a", "apple", 3), row("n", "Nothing", {}), row("c10", "Cherry 10", 100), row("c9", "Cherry 9", 7), row("sum", "Total", 130, 0, true)};
    return spec;
}

QString TestTableModel::shown(const TableModel &model)
{
    QStringList ids;
    for (int r = 0; r < model.rowCount(); ++r) {
        ids << model.index(r, 0).data(RowIdRole).toString();
    }
    return ids.join(' ');
}

void TestTableModel::sortsAndGivesTheOwnOrderBack()
{
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSpec(fruit());
    QCOMPARE(shown(model), "b a n c10 c9 sum");
    const QPersistentModelIndex apple = model.index(model.rowOf("a"), 1);
    model.sort(1);
    QCOMPARE(shown(model), "a c9 b c10 n sum"); // nothing last, the total at the foot
    model.sort(1, Qt::DescendingOrder);
    QCOMPARE(shown(model), "c10 b c9 a n sum"); // also turned round
    model.sort(0);
    QCOMPARE(shown(model), "a b c9 c10 n sum"); // as people read: 9 before 10, whatever the case
    QCOMPARE(apple.data().toString(), "3");
    QCOMPARE(apple.row(), 0);
    model.sort(-1);
    QCOMPARE(shown(model), "b a n c10 c9 sum");
}

void TestTableModel::keepsTotalsAndIndentedRowsInPlace()
{
    TableSpec spec = fruit();
    spec.rows[1].cells[0].indent = 1; // apple below Banana
    spec.rows[2].cells[0].indent = 1;
    spec.rows[4].cells[0].indent = 1; // Cherry 9 below Cherry 10
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSpec(spec);
    model.sort(1, Qt::DescendingOrder);
    QCOMPARE(shown(model), "c10 c9 b a n sum");
    model.setFilter({"apple", {}});
    QCOMPARE(shown(model), "b a"); // with the row it belongs to; a total of all rows would mislead
    model.setFilter({"banana", {}});
    QCOMPARE(shown(model), "b a n"); // and all below the one that is meant
}

void TestTableModel::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("expected");
    QTest::newRow("part of a word") << "err" << "" << "c10 c9";
    QTest::newRow("two words") << "cherry 9" << "" << "c9";
    QTest::newRow("greater") << "" << ">7" << "b c10";
    QTest::newRow("at least") << "" << ">=7" << "b c10 c9";
    QTest::newRow("at most") << "" << "≤7" << "a c9";
    QTest::newRow("less") << "" << "<7" << "a";
    QTest::newRow("equal") << "" << "=20" << "b";
    QTest::newRow("between") << "" << "5..50" << "b c9";
    QTest::newRow("both") << "cherry" << ">50" << "c10";
    QTest::newRow("none") << "kiwi" << "" << "";
}

void TestTableModel::filters()
{
    QFETCH(QString, text);
    QFETCH(QString, condition);
    QFETCH(QString, expected);
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSpec(fruit());
    TableFilter filter{text, {}};
    if (!condition.isEmpty()) {
        filter.columns.insert("figure", condition);
    }
    model.setFilter(filter);
    QCOMPARE(shown(model), expected);
    model.setFilter({});
    QCOMPARE(shown(model), "b a n c10 c9 sum");
}

void TestTableModel::sameShapeChangesOnlyCells()
{
    TableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSpec(fruit());
    model.sort(1);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    TableSpec next = fruit();
    next.rows[0].cells[1].text = "21";
    next.rows[0].cells[1].sort = 21;
    model.setSpec(next);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().at(0).toModelIndex(), model.index(model.rowOf("b"), 1));
    model.setSpec(next);
    QCOMPARE(changes.size(), 1);
    next.rows.removeLast();
    model.setSpec(next);
    QCOMPARE(resets.size(), 1);
    QCOMPARE(shown(model), "a c9 b c10 n"); // still sorted
}

void TestTableModel::holdsRowsWhileEditing()
{
    TableModel model;
    model.setSpec(fruit());
    model.sort(1);
    model.setHeld(true);
    TableSpec next = fruit();
    next.rows[1].cells[1].sort = 1000;
    model.setSpec(next);
    QCOMPARE(shown(model), "a c9 b c10 n sum");
    model.setHeld(false);
    QCOMPARE(shown(model), "c9 b c10 a n sum");
}

void TestTableModel::forgetsErrorsOfChangedCells()
{
    TableModel model;
    model.setSpec(fruit());
    model.setError("b", 1, "Too many");
    model.setError("a", 1, "Too few");
    QCOMPARE(model.index(0, 1).data(ErrorRole).toString(), "Too many");
    QCOMPARE(model.index(0, 1).data(Qt::ToolTipRole).toString(), "Too many");
    TableSpec next = fruit();
    next.rows[0].cells[1].text = "21";
    model.setSpec(next);
    QCOMPARE(model.index(0, 1).data(ErrorRole).toString(), "");
    QCOMPARE(model.index(1, 1).data(ErrorRole).toString(), "Too few");
    model.clearErrors();
    QCOMPARE(model.index(1, 1).data(ErrorRole).toString(), "");
}

void TestTableModel::sortsManyRows()
{
    TableSpec spec;
    spec.columns = {{"name", "Name"}, {"figure", "Figure", {}, true}};
    for (int r = 0; r < 5000; ++r) {
        const int value = (r * 7919) % 5003;
        TableCell cell{QString::number(value)};
        cell.sort = value;
        spec.rows << TableRow{QString::number(r), {TableCell{QStringLiteral("Row %1").arg(r)}, cell}};
    }
    TableModel model;
    model.setSpec(spec);
    model.sort(1);
    for (int r = 1; r < model.rowCount(); ++r) {
        QVERIFY(model.index(r - 1, 1).data(SortRole).toInt() <= model.index(r, 1).data(SortRole).toInt());
    }
    QCOMPARE(model.rowOf(model.index(4999, 0).data(RowIdRole).toString()), 4999);
}

QTEST_MAIN(TestTableModel)
#include "tst_tablemodel.moc"
