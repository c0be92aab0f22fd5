// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QColor>

namespace ui {

// What one line of an explanation shows.
struct ExplainRowSpec
{
    QString sign = {};  // "÷" before the label
    QString label = {}, value = {};
    QString note = {};  // below, smaller; lines break
    QString icon = {};  // before the note
    double bar = -1;    // between label and value, of its full width; below zero: none
    double mark = -1;   // a tick on the bar's ground
    QColor color = {};  // of the bar
    QString beside = {}; // small, between bar and value
    int indent = 0;
    bool strong = false;
    bool link = false;  // leads deeper, or to an editor
    bool assumption = false;
    bool above = true;  // a hairline above it
};

// One line of an explanation: a link to what is behind it.
class ExplainRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ExplainRow(const ExplainRowSpec &spec, QWidget *parent = nullptr);
    const ExplainRowSpec &spec() const { return m_spec; }
    QSize sizeHint() const override { return {240, heightForWidth(width())}; }
    QSize minimumSizeHint() const override { return {160, 28}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    QRect noteRect(int width) const;

    ExplainRowSpec m_spec;
};

} // namespace ui
