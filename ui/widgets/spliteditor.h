// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "split.h"

#include <QColor>
#include <QHash>
#include <QSet>
#include <QWidget>

#include <optional>

class QComboBox;
class QGridLayout;
class QLabel;

namespace ui {

class NumberField;
class SplitRowWidgets;

// One member of a group in the editor.
struct SplitMember
{
    QString id;
    QString name;
    QColor color;
    QString refusal;      // why it has and gets nothing, in place of the slider; empty: it may have a share
    QString warning;      // what is odd about its share
    QString toolTip;      // source, exact value
    bool overridden = false;
    bool assumption = false;

    bool operator==(const SplitMember &) const = default;
};

// A group of shares as table and sliders on one core::Split: always exactly 100 %. Or amounts, of which a total can be typed and spread. While
// somebody drags or types it says previewed(); letting go or Enter is committed(), one step; Esc is reverted(): nothing happened.
class SplitEditor : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Shares, Amounts };
    SplitEditor(Kind kind, const QString &accessibleName, QWidget *parent = nullptr);
    ~SplitEditor() override;

    // `key`: whose group it is. Locks and the absorber are remembered by it. What is being edited is not disturbed.
    void setGroup(const QString &key, const QVector<SplitMember> &members, const core::Split &kept);
    const core::Split &split() const { return m_split; } // as shown, with what is being edited
    bool isEditing() const { return m_editing; }
    void focusMember(const QString &id);

Q_SIGNALS:
    void previewed(const core::Split &split);
    void committed(const core::Split &split);
    void reverted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    friend class SplitRowWidgets;
    void rebuild();
    void showSplit();
    void setLocked(int member, bool locked);
    void tryMember(int member, std::int64_t units, bool byField);
    void tryTotal(std::int64_t total);
    void keep();
    void revert();
    void fillAbsorbers();
    void say(const QString &words);
    QString unitText(std::int64_t units) const;

    Kind m_kind;
    QString m_key;
    QVector<SplitMember> m_members;
    core::Split m_kept;  // as the plan has it, with the locks set here
    core::Split m_split; // as shown
    bool m_editing = false;
    bool m_cancelled = false; // Esc was pressed while the button is still down
    QHash<QString, QSet<QString>> m_locks;    // by key
    QHash<QString, QString> m_absorbers;      // by key; empty: everybody
    QVector<SplitRowWidgets *> m_rows;
    QGridLayout *m_grid;
    QWidget *m_gridHolder;
    QLabel *m_sumLabel;
    QLabel *m_sum;
    NumberField *m_total = nullptr; // of amounts
    QLabel *m_absorberLabel;
    QComboBox *m_absorber;
    QLabel *m_words;
};

} // namespace ui
