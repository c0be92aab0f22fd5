// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowreport.h"

#include "report.h"
#include "workspace.h"

namespace app {

decltype(ui::WindowServices::writeReport) reportWriter()
{
    return [](const document::Workspace &workspace, const QString &path, const ui::WriteProgress &progress) -> core::Result<QString> {
        auto input = ui::reportInput(workspace.document().plan(), workspace.scenario(), workspace.against());
        if (!input) {
            return input.error();
        }
        input->date = QDate::currentDate();
        input->author = qEnvironmentVariable("USER");
        input->realPrices = workspace.realPrices();
        return ui::writeReport(*input, {}, path, [&](int page, int pages) { return progress(pages > 0 ? static_cast<double>(page) / pages : 0); });
    };
}

} // namespace app
