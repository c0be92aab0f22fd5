// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette.h"

#include <QFont>
#include <QObject>

namespace ui {

enum class TextStyle { Caption, Body, BodyStrong, Section, PageTitle, TileFigure };

// The look of the whole program: fonts, colours, style sheet. One instance, made by the application and reached through theme().
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };
    Theme();
    ~Theme() override;

    const Palette &palette() const { return m_palette; }
    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    // Sizes in pixels at 100 %, so that text and layout scale together with the device pixel ratio.
    static QFont font(TextStyle style);
    static int pixels(TextStyle style);

Q_SIGNALS:
    void changed();

private:
    void apply();

    Mode m_mode = Mode::System;
    bool m_systemDark = false;
    Palette m_palette;
};

// The application's theme. Widgets paint with its palette and listen to its changed().
Theme &theme();

// Loads the fonts that ship with the program; their family's name.
QString installFonts();

} // namespace ui
