// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "projection.h"

#include <QString>

// Words for what a planner edits: rows, fields, values, and the name of an edit in the history.
namespace ui::sentences {

// "LUMI-AI", "Finland in LUMI AIF", "Digital Europe for infrastructure of LUMI AIF"; the key where the row has no name.
QString rowName(const core::Plan &plan, const std::string &entity, const std::string &row);
QString fieldNameInSentence(const core::FieldInfo &field);                  // "in service", "PUE of the site"
QString choiceWord(const std::string &text);                                // "participating state" for "participating_state"
QString valueText(const core::Plan &plan, const core::Cell &cell, const core::Value &value); // "Oct 2027", "80.0 %", "€ 387.8 m"
// "Move LUMI-AI to Oct 2027", "Set utilisation of LUMI-AI to 86.0 %".
QString editLabel(const core::Plan &plan, const core::Cell &cell, const core::Value &value);
QString editLabelOfMany(const core::Plan &plan, const core::Cell &first, int rows, const core::Value &value); // "Set utilisation of 3 systems to 86.0 %"
QString placeOfMany(const core::Plan &plan, const core::Cell &first, int cells); // "utilisation of LUMI-AI", "ramp of 3 systems"
QString countOf(const std::string &entity, int rows); // "1 system", "6 participants"
QString resetLabel(const core::Plan &plan, const core::Cell &cell);
// Why a value was refused, as it is said at the field itself, without the field's address.
QString reasonAtField(const core::Cell &cell, const std::string &message);

// What a preview changes, of one factory or (empty) of all: "+7.6 m hours, +€ 0.9 m electricity to 2030".
QString previewEffect(const engine::Projection &kept, const engine::Projection &shown, const std::string &factory);

} // namespace ui::sentences
