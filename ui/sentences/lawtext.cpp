// SPDX-License-Identifier: GPL-3.0-or-later
#include "lawtext.h"

#include "csv.h"
#include "findings.h"

#include <QFile>

#include <map>

namespace ui {

namespace {

std::map<std::string, LawText, std::less<>> readTable()
{
    std::map<std::string, LawText, std::less<>> laws;
    QFile file(QStringLiteral(":/rules.csv"));
    if (!file.open(QIODevice::ReadOnly)) {
        return laws;
    }
    const auto records = exchange::parseCsv(file.readAll().toStdString(), "rules.csv");
    enum Column { Id = 0, Rule = 2, Article = 3, Sureness = 10, Columns = 12 };
    for (std::size_t i = 1; records && i < records->size(); ++i) {
        const auto &fields = (*records)[i].fields;
        if (fields.size() >= Columns) {
            laws[fields[Id]] = {QString::fromStdString(fields[Article]), QString::fromStdString(fields[Rule]), fields[Sureness].empty() ? 'C' : fields[Sureness][0]};
        }
    }
    return laws;
}

} // namespace

std::optional<LawText> lawText(std::string_view rule)
{
    static const auto laws = readTable();
    const auto it = laws.find(engine::lawOf(rule));
    return it == laws.end() ? std::nullopt : std::optional(it->second);
}

} // namespace ui
