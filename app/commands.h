// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plandocument.h"

#include <QStringList>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace simulation {
struct Sampling;
}

namespace app {

// How a command ended: the exit status of cli.md.
enum Exit { Done = 0, BadInput = 1, BadUsage = 2 };

// What stands on the command line after the command's name: options with their values, and the rest in order.
struct Arguments
{
    std::map<std::string, std::string> options;
    std::vector<std::string> words;

    bool has(const std::string &option) const { return options.count(option) > 0; }
    std::string value(const std::string &option, const std::string &otherwise = {}) const;
};

struct Command
{
    const char *name;
    const char *usage;   // after "aifplan NAME"
    const char *purpose;
    std::vector<const char *> optionsWithValue;
    std::vector<const char *> flags;
    int fewestWords;
    int mostWords; // -1: any number
    int (*run)(const Arguments &);
};

const std::vector<Command> &commands();

// Messages: one sentence on stderr.
int fail(const core::Error &error);
int usage(const std::string &message);
void warn(const std::string &message); // done, but
void print(const std::string &text);
// Opens the plan or says why not.
std::unique_ptr<document::PlanDocument> openPlan(const std::string &path);
// The same to read only: also from a package or the report that it is attached to, unpacked into a private temporary folder.
std::unique_ptr<document::PlanDocument> readPlan(const std::string &path);
// The plan as the scenario of --scenario sees it; none after a message.
std::optional<core::Plan> resolvedPlan(const core::Plan &plan, const Arguments &arguments);
// Whether --draws and --seed can be followed; else after a message. Then the sampling: theirs, else the plan's.
bool checkSampling(const Arguments &arguments);
simulation::Sampling samplingOf(const core::Plan &plan, const Arguments &arguments);
// The board report as a PDF file's bytes, as --scenario, --against and --date say; none after a message.
std::optional<QByteArray> boardReport(const document::PlanDocument &document, const Arguments &arguments);
// Writes text to the file of -o, whole or not at all, or to stdout.
int deliver(const std::string &text, const Arguments &arguments);

int runNew(const Arguments &);
int runInfo(const Arguments &);
int runCheck(const Arguments &);
int runGet(const Arguments &);
int runSet(const Arguments &);
int runProject(const Arguments &);
int runSimulate(const Arguments &);
int runExport(const Arguments &);
int runExplain(const Arguments &);
int runLog(const Arguments &);
int runUndo(const Arguments &);
int runRedo(const Arguments &);
int runReport(const Arguments &);

} // namespace app
