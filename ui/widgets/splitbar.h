// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QVector>
#include <QWidget>

namespace ui {

struct SplitPart
{
    QString name;
    QColor color;
    double share = 0; // of 1

    bool operator==(const SplitPart &) const = default;
};

// Shares of one whole as a bar with names; what is missing to 100 % is hatched.
class SplitBar : public QWidget
{
    Q_OBJECT

public:
    explicit SplitBar(QWidget *parent = nullptr);
    void setParts(const QVector<SplitPart> &parts);
    QSize sizeHint() const override { return {200, 22}; }

protected:
    void paintEvent(QPaintEvent *) override;

private:
    QVector<SplitPart> m_parts;
};

} // namespace ui
