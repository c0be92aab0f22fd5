// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "valuefield.h"

class QLabel;
class QToolButton;

namespace ui {

enum class Origin { Stated, Derived, Assumption, Catalogue };

// A label, an editor, where the value comes from, what it was, and why it cannot be accepted.
class FieldRow : public QWidget
{
    Q_OBJECT

public:
    FieldRow(const QString &label, ValueField *field, QWidget *parent = nullptr);
    ValueField *field() const { return m_field; }
    void setOrigin(Origin origin, const QString &sentence);
    void clearOrigin(); // several values, of which nothing can be said together
    // Overridden in the chosen scenario: a bar at the field, "was ..." and Reset beside it. An empty text: not overridden.
    void setOverridden(const QString &was);
    void setPreview(const QString &words); // "was 80.0, preview"; empty: none
    void setError(const QString &reason);
    void setEffect(const QString &words, const QString &hint = {}); // below the field: what the preview changes, and how it is kept
    void setLabelWidth(int width);

Q_SIGNALS:
    void resetWanted();

protected:
    void paintEvent(QPaintEvent *) override;

private:
    void arrange();
    void recolour();

    ValueField *m_field;
    QLabel *m_label;
    QLabel *m_originIcon;
    QLabel *m_origin;
    QLabel *m_was;
    QToolButton *m_reset;
    QLabel *m_error;
    QLabel *m_effect;
    QLabel *m_hint;
    QString m_iconName;
    bool m_overridden = false;
    bool m_previewing = false;
};

} // namespace ui
