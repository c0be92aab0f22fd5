// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "valuefield.h"

#include <QLineEdit>

#include <optional>

class QComboBox;
class QLabel;
class QSlider;

namespace ui {

// A line edit that previews on each keystroke, keeps on Enter or when left, and takes Esc as "nothing happened".
class TextField : public ValueField
{
    Q_OBJECT

public:
    explicit TextField(QWidget *parent = nullptr);
    void setValue(const QVariant &value) override;
    QVariant value() const override { return m_kept; }
    void setError(const QString &reason) override;
    bool isEditing() const override { return m_dirty; }
    void setAssumption(bool assumption) override;
    void goOn() override { m_dirty = true; }
    void abandon() override;
    QLineEdit *edit() const { return m_edit; }
    void showValue(const QVariant &value); // while a slider is dragged; what is kept stays

protected:
    // The value that the text stands for; none with a reason where it is no value.
    virtual std::optional<QVariant> parse(const QString &text, QString &reason) const;
    virtual QString textOf(const QVariant &value) const;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void step(const QVariant &value); // by key: a preview, kept like typed text
    void choose(const QVariant &value); // from a list: kept at once, instead of what was being typed
    virtual bool stepBy(int, bool) { return false; } // up/down; big: page up/down

    QLineEdit *m_edit;
    QVariant m_kept;

private:
    void textEdited();
    void finish();
    void revert();

    bool m_dirty = false;
    bool m_assumption = false;
};

// A number with a unit; the value is a double in the model's unit, scale × shown ("80 %" is 0.8 with a scale of 0.01). Empty: an invalid QVariant.
class NumberField : public TextField
{
    Q_OBJECT

public:
    NumberField(const QString &unit, int decimals, double scale, bool mayBeEmpty, QWidget *parent = nullptr);
    void setStep(double shownStep) { m_step = shownStep; }
    void setPlaceholder(const QString &text);

protected:
    std::optional<QVariant> parse(const QString &text, QString &reason) const override;
    QString textOf(const QVariant &value) const override;
    bool stepBy(int direction, bool big) override;

private:
    QString m_unit;
    int m_decimals;
    double m_scale;
    bool m_mayBeEmpty;
    double m_step = 1;
};

// A month; the value is "YYYY-MM". Understands 2027-10, 10/2027, "Oct 2027"; up and down go by months, page up and down by years, the button opens a year.
class MonthField : public TextField
{
    Q_OBJECT

public:
    explicit MonthField(QWidget *parent = nullptr);
    static std::optional<QString> parseMonth(const QString &text);

protected:
    std::optional<QVariant> parse(const QString &text, QString &reason) const override;
    QString textOf(const QVariant &value) const override;
    bool stepBy(int direction, bool big) override;
};

// A number with a slider below; dragging previews, letting go keeps, Esc puts back.
class SliderField : public ValueField
{
    Q_OBJECT

public:
    // low and high in the model's unit.
    SliderField(NumberField *field, double low, double high, QWidget *parent = nullptr);
    void setValue(const QVariant &value) override;
    QVariant value() const override;
    void setError(const QString &reason) override { m_field->setError(reason); }
    bool isEditing() const override;
    void setAssumption(bool assumption) override { m_field->setAssumption(assumption); }
    void goOn() override { m_field->goOn(); }
    void abandon() override { m_field->abandon(); }
    NumberField *numberField() const { return m_field; }
    QSlider *slider() const { return m_slider; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    double valueAt(int position) const;
    int positionOf(double value) const;
    void place(double value);
    void moved(int position);
    void keep(double value);

    NumberField *m_field;
    QSlider *m_slider;
    double m_low, m_high;
    QVariant m_kept;
    bool m_dragging = false;
    bool m_cancelled = false;
    bool m_quiet = false;
};

// One of several; the value is the id, an empty one where none is chosen.
class ChoiceField : public ValueField
{
    Q_OBJECT

public:
    explicit ChoiceField(QWidget *parent = nullptr);
    void setChoices(const QVector<QPair<QString, QString>> &idsAndNames);
    void setValue(const QVariant &value) override;
    QVariant value() const override { return m_kept; }
    void setError(const QString &) override {}
    bool isEditing() const override { return false; }
    QComboBox *combo() const { return m_combo; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QComboBox *m_combo;
    QVariant m_kept;
    bool m_previewing = false;
};

} // namespace ui
