// SPDX-License-Identifier: GPL-3.0-or-later
#include "baseline.h"
#include "csv.h"
#include "package.h"
#include "plandocument.h"
#include "planpackage.h"
#include "schema.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

// A plan on its way to a colleague: what another program reads in the package, and what comes back.
class TestPlanPackage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void samePlanSameBytes();
    void comesBackWithItsHistory();
    void descriptorFitsTheTables();
    void hostilePlansLeaveNothing_data();
    void hostilePlansLeaveNothing();
    void existingFilesStay();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
    std::unique_ptr<document::PlanDocument> m_document;
};

static QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestPlanPackage::initTestCase()
{
    QVERIFY(document::createPlanFile(path("plan.aifplan"), true, store::systemSignature("tester")));
    auto opened = document::PlanDocument::open(path("plan.aifplan"), store::systemSignature("tester"));
    QVERIFY(opened);
    m_document = std::move(*opened);
    QVERIFY(m_document->perform({"Set count", {core::updateCell({"system", "lumi-ai", "accelerators"}, std::int64_t{5000})}}));
}

void TestPlanPackage::samePlanSameBytes()
{
    QVERIFY(document::writePlanPackage(*m_document, path("a.aifpack")));
    QVERIFY(document::writePlanPackage(*m_document, path("b.aifpack"), "%PDF"));
    const auto again = document::planPackage(*m_document);
    QVERIFY(again);
    QCOMPARE(contentOf(path("a.aifpack")), *again);
    QVERIFY(contentOf(path("b.aifpack")) != *again);
    QCOMPARE(exchange::readPackage(contentOf(path("b.aifpack")).toStdString())->entries.at("report.pdf"), std::string("%PDF"));
}

void TestPlanPackage::comesBackWithItsHistory()
{
    QVERIFY(document::createPlanFromPackage(path("a.aifpack"), path("back.aifplan"), store::systemSignature("colleague")));
    auto back = document::PlanDocument::open(path("back.aifplan"), store::systemSignature("colleague"));
    QVERIFY(back);
    QVERIFY(*(*back)->plan() == *m_document->plan());
    QCOMPARE((*back)->fingerprint(), m_document->fingerprint());
    QCOMPARE((*back)->undoLabel(), QString("Set count"));
    QVERIFY((*back)->undo());
}

// Unpacked by a program that knows nothing of plans: every table is described, column by column, and every value is of its column's type.
void TestPlanPackage::descriptorFitsTheTables()
{
    const QString unzip = QStandardPaths::findExecutable("unzip");
    QVERIFY2(!unzip.isEmpty(), "unzip is among the packages that the tests need");
    QCOMPARE(QProcess::execute(unzip, {"-q", path("a.aifpack"), "-d", path("unpacked")}), 0);
    const QDir folder(path("unpacked"));
    const QJsonObject package = QJsonDocument::fromJson(contentOf(folder.filePath("datapackage.json"))).object();
    QCOMPARE(package["id"].toString(), m_document->fingerprint());
    QVERIFY(!package["licenses"].toArray().isEmpty());
    QCOMPARE(package["sources"].toArray().size(), static_cast<int>(m_document->plan()->sources.size()));
    const QJsonArray resources = package["resources"].toArray();
    QCOMPARE(resources.size(), static_cast<int>(core::entities().size() + 6 * (1 + m_document->plan()->scenarios.size())));
    QStringList described;
    for (const QJsonValue &value : resources) {
        const QJsonObject resource = value.toObject();
        const QString file = resource["path"].toString();
        described << file;
        const auto records = exchange::parseCsv(contentOf(folder.filePath(file)).toStdString(), file.toStdString());
        QVERIFY2(records.ok(), qPrintable(file));
        const QJsonArray fields = resource["schema"].toObject()["fields"].toArray();
        QCOMPARE(static_cast<int>(records->at(0).fields.size()), fields.size());
        for (int c = 0; c < fields.size(); ++c) {
            const QJsonObject field = fields[c].toObject();
            QCOMPARE(QString::fromStdString(records->at(0).fields[static_cast<std::size_t>(c)]), field["name"].toString());
            const QString type = field["type"].toString();
            const QJsonArray choices = field["constraints"].toObject()["enum"].toArray();
            for (std::size_t r = 1; r < records->size(); ++r) {
                const QString text = QString::fromStdString(records->at(r).fields[static_cast<std::size_t>(c)]);
                if (text.isEmpty()) {
                    QVERIFY2(!field["constraints"].toObject()["required"].toBool(), qPrintable(file + " " + field["name"].toString()));
                    continue;
                }
                bool fits = true;
                if (type == "integer") {
                    text.toLongLong(&fits);
                } else if (type == "number") {
                    text.toDouble(&fits);
                } else if (type == "yearmonth") {
                    fits = QDate::fromString(text + "-01", Qt::ISODate).isValid();
                }
                fits = fits && (choices.isEmpty() || choices.contains(type == "integer" ? QJsonValue(text.toInt()) : QJsonValue(text)));
                QVERIFY2(fits, qPrintable(file + ": " + field["name"].toString() + " = " + text));
            }
        }
    }
    // Nothing lies in the package that is not described.
    QDir tables(folder);
    QStringList found;
    QDirIterator it(folder.path(), {"*.csv"}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        found << folder.relativeFilePath(it.next());
    }
    found.sort();
    described.sort();
    QCOMPARE(found, described);
}

