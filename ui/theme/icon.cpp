// SPDX-License-Identifier: GPL-3.0-or-later
#include "icon.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QPainter>
#include <QPixmapCache>
#include <QPointer>
#include <QSvgRenderer>

namespace ui {

namespace {

// The drawing with its one colour replaced.
QByteArray tinted(const QString &name, const QColor &color)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return file.readAll().replace("#000000", color.name().toLatin1());
}

// Each drawing in each colour is read once; a page asks for dozens of them in a frame. They live as long as the application.
QSvgRenderer &rendererOf(const QString &name, const QColor &color)
{
    static QHash<QString, QPointer<QSvgRenderer>> renderers;
    QPointer<QSvgRenderer> &known = renderers[name + color.name()];
    if (!known) {
        known = new QSvgRenderer(tinted(name, color), QCoreApplication::instance());
    }
    return *known;
}

} // namespace

void paintIcon(QPainter &painter, const QString &name, const QColor &color, const QRectF &target)
{
    rendererOf(name, color).render(&painter, target);
}

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    const QString key = QStringLiteral("icon/%1/%2/%3/%4").arg(name, color.name()).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    pixmap = QPixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintIcon(painter, name, color, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString &name, const QColor &color)
{
    QIcon out;
    for (const qreal ratio : {1.0, 2.0, 3.0}) {
        for (const int size : {16, 20, 24}) {
            out.addPixmap(iconPixmap(name, color, size, ratio));
        }
    }
    return out;
}

} // namespace ui
