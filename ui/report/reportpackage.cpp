// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportpackage.h"

#include "plandocument.h"
#include "planpackage.h"
#include "text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>

#include <stdexcept>

namespace ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(report)
};

constexpr qint64 largestReport = 512LL * 1024 * 1024;
constexpr std::size_t largestPackage = 256u * 1024 * 1024;

// Takes what a stream decodes to, and stops where a bomb would go on.
class LimitedSink : public Pipeline
{
public:
    LimitedSink() : Pipeline("package", nullptr) {}
    void write(unsigned char const *data, std::size_t length) override
    {
        if (length > largestPackage - m_bytes.size()) {
            throw std::length_error("too large");
        }
        m_bytes.append(reinterpret_cast<const char *>(data), length);
    }
    void finish() override {}
    const std::string &bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

} // namespace

core::Result<PdfAttachment> planAttachment(const document::PlanDocument &document)
{
    const core::Result<QByteArray> package = document::planPackage(document);
    if (!package) {
        return package.error();
    }
    return PdfAttachment{QFileInfo(document.path()).completeBaseName() + QStringLiteral(".aifpack"), QStringLiteral("application/x-aifpack"),
                         Words::tr("The plan behind this report, with its tables, for AI Factory Planner"), *package};
}

bool isReportPath(const QString &path)
{
    return path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
}

core::Result<QByteArray> packageInReport(const QString &path)
{
    const std::string name = path.toStdString();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return core::Error{core::text("The file %1 cannot be read: %2.", {name, file.errorString().toStdString()})};
    }
    if (file.size() > largestReport) {
        return core::Error{core::text("The file %1 is too large to be a report.", {name})};
    }
    const QByteArray bytes = file.readAll();
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.setAttemptRecovery(false);
        pdf.processMemoryFile("report", bytes.constData(), static_cast<std::size_t>(bytes.size()));
        for (const auto &[attached, spec] : QPDFEmbeddedFileDocumentHelper(pdf).getEmbeddedFiles()) {
            if (!spec || !document::isPackagePath(QString::fromStdString(spec->getFilename()))) {
                continue;
            }
            QPDFObjectHandle stream = spec->getEmbeddedFileStream();
            LimitedSink sink;
            if (stream.isStream() && stream.pipeStreamData(&sink, nullptr, 0, qpdf_dl_generalized, true, false)) {
                return QByteArray(sink.bytes().data(), static_cast<qsizetype>(sink.bytes().size()));
            }
            return core::Error{core::text("The plan attached to %1 is damaged.", {name})};
        }
    } catch (const std::length_error &) {
        return core::Error{core::text("The plan attached to %1 is too large.", {name})};
    } catch (const std::exception &) {
        return core::Error{core::text("The file %1 is not a PDF file, or is damaged.", {name})};
    }
    return core::Error{core::text("The file %1 has no plan attached.", {name})};
}

} // namespace ui
