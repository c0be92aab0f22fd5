// SPDX-License-Identifier: GPL-3.0-or-later
#include "fingerprint.h"

#include "schema.h"

#include <QCryptographicHash>

namespace document {

QString fingerprint(const core::Plan &plan)
{
    std::string text;
    for (const core::EntityInfo &info : core::entities()) {
        if (!info.content) {
            continue;
        }
        text += "table " + std::string(info.name) + '\n';
        for (std::size_t i = 0; i < info.size(plan); ++i) {
            const void *row = info.rowAt(plan, i);
            for (const core::FieldInfo &f : info.fields) {
                const core::Value v = f.get(row);
                const std::string plain = core::toPlainText(v);
                text += "nirt"[v.index()] + std::to_string(plain.size()) + ':' + plain;
            }
            text += '\n';
        }
    }
    return QString::fromLatin1(QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256).toHex());
}

} // namespace document
