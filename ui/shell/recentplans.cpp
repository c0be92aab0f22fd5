// SPDX-License-Identifier: GPL-3.0-or-later
#include "recentplans.h"

#include <QFileInfo>
#include <QSettings>

namespace ui {

namespace {
constexpr int most = 10;
const QString key = QStringLiteral("recentPlans");
} // namespace

QStringList RecentPlans::paths() const
{
    QStringList out;
    for (const QString &path : m_settings.value(key).toStringList()) {
        if (QFileInfo::exists(path)) {
            out << path;
        }
    }
    return out;
}

void RecentPlans::add(const QString &path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList all = m_settings.value(key).toStringList();
    all.removeAll(whole);
    all.prepend(whole);
    m_settings.setValue(key, QStringList(all.mid(0, most)));
}

} // namespace ui
