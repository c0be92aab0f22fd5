// SPDX-License-Identifier: GPL-3.0-or-later
// The window program.
#include "mainwindow.h"
#include "planview.h"
#include "scenario.h"
#include "simulationrunner.h"
#include "theme.h"
#include "tour.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <QTranslator>

#include <cstdio>

namespace {

const char *const s_help = R"(aifplanner: AI Factory Planner, the window

Usage: aifplanner [options] [PLAN...]

Options:
  --scenario S       look at the plan through this scenario
  --theme T          light, dark or system
  --size WxH         size of the window in pixels at 100 %, as 1440x900
  --scale F          everything F times as large, 1 to 3
  --charts C         number, band or distribution
  --first-paint      open PLAN, print how much memory the painted first page takes, and end (for measuring the start)
  --tour DIR         visit every page of PLAN, save a picture of each in DIR, and end
  --help             this text
  --version          the version

Exit status: 0 done; 1 the input is at fault, the message says where; 2 wrong usage.
)";

struct Options
{
    QStringList plans;
    QString scenario, theme, charts, tour, error;
    QSize size;
    double scale = 0;
    bool help = false, version = false, firstPaint = false;
};

QStringList chartChoices()
{
    return {QStringLiteral("number"), QStringLiteral("band"), QStringLiteral("distribution")};
}

std::optional<QSize> sizeOf(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char('x'));
    bool wide = false;
    bool high = false;
    const QSize size(parts.value(0).toInt(&wide), parts.value(1).toInt(&high));
    const bool fits = wide && high && parts.size() == 2 && size.width() >= 640 && size.height() >= 480 && size.width() <= 8000 && size.height() <= 8000;
    return fits ? std::optional(size) : std::nullopt;
}

// Before there is an application, because the scale has to be known then.
Options parsed(const QStringList &words)
{
    Options o;
    for (int i = 0; i < words.size() && o.error.isEmpty(); ++i) {
        QString word = words[i];
        if (!word.startsWith(QLatin1Char('-'))) {
            o.plans << word;
            continue;
        }
        if (word == QLatin1String("--help") || word == QLatin1String("-h")) {
            o.help = true;
            continue;
        }
        if (word == QLatin1String("--version")) {
            o.version = true;
            continue;
        }
        if (word == QLatin1String("--first-paint")) {
            o.firstPaint = true;
            continue;
        }
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        const bool inlineValue = equals > 0;
        const QString name = inlineValue ? word.left(equals) : word;
        const QString value = inlineValue ? word.mid(equals + 1) : words.value(i + 1);
        if (!QStringList{QStringLiteral("--scenario"), QStringLiteral("--theme"), QStringLiteral("--size"), QStringLiteral("--scale"), QStringLiteral("--charts"), QStringLiteral("--tour")}.contains(name)) {
            o.error = QStringLiteral("There is no option %1; see aifplanner --help.").arg(name);
        } else if (value.isEmpty()) {
            o.error = QStringLiteral("%1 needs a value; see aifplanner --help.").arg(name);
        } else if (name == QLatin1String("--scenario")) {
            o.scenario = value;
        } else if (name == QLatin1String("--tour")) {
            o.tour = value;
        } else if (name == QLatin1String("--charts")) {
            o.charts = value;
            o.error = chartChoices().contains(value) ? QString() : QStringLiteral("--charts is number, band or distribution.");
        } else if (name == QLatin1String("--theme")) {
            o.theme = value;
            if (value != QLatin1String("light") && value != QLatin1String("dark") && value != QLatin1String("system")) {
                o.error = QStringLiteral("--theme is light, dark or system.");
            }
        } else if (name == QLatin1String("--size")) {
            const auto size = sizeOf(value);
            o.size = size.value_or(QSize());
            o.error = size ? QString() : QStringLiteral("--size is width x height between 640x480 and 8000x8000, as 1440x900.");
        } else {
            o.scale = value.toDouble();
            o.error = o.scale >= 0.5 && o.scale <= 4 ? QString() : QStringLiteral("--scale is a number from 0.5 to 4.");
        }
        i += inlineValue ? 0 : 1;
    }
    if (!o.tour.isEmpty() && o.plans.size() != 1 && o.error.isEmpty() && !o.help) {
        o.error = QStringLiteral("--tour needs one plan; see aifplanner --help.");
    }
    return o;
}

QString systemUser()
{
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? qEnvironmentVariable("USERNAME", QStringLiteral("unknown")) : user;
}

