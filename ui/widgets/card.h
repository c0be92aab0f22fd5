// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QVBoxLayout;
class QHBoxLayout;

namespace ui {

// A quiet surface with one border, a title and room for what belongs to it.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    QVBoxLayout *body() const { return m_body; }
    QHBoxLayout *head() const { return m_head; } // for a button at the right of the title

private:
    QLabel *m_title;
    QLabel *m_subtitle;
    QHBoxLayout *m_head;
    QVBoxLayout *m_body;
};

// Labels in the program's type scale.
QLabel *captionLabel(const QString &text, QWidget *parent);
QLabel *sectionLabel(const QString &text, QWidget *parent);

} // namespace ui
