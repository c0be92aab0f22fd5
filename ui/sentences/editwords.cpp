// SPDX-License-Identifier: GPL-3.0-or-later
#include "editwords.h"

#include "celltext.h"
#include "findingsentences.h"

#include <QCoreApplication>


namespace ui::sentences {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(editwords)
};

QString text(const std::string &s)
{
    return QString::fromStdString(s);
}

std::vector<std::string> partsOf(const std::string &key)
{
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t slash = key.find('/'); slash != std::string::npos; slash = key.find('/', from)) {
        parts.push_back(key.substr(from, slash - from));
        from = slash + 1;
    }
    parts.push_back(key.substr(from));
    return parts;
}

template<typename Table>
QString nameIn(const Table &table, const std::string &id)
{
    const auto *row = table.find(id);
    return row ? elidedName(row->name) : text(id);
}

QString programme(const core::Plan &plan, const std::string &id)
{
    const std::ptrdiff_t i = plan.programmes.indexOf(id);
    return i < 0 ? text(id) : programmeName(plan, static_cast<int>(i));
}

} // namespace

QString rowName(const core::Plan &plan, const std::string &entity, const std::string &row)
{
    const std::vector<std::string> parts = partsOf(row);
    if (entity == "plan") {
        return Words::tr("the plan");
    }
    if (entity == "participation" && parts.size() == 2) {
        return Words::tr("%1 in %2").arg(nameIn(plan.countries, parts[1]), nameIn(plan.factories, parts[0]));
    }
    if (entity == "funding" && parts.size() == 3) {
        return Words::tr("%1 for %2 of %3").arg(programme(plan, parts[2]), choiceWord(parts[1]), nameIn(plan.factories, parts[0]));
    }
    if (entity == "envelope" && parts.size() == 2) {
        return Words::tr("%1 in %2").arg(programme(plan, parts[0]), text(parts[1]));
    }
    if (entity == "accelerator") {
        const auto *chip = plan.accelerators.find(row);
        return chip ? elidedName(chip->vendor + ' ' + chip->model) : text(row);
    }
    if (entity == "cost_line") {
        const auto *line = plan.costLines.find(row);
        return line ? Words::tr("“%1” of %2").arg(elidedName(line->name), nameIn(plan.factories, line->factory)) : text(row);
    }
    const core::EntityInfo *info = core::entity(entity);
    const std::ptrdiff_t at = info ? info->indexOf(plan, row) : -1;
    const core::FieldInfo *name = info ? info->field("name") : nullptr;
    return at >= 0 && name ? elidedName(core::toPlainText(name->get(info->rowAt(plan, static_cast<std::size_t>(at))))) : text(row);
}

QString fieldNameInSentence(const core::FieldInfo &field)
{
    QString name = items::fieldLabel(field);
    const bool acronym = name.size() > 1 && (name.at(1).isUpper() || name.at(1).isDigit());
    return acronym || name.isEmpty() ? name : name.at(0).toLower() + name.mid(1);
}

