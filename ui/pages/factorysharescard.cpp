// SPDX-License-Identifier: GPL-3.0-or-later
#include "factorysharescard.h"

#include "cellform.h"
#include "datatable.h"
#include "editwords.h"
#include "elidinglabel.h"
#include "factorytables.h"
#include "fieldrow.h"
#include "findingsentences.h"
#include "icon.h"
#include "splitbar.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int edge = 16;

QToolButton *linkButton(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("link"));
    button->setFont(Theme::font(TextStyle::Caption));
    button->setText(text);
    button->setAccessibleName(text);
    return button;
}

// The bar that marks a value of the scenario's own, as in the tables.
class BarSample : public QWidget
{
public:
    explicit BarSample(QWidget *parent) : QWidget(parent) { setFixedSize(3, 16); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), theme().palette().accent); }
};

std::string keyOf(const std::string &factory, const std::string &costClass, const std::string &programme)
{
    return factory + '/' + costClass + '/' + programme;
}

} // namespace

FactorySharesCard::FactorySharesCard(document::Workspace &workspace, QWidget *parent)
    : QFrame(parent), m_workspace(workspace), m_scroll(new QScrollArea(this)), m_participants(new DataTable(tr("Participants"), this)), m_costLines(new DataTable(tr("Cost lines"), this))
{
    setObjectName(QStringLiteral("card"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 1, 0, 1);
    auto *inside = new QWidget(m_scroll);
    inside->setObjectName(QStringLiteral("formBody"));
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 9, 0, 8);
    column->setSpacing(4);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setObjectName(QStringLiteral("onCard"));
    outer->addWidget(m_scroll);

    QToolButton *join = addSection(column, tr("Participants"), tr("shares in %, € million, million hours"), tr("Add participant"));
    connect(join, &QToolButton::clicked, this, [this, join] { Q_EMIT addParticipantWanted(join->mapToGlobal(QPoint(0, join->height()))); });
    column->addWidget(m_participants);
    m_participantForm = makeDetail(column, QStringLiteral("participation"));
    m_participantForm.form->addField("participation", "role");
    m_participantForm.form->addField("participation", "contribution_share", {tr("Gives"), 0, 1, 2});
    m_participantForm.form->addField("participation", "access_share", {tr("Access share"), 0, 1, 2});
    connect(addSplitLink(m_participantForm), &QToolButton::clicked, this, [this] { Q_EMIT splitWanted({"participation", m_participantForm.row, "contribution_share"}); });
    makeFunding(column);
    connect(addSection(column, tr("Cost lines"), tr("what no system’s figures give"), tr("Add cost line")), &QToolButton::clicked, this, &FactorySharesCard::addCostLineWanted);
    column->addWidget(m_costLines);
    m_costForm = makeDetail(column, QStringLiteral("cost_line"));
    for (const char *field : {"name", "category", "amount_cents", "basis", "first_month", "last_month"}) {
        m_costForm.form->addField("cost_line", field);
    }
    m_costForm.form->addField("cost_line", "indexed", {tr("With inflation")});
    column->addStretch(1);
    column->addWidget(makeLegend());

    for (DataTable *table : {m_participants, m_costLines}) {
        table->setDense(true);
        table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        Detail &detail = table == m_participants ? m_participantForm : m_costForm;
        connect(table, &QTableView::clicked, this, [this, table, &detail](const QModelIndex &index) {
            if (!index.data(items::TotalRole).toBool()) {
                open(detail, table == m_participants ? m_factory + '/' + table->currentRowId().toStdString() : table->currentRowId().toStdString());
            }
        });
        connect(table, &DataTable::rowActivated, this, [this, table, &detail](const QString &id) {
            if (table != m_participants || id != QLatin1String("EU")) {
                open(detail, table == m_participants ? m_factory + '/' + id.toStdString() : id.toStdString());
                detail.form->focusCell({table == m_participants ? "participation" : "cost_line", detail.row, ""});
            }
        });
        connect(table, &DataTable::figureWanted, this, &FactorySharesCard::figureWanted);
    }
}

