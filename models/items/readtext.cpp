// SPDX-License-Identifier: GPL-3.0-or-later
// What people type and paste, read as the plan's values.
#include "celltext.h"

#include "text.h"

#include <QCoreApplication>
#include <QDate>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <cmath>

namespace items {

namespace {

using core::FieldType;

QString tr(const char *text)
{
    return QCoreApplication::translate("celltext", text);
}

core::Error reason(const QString &words)
{
    return {words.toStdString()};
}

bool isBlank(QChar c)
{
    return c.isSpace() || c == QChar(0xA0) || c == QChar(0x202F) || c == QChar(0x2009);
}

// Groups of three between the marks: "1.234.567", not "1.23".
bool isGrouped(const QString &whole, QChar mark)
{
    const QStringList parts = whole.split(mark);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool first = i == 0;
        if (first ? parts[i].isEmpty() || parts[i].size() > 3 : parts[i].size() != 3) {
            return false;
        }
    }
    return parts.size() < 2 || parts[0] != QLatin1String("0");
}

// Digits with marks as plain digits with a point; empty: no number.
QString plainDigits(QString t, const QLocale &locale, std::optional<QChar> decimal)
{
    const qsizetype commas = t.count(QLatin1Char(','));
    const qsizetype points = t.count(QLatin1Char('.'));
    QChar mark;
    if (commas > 0 && points > 0) {
        mark = t.lastIndexOf(QLatin1Char(',')) > t.lastIndexOf(QLatin1Char('.')) ? QLatin1Char(',') : QLatin1Char('.');
    } else if (commas + points > 0) {
        const QChar one = commas > 0 ? QLatin1Char(',') : QLatin1Char('.');
        const QChar usual = decimal.value_or(locale.decimalPoint().at(0));
        const bool grouped = isGrouped(t, one);
        // Where the mark can mean thousands, the usual decimal mark decides.
        mark = commas + points > 1 ? QChar() : one == usual || !grouped ? one : QChar();
        if (decimal && one != *decimal && !grouped) {
            return {};
        }
        if (mark.isNull() && !grouped) {
            return {};
        }
    }
    const qsizetype at = mark.isNull() ? -1 : t.lastIndexOf(mark);
    QString whole = at < 0 ? t : t.left(at);
    const QString rest = at < 0 ? QString() : t.mid(at + 1);
    for (const QChar group : {QLatin1Char(','), QLatin1Char('.')}) {
        if (whole.contains(group)) {
            if (group == mark || !isGrouped(whole, group)) {
                return {};
            }
            whole.remove(group);
        }
    }
    return at < 0 ? whole : whole + QLatin1Char('.') + rest;
}

struct Magnitude
{
    const char *word;
    double factor;
};
constexpr Magnitude magnitudes[] = {{"bn", 1e9}, {"billion", 1e9}, {"mrd", 1e9}, {"md", 1e9}, {"mld", 1e9}, {"m", 1e6}, {"mn", 1e6}, {"mio", 1e6}, {"million", 1e6}, {"millions", 1e6}, {"k", 1e3}};

} // namespace

std::optional<QChar> decimalMarkOf(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("^[-+\\x{2212}(]?[€$£\\s\\x{A0}\\x{202F}]*(\\d[\\d.,\\s'’\\x{A0}\\x{202F}]*)[)%€\\s\\x{A0}\\x{202F}]*$"));
    const auto match = number.match(text.trimmed());
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    QString t = match.captured(1);
    t.remove(QRegularExpression(QStringLiteral("[\\s'’\\x{A0}\\x{202F}]")));
    const bool comma = t.contains(QLatin1Char(','));
    const bool point = t.contains(QLatin1Char('.'));
    if (comma && point) {
        return t.lastIndexOf(QLatin1Char(',')) > t.lastIndexOf(QLatin1Char('.')) ? QLatin1Char(',') : QLatin1Char('.');
    }
    if (!comma && !point) {
        return std::nullopt;
    }
    const QChar one = comma ? QLatin1Char(',') : QLatin1Char('.');
    const QChar other = comma ? QLatin1Char('.') : QLatin1Char(',');
    if (t.count(one) > 1) {
        return isGrouped(t, one) ? std::optional<QChar>(other) : std::nullopt;
    }
    return isGrouped(t, one) ? std::nullopt : std::optional<QChar>(one);
}

