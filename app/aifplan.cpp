// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cstdio>
#include <string_view>

#ifdef AIFP_WITH_REPORT
#include <QApplication>
#endif

namespace app {

namespace {

void printCommandHelp(const Command &c)
{
    print(std::string("Usage: aifplan ") + c.name + ' ' + c.usage + "\n\n" + c.purpose + "\n");
}

void printHelp()
{
    print("aifplan: AI Factory Planner on the command line\n\nUsage: aifplan COMMAND PLAN [...]\n\nCommands (--help after a command tells more):\n");
    for (const Command &c : commands()) {
        std::string line = std::string("  ") + c.name;
        line.resize(12, ' ');
        const std::string purpose = c.purpose;
        print(line + purpose.substr(0, purpose.find('\n')) + "\n");
    }
    print("\nOptions:\n  --help      this text\n  --version   the version\n  --manual    the manual page, for man\n\n"
          "Exit status: 0 done; 1 the input is at fault, the message says where; 2 wrong usage.\n");
}

// The manual page, from the same table that runs the commands.
void printManual()
{
    // A hyphen is a minus to man; a line that begins with a dot or a quote is a request.
    const auto escaped = [](const std::string &text) {
        std::string out;
        for (const char c : text) {
            const bool begins = out.empty() || out.back() == '\n';
            out += c == '-' || c == '\\' ? "\\" : begins && (c == '.' || c == '\'') ? "\\&" : "";
            out += c;
        }
        return out;
    };
    std::string out = ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n.TH AIFPLAN 1 2026-11-25 \"AI Factory Planner " AIFP_VERSION "\" \"User commands\"\n"
                      ".SH NAME\naifplan \\- plan Europe's AI Factories on the command line\n.SH SYNOPSIS\n.B aifplan\n\\fICOMMAND\\fR \\fIPLAN\\fR [...]\n"
                      ".SH DESCRIPTION\nDoes without a display what\n.BR aifplanner (1)\ndoes with one. A plan is one file (.aifplan); a command that fails leaves it as it was.\n.SH COMMANDS\n";
    for (const Command &c : commands()) {
        out += std::string(".TP\n.B ") + c.name + ' ' + escaped(c.usage) + '\n' + escaped(c.purpose) + '\n';
    }
    print(out + ".SH EXIT STATUS\n0 done; 1 the input is at fault, the message says where; 2 wrong usage.\n.SH SEE ALSO\n.BR aifplanner (1)\n");
}

// Splits what follows the command's name; a message and nothing where it cannot be.
std::optional<Arguments> split(const Command &c, const QStringList &given)
{
    Arguments a;
    const auto known = [](const std::vector<const char *> &list, const std::string &name) {
        return std::any_of(list.begin(), list.end(), [&](const char *n) { return name == n; });
    };
    for (int i = 0; i < given.size(); ++i) {
        std::string word = given[i].toStdString();
        if (word.size() < 2 || word[0] != '-') {
            a.words.push_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        std::string value;
        const bool inlineValue = word.starts_with("--") && equals != std::string::npos;
        if (inlineValue) {
            value = word.substr(equals + 1);
            word.resize(equals);
        }
        if (known(c.flags, word) && !inlineValue) {
            a.options[word] = "";
        } else if (known(c.optionsWithValue, word)) {
            if (!inlineValue && i + 1 >= given.size()) {
                usage(word + " needs a value; see aifplan " + c.name + " --help.");
                return std::nullopt;
            }
            a.options[word] = inlineValue ? value : given[++i].toStdString();
        } else {
            usage("aifplan " + std::string(c.name) + " has no option " + word + "; see aifplan " + c.name + " --help.");
            return std::nullopt;
        }
    }
    const int words = static_cast<int>(a.words.size());
    if (words < c.fewestWords || (c.mostWords >= 0 && words > c.mostWords)) {
        usage("aifplan " + std::string(c.name) + ' ' + c.usage);
        return std::nullopt;
    }
    return a;
}

int run(const QStringList &arguments)
{
    // What is not UTF-8 arrives with replacement characters; taken as it is, it would be stored as something else than was typed.
    for (int i = 1; i < arguments.size(); ++i) {
        if (arguments[i].contains(QChar(QChar::ReplacementCharacter))) {
            return fail({"Argument " + std::to_string(i) + ", '" + arguments[i].toStdString() + "', holds broken UTF-8; type it anew."});
        }
    }
    if (arguments.size() < 2) {
        printHelp();
        return BadUsage;
    }
    const QString name = arguments[1];
    if (name == QLatin1String("--help") || name == QLatin1String("-h") || name == QLatin1String("help")) {
        printHelp();
        return Done;
    }
    if (name == QLatin1String("--manual")) {
        printManual();
        return Done;
    }
    if (name == QLatin1String("--version")) {
        print(std::string("aifplan ") + AIFP_VERSION + "\n");
        return Done;
    }
    for (const Command &c : commands()) {
        if (name == QLatin1String(c.name)) {
            const QStringList rest = arguments.mid(2);
            if (rest.contains(QLatin1String("--help"))) {
                printCommandHelp(c);
                return Done;
            }
            const auto a = split(c, rest);
            return a ? c.run(*a) : static_cast<int>(BadUsage);
        }
    }
    return usage("There is no command '" + name.toStdString() + "'; see aifplan --help.");
}

} // namespace

} // namespace app

int main(int argc, char **argv)
{
#ifdef AIFP_WITH_REPORT
    // A report is painted, so it needs a platform; any will do, and none needs a display.
    if (argc > 1 && (std::string(argv[1]) == "report" || std::find(argv + 1, argv + argc, std::string_view("--report")) != argv + argc)) {
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
            qputenv("QT_QPA_PLATFORM", "offscreen");
        }
        // Standard error is for the one sentence that says what is wrong, not for what Qt thinks of the session.
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &message) {
            if (type == QtCriticalMsg || type == QtFatalMsg) {
                std::fprintf(stderr, "aifplan: %s\n", qPrintable(message));
            }
        });
        QApplication application(argc, argv);
        return app::run(QCoreApplication::arguments());
    }
#endif
    QCoreApplication application(argc, argv);
    return app::run(QCoreApplication::arguments());
}