QString choiceWord(const std::string &word)
{
    static const std::pair<const char *, const char *> words[] = {
        {"member_state", QT_TRANSLATE_NOOP("editwords", "Member State")}, {"participating_state", QT_TRANSLATE_NOOP("editwords", "participating state")},
        {"union", QT_TRANSLATE_NOOP("editwords", "Union")}, {"national", QT_TRANSLATE_NOOP("editwords", "national")}, {"private", QT_TRANSLATE_NOOP("editwords", "private")},
        {"new", QT_TRANSLATE_NOOP("editwords", "new")}, {"upgrade", QT_TRANSLATE_NOOP("editwords", "upgrade")}, {"associated", QT_TRANSLATE_NOOP("editwords", "associated")},
        {"host", QT_TRANSLATE_NOOP("editwords", "host")}, {"partner", QT_TRANSLATE_NOOP("editwords", "partner")},
        {"installation", QT_TRANSLATE_NOOP("editwords", "installation")}, {"staff", QT_TRANSLATE_NOOP("editwords", "staff")},
        {"other_operations", QT_TRANSLATE_NOOP("editwords", "other operations")}, {"services", QT_TRANSLATE_NOOP("editwords", "services")},
        {"total", QT_TRANSLATE_NOOP("editwords", "total")}, {"yearly", QT_TRANSLATE_NOOP("editwords", "a year")},
        {"infrastructure", QT_TRANSLATE_NOOP("editwords", "infrastructure")}, {"operations", QT_TRANSLATE_NOOP("editwords", "operations")}};
    for (const auto &[id, shown] : words) {
        if (word == id) {
            return Words::tr(shown);
        }
    }
    return text(word).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString valueText(const core::Plan &plan, const core::Cell &cell, const core::Value &value)
{
    const core::EntityInfo *info = core::entity(cell.entity);
    const core::FieldInfo *field = info ? info->field(cell.field) : nullptr;
    if (!field || core::isNull(value)) {
        return Words::tr("not stated");
    }
    return items::sentenceText(plan, *field, value);
}

QString editLabel(const core::Plan &plan, const core::Cell &cell, const core::Value &value)
{
    const core::EntityInfo *info = core::entity(cell.entity);
    const core::FieldInfo *field = info ? info->field(cell.field) : nullptr;
    const QString row = rowName(plan, cell.entity, cell.row);
    if (!field) {
        return Words::tr("Change %1").arg(row);
    }
    const QString shown = valueText(plan, cell, value);
    if (cell.field == "in_service") {
        return Words::tr("Move %1 to %2").arg(row, shown);
    }
    if (cell.field == "name" || cell.field == "model") {
        return Words::tr("Rename %1 to “%2”").arg(row, shown);
    }
    if (cell.field == "included") {
        return (core::numberOf(value).value_or(0) != 0 ? Words::tr("Include %1") : Words::tr("Leave out %1")).arg(row);
    }
    if (core::isNull(value)) {
        return Words::tr("Clear %1 of %2").arg(fieldNameInSentence(*field), row);
    }
    if (cell.entity == "funding") {
        return Words::tr("Set %1 to %2").arg(row, shown);
    }
    return Words::tr("Set %1 of %2 to %3").arg(fieldNameInSentence(*field), row, shown);
}

QString editLabelOfMany(const core::Plan &plan, const core::Cell &first, int rows, const core::Value &value)
{
    const core::EntityInfo *info = core::entity(first.entity);
    const core::FieldInfo *field = info ? info->field(first.field) : nullptr;
    const QString what = countOf(first.entity, rows);
    if (!field) {
        return Words::tr("Change %1").arg(what);
    }
    if (first.field == "in_service") {
        return Words::tr("Move %1 to %2").arg(what, valueText(plan, first, value));
    }
    if (first.field == "included") {
        return (core::numberOf(value).value_or(0) != 0 ? Words::tr("Include %1") : Words::tr("Leave out %1")).arg(what);
    }
    return core::isNull(value) ? Words::tr("Clear %1 of %2").arg(fieldNameInSentence(*field), what)
                               : Words::tr("Set %1 of %2 to %3").arg(fieldNameInSentence(*field), what, valueText(plan, first, value));
}

QString placeOfMany(const core::Plan &plan, const core::Cell &first, int cells)
{
    const core::EntityInfo *info = core::entity(first.entity);
    const core::FieldInfo *field = info ? info->field(first.field) : nullptr;
    if (!field) {
        return text(first.toString());
    }
    return Words::tr("%1 of %2").arg(fieldNameInSentence(*field), cells > 1 ? countOf(first.entity, cells) : rowName(plan, first.entity, first.row));
}

QString countOf(const std::string &entity, int n)
{
    const bool one = n == 1;
    const std::tuple<const char *, QString, QString> words[] = {
        {"factory", Words::tr("1 factory"), Words::tr("%1 factories")},          {"system", Words::tr("1 system"), Words::tr("%1 systems")},
        {"participation", Words::tr("1 participant"), Words::tr("%1 participants")}, {"cost_line", Words::tr("1 cost line"), Words::tr("%1 cost lines")},
        {"funding", Words::tr("1 funding share"), Words::tr("%1 funding shares")}, {"override", Words::tr("1 scenario value"), Words::tr("%1 scenario values")},
        {"citation", Words::tr("1 citation"), Words::tr("%1 citations")},        {"uncertainty", Words::tr("1 uncertainty"), Words::tr("%1 uncertainties")}};
    for (const auto &[id, single, several] : words) {
        if (entity == id) {
            return one ? single : several.arg(n);
        }
    }
    return one ? Words::tr("1 row") : Words::tr("%1 rows").arg(n);
}

QString resetLabel(const core::Plan &plan, const core::Cell &cell)
{
    const core::EntityInfo *info = core::entity(cell.entity);
    const core::FieldInfo *field = info ? info->field(cell.field) : nullptr;
    return Words::tr("Reset %1 of %2").arg(field ? fieldNameInSentence(*field) : text(cell.field), rowName(plan, cell.entity, cell.row));
}

QString reasonAtField(const core::Cell &cell, const std::string &message)
{
    const QString out = items::reasonAtCell(cell, message);
    return out.isEmpty() ? out : out.at(0).toUpper() + out.mid(1);
}

} // namespace ui::sentences