std::optional<ReadNumber> readNumber(const QString &text, const QLocale &locale, std::optional<QChar> decimal, const QString &unit)
{
    QString t;
    for (const QChar c : text.trimmed()) {
        t += isBlank(c) ? QString() : c == QChar(0x2212) ? QStringLiteral("-") : c == QChar(0x2019) || c == QLatin1Char('\'') ? QString() : QString(c);
    }
    ReadNumber out;
    bool negative = false;
    if (t.startsWith(QLatin1Char('(')) && t.endsWith(QLatin1Char(')'))) {
        negative = true;
        t = t.mid(1, t.size() - 2);
    }
    QString u = unit;
    u.remove(QLatin1Char(' '));
    if (!u.isEmpty() && t.endsWith(u, Qt::CaseInsensitive)) {
        t.chop(u.size());
        out.percent = u == QLatin1String("%");
    }
    for (const QString &currency : {QStringLiteral("€"), QStringLiteral("EUR"), QStringLiteral("euro")}) {
        t.remove(currency, Qt::CaseInsensitive);
    }
    if (t.endsWith(QLatin1Char('%'))) {
        out.percent = true;
        t.chop(1);
    }
    for (const Magnitude &m : magnitudes) {
        const QString word = QLatin1String(m.word);
        QString head = t;
        head.remove(QLatin1Char('.'));
        if (head.endsWith(word, Qt::CaseInsensitive) && head.size() > word.size() && head[head.size() - word.size() - 1].isDigit() && unit == QStringLiteral("€")) {
            out.magnitude = m.factor;
            while (!t.isEmpty() && !t.back().isDigit()) {
                t.chop(1);
            }
            break;
        }
    }
    for (const QChar sign : {QLatin1Char('-'), QLatin1Char('+')}) {
        if (t.startsWith(sign)) {
            negative = negative != (sign == QLatin1Char('-'));
            t = t.mid(1);
            break;
        }
    }
    static const QRegularExpression shape(QStringLiteral("^(?:\\d[\\d.,]*|[.,]\\d+)(?:[eE][-+]?\\d{1,3})?$"));
    if (!shape.match(t).hasMatch()) {
        return std::nullopt;
    }
    const qsizetype e = t.indexOf(QLatin1Char('e'), 0, Qt::CaseInsensitive);
    const QString digits = plainDigits(e < 0 ? t : t.left(e), locale, decimal);
    bool ok = false;
    const double value = QLocale::c().toDouble(e < 0 ? digits : digits + t.mid(e), &ok);
    if (digits.isEmpty() || !ok || !std::isfinite(value)) {
        return std::nullopt;
    }
    out.value = negative ? -value : value;
    return out;
}

