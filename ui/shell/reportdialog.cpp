// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportdialog.h"

#include "elidingcombo.h"
#include "plandocument.h"
#include "segmentedcontrol.h"
#include "theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace ui {

namespace {
constexpr int choicesWidth = 372;
constexpr int logoHeight = 28;
constexpr int restMs = 250; // after the last change
} // namespace

ReportDialog::ReportDialog(const document::PlanDocument &document, const ReportChoice &choice, const QDate &date, QWidget *parent)
    : QDialog(parent), m_document(document), m_choice(choice), m_date(date)
{
    setWindowTitle(tr("Report"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(24);
    layout->addWidget(makeChoices());
    layout->addWidget(makePreview(), 1);
    fillScenarios();
    refreshFields();
    m_soon.setSingleShot(true);
    m_soon.setInterval(restMs);
    connect(&m_soon, &QTimer::timeout, this, &ReportDialog::refreshPreview);
    resize(1080, 780);
    refreshPreview();
}

QWidget *ReportDialog::makeChoices()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(choicesWidth);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(8);
    layout->addLayout(form);
    const auto soon = [this] { refreshFields(); m_soon.start(); };

    m_kind = new ElidingCombo(side);
    const std::pair<ReportKind, QString> kinds[] = {{ReportKind::Board, tr("Report to the Governing Board")}, {ReportKind::Slides, tr("Slides")}, {ReportKind::Country, tr("Country sheet")},
                                                    {ReportKind::Factory, tr("Factory sheet")}, {ReportKind::Changes, tr("Changes between two scenarios")}};
    for (const auto &[kind, name] : kinds) {
        m_kind->addItem(name, static_cast<int>(kind));
    }
    m_kind->setCurrentIndex(static_cast<int>(m_choice.kind));
    form->addRow(tr("&Kind"), m_kind);
    m_subject = new ElidingCombo(side);
    m_subjectLabel = new QLabel(tr("&Of"), side);
    m_subjectLabel->setBuddy(m_subject);
    form->addRow(m_subjectLabel, m_subject);
    m_fileEach = new QCheckBox(tr("A &file for each"), side);
    m_fileEach->setChecked(m_choice.fileEach);
    form->addRow(QString(), m_fileEach);
    m_scenario = new ElidingCombo(side);
    form->addRow(tr("&Scenario"), m_scenario);
    m_against = new ElidingCombo(side);
    form->addRow(tr("&Compared with"), m_against);
    m_prices = new SegmentedControl(tr("Price basis"), {tr("Nominal"), tr("Prices of %1").arg(m_document.plan()->settings().priceYear)}, side);
    m_prices->setCurrent(m_choice.realPrices ? 1 : 0);
    form->addRow(tr("Money"), m_prices);
    m_period = new SegmentedControl(tr("Period of the chart of payments"), {tr("Year"), tr("Quarter")}, side);
    m_period->setToolTip(tr("Of the chart of payments; the tables are by year."));
    m_period->setCurrent(m_choice.options.period == engine::Period::Quarter ? 1 : 0);
    m_periodLabel = new QLabel(tr("Payments chart by"), side);
    form->addRow(m_periodLabel, m_period);
    m_sections = new QWidget(side);
    auto *sections = new QVBoxLayout(m_sections);
    sections->setContentsMargins(0, 0, 0, 0);
    sections->setSpacing(4);
    for (const auto &[id, name] : reportSections()) {
        auto *box = new QCheckBox(name, m_sections);
        box->setObjectName(id);
        box->setChecked(!m_choice.options.leftOut.contains(id));
        sections->addWidget(box);
        connect(box, &QCheckBox::toggled, this, soon);
    }
    m_sectionsLabel = new QLabel(tr("Sections"), side);
    m_sectionsLabel->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->addRow(m_sectionsLabel, m_sections);
    m_organisation = new QLineEdit(m_choice.options.organisation, side);
    m_organisation->setMaxLength(120);
    form->addRow(tr("Or&ganisation"), m_organisation);
    auto *logo = new QHBoxLayout;
    logo->setSpacing(8);
    m_logo = new QLabel(side);
    m_logo->setFixedHeight(logoHeight);
    auto *pick = new QPushButton(tr("Choose…"), side);
    pick->setAccessibleName(tr("Choose a logo"));
    pick->setToolTip(tr("A picture for the cover (PNG, JPEG, SVG). The plan keeps it."));
    pick->setAutoDefault(false);
    m_noLogo = new QPushButton(tr("Remove"), side);
    m_noLogo->setAccessibleName(tr("Remove the logo"));
    m_noLogo->setAutoDefault(false);
    logo->addWidget(m_logo, 1);
    logo->addWidget(pick);
    logo->addWidget(m_noLogo);
    auto *logoLabel = new QLabel(tr("&Logo"), side);
    logoLabel->setBuddy(pick);
    form->addRow(logoLabel, logo);
    showLogo();
    m_draft = new QCheckBox(tr("Mark every page as a &draft"), side);
    m_draft->setChecked(m_choice.options.draft);
    form->addRow(m_draft); // over both columns: in a longer language the names leave too little beside them
    m_attach = new QCheckBox(tr("Put the &plan inside the file"), side);
    m_attach->setToolTip(tr("Whoever gets the PDF can open the plan from it, with its history."));
    m_attach->setChecked(m_choice.attachPlan);
    form->addRow(m_attach);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, side);
    m_write = buttons->addButton(tr("Write PDF…"), QDialogButtonBox::AcceptRole);
    m_write->setDefault(true);
    layout->addWidget(buttons);

    connect(m_kind, &QComboBox::currentIndexChanged, this, [this, soon] { m_page = 0; soon(); });
    for (QComboBox *combo : {m_subject, m_scenario, m_against}) {
        connect(combo, &QComboBox::currentIndexChanged, this, soon);
    }
    connect(m_prices, &SegmentedControl::chosen, this, soon);
    connect(m_period, &SegmentedControl::chosen, this, soon);
    connect(m_organisation, &QLineEdit::textChanged, this, soon);
    for (QCheckBox *box : {m_fileEach, m_draft, m_attach}) {
        connect(box, &QCheckBox::toggled, this, soon);
    }
    connect(pick, &QPushButton::clicked, this, &ReportDialog::pickLogo);
    connect(m_noLogo, &QPushButton::clicked, this, [this, pick, soon] {
        pick->setFocus(); // before its button goes
        m_choice.logo.clear();
        showLogo();
        soon();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    return side;
}

QWidget *ReportDialog::makePreview()
{
    auto *right = new QWidget(this);
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_picture = new QLabel(right);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setMinimumSize(320, 320);
    m_picture->setAccessibleName(tr("Preview"));
    layout->addWidget(m_picture, 1);
    m_problem = new QLabel(right);
    m_problem->setWordWrap(true);
    m_problem->setAlignment(Qt::AlignCenter);
    QPalette red = m_problem->palette();
    red.setColor(QPalette::WindowText, theme().palette().worse);
    m_problem->setPalette(red);
    layout->addWidget(m_problem);
    auto *row = new QHBoxLayout;
    m_previous = new QToolButton(right);
    m_previous->setArrowType(Qt::LeftArrow);
    m_previous->setToolTip(tr("Previous page (Page Up)"));
    m_previous->setAccessibleName(tr("Previous page"));
    m_next = new QToolButton(right);
    m_next->setArrowType(Qt::RightArrow);
    m_next->setToolTip(tr("Next page (Page Down)"));
    m_next->setAccessibleName(tr("Next page"));
    m_pageNumber = new QLabel(right);
    m_pageNumber->setAlignment(Qt::AlignCenter);
    m_pageNumber->setMinimumWidth(110);
    row->addStretch(1);
    row->addWidget(m_previous);
    row->addWidget(m_pageNumber);
    row->addWidget(m_next);
    row->addStretch(1);
    layout->addLayout(row);
    connect(m_previous, &QToolButton::clicked, this, [this] { showPage(m_page - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { showPage(m_page + 1); });
    return right;
}

void ReportDialog::fillScenarios()
{
    for (const auto &[combo, id] : {std::pair(m_scenario, m_choice.scenario), std::pair(m_against, m_choice.against)}) {
        const QSignalBlocker quiet(combo);
        combo->addItem(tr("Baseline"), QString());
        for (const core::Scenario &s : m_document.plan()->scenarios) {
            combo->addItem(QString::fromStdString(s.name), QString::fromStdString(s.id));
        }
        combo->setCurrentIndex(std::max(0, combo->findData(id)));
    }
}

// Countries or factories, by name; all of them first.
void ReportDialog::fillSubjects()
{
    const ReportKind kind = static_cast<ReportKind>(m_kind->currentData().toInt());
    const bool countries = kind == ReportKind::Country;
    if (m_subject->property("kind").toInt() == static_cast<int>(kind) && m_subject->count() > 0) {
        return;
    }
    const QSignalBlocker quiet(m_subject);
    m_subject->clear();
    m_subject->setProperty("kind", static_cast<int>(kind));
    m_subject->addItem(countries ? tr("All countries") : tr("All factories"), QString());
    std::vector<std::pair<QString, QString>> names;
    const core::Plan &plan = *m_document.plan();
    if (countries) {
        std::set<std::string> partners;
        for (const core::Participation &p : plan.participations) {
            partners.insert(p.country);
        }
        for (const std::string &id : partners) {
            const core::Country *country = plan.countries.find(id);
            names.emplace_back(country ? QString::fromStdString(country->name) : QString::fromStdString(id), QString::fromStdString(id));
        }
    } else {
        for (const core::Factory &f : plan.factories) {
            names.emplace_back(QString::fromStdString(f.name), QString::fromStdString(f.id));
        }
    }
    std::sort(names.begin(), names.end());
    for (const auto &[name, id] : names) {
        m_subject->addItem(name, id);
    }
    m_subject->setCurrentIndex(std::max(0, m_subject->findData(m_choice.subject)));
}

// Only what the kind of report asks for is shown.
void ReportDialog::refreshFields()
{
    const ReportKind kind = static_cast<ReportKind>(m_kind->currentData().toInt());
    const bool sheets = kind == ReportKind::Country || kind == ReportKind::Factory;
    if (sheets) {
        fillSubjects();
    }
    m_subjectLabel->setVisible(sheets);
    m_subject->setVisible(sheets);
    m_fileEach->setVisible(sheets && m_subject->currentData().toString().isEmpty());
    m_sections->setVisible(kind == ReportKind::Board);
    m_sectionsLabel->setVisible(kind == ReportKind::Board);
    m_period->setVisible(kind == ReportKind::Board);
    m_periodLabel->setVisible(kind == ReportKind::Board);
}

ReportChoice ReportDialog::choice() const
{
    ReportChoice c = m_choice;
    c.kind = static_cast<ReportKind>(m_kind->currentData().toInt());
    const bool sheets = c.kind == ReportKind::Country || c.kind == ReportKind::Factory;
    c.subject = sheets ? m_subject->currentData().toString() : QString();
    c.fileEach = m_fileEach->isChecked();
    c.scenario = m_scenario->currentData().toString();
    c.against = m_against->currentData().toString();
    c.realPrices = m_prices->current() == 1;
    c.options.period = m_period->current() == 1 ? engine::Period::Quarter : engine::Period::Year;
    c.options.leftOut.clear();
    for (const QCheckBox *box : m_sections->findChildren<QCheckBox *>()) {
        if (!box->isChecked()) {
            c.options.leftOut << box->objectName();
        }
    }
    c.options.draft = m_draft->isChecked();
    c.options.organisation = m_organisation->text().trimmed();
    c.attachPlan = m_attach->isChecked();
    return c;
}

QString ReportDialog::problem() const
{
    return m_problem->text();
}

void ReportDialog::refreshPreview()
{
    const ReportChoice c = choice();
    const core::Result<ReportInput> input = previewInputFor(m_document.plan(), c, m_date);
    const core::Status possible = input ? checkTarget(*input, {c.kind, c.subject}) : core::Status(input.error());
    m_problem->setText(possible ? QString() : QString::fromStdString(possible.error().message));
    m_problem->setVisible(!possible);
    m_write->setEnabled(possible.ok());
    m_write->setToolTip(m_problem->text());
    m_canvas = possible ? std::make_unique<ReportCanvas>(reportPages(*input, {c.kind, c.subject})) : nullptr;
    showPage(m_page);
}

void ReportDialog::showPage(int page)
{
    const int pages = pageCount();
    m_page = std::clamp(page, 0, std::max(0, pages - 1));
    m_previous->setEnabled(m_page > 0);
    m_next->setEnabled(m_page + 1 < pages);
    m_pageNumber->setText(pages > 0 ? tr("Page %1 of %2").arg(m_page + 1).arg(pages) : QString());
    if (!m_canvas) {
        m_picture->clear();
        return;
    }
    const double ratio = devicePixelRatioF();
    const QSizeF size = m_canvas->pageSize().scaled(QSizeF(m_picture->size()) - QSizeF(4, 4), Qt::KeepAspectRatio);
    QImage picture((size * ratio).toSize(), QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    const double scale = picture.width() / (m_canvas->pageSize().width() * paper::unitsPerMm);
    painter.scale(scale, scale);
    m_canvas->paint(painter, m_page);
    painter.restore();
    painter.setPen(QPen(theme().palette().line, ratio));
    painter.drawRect(QRectF(0, 0, picture.width() - 1, picture.height() - 1));
    painter.end();
    picture.setDevicePixelRatio(ratio);
    m_picture->setPixmap(QPixmap::fromImage(picture));
}

void ReportDialog::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    showPage(m_page);
}

void ReportDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp) {
        showPage(m_page + (event->key() == Qt::Key_PageDown ? 1 : -1));
        return;
    }
    QDialog::keyPressEvent(event);
}

void ReportDialog::pickLogo()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("A picture for the cover"), QString(), tr("Pictures (*.png *.jpg *.jpeg *.svg)"));
    if (!path.isEmpty()) {
        takeLogo(path);
    }
}

void ReportDialog::takeLogo(const QString &path)
{
    const core::Result<QImage> picture = logoFrom(path);
    if (!picture) {
        m_problem->setText(QString::fromStdString(picture.error().message));
        m_problem->show();
        return;
    }
    m_choice.logo = logoText(*picture);
    showLogo();
    refreshPreview();
}

void ReportDialog::showLogo()
{
    const QImage picture = logoOfText(m_choice.logo);
    m_noLogo->setVisible(!picture.isNull());
    if (picture.isNull()) {
        m_logo->setText(tr("no picture"));
        m_logo->setAccessibleName(QString());
        return;
    }
    const double ratio = devicePixelRatioF();
    QImage small = picture.scaled(QSize(120, logoHeight) * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    small.setDevicePixelRatio(ratio);
    m_logo->setPixmap(QPixmap::fromImage(small));
    m_logo->setAccessibleName(tr("The logo"));
}

} // namespace ui
