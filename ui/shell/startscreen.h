// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace ui {

// What a window shows before a plan is open: begin with the shipped example, with nothing, or where one left off.
class StartScreen : public QWidget
{
    Q_OBJECT

public:
    explicit StartScreen(const QString &version, QWidget *parent = nullptr);
    void setRecent(const QStringList &paths);

Q_SIGNALS:
    void newFromExampleWanted();
    void newEmptyWanted();
    void openWanted();
    void planWanted(const QString &path);

private:
    QWidget *makeActions();

    QVBoxLayout *m_recent;
};

} // namespace ui
