// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.h"
#include "planfile.h"
#include "resulttable.h"
#include "scenario.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>
#include <map>

// Every plan in tests/data/cases against what an independent implementation of the methodology printed of it.
class TestCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agree_data();
    void agree();
    void summariesAgree_data();
    void summariesAgree();
};

static const QString s_cases = QStringLiteral(AIFP_TEST_DATA "/cases");

static void addRows(const QString &pattern)
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("file");
    for (const QString &name : QDir(s_cases).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = s_cases + QLatin1Char('/') + name;
        for (const QString &scenario : QDir(folder + "/expected").entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            for (const QString &file : QDir(folder + "/expected/" + scenario).entryList({pattern})) {
                QTest::newRow(qPrintable(name + ' ' + scenario + ' ' + file)) << folder + "/plan.aifplan" << scenario << folder + "/expected/" + scenario + '/' + file;
            }
        }
    }
}

static engine::Projection projectionOf(const QString &path, const QString &scenario)
{
    const auto file = store::PlanFile::open(path.toStdString(), {}, true);
    if (!file) {
        qFatal("%s", file.error().message.c_str());
    }
    return engine::project(*core::resolve((*file)->planAsRead(), scenario.toStdString()));
}

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestCases::agree_data()
{
    addRows(QStringLiteral("*.csv"));
}

void TestCases::agree()
{
    QFETCH(QString, plan);
    QFETCH(QString, scenario);
    QFETCH(QString, file);
    const QStringList parts = QFileInfo(file).fileName().split('.');
    const engine::Period period = parts[1] == "year" ? engine::Period::Year : parts[1] == "quarter" ? engine::Period::Quarter : engine::Period::Month;
    const auto table = engine::resultTable(projectionOf(plan, scenario), parts[0].toStdString(), period);
    QVERIFY(table.ok());
    const auto expected = exchange::parseCsv(contentOf(file).toStdString(), "expected");
    QVERIFY(expected.ok());
    const auto actual = exchange::parseCsv(engine::toCsv(*table), "actual");
    QVERIFY(actual.ok());
    QCOMPARE(actual->size(), expected->size());
    QVERIFY((*actual)[0].fields == (*expected)[0].fields);
    std::map<std::string, qint64> totals[2];
    for (std::size_t r = 1; r < expected->size(); ++r) {
        const auto &e = (*expected)[r].fields;
        const auto &a = (*actual)[r].fields;
        for (std::size_t c = 0; c < e.size(); ++c) {
            const std::string &column = (*expected)[0].fields[c];
            const QString where = QStringLiteral("row %1, %2: %3 for %4").arg(r).arg(column.c_str(), a[c].c_str(), e[c].c_str());
            if (static_cast<int>(c) < table->keyColumns || e[c].empty() || a[c].empty()) {
                QVERIFY2(a[c] == e[c], qPrintable(where));
            } else if (column.ends_with("_cents")) {
                const qint64 x = std::stoll(a[c]);
                const qint64 y = std::stoll(e[c]);
                QVERIFY2(std::abs(x - y) <= 2, qPrintable(where));
                // Totals over programmes and countries are exact: everything but the last three key columns of the budget.
                const std::string group = parts[0] == "budget" ? column + e[0] + '/' + e[1] + '/' + e[2] + '/' + e[5] : column;
                totals[0][group] += parts[0] == "budget" ? x : 0;
                totals[1][group] += parts[0] == "budget" ? y : 0;
            } else {
                const double y = std::stod(e[c]);
                QVERIFY2(std::fabs(std::stod(a[c]) - y) <= 1e-9 * std::fabs(y), qPrintable(where));
            }
        }
    }
    QVERIFY(totals[0] == totals[1]);
}

void TestCases::summariesAgree_data()
{
    addRows(QStringLiteral("summary.json"));
}

void TestCases::summariesAgree()
{
    QFETCH(QString, plan);
    QFETCH(QString, scenario);
    QFETCH(QString, file);
    const auto table = engine::resultTable(projectionOf(plan, scenario), "summary", engine::Period::Year);
    const QJsonObject expected = QJsonDocument::fromJson(contentOf(file)).object();
    QCOMPARE(static_cast<int>(table->rows.size()), expected.size());
    for (const auto &row : table->rows) {
        const QString metric = QString::fromStdString(std::get<std::string>(row[0]));
        QVERIFY(expected.contains(metric));
        const QJsonValue e = expected[metric];
        if (e.isNull()) {
            QVERIFY(std::holds_alternative<std::monostate>(row[1]));
        } else if (const auto *cents = std::get_if<std::int64_t>(&row[1])) {
            QVERIFY2(std::abs(*cents - e.toInteger()) <= 2, qPrintable(metric));
        } else {
            QVERIFY2(std::fabs(std::get<double>(row[1]) - e.toDouble()) <= 1e-9 * std::fabs(e.toDouble()), qPrintable(metric));
        }
    }
}

QTEST_GUILESS_MAIN(TestCases)
#include "tst_cases.moc"
