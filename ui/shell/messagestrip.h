// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace ui {

// What went otherwise than asked, said in the window without stopping anybody: what happened, what was kept, what to do.
class MessageStrip : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Note, Problem };
    explicit MessageStrip(QWidget *parent = nullptr);
    void showMessage(Kind kind, const QString &words);
    // A button of the message shown; pressing it also takes the message away.
    void addAction(const QString &text, std::function<void()> run);
    QString words() const;

private:
    void clearActions();

    QLabel *m_icon;
    QLabel *m_words;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
};

} // namespace ui
