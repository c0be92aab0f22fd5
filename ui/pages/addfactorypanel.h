// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card.h"
#include "plan.h"

#include <QVector>

class QComboBox;
class QLineEdit;

namespace ui {

class FlowGrid;

// A new factory by name and country, or one click for each that the plan holds and the scenario leaves out.
class AddFactoryPanel : public Card
{
    Q_OBJECT

public:
    explicit AddFactoryPanel(QWidget *parent = nullptr);
    void setCountries(const QVector<QPair<QString, QString>> &codesAndNames);
    void setOthers(const QVector<QPair<QString, QString>> &idsAndNames); // of the plan, not in the scenario
    void setClosable(bool closable); // in an empty plan there is nothing to go back to
    void start();                    // empty, the cursor in the name
    void setReason(const QString &reason);

    QLineEdit *name() const { return m_name; }
    QComboBox *country() const { return m_country; }

Q_SIGNALS:
    void addWanted(const QString &name, const QString &country, core::FactoryKind kind);
    void includeWanted(const QString &id);
    void closed();

private:
    void add();

    QLineEdit *m_name;
    QComboBox *m_country;
    QComboBox *m_kind;
    QLabel *m_reason;
    QWidget *m_cancel;
    QLabel *m_othersTitle;
    QWidget *m_othersBox;
    FlowGrid *m_grid = nullptr;
    QVector<QPair<QString, QString>> m_others;
};

} // namespace ui
