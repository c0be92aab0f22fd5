// SPDX-License-Identifier: GPL-3.0-or-later
#include "celltext.h"

#include "text.h"

#include <QCoreApplication>

#include <cmath>

namespace items {

namespace {

using core::FieldType;

QString tr(const char *text)
{
    return QCoreApplication::translate("celltext", text);
}

// Digits as few as show the value, at least `least`; thousands marked or not.
QString realText(double value, int least, bool grouped, const QLocale &locale)
{
    int decimals = least;
    const double size = std::max(1.0, std::fabs(value));
    while (decimals < 12 && std::fabs(value - std::round(value * std::pow(10, decimals)) / std::pow(10, decimals)) > 1e-12 * size) {
        ++decimals;
    }
    QLocale l = locale;
    if (!grouped) {
        l.setNumberOptions(QLocale::OmitGroupSeparator);
    }
    const QString digits = l.toString(std::fabs(value), 'f', decimals);
    return value < 0 ? (grouped ? QString(QChar(0x2212)) : QStringLiteral("-")) + digits : digits;
}

QString monthText(const std::string &value, const QLocale &locale)
{
    const auto month = core::Month::parse(value);
    if (!month) {
        return QString::fromStdString(value);
    }
    QString name = locale.standaloneMonthName(month->monthOfYear(), QLocale::ShortFormat);
    if (name.endsWith(QLatin1Char('.'))) {
        name.chop(1);
    }
    return name + QChar(0xA0) + QString::number(month->year());
}

bool isYear(const core::FieldInfo &field)
{
    return std::string_view(field.unit) == "year";
}

// The number as the table shows it: percent of a share, euro of cents.
double shownNumber(const core::FieldInfo &field, double value)
{
    return field.isFraction() ? value * 100 : field.type == FieldType::Money ? value / 100 : value;
}

} // namespace

QString fieldLabel(const core::FieldInfo &field)
{
    return QString::fromStdString(core::text(field.label));
}

QString fieldUnit(const core::FieldInfo &field)
{
    const std::string_view unit = field.unit;
    if (field.type == FieldType::Money) {
        return QStringLiteral("€");
    }
    if (unit == "fraction") {
        return QStringLiteral("%");
    }
    if (unit == "degree") {
        return QStringLiteral("°");
    }
    if (unit == "month" || unit == "year") {
        return {};
    }
    if (unit == "months") {
        return tr("months");
    }
    return QString::fromUtf8(field.unit).replace(QStringLiteral("EUR"), QStringLiteral("€"));
}

QString fieldTitle(const core::FieldInfo &field)
{
    const QString unit = fieldUnit(field);
    return unit.isEmpty() ? fieldLabel(field) : QStringLiteral("%1 (%2)").arg(fieldLabel(field), unit);
}

QString choiceLabel(const core::FieldInfo &, const std::string &choice)
{
    static const std::pair<const char *, const char *> special[] = {
        {"startup_sme", "Start-ups and SMEs"}, {"union", "European Union"}, {"pert", "PERT"}, {"member_state", "Member State"}, {"participating_state", "Participating State"},
        {">=", "≥"}, {"<=", "≤"}, {"yearly", "Each year"}};
    for (const auto &[word, label] : special) {
        if (choice == word) {
            return tr(label);
        }
    }
    std::string words = choice;
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    }
    return tr(words.c_str());
}

QString rowName(const core::Plan &plan, const std::string &entityName, const std::string &row)
{
    const core::EntityInfo *info = core::entity(entityName);
    const std::ptrdiff_t at = info ? info->indexOf(plan, row) : -1;
    if (at < 0) {
        return QString::fromStdString(row);
    }
    const void *r = info->rowAt(plan, static_cast<std::size_t>(at));
    if (entityName == "plan") {
        return tr("Plan");
    }
    if (entityName == "accelerator") {
        return QString::fromStdString(core::toPlainText(info->field("vendor")->get(r)) + ' ' + core::toPlainText(info->field("model")->get(r)));
    }
    QString own;
    for (const char *name : {"name", "title", "text"}) {
        if (own.isEmpty() && info->field(name)) {
            own = QString::fromStdString(core::toPlainText(info->field(name)->get(r)));
        }
    }
    if (entityName == "cost_line") {
        return rowName(plan, "factory", core::toPlainText(info->field("factory")->get(r))) + QStringLiteral(" / ") + own;
    }
    if (!own.isEmpty()) {
        return own;
    }
    QStringList parts;
    for (const core::FieldInfo *key : info->keyFields()) {
        parts << displayText(plan, *key, key->get(r));
    }
    return parts.join(QStringLiteral(" / "));
}

