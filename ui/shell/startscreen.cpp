// SPDX-License-Identifier: GPL-3.0-or-later
#include "startscreen.h"

#include "card.h"
#include "icon.h"
#include "theme.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSvgRenderer>
#include <QVBoxLayout>

namespace ui {

namespace {

// The program's sign, in its own colours.
class Logo : public QWidget
{
public:
    explicit Logo(int size, QWidget *parent) : QWidget(parent) { setFixedSize(size, size); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QSvgRenderer(QStringLiteral(":/icons/aifplanner.svg")).render(&painter, QRectF(rect()));
    }
};

} // namespace

StartScreen::StartScreen(const QString &version, QWidget *parent) : QWidget(parent), m_recent(new QVBoxLayout)
{
    setObjectName(QStringLiteral("page"));
    auto *middle = new QWidget(this);
    middle->setMaximumWidth(720);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(new Logo(48, middle));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *title = new QLabel(tr("AI Factory Planner"), middle);
    title->setFont(Theme::font(TextStyle::PageTitle));
    words->addWidget(title);
    words->addWidget(captionLabel(tr("Plan Europe’s AI Factories: which systems, when, who takes part, who pays. Version %1").arg(version), middle));
    head->addLayout(words, 1);
    column->addLayout(head);
    column->addWidget(makeActions());
    auto *recent = new Card(tr("Recent plans"), middle);
    m_recent->setSpacing(0);
    recent->body()->addLayout(m_recent);
    column->addWidget(recent);
    auto *hint = captionLabel(tr("Or drop a plan file (.aifplan) on this window."), middle);
    column->addWidget(hint);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(middle, 10);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addLayout(row);
    layout->addStretch(3);
    setRecent({});
}

QWidget *StartScreen::makeActions()
{
    auto *card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto *rows = new QVBoxLayout(card);
    rows->setContentsMargins(16, 8, 16, 8);
    struct Action
    {
        QString name, words, button;
        void (StartScreen::*signal)();
        bool primary;
    };
    const Action actions[] = {
        {tr("The shipped example"), tr("The first seven AI Factories with all sources and four scenarios, in a file of your own"), tr("New from example…"), &StartScreen::newFromExampleWanted, true},
        {tr("An empty plan"), tr("A horizon and the three programmes, nothing else"), tr("New empty plan…"), &StartScreen::newEmptyWanted, false},
        {tr("A plan you have"), tr("A file ending in .aifplan; every edit is saved in it at once"), tr("Open…"), &StartScreen::openWanted, false}};
    for (const Action &a : actions) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(0, 4, 0, 4);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        auto *name = new QLabel(a.name, card);
        name->setFont(Theme::font(TextStyle::BodyStrong));
        words->addWidget(name);
        auto *more = captionLabel(a.words, card);
        more->setWordWrap(true);
        words->addWidget(more);
        row->addLayout(words, 1);
        auto *button = new QPushButton(a.button, card);
        button->setMinimumWidth(160);
        if (a.primary) {
            button->setObjectName(QStringLiteral("primary"));
        }
        connect(button, &QPushButton::clicked, this, a.signal);
        row->addWidget(button, 0, Qt::AlignVCenter);
        rows->addLayout(row);
    }
    return card;
}

void StartScreen::setRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    if (paths.isEmpty()) {
        m_recent->addWidget(captionLabel(tr("No plan has been opened yet. Begin with the shipped example."), this));
        return;
    }
    for (const QString &path : paths.mid(0, 6)) {
        const QFileInfo info(path);
        auto *row = new QWidget(this);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        auto *open = new QPushButton(info.fileName(), row);
        open->setObjectName(QStringLiteral("link"));
        open->setCursor(Qt::PointingHandCursor);
        open->setToolTip(path);
        connect(open, &QPushButton::clicked, this, [this, path] { Q_EMIT planWanted(path); });
        layout->addWidget(open);
        auto *where = captionLabel({}, row);
        where->setText(where->fontMetrics().elidedText(info.absolutePath(), Qt::ElideMiddle, 320));
        layout->addWidget(where, 1);
        layout->addWidget(captionLabel(QLocale().toString(info.lastModified(), QStringLiteral("d MMM yyyy HH:mm")), row));
        m_recent->addWidget(row);
    }
}

} // namespace ui
