// SPDX-License-Identifier: GPL-3.0-or-later
#include "monthmenu.h"

#include "theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QDate>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MonthMenu)
};

// F4 and Alt+Down open the months.
class MonthKeys : public QObject
{
public:
    MonthKeys(QLineEdit *line, std::function<void()> open) : QObject(line), m_open(std::move(open)) {}
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::KeyPress) {
            const auto *key = static_cast<QKeyEvent *>(event);
            if (key->key() == Qt::Key_F4 || (key->key() == Qt::Key_Down && key->modifiers() & Qt::AltModifier)) {
                m_open();
                return true;
            }
        }
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_open;
};

void openMonths(QLineEdit *line, std::optional<QString> now, const std::function<void(const QString &)> &choose)
{
    auto *menu = new QMenu(line);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *panel = new QWidget(menu);
    auto *grid = new QGridLayout(panel);
    grid->setSpacing(4);
    auto *year = new QLabel(now ? now->left(4) : QString::number(QDate::currentDate().year()), panel);
    year->setAlignment(Qt::AlignCenter);
    year->setFont(Theme::font(TextStyle::BodyStrong));
    for (const int direction : {-1, 1}) {
        auto *turn = new QToolButton(panel);
        turn->setObjectName(QStringLiteral("quiet"));
        turn->setFont(Theme::font(TextStyle::Section));
        turn->setFixedWidth(56);
        turn->setText(direction < 0 ? QStringLiteral("‹") : QStringLiteral("›"));
        turn->setAccessibleName(direction < 0 ? Words::tr("Previous year") : Words::tr("Next year"));
        QObject::connect(turn, &QToolButton::clicked, year, [year, direction] { year->setText(QString::number(year->text().toInt() + direction)); });
        grid->addWidget(turn, 0, direction < 0 ? 0 : 3);
    }
    grid->addWidget(year, 0, 1, 1, 2);
    for (int m = 1; m <= 12; ++m) {
        auto *button = new QToolButton(panel);
        button->setObjectName(QStringLiteral("month"));
        button->setText(QLocale().standaloneMonthName(m, QLocale::ShortFormat));
        button->setAccessibleName(QLocale().standaloneMonthName(m, QLocale::LongFormat));
        button->setCheckable(true);
        button->setChecked(now && now->mid(5).toInt() == m);
        button->setFixedWidth(56);
        QObject::connect(button, &QToolButton::clicked, menu, [choose, menu, year, m] {
            menu->close();
            const QString month = QStringLiteral("%1-%2").arg(year->text().toInt(), 4, 10, QLatin1Char('0')).arg(m, 2, 10, QLatin1Char('0'));
            choose(month);
        });
        grid->addWidget(button, 1 + (m - 1) / 4, (m - 1) % 4);
        if (button->isChecked() || (!now && m == 1)) {
            button->setFocus(); // for the arrow and tab keys
        }
    }
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(panel);
    menu->addAction(action);
    menu->popup(line->mapToGlobal(QPoint(0, line->height() + 2)));
}

} // namespace

void giveMonthMenu(QLineEdit *line, const std::function<std::optional<QString>()> &now, const std::function<void(const QString &)> &choose)
{
    auto *open = new QAction(line);
    const auto paint = [open] { open->setIcon(QIcon(theme().palette().dark ? QStringLiteral(":/icons/chevron-dark.svg") : QStringLiteral(":/icons/chevron-light.svg"))); };
    paint();
    QObject::connect(&theme(), &Theme::changed, open, paint);
    open->setToolTip(Words::tr("Choose a month"));
    line->addAction(open, QLineEdit::TrailingPosition);
    const auto show = [line, now, choose] { openMonths(line, now(), choose); };
    QObject::connect(open, &QAction::triggered, line, show);
    line->installEventFilter(new MonthKeys(line, show));
}

} // namespace ui