QToolButton *FactorySharesCard::addSection(QVBoxLayout *column, const QString &title, const QString &subtitle, const QString &add)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(edge, column->count() > 0 ? 10 : 0, edge - 6, 0);
    row->setSpacing(8);
    auto *label = new QLabel(title, this);
    label->setFont(Theme::font(TextStyle::BodyStrong));
    row->addWidget(label);
    auto *more = new ElidingLabel(subtitle, this);
    more->setFont(Theme::font(TextStyle::Caption));
    more->setForegroundRole(QPalette::PlaceholderText);
    more->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(more, 1);
    QToolButton *button = nullptr;
    if (!add.isEmpty()) {
        button = linkButton(add, this);
        row->addWidget(button);
    }
    column->addLayout(row);
    return button;
}

FactorySharesCard::Detail FactorySharesCard::makeDetail(QVBoxLayout *column, const QString &entity)
{
    Detail d;
    d.box = new QFrame(this);
    d.box->setObjectName(QStringLiteral("detail"));
    auto *inside = new QVBoxLayout(d.box);
    inside->setContentsMargins(edge, 8, edge - 6, 10);
    inside->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    d.title = new QLabel(d.box);
    d.title->setFont(Theme::font(TextStyle::BodyStrong));
    d.title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(d.title, 1);
    if (!entity.isEmpty()) {
        d.duplicate = linkButton(tr("Duplicate"), d.box);
        d.duplicate->setVisible(entity == QLatin1String("cost_line"));
        d.remove = linkButton(tr("Remove"), d.box);
        head->addWidget(d.duplicate);
        head->addWidget(d.remove);
    }
    auto *shut = linkButton(tr("Close"), d.box);
    head->addWidget(shut);
    inside->addLayout(head);
    d.form = new CellForm(m_workspace, d.box);
    inside->addWidget(d.form);
    d.box->hide();
    column->addWidget(d.box);
    connect(shut, &QToolButton::clicked, this, &FactorySharesCard::close);
    auto *escape = new QShortcut(Qt::Key_Escape, d.box);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &FactorySharesCard::close);
    if (d.remove) {
        CellForm *form = d.form;
        connect(d.remove, &QToolButton::clicked, this, [this, form, entity] { Q_EMIT removeWanted(entity, QString::fromStdString(form->row(entity.toStdString()))); });
        connect(d.duplicate, &QToolButton::clicked, this, [this, form, entity] { Q_EMIT duplicateWanted(entity, QString::fromStdString(form->row(entity.toStdString()))); });
    }
    return d;
}

QToolButton *FactorySharesCard::addSplitLink(const Detail &detail)
{
    auto *link = linkButton(tr("Split all shares to 100 %…"), detail.box);
    static_cast<QVBoxLayout *>(detail.box->layout())->addWidget(link, 0, Qt::AlignLeft);
    return link;
}

