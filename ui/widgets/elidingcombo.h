// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace ui {

// A combo box that ends a name too long for it with an ellipsis, and shows it whole when pointed at.
class ElidingCombo : public QComboBox
{
    Q_OBJECT

public:
    explicit ElidingCombo(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *) override;
    bool event(QEvent *event) override;

private:
    QString shown() const;
};

} // namespace ui