QString cellName(const core::Plan &plan, const core::Cell &cell)
{
    const QString row = rowName(plan, cell.entity, cell.row);
    const core::EntityInfo *info = core::entity(cell.entity);
    const core::FieldInfo *field = info ? info->field(cell.field) : nullptr;
    if (!field) {
        return row;
    }
    QString label = fieldLabel(*field);
    const bool abbreviation = label.size() > 1 && label[1].isUpper();
    if (!abbreviation && !label.isEmpty() && label[0] != QLatin1Char('P')) {
        label[0] = label[0].toLower();
    } else if (!abbreviation && label.startsWith(QLatin1Char('P'))) {
        label[0] = QLatin1Char('p');
    }
    return row + QStringLiteral(", ") + label;
}

QString displayText(const core::Plan &plan, const core::FieldInfo &field, const core::Value &value, const QLocale &locale)
{
    if (core::isNull(value)) {
        return {};
    }
    const auto number = core::numberOf(value);
    switch (field.type) {
    case FieldType::Integer:
        return number ? realText(*number, 0, !isYear(field), locale) : QString();
    case FieldType::Money: {
        const double eur = number.value_or(0) / 100;
        return realText(eur, eur == std::floor(eur) ? 0 : 2, true, locale);
    }
    case FieldType::Real:
        return number ? realText(shownNumber(field, *number), field.isFraction() ? 1 : 0, true, locale) : QString();
    case FieldType::Flag:
        return number.value_or(0) != 0 ? tr("Yes") : tr("No");
    case FieldType::Month:
        return monthText(core::toPlainText(value), locale);
    case FieldType::Choice:
        return choiceLabel(field, core::toPlainText(value));
    case FieldType::Reference:
        return rowName(plan, field.refers, core::toPlainText(value));
    default:
        return QString::fromStdString(core::toPlainText(value));
    }
}

QString sentenceText(const core::Plan &plan, const core::FieldInfo &field, const core::Value &value, const QLocale &locale)
{
    const QString text = displayText(plan, field, value, locale);
    const QString unit = fieldUnit(field);
    if (core::isNull(value)) {
        return tr("nothing");
    }
    if (unit.isEmpty() || !field.isNumber()) {
        return text;
    }
    const QChar thin(0x202F);
    return field.type == FieldType::Money ? unit + thin + text : unit == QStringLiteral("°") ? text + unit : text + thin + unit;
}

QString editText(const core::Plan &plan, const core::FieldInfo &field, const core::Value &value, double scale, const QLocale &locale)
{
    const auto number = core::numberOf(value);
    if (field.isNumber() && number) {
        return realText(shownNumber(field, *number) / scale, 0, false, locale);
    }
    QString text = displayText(plan, field, value, locale);
    return field.type == FieldType::Month ? text.replace(QChar(0xA0), QLatin1Char(' ')) : text;
}

QString reasonAtCell(const core::Cell &cell, const std::string &message)
{
    const std::string place = cell.toString();
    std::string rest = message;
    if (rest.starts_with(place + ": ")) {
        rest = rest.substr(place.size() + 2);
    } else if (rest.starts_with(cell.entity + '/' + cell.row + ": ")) {
        rest = rest.substr(cell.entity.size() + cell.row.size() + 3);
    }
    QString out = QString::fromStdString(rest);
    if (!out.isEmpty() && out[0].isLower()) {
        out[0] = out[0].toUpper();
    }
    return out;
}

} // namespace items
