// SPDX-License-Identifier: GPL-3.0-or-later
#include "icon.h"

#include <QFile>
#include <QPainter>
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

} // namespace

void paintIcon(QPainter &painter, const QString &name, const QColor &color, const QRectF &target)
{
    QSvgRenderer renderer(tinted(name, color));
    renderer.render(&painter, target);
}

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintIcon(painter, name, color, QRectF(0, 0, size, size));
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
