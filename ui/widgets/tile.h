// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace ui {

enum class Trend { Neutral, Better, Worse };

// What a tile shows. prefix and unit stand small beside the figure; delta is the change against the comparison.
struct TileSpec
{
    QString caption;
    QString prefix;
    QString figure;
    QString unit;
    QString delta;
    Trend trend = Trend::Neutral;
    int direction = 0; // of the change: up, none, down; a triangle says it beside the colour
    QString toolTip;

    bool operator==(const TileSpec &) const = default;
};

// One headline figure that can be clicked.
class Tile : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Tile(QWidget *parent = nullptr);
    void setSpec(const TileSpec &spec);
    const TileSpec &spec() const { return m_spec; }
    QSize sizeHint() const override { return {145, 88}; }
    QSize minimumSizeHint() const override { return {124, 88}; }

protected:
    void paintEvent(QPaintEvent *) override;

private:
    TileSpec m_spec;
};

} // namespace ui
