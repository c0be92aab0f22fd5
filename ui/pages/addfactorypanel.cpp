// SPDX-License-Identifier: GPL-3.0-or-later
#include "addfactorypanel.h"

#include "editwords.h"
#include "elidingcombo.h"
#include "flowgrid.h"
#include "schema.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui {

AddFactoryPanel::AddFactoryPanel(QWidget *parent)
    : Card(tr("Add a factory"), parent), m_name(new QLineEdit(this)), m_country(new ElidingCombo(this)), m_kind(new ElidingCombo(this)), m_reason(captionLabel({}, this)),
      m_othersTitle(captionLabel(tr("Or include one that the plan holds already and this scenario leaves out:"), this)), m_othersBox(new QWidget(this))
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_name->setPlaceholderText(tr("Name, as in “LUMI AIF”"));
    m_name->setAccessibleName(tr("Name of the new factory"));
    m_name->setMinimumWidth(140);
    m_country->setAccessibleName(tr("Country of the new factory"));
    m_country->setMinimumWidth(140);
    m_kind->setAccessibleName(tr("Kind of the new factory"));
    for (std::size_t i = 0; i < core::EnumTexts<core::FactoryKind>::texts.size(); ++i) {
        m_kind->addItem(sentences::choiceWord(core::EnumTexts<core::FactoryKind>::texts[i]), static_cast<int>(i));
    }
    auto *addButton = new QPushButton(tr("Add"), this);
    addButton->setObjectName(QStringLiteral("primary"));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    m_cancel = cancel;
    row->addWidget(m_name, 2);
    row->addWidget(m_country, 1);
    row->addWidget(m_kind);
    row->addWidget(addButton);
    row->addWidget(cancel);
    body()->addLayout(row);
    m_reason->setWordWrap(true);
    m_reason->hide();
    body()->addWidget(m_reason);
    body()->addWidget(m_othersTitle);
    auto *others = new QVBoxLayout(m_othersBox);
    others->setContentsMargins(0, 0, 0, 0);
    body()->addWidget(m_othersBox);
    connect(addButton, &QPushButton::clicked, this, &AddFactoryPanel::add);
    connect(m_name, &QLineEdit::returnPressed, this, &AddFactoryPanel::add);
    connect(m_name, &QLineEdit::textEdited, this, [this] { setReason({}); });
    connect(cancel, &QPushButton::clicked, this, &AddFactoryPanel::closed);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, [this] {
        if (m_cancel->isVisible()) {
            Q_EMIT closed();
        }
    });
}

void AddFactoryPanel::setCountries(const QVector<QPair<QString, QString>> &countries)
{
    if (m_country->count() == countries.size()) {
        return;
    }
    const QVariant chosen = m_country->currentData();
    m_country->clear();
    for (const auto &[code, countryName] : countries) {
        m_country->addItem(countryName, code);
    }
    m_country->setCurrentIndex(std::max(0, m_country->findData(chosen)));
}

void AddFactoryPanel::setOthers(const QVector<QPair<QString, QString>> &others)
{
    m_othersTitle->setVisible(!others.isEmpty());
    m_othersBox->setVisible(!others.isEmpty());
    if (others == m_others) {
        return;
    }
    m_others = others;
    delete m_grid;
    m_grid = new FlowGrid({6, 4, 3, 2}, 160, 28, m_othersBox);
    for (const auto &[id, factoryName] : others) {
        auto *button = new QPushButton(m_grid);
        button->setText(button->fontMetrics().elidedText(factoryName, Qt::ElideRight, 132));
        button->setToolTip(tr("Include %1").arg(factoryName));
        button->setAccessibleName(tr("Include %1").arg(factoryName));
        connect(button, &QPushButton::clicked, this, [this, factory = id] { Q_EMIT includeWanted(factory); });
        m_grid->add(button);
    }
    m_othersBox->layout()->addWidget(m_grid);
}

void AddFactoryPanel::setClosable(bool closable)
{
    m_cancel->setVisible(closable);
}

void AddFactoryPanel::start()
{
    m_name->clear();
    setReason({});
    m_name->setFocus(Qt::OtherFocusReason);
}

void AddFactoryPanel::setReason(const QString &reason)
{
    QPalette colours = palette();
    colours.setColor(QPalette::PlaceholderText, theme().palette().worse);
    m_reason->setPalette(colours);
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

void AddFactoryPanel::add()
{
    const QString text = m_name->text().trimmed();
    if (text.isEmpty()) {
        setReason(tr("A factory needs a name."));
        m_name->setFocus();
        return;
    }
    Q_EMIT addWanted(text, m_country->currentData().toString(), static_cast<core::FactoryKind>(m_kind->currentData().toInt()));
}

} // namespace ui
