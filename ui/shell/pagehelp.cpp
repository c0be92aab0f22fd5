// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagehelp.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(pagehelp)
};

struct Help
{
    const char *id;
    const char *question;
    const char *use;
};

constexpr Help all[] = {
    {"overview", QT_TRANSLATE_NOOP("pagehelp", "Where do we stand?"),
     QT_TRANSLATE_NOOP("pagehelp", "The tiles hold the key figures and their change against the scenario chosen at “against”. Click one to see how it comes about. A double click on an area of the chart and a click on a place "
                                   "on the map lead to the factory; what breaks a public statement leads to the cell that mends it.")},
    {"factories", QT_TRANSLATE_NOOP("pagehelp", "What is in this factory, and what if I change it?"),
     QT_TRANSLATE_NOOP("pagehelp", "Choose a factory in the table; its fields, cost lines and shares stand below. While a slider is dragged or a field is typed in, charts and figures show what it would mean; releasing "
                                   "or Enter keeps it as one step that can be undone, Esc puts it back.")},
    {"timeline", QT_TRANSLATE_NOOP("pagehelp", "When does what happen?"),
     QT_TRANSLATE_NOOP("pagehelp", "Every system from contract to retirement. Drag a bar, or move it with the arrow keys (Shift: a quarter); the change in money and capacity stands beside it before it is kept. "
                                   "The menu of a bar explains what the system costs and delivers; a click on a year's envelope explains its headroom.")},
    {"countries", QT_TRANSLATE_NOOP("pagehelp", "What does a country pay, and what does it get?"),
     QT_TRANSLATE_NOOP("pagehelp", "Up and Down walk the list; the charts follow. State a market price of an accelerator-hour to see each party's net position.")},
    {"funding", QT_TRANSLATE_NOOP("pagehelp", "Who pays for what, and does it fit the envelopes?"),
     QT_TRANSLATE_NOOP("pagehelp", "Each programme and year with envelope, committed, paid and what is left. Shares always add up to 100 %: lock those that shall stay. "
                                   "In the flow of money a click on a band explains it, a click on a factory, programme or country leads there.")},
    {"compute", QT_TRANSLATE_NOOP("pagehelp", "How much compute, for whom, with what energy?"),
     QT_TRANSLATE_NOOP("pagehelp", "Delivered and reference hours by factory and party, demand and coverage, energy and carbon. Precision is always named.")},
    {"scenarios", QT_TRANSLATE_NOOP("pagehelp", "What is different, and what does it cost?"),
     QT_TRANSLATE_NOOP("pagehelp", "A scenario inherits all that it does not override. Make one, change figures on any page while it is chosen above, and compare two to four side by side. "
                                   "A click on a step of the difference explains it from both sides, a double click leads to what makes it.")},
    {"risk", QT_TRANSLATE_NOOP("pagehelp", "How sure is that?"),
     QT_TRANSLATE_NOOP("pagehelp", "The plan's uncertainties, simulated many times: ranges by year, what the envelopes risk, when targets are reached, and which input matters most. Under Uncertainties, drag a distribution's low, likely "
                               "and high values, or take what assumptions and disagreeing sources suggest; all figures follow. Draws and seed belong to the plan.")},
    {"sources", QT_TRANSLATE_NOOP("pagehelp", "Where does this figure come from?"),
     QT_TRANSLATE_NOOP("pagehelp", "Every figure with what it rests on: stated, derived or assumed. Order assumptions by the money that hangs on them to see which to check first.")},
    {"history", QT_TRANSLATE_NOOP("pagehelp", "Who changed what?"),
     QT_TRANSLATE_NOOP("pagehelp", "Every step ever made, with the old and the new value. Any of them can be gone back to; nothing is lost by it.")},
};

} // namespace

QString pageHelp(const QString &id)
{
    QString html;
    for (const Help &help : all) {
        if (id == QLatin1String(help.id)) {
            html = QStringLiteral("<h3>%1</h3><p>%2</p>").arg(QCoreApplication::translate("pagehelp", help.question), QCoreApplication::translate("pagehelp", help.use));
        }
    }
    return html + QStringLiteral("<p>%1</p>").arg(Words::tr("Everywhere: Ctrl+E or a click explains a figure, in tiles, tables and charts; in a chart the arrows walk its values. Ctrl+K finds every command and object. Ctrl+Z undoes, also after a restart. F8 lists what the rules found. "
                                                                   "Ctrl+Shift+B shows every chart with the band of the simulation, Ctrl+Shift+D as a distribution, Ctrl+Shift+N as numbers."));
}

} // namespace ui