void TestPlanPackage::hostilePlansLeaveNothing_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QString>("fingerprint");
    const QByteArray good = contentOf(path("plan.aifplan"));
    QTest::newRow("no plan at all") << QByteArray("hello") << m_document->fingerprint();
    QTest::newRow("cut off") << good.left(good.size() / 2) << m_document->fingerprint();
    QTest::newRow("another plan than named") << good << QString(64, 'a');
    QTest::newRow("empty") << QByteArray() << m_document->fingerprint();
}

void TestPlanPackage::hostilePlansLeaveNothing()
{
    QFETCH(QByteArray, plan);
    QFETCH(QString, fingerprint);
    const auto bytes = exchange::packageBytes({"T", fingerprint.toStdString(), {{exchange::packagePlanName, plan.toStdString()}}});
    QVERIFY(bytes);
    QFile file(path("hostile.aifpack"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(*bytes)) > 0);
    file.close();
    const QStringList before = QDir(m_folder.path()).entryList();
    const QStringList temporary = QDir::temp().entryList({"tst_planpackage*"});
    const auto made = document::createPlanFromPackage(file.fileName(), path("new.aifplan"), store::systemSignature("tester"));
    QVERIFY(!made);
    const QString message = QString::fromStdString(made.error().message);
    QVERIFY2(message.startsWith(file.fileName() + ": "), qPrintable(message));
    QVERIFY2(!message.mid(file.fileName().size()).contains(QDir::tempPath()), qPrintable(message)); // the private folder is nobody's business
    QCOMPARE(QDir(m_folder.path()).entryList(), before);
    QCOMPARE(QDir::temp().entryList({"tst_planpackage*"}), temporary);
}

void TestPlanPackage::existingFilesStay()
{
    const QByteArray before = contentOf(path("plan.aifplan"));
    QVERIFY(!document::createPlanFromPackage(path("a.aifpack"), path("plan.aifplan"), store::systemSignature("tester")));
    QCOMPARE(contentOf(path("plan.aifplan")), before);
    QVERIFY(!document::createPlanFromPackage(path("missing.aifpack"), path("c.aifplan"), store::systemSignature("tester")));
    QVERIFY(!document::writePlanPackage(*m_document, path("no-folder/x.aifpack")));
}

QTEST_GUILESS_MAIN(TestPlanPackage)
#include "tst_planpackage.moc"
