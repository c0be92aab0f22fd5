// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuefield.h"

namespace ui {

KeyWords ValueField::keyWords()
{
    return {{tr("Up, Down"), tr("a step more or less")}, {tr("Esc"), tr("put the kept value back")}, {tr("F4"), tr("choose a month from a calendar")}};
}

} // namespace ui
