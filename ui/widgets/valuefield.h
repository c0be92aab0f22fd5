// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keywords.h"

#include <QVariant>
#include <QWidget>

namespace ui {

// An editor of one value. While somebody types or drags it says edited(): show it everywhere, keep nothing. committed() is one edit;
// reverted() means that nothing happened. What cannot be accepted is marked at the field with the reason.
class ValueField : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    static KeyWords keyWords(); // of its editors
    // Shows a kept value; ignored while somebody is editing.
    virtual void setValue(const QVariant &value) = 0;
    virtual QVariant value() const = 0;
    virtual void setError(const QString &reason) = 0; // empty: none
    virtual bool isEditing() const = 0;
    virtual void setAssumption(bool) {} // italic, dotted underline
    virtual void goOn() {}    // the value committed last was not taken: it stays, marked, until it is mended or Esc is pressed
    virtual void abandon() {} // whatever is being typed is given up; reverted() says so

Q_SIGNALS:
    void edited(const QVariant &value);
    void committed(const QVariant &value);
    void reverted();
    void refused(const QString &reason); // typed text that is no value of this kind
};

} // namespace ui