// The text size chosen in the View menu, unless the command line or the environment says another.
void applyScale(double scale, const QSettings &settings)
{
    const double chosen = scale > 0 ? scale : settings.value(QStringLiteral("view/textSize"), 100).toInt() / 100.0;
    if (chosen != 1 && (scale > 0 || qEnvironmentVariableIsEmpty("QT_SCALE_FACTOR"))) {
        qputenv("QT_SCALE_FACTOR", QByteArray::number(chosen));
    }
    QApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
}

void applyTheme(ui::Theme &theme, const QString &word, const QSettings &settings)
{
    if (word == QLatin1String("light")) {
        theme.setMode(ui::Theme::Mode::Light);
    } else if (word == QLatin1String("dark")) {
        theme.setMode(ui::Theme::Mode::Dark);
    } else if (word.isEmpty()) {
        theme.setMode(static_cast<ui::Theme::Mode>(qBound(0, settings.value(QStringLiteral("view/theme"), 0).toInt(), 2)));
    }
}

int fail(const QString &words, int status)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(words));
    return status;
}

// Ends the program when everything that the start asked for is painted.
int printFirstPaint(QApplication &application)
{
    QTimer::singleShot(0, &application, [] { // after the events that showing the window has queued
        QApplication::processEvents();
        for (QWidget *w : QApplication::topLevelWidgets()) {
            w->repaint(); // at once, whatever the platform has put off
        }
        QFile status(QStringLiteral("/proc/self/status"));
        QByteArray memory = "unknown";
        if (status.open(QIODevice::ReadOnly)) {
            const QByteArray all = status.readAll();
            const qsizetype at = all.indexOf("VmHWM:");
            memory = at < 0 ? memory : all.mid(at + 6, all.indexOf('\n', at) - at - 6).trimmed();
        }
        std::printf("peak memory: %s\n", memory.constData());
        std::fflush(stdout);
        QApplication::exit(0);
    });
    return application.exec();
}

int run(QApplication &application, const Options &o, QSettings &settings)
{
    ui::Theme theme;
    applyTheme(theme, o.theme.isEmpty() && !o.tour.isEmpty() ? QStringLiteral("light") : o.theme, settings);
    ui::WindowServices services;
    services.signature = store::systemSignature(systemUser().toStdString());
    services.settings = &settings;
    services.version = QStringLiteral(AIFP_VERSION);
    auto *window = new ui::MainWindow(services);
    window->setAttribute(Qt::WA_DeleteOnClose, o.tour.isEmpty());
    if (o.size.isValid()) {
        window->resize(o.size);
    }
    bool opened = true;
    for (const QString &plan : o.plans) {
        opened = window->openPlan(plan) && opened;
    }
    if (opened && window->view() && !o.scenario.isEmpty()) {
        const auto lineage = core::lineage(*window->view()->document().plan(), o.scenario.toStdString());
        if (!lineage) {
            return fail(QString::fromStdString(lineage.error().message), 1);
        }
        window->view()->workspace().setScenario(core::isBaseline(o.scenario.toStdString()) ? QString() : o.scenario);
    }
    if (opened && window->view() && !o.charts.isEmpty()) {
        window->view()->workspace().simulation().setShownAs(static_cast<document::ShownAs>(chartChoices().indexOf(o.charts)));
    }
    if (!o.tour.isEmpty()) {
        const core::Status toured = opened ? app::takeTour(*window, o.tour, o.size.isValid() ? o.size : QSize(1440, 900)) : core::Status(core::Error{window->messageShown().toStdString()});
        delete window;
        return toured ? 0 : fail(QString::fromStdString(toured.error().message), 1);
    }
    window->show();
    if (o.firstPaint) {
        return printFirstPaint(application);
    }
    return application.exec();
}

} // namespace

int main(int argc, char **argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i) {
        words << QString::fromLocal8Bit(argv[i]);
    }
    const Options o = parsed(words);
    if (!o.error.isEmpty()) {
        return fail(o.error, 2);
    }
    if (o.help || o.version) {
        std::fputs(o.help ? s_help : "aifplanner " AIFP_VERSION "\n", stdout);
        return 0;
    }
    QCoreApplication::setOrganizationName(QStringLiteral("AI Factory Planner"));
    QCoreApplication::setApplicationName(QStringLiteral("aifplanner"));
    // A tour leaves no trace in what the planner's own windows remember.
    QTemporaryDir scratch;
    QSettings own;
    QSettings temporary(scratch.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    QSettings &settings = o.tour.isEmpty() ? own : temporary;
    applyScale(o.scale, settings);
    if (!o.tour.isEmpty() && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    return run(application, o, settings);
}
