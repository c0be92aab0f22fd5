// SPDX-License-Identifier: GPL-3.0-or-later
#include "datapackage.h"

#include "schema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace exchange {

namespace {

QString q(std::string_view s)
{
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

QString typeOf(const core::FieldInfo &f)
{
    switch (f.type) {
    case core::FieldType::Integer:
    case core::FieldType::Money:
    case core::FieldType::Flag:
        return QStringLiteral("integer");
    case core::FieldType::Real:
        return QStringLiteral("number");
    case core::FieldType::Month:
        return QStringLiteral("yearmonth");
    case core::FieldType::Any:
        return QStringLiteral("any");
    default:
        return QStringLiteral("string");
    }
}

QJsonObject fieldOf(const core::FieldInfo &f)
{
    QJsonObject field{{QStringLiteral("name"), q(f.name)}, {QStringLiteral("type"), typeOf(f)}, {QStringLiteral("title"), q(f.label)}};
    if (*f.unit) {
        field[QStringLiteral("unit")] = q(f.unit);
    }
    QJsonObject constraints;
    // An empty text is a value of a key's part ("nobody" as a citation's source), which a reader takes for a missing one.
    const bool required = f.key ? !f.hasDefault : !f.nullable && f.type != core::FieldType::Text;
    if (required) {
        constraints[QStringLiteral("required")] = true;
    }
    if (f.type == core::FieldType::Flag) {
        constraints[QStringLiteral("enum")] = QJsonArray{0, 1};
    }
    if (!f.choices.empty()) {
        QJsonArray choices;
        for (const char *choice : f.choices) {
            choices.append(q(choice));
        }
        constraints[QStringLiteral("enum")] = choices;
    }
    if (!constraints.isEmpty()) {
        field[QStringLiteral("constraints")] = constraints;
    }
    return field;
}

QJsonValue keyOf(const QJsonArray &names)
{
    return names.size() == 1 ? names.first() : QJsonValue(names);
}

QJsonObject resource(const QString &path, const QString &title, const QJsonObject &schema)
{
    QString name = path.left(path.size() - 4).toLower();
    for (QChar &c : name) {
        c = c.isLetterOrNumber() || c == QLatin1Char('.') || c == QLatin1Char('_') ? c : QLatin1Char('-');
    }
    return {{QStringLiteral("name"), name}, {QStringLiteral("path"), path}, {QStringLiteral("title"), title}, {QStringLiteral("profile"), QStringLiteral("tabular-data-resource")},
            {QStringLiteral("format"), QStringLiteral("csv")}, {QStringLiteral("mediatype"), QStringLiteral("text/csv")}, {QStringLiteral("encoding"), QStringLiteral("utf-8")},
            {QStringLiteral("dialect"), QJsonObject{{QStringLiteral("delimiter"), QStringLiteral(",")}, {QStringLiteral("lineTerminator"), QStringLiteral("\n")}, {QStringLiteral("doubleQuote"), true}}},
            {QStringLiteral("schema"), schema}};
}

QJsonObject resourceOf(const core::EntityInfo &info)
{
    QJsonArray fields;
    QJsonArray keys;
    QJsonArray references;
    for (const core::FieldInfo &f : info.fields) {
        fields.append(fieldOf(f));
        if (f.key) {
            keys.append(q(f.name));
        }
        if (f.type == core::FieldType::Reference) {
            references.append(QJsonObject{{QStringLiteral("fields"), q(f.name)},
                                          {QStringLiteral("reference"), QJsonObject{{QStringLiteral("resource"), QStringLiteral("tables-") + q(f.refers)},
                                                                                    {QStringLiteral("fields"), q(core::entity(f.refers)->keyFields().front()->name)}}}});
        }
    }
    QJsonObject schema{{QStringLiteral("fields"), fields}, {QStringLiteral("primaryKey"), keyOf(keys)}, {QStringLiteral("missingValues"), QJsonArray{QString()}}};
    if (!references.isEmpty()) {
        schema[QStringLiteral("foreignKeys")] = references;
    }
    return resource(QStringLiteral("tables/") + q(tableFileName(info.name)), q(info.plural), schema);
}

QJsonObject resourceOf(const TableDescription &table)
{
    QJsonArray fields;
    QJsonArray keys;
    for (const TableDescription::Column &c : table.columns) {
        QJsonObject field{{QStringLiteral("name"), q(c.name)}, {QStringLiteral("type"), q(c.type)}};
        if (!c.unit.empty()) {
            field[QStringLiteral("unit")] = q(c.unit);
        }
        if (fields.size() < table.keyColumns) {
            keys.append(q(c.name));
        }
        fields.append(field);
    }
    QJsonObject schema{{QStringLiteral("fields"), fields}, {QStringLiteral("missingValues"), QJsonArray{QString()}}};
    if (!keys.isEmpty()) {
        schema[QStringLiteral("primaryKey")] = keyOf(keys);
    }
    return resource(q(table.path), q(table.title), schema);
}

QJsonArray sourcesOf(const core::Plan &plan)
{
    QJsonArray sources;
    for (const core::Source &s : plan.sources) {
        QJsonObject source{{QStringLiteral("title"), q(s.title)}};
        if (s.url) {
            source[QStringLiteral("path")] = q(*s.url);
        }
        sources.append(source);
    }
    return sources;
}

} // namespace

std::string tableFileName(const char *entity)
{
    return std::string(entity) + ".csv";
}

std::string datapackageJson(const core::Plan &plan, const std::string &fingerprint, const std::vector<TableDescription> &further)
{
    QJsonArray resources;
    for (const core::EntityInfo &info : core::entities()) {
        resources.append(resourceOf(info));
    }
    for (const TableDescription &table : further) {
        resources.append(resourceOf(table));
    }
    // A plan may name a licence of its own; the shipped one is under the program's.
    const core::Setting *licence = plan.choices.find("package.licence");
    const QJsonObject package{{QStringLiteral("name"), QStringLiteral("ai-factory-plan")}, {QStringLiteral("title"), q(plan.settings().title)}, {QStringLiteral("profile"), QStringLiteral("tabular-data-package")},
                              {QStringLiteral("id"), q(fingerprint)},
                              {QStringLiteral("licenses"), QJsonArray{QJsonObject{{QStringLiteral("name"), licence ? q(licence->value) : QStringLiteral("GPL-3.0-or-later")}}}},
                              {QStringLiteral("sources"), sourcesOf(plan)}, {QStringLiteral("resources"), resources}};
    return QJsonDocument(package).toJson(QJsonDocument::Indented).toStdString();
}

} // namespace exchange
