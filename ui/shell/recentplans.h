// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QSettings;

namespace ui {

// The plans opened last, newest first; kept in the settings.
class RecentPlans
{
public:
    explicit RecentPlans(QSettings &settings) : m_settings(settings) {}
    QStringList paths() const; // those whose file is still there
    void add(const QString &path);

private:
    QSettings &m_settings;
};

} // namespace ui