namespace {

core::Result<core::Value> readNumberField(const core::FieldInfo &field, const QString &text, const ReadingRules &rules)
{
    const QString unit = fieldUnit(field);
    const bool written = text.contains(QLatin1Char('%'));
    double value = 0;
    if (rules.exact && std::isfinite(*rules.exact)) {
        // A spreadsheet keeps 80 % as 0.8; a bare 80 in a column of shares is read as the texts are.
        value = field.isFraction() ? (written || !rules.plainIsPercent ? *rules.exact : *rules.exact / 100) : *rules.exact * rules.scale;
        if (!field.isFraction() && written) {
            return reason(tr("“%1” is a percentage; a number is needed here.").arg(text.trimmed()));
        }
    } else {
        const auto number = readNumber(text, rules.locale, rules.decimal, unit);
        if (!number) {
            return reason(unit.isEmpty() || unit == QStringLiteral("€") ? tr("“%1” is not a number.").arg(text.trimmed()) : tr("“%1” is not a number in %2.").arg(text.trimmed(), unit));
        }
        if (number->percent && !field.isFraction()) {
            return reason(tr("“%1” is a percentage; a number is needed here.").arg(text.trimmed()));
        }
        if (field.isFraction()) {
            value = number->percent || rules.plainIsPercent ? number->value / 100 : number->value;
        } else {
            value = number->magnitude != 1 ? number->value * number->magnitude : number->value * rules.scale;
        }
    }
    if (field.type == FieldType::Money) {
        const double cents = value * 100;
        if (std::fabs(cents) >= 9e15) {
            return reason(tr("“%1” is larger than a plan can hold.").arg(text.trimmed()));
        }
        return core::Value(static_cast<std::int64_t>(core::roundHalfAway(cents)));
    }
    if (field.type == FieldType::Integer) {
        const double whole = std::round(value);
        if (std::fabs(whole - value) > 1e-9 * std::max(1.0, std::fabs(value)) || std::fabs(whole) > 9e15) {
            return reason(tr("“%1” is not a whole number.").arg(text.trimmed()));
        }
        return core::Value(static_cast<std::int64_t>(whole));
    }
    return core::Value(value);
}

core::Result<core::Value> readFlag(const QString &text)
{
    const QString t = text.trimmed().toLower();
    static const QSet<QString> yes{QStringLiteral("1"), QStringLiteral("yes"), QStringLiteral("y"), QStringLiteral("true"), QStringLiteral("x"), QStringLiteral("✓"), QStringLiteral("✔"), QStringLiteral("ja"),
                                   QStringLiteral("wahr"), QStringLiteral("oui"), QStringLiteral("vrai"), QStringLiteral("sí"), QStringLiteral("si"), QStringLiteral("sim")};
    static const QSet<QString> no{QStringLiteral("0"), QStringLiteral("no"), QStringLiteral("n"), QStringLiteral("false"), QStringLiteral("-"), QStringLiteral("nein"), QStringLiteral("falsch"), QStringLiteral("non"),
                                  QStringLiteral("faux"), QStringLiteral("não"), QStringLiteral("✗")};
    if (yes.contains(t) || t == tr("Yes").toLower()) {
        return core::Value(std::int64_t{1});
    }
    if (no.contains(t) || t == tr("No").toLower()) {
        return core::Value(std::int64_t{0});
    }
    return reason(tr("“%1” is neither yes nor no.").arg(text.trimmed()));
}

core::Result<core::Value> readChoice(const core::FieldInfo &field, const QString &text)
{
    const QString t = text.simplified();
    QStringList all;
    for (const char *choice : field.choices) {
        const QString label = choiceLabel(field, choice);
        if (t.compare(QLatin1String(choice), Qt::CaseInsensitive) == 0 || t.compare(label, Qt::CaseInsensitive) == 0) {
            return core::Value(std::string(choice));
        }
        all << label;
    }
    return reason(tr("“%1” is none of %2.").arg(t, all.join(QStringLiteral(", "))));
}

core::Result<core::Value> readReference(const core::Plan &plan, const core::FieldInfo &field, const QString &text)
{
    const QString t = text.simplified();
    const core::EntityInfo &target = *core::entity(field.refers);
    if (target.indexOf(plan, t.toStdString()) >= 0) {
        return core::Value(t.toStdString());
    }
    std::vector<std::string> found;
    for (std::size_t i = 0; i < target.size(plan); ++i) {
        const std::string key = target.keyOf(target.rowAt(plan, i));
        const bool same = QString::fromStdString(key).compare(t, Qt::CaseInsensitive) == 0 || rowName(plan, field.refers, key).compare(t, Qt::CaseInsensitive) == 0;
        if (same) {
            found.push_back(key);
        }
    }
    const QString what = QString::fromStdString(core::text(target.label)).toLower();
    if (found.size() == 1) {
        return core::Value(found.front());
    }
    return reason(found.empty() ? tr("There is no %1 “%2” in this plan.").arg(what, t) : tr("More than one %1 is called “%2”; give its id.").arg(what, t));
}

} // namespace

core::Result<core::Value> readText(const core::Plan &plan, const core::EntityInfo &entity, const core::FieldInfo &field, const std::string &row, const QString &text, const ReadingRules &rules)
{
    const QString trimmed = text.trimmed();
    core::Result<core::Value> value = core::Value{};
    if (trimmed.isEmpty() || (trimmed == QStringLiteral("–") && field.type != FieldType::Text)) {
        if (!field.nullable) {
            return field.type == FieldType::Text && std::string_view(field.name) != "id" ? core::Result<core::Value>(reason(tr("A text is needed here."))) : reason(tr("A value is needed here."));
        }
    } else if (field.isNumber()) {
        value = readNumberField(field, text, rules);
    } else if (field.type == FieldType::Month) {
        auto month = rules.exact && *rules.exact > 10'000 && *rules.exact < 500'000 ? monthOfDay(*rules.exact) : readMonth(text, rules.locale);
        value = month ? core::Result<core::Value>(core::Value(month->toStdString())) : reason(tr("“%1” is not a month; write Oct 2027 or 2027-10.").arg(trimmed));
    } else if (field.type == FieldType::Flag) {
        value = readFlag(text);
    } else if (field.type == FieldType::Choice) {
        value = readChoice(field, text);
    } else if (field.type == FieldType::Reference) {
        value = readReference(plan, field, text);
    } else if (field.type == FieldType::Any) {
        const auto number = readNumber(text, rules.locale, rules.decimal);
        value = number && !number->percent ? core::Value(number->value) : core::Value(trimmed.toStdString());
    } else {
        QString t = trimmed;
        value = core::Value(t.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).remove(QLatin1Char('\r')).toStdString());
    }
    if (!value) {
        return value.error();
    }
    const auto accepted = core::acceptedValue(entity, field, row, *value);
    if (!accepted) {
        return reason(reasonAtCell({entity.name, row, field.name}, accepted.error().message));
    }
    return accepted;
}

} // namespace items