QWidget *FactorySharesCard::makeLegend()
{
    auto *legend = new QWidget(this);
    auto *row = new QHBoxLayout(legend);
    row->setContentsMargins(edge, 8, edge, 0);
    row->setSpacing(6);
    const auto add = [&](const QString &words, const char *iconName) {
        if (iconName) {
            auto *sign = new QLabel(legend);
            sign->setPixmap(iconPixmap(QLatin1String(iconName), theme().palette().secondary, 14, devicePixelRatioF()));
            row->addWidget(sign);
        }
        auto *label = new ElidingLabel(words, legend);
        label->setFont(Theme::font(TextStyle::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
        row->addWidget(label);
        row->addSpacing(6);
        return label;
    };
    add(tr("stated"), "stated");
    add(tr("derived"), "derived");
    QFont slanted = Theme::font(TextStyle::Caption);
    slanted.setItalic(true);
    add(tr("assumption"), "assumption")->setFont(slanted);
    row->addWidget(new BarSample(legend));
    add(tr("this scenario’s own"), nullptr);
    row->addStretch(1);
    return legend;
}

void FactorySharesCard::makeFunding(QVBoxLayout *column)
{
    addSection(column, tr("Funding shares"), tr("of each class of cost, %; a class opens its shares"), {});
    for (const char *costClass : {"infrastructure", "operations", "services"}) {
        ClassRow r;
        r.costClass = costClass;
        QString name = sentences::choiceWord(costClass);
        name[0] = name.at(0).toUpper();
        r.name = new QPushButton(name, this);
        r.name->setObjectName(QStringLiteral("link"));
        r.name->setFixedWidth(100);
        r.name->setText(r.name->fontMetrics().elidedText(name, Qt::ElideRight, 88));
        r.name->setToolTip(name);
        r.name->setAccessibleName(tr("Funding shares of %1").arg(sentences::choiceWord(costClass)));
        r.bar = new SplitBar(this);
        r.bar->setAccessibleName(r.name->accessibleName());
        r.origin = new QLabel(this);
        r.origin->setFixedWidth(16);
        auto *row = new QHBoxLayout;
        row->setContentsMargins(edge - 4, 0, edge, 0);
        row->setSpacing(8);
        row->addWidget(r.name);
        row->addWidget(r.bar, 1);
        row->addWidget(r.origin);
        column->addLayout(row);
        connect(r.name, &QPushButton::clicked, this, [this, costClass] { open(m_fundingForm, m_fundingForm.row == costClass ? std::string() : costClass); });
        m_classes.push_back(r);
    }
    m_fundingForm = makeDetail(column, {});
    connect(addSplitLink(m_fundingForm), &QToolButton::clicked, this, [this] {
        if (!m_programmes.empty()) {
            Q_EMIT splitWanted({"funding", keyOf(m_factory, m_fundingForm.row, m_programmes.front()), "share"});
        }
    });
    auto *add = linkButton(tr("Add a payer"), m_fundingForm.box);
    static_cast<QVBoxLayout *>(m_fundingForm.box->layout())->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QToolButton::clicked, this, [this, add] { Q_EMIT addFundingWanted(QString::fromStdString(m_fundingForm.row), add->mapToGlobal(QPoint(0, add->height()))); });
}

void FactorySharesCard::setFactory(const std::string &factory)
{
    if (m_factory != factory) {
        close();
        m_factory = factory;
    }
}

void FactorySharesCard::setEffectWords(const std::function<QString()> &words)
{
    for (const Detail *d : {&m_participantForm, &m_fundingForm, &m_costForm}) {
        d->form->setEffectWords(words);
    }
}

void FactorySharesCard::close()
{
    for (Detail *d : {&m_participantForm, &m_fundingForm, &m_costForm}) {
        open(*d, {});
    }
}

void FactorySharesCard::open(Detail &detail, const std::string &row)
{
    if (!row.empty()) {
        for (Detail *d : {&m_participantForm, &m_fundingForm, &m_costForm}) {
            if (d != &detail) {
                open(*d, {}); // one at a time
            }
        }
    } else {
        detail.form->abandon();
    }
    const bool opens = !row.empty() && detail.row != row;
    detail.row = row;
    if (&detail == &m_fundingForm) {
        refreshFunding();
    } else {
        refreshDetail(detail, &detail == &m_participantForm ? "participation" : "cost_line");
    }
    if (opens) {
        showWhole(detail);
    }
}

void FactorySharesCard::showWhole(const Detail &detail)
{
    QTimer::singleShot(0, detail.box, [this, box = detail.box] {
        // Its foot first, then its head, so that a box higher than the card begins where it is read.
        const QRect place(box->mapTo(m_scroll->widget(), QPoint()), box->size());
        m_scroll->ensureVisible(place.left(), place.bottom(), 0, 8);
        m_scroll->ensureVisible(place.left(), place.top(), 0, 8);
    });
}

void FactorySharesCard::refreshDetail(Detail &d, const std::string &entity)
{
    const core::Plan &plan = m_workspace.projection()->plan;
    if (core::entity(entity)->indexOf(plan, d.row) < 0) {
        d.row.clear();
    }
    d.form->setRow(entity, d.row);
    d.box->setVisible(!d.row.empty());
    if (!d.row.empty()) {
        const QString name = entity == "cost_line" ? QString::fromStdString(plan.costLines.find(d.row)->name) : sentences::rowName(plan, entity, d.row);
        d.title->setText(d.title->fontMetrics().elidedText(name, Qt::ElideRight, 250));
        d.form->refresh();
    }
}

void FactorySharesCard::rebuildFundingForm()
{
    const core::Plan &plan = m_workspace.projection()->plan;
    std::vector<std::string> programmes;
    for (const core::Programme &p : plan.programmes) {
        if (plan.funding.find(keyOf(m_factory, m_fundingForm.row, p.id))) {
            programmes.push_back(p.id);
        }
    }
    if (programmes != m_programmes) {
        m_programmes = programmes;
        m_fundingForm.form->clear();
        for (const std::string &id : programmes) {
            m_fundingForm.form->addField("funding", "share", {sentences::programmeName(plan, static_cast<int>(plan.programmes.indexOf(id))), 0, 1, 2});
        }
        m_formClass.clear();
    }
    if (m_formClass != m_factory + '/' + m_fundingForm.row) {
        m_formClass = m_factory + '/' + m_fundingForm.row;
        const QList<FieldRow *> rows = m_fundingForm.form->findChildren<FieldRow *>(QString(), Qt::FindDirectChildrenOnly);
        for (qsizetype i = 0; i < rows.size() && i < static_cast<qsizetype>(programmes.size()); ++i) {
            m_fundingForm.form->setRowOf(rows[i], keyOf(m_factory, m_fundingForm.row, programmes[static_cast<std::size_t>(i)]));
        }
    }
}

void FactorySharesCard::refreshFunding()
{
    const core::Plan &plan = m_workspace.projection()->plan;
    for (const ClassRow &r : m_classes) {
        QVector<SplitPart> parts;
        auto evidence = engine::Evidence::Stated;
        for (std::size_t i = 0; i < plan.programmes.size(); ++i) {
            const std::string key = keyOf(m_factory, r.costClass, plan.programmes[i].id);
            if (const core::Funding *f = plan.funding.find(key)) {
                parts << SplitPart{sentences::programmeName(plan, static_cast<int>(i)), programmeColor(QString::fromStdString(f->programme)), f->share};
                evidence = std::max(evidence, m_workspace.evidenceOf({"funding", key, "share"}));
            }
        }
        r.bar->setParts(parts);
        static const char *const icons[] = {"stated", "derived", "assumption"};
        r.origin->setPixmap(parts.isEmpty() ? QPixmap() : iconPixmap(QLatin1String(icons[static_cast<int>(evidence)]), theme().palette().secondary, 16, devicePixelRatioF()));
        r.origin->setToolTip(parts.isEmpty() ? tr("Nobody pays for this class; the money is shown as unfunded.")
                                             : m_workspace.sourceSentence({"funding", keyOf(m_factory, r.costClass, plan.programmes[0].id), "share"}));
    }
    const bool shown = !m_fundingForm.row.empty();
    m_fundingForm.box->setVisible(shown);
    if (shown) {
        m_fundingForm.title->setText(tr("Who pays for %1").arg(sentences::choiceWord(m_fundingForm.row)));
        rebuildFundingForm();
        m_fundingForm.form->refresh();
    }
}

void FactorySharesCard::refresh()
{
    m_participants->setSpec(participantsTable(m_workspace, m_factory));
    m_participants->setFixedHeight(m_participants->contentHeight());
    m_costLines->setSpec(costLinesTable(m_workspace, m_factory));
    m_costLines->setFixedHeight(m_costLines->contentHeight());
    refreshDetail(m_participantForm, "participation");
    refreshFunding();
    refreshDetail(m_costForm, "cost_line");
}

bool FactorySharesCard::showCell(const core::Cell &cell)
{
    if (cell.entity == "funding") {
        const std::size_t first = cell.row.find('/');
        const std::size_t second = cell.row.find('/', first + 1);
        open(m_fundingForm, cell.row.substr(first + 1, second == std::string::npos ? second : second - first - 1));
        return m_fundingForm.form->focusCell(cell);
    }
    Detail &detail = cell.entity == "participation" ? m_participantForm : m_costForm;
    open(detail, cell.row);
    (cell.entity == "participation" ? m_participants : m_costLines)->setCurrentRowId(QString::fromStdString(cell.entity == "participation" ? cell.row.substr(cell.row.find('/') + 1) : cell.row));
    return detail.form->focusCell(cell);
}

} // namespace ui
