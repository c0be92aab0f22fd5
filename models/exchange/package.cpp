// SPDX-License-Identifier: GPL-3.0-or-later
#include "package.h"

#include "text.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <quazip.h>
#include <quazipfile.h>
#include <quazipnewinfo.h>

namespace exchange {

using core::Error;
using core::text;

namespace {

constexpr const char *manifestName = "manifest.json";
constexpr const char *formatName = "aifpack";
constexpr int formatVersion = 1;

QByteArray view(const std::string &bytes)
{
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString sha256(const std::string &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(view(bytes), QCryptographicHash::Sha256).toHex());
}

std::string manifestOf(const Package &package)
{
    QJsonArray entries;
    for (const auto &[name, bytes] : package.entries) {
        entries.append(QJsonObject{{QStringLiteral("path"), QString::fromStdString(name)}, {QStringLiteral("bytes"), static_cast<qint64>(bytes.size())},
                                   {QStringLiteral("sha256"), sha256(bytes)}});
    }
    const QJsonObject manifest{{QStringLiteral("format"), QLatin1String(formatName)}, {QStringLiteral("version"), formatVersion}, {QStringLiteral("title"), QString::fromStdString(package.title)},
                               {QStringLiteral("fingerprint"), QString::fromStdString(package.fingerprint)}, {QStringLiteral("entries"), entries}};
    return QJsonDocument(manifest).toJson(QJsonDocument::Indented).toStdString();
}

// Dated to the first day that the format knows, so that the same contents give the same bytes.
bool addEntry(QuaZip &zip, const QString &name, const std::string &bytes)
{
    QuaZipNewInfo info(name);
    info.dateTime = QDateTime(QDate(1980, 1, 1), QTime(0, 0));
    info.externalAttr = 0100644u << 16;
    QuaZipFile file(&zip);
    if (!file.open(QIODevice::WriteOnly, info, nullptr, 0, Z_DEFLATED, 9)) {
        return false;
    }
    const bool written = file.write(view(bytes)) == static_cast<qint64>(bytes.size());
    file.close();
    return written && file.getZipError() == ZIP_OK;
}

core::Result<std::string> unpacked(QuaZip &zip, const ZipEntry &entry)
{
    const auto broken = [&] { return Error{text("The package's entry '%1' is damaged.", {entry.name})}; };
    if (!zip.setCurrentFile(QString::fromStdString(entry.name), QuaZip::csSensitive)) {
        return broken();
    }
    QuaZipFile file(&zip);
    if (!file.open(QIODevice::ReadOnly)) {
        return broken();
    }
    // One byte more than announced tells an entry that is longer than it says.
    const QByteArray bytes = file.read(static_cast<qint64>(entry.size) + 1);
    const bool whole = static_cast<std::uint64_t>(bytes.size()) == entry.size && file.atEnd();
    file.close(); // compares the checksum
    if (!whole || file.getZipError() != UNZ_OK) {
        return broken();
    }
    return bytes.toStdString();
}

core::Status checkEntry(const std::string &name, const std::string &bytes, const QJsonObject &said)
{
    if (said.value(QLatin1String("bytes")).toInteger(-1) != static_cast<qint64>(bytes.size()) || said.value(QLatin1String("sha256")).toString() != sha256(bytes)) {
        return Error{text("The package's entry '%1' is not what its manifest says; it was changed on the way.", {name})};
    }
    if (bytes.starts_with("PK\x03\x04")) {
        return Error{text("The package's entry '%1' is a package itself.", {name})};
    }
    return core::Done{};
}

core::Status checkManifest(const std::string &manifest, Package &package)
{
    const QJsonObject said = QJsonDocument::fromJson(view(manifest)).object();
    if (said.value(QLatin1String("format")).toString() != QLatin1String(formatName)) {
        return Error{text("This zip file is no package of AI Factory Planner: its manifest is missing or says something else.")};
    }
    if (said.value(QLatin1String("version")).toInt() != formatVersion) {
        return Error{text("The package was written by a newer version of AI Factory Planner. Please update the program.")};
    }
    package.title = said.value(QLatin1String("title")).toString().toStdString();
    package.fingerprint = said.value(QLatin1String("fingerprint")).toString().toStdString();
    std::map<std::string, QJsonObject> entries;
    for (const QJsonValue &v : said.value(QLatin1String("entries")).toArray()) {
        entries[v.toObject().value(QLatin1String("path")).toString().toStdString()] = v.toObject();
    }
    for (const auto &[name, bytes] : package.entries) {
        const auto entry = entries.find(name);
        if (entry == entries.end()) {
            return Error{text("The package has an entry '%1' that its manifest does not name.", {name})};
        }
        const core::Status ok = checkEntry(name, bytes, entry->second);
        if (!ok) {
            return ok;
        }
        entries.erase(entry);
    }
    if (!entries.empty()) {
        return Error{text("The package lacks the entry '%1' that its manifest names.", {entries.begin()->first})};
    }
    if (!package.entries.count(packagePlanName)) {
        return Error{text("The package holds no plan.")};
    }
    return core::Done{};
}

} // namespace

core::Result<std::string> packageBytes(const Package &package)
{
    QBuffer buffer;
    QuaZip zip(&buffer);
    zip.setUtf8Enabled(true);
    zip.setDataDescriptorWritingEnabled(false);
    zip.setZip64Enabled(false);
    bool written = zip.open(QuaZip::mdCreate) && addEntry(zip, QLatin1String(manifestName), manifestOf(package));
    for (const auto &[name, bytes] : package.entries) {
        written = written && addEntry(zip, QString::fromStdString(name), bytes);
    }
    zip.close();
    if (!written || zip.getZipError() != ZIP_OK) {
        return Error{text("The package could not be put together (%1).", {std::to_string(zip.getZipError())})};
    }
    std::string bytes = buffer.data().toStdString();
    const auto readable = scanZip(bytes); // nothing is handed out that this program would not open
    return readable ? core::Result<std::string>(std::move(bytes)) : readable.error();
}

core::Result<Package> readPackage(std::string_view bytes, const ZipLimits &limits)
{
    const auto entries = scanZip(bytes, limits);
    if (!entries) {
        return entries.error();
    }
    QByteArray data = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&data);
    QuaZip zip(&buffer);
    if (!buffer.open(QIODevice::ReadOnly) || !zip.open(QuaZip::mdUnzip)) {
        return Error{text("The package is damaged and cannot be unpacked.")};
    }
    Package package;
    for (const ZipEntry &entry : *entries) {
        auto content = unpacked(zip, entry);
        if (!content) {
            return content.error();
        }
        package.entries.emplace(entry.name, std::move(*content));
    }
    const auto manifest = package.entries.extract(manifestName);
    const core::Status ok = checkManifest(manifest.empty() ? std::string() : manifest.mapped(), package);
    return ok ? core::Result<Package>(std::move(package)) : ok.error();
}

} // namespace exchange
