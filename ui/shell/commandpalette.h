// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QVector>

#include <functional>

class QLineEdit;
class QListWidget;

namespace ui {

// Something that can be found by name and done.
struct PaletteEntry
{
    QString text;  // "LUMI AIF"
    QString group; // "Factory"
    QString hint;  // its keys
    std::function<void()> run;
};

// How well the letters typed are found in a text, in their order: more is better, below zero: not at all. Beginnings of words and letters that stand
// together count more; upper and lower case and accents are the same.
int matchScore(const QString &typed, const QString &text);

// Every command and every object by name: type a few letters, go with Up and Down, Enter does it.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(QVector<PaletteEntry> entries, QWidget *parent);
    QListWidget *list() const { return m_list; }
    QLineEdit *field() const { return m_field; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter();
    void runCurrent();

    QVector<PaletteEntry> m_entries;
    QVector<int> m_shown; // index in m_entries, by row
    QLineEdit *m_field;
    QListWidget *m_list;
};

} // namespace ui
