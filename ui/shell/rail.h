// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace ui {

// The pages by name, and at the foot which plan this is.
class Rail : public QFrame
{
    Q_OBJECT

public:
    static constexpr int width = 176;
    explicit Rail(QWidget *parent = nullptr);
    void addPage(const QString &icon, const QString &name);
    int current() const;
    void setCurrent(int page);
    void setFoot(const QString &title, const QString &horizon, const QString &state);

Q_SIGNALS:
    void chosen(int page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void tint();

    QButtonGroup *m_group;
    QVBoxLayout *m_buttons;
    QLabel *m_title;
    QLabel *m_horizon;
    QLabel *m_state;
    QStringList m_icons;
};

} // namespace ui
