// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldrow.h"

#include "elidinglabel.h"
#include "fields.h"
#include "icon.h"
#include "theme.h"

#include <QApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QToolButton>

namespace ui {

FieldRow::FieldRow(const QString &label, ValueField *field, QWidget *parent)
    : QWidget(parent), m_field(field), m_label(new ElidingLabel(label, this)), m_originIcon(new QLabel(this)), m_origin(new QLabel(this)), m_was(new ElidingLabel({}, this)), m_reset(new QToolButton(this)),
      m_error(new QLabel(this)), m_effect(new QLabel(this)), m_hint(new QLabel(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    m_label->setForegroundRole(QPalette::PlaceholderText);
    m_label->setBuddy(field);
    m_label->setMinimumHeight(28);
    for (QWidget *part = field; part; part = part->focusProxy()) {
        part->setAccessibleName(label);
    }
    for (QSlider *slider : field->findChildren<QSlider *>()) {
        slider->setAccessibleName(label);
    }
    grid->addWidget(m_label, 0, 0, Qt::AlignTop);
    grid->addWidget(field, 0, 1, Qt::AlignTop);
    auto *side = new QHBoxLayout;
    side->setSpacing(2);
    for (QLabel *l : {m_originIcon, m_origin, m_was}) {
        l->setFont(Theme::font(TextStyle::Caption));
        l->setForegroundRole(QPalette::PlaceholderText);
        l->setMinimumHeight(28);
        side->addWidget(l);
    }
    m_reset->setObjectName(QStringLiteral("link"));
    m_reset->setText(tr("Reset"));
    m_reset->setFont(Theme::font(TextStyle::Caption));
    m_reset->setFixedWidth(QFontMetrics(m_reset->font()).horizontalAdvance(m_reset->text()) + 8);
    m_reset->setAccessibleName(tr("Reset %1 to the inherited value").arg(label));
    m_reset->hide();
    side->addWidget(m_reset);
    side->addStretch(1);
    grid->addLayout(side, 0, 2, Qt::AlignTop);
    m_error->setFont(Theme::font(TextStyle::Caption));
    m_error->setWordWrap(true);
    m_error->hide();
    grid->addWidget(m_error, 1, 1, 1, 2);
    int line = 2;
    for (QLabel *l : {m_effect, m_hint}) {
        l->setFont(Theme::font(TextStyle::Caption));
        l->setWordWrap(true);
        l->hide();
        grid->addWidget(l, line++, 1, 1, 2);
    }
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    grid->setColumnMinimumWidth(0, 92);
    // Figures and months stand in one column; names and choices take the room that is left.
    const bool figure = qobject_cast<NumberField *>(field) || qobject_cast<MonthField *>(field) || qobject_cast<SliderField *>(field);
    if (figure) {
        field->setFixedWidth(120);
    }
    grid->setColumnStretch(figure ? 2 : 1, 1);
    connect(m_reset, &QToolButton::clicked, this, &FieldRow::resetWanted);
    connect(field, &ValueField::refused, this, &FieldRow::setError);
    connect(field, &ValueField::edited, this, [this] { setError({}); });
    connect(field, &ValueField::reverted, this, [this] { setError({}); });
    connect(&theme(), &Theme::changed, this, &FieldRow::recolour);
}

void FieldRow::setLabelWidth(int width)
{
    static_cast<QGridLayout *>(layout())->setColumnMinimumWidth(0, width);
}

void FieldRow::setOrigin(Origin origin, const QString &sentence)
{
    static const char *const icons[] = {"stated", "derived", "assumption", "derived"};
    const QString words[] = {tr("stated"), tr("derived"), tr("assumption"), tr("catalogue")};
    const auto i = static_cast<std::size_t>(origin);
    m_field->setAssumption(origin == Origin::Assumption);
    if (m_iconName == QLatin1String(icons[i]) && m_origin->text() == words[i] && m_origin->toolTip() == sentence) {
        return;
    }
    m_iconName = QLatin1String(icons[i]);
    m_origin->setText(words[i]);
    m_origin->setToolTip(sentence);
    m_field->setToolTip(sentence);
    recolour();
}

void FieldRow::clearOrigin()
{
    m_iconName.clear();
    m_originIcon->clear();
    m_origin->clear();
    m_origin->setToolTip({});
    m_field->setToolTip({});
    m_field->setAssumption(false);
}

void FieldRow::setOverridden(const QString &was)
{
    m_overridden = !was.isEmpty();
    if (!m_previewing) {
        m_was->setText(m_overridden ? tr("was %1").arg(was) : QString());
    }
    arrange();
}

void FieldRow::setPreview(const QString &words)
{
    m_previewing = !words.isEmpty();
    if (m_previewing) {
        m_was->setText(words);
    }
    arrange();
}

void FieldRow::arrange()
{
    m_was->setVisible(m_overridden || m_previewing);
    m_reset->setVisible(m_overridden && !m_previewing);
    m_origin->setVisible(!m_overridden && !m_previewing);
    m_originIcon->setVisible(!m_overridden && !m_previewing);
    update();
}

void FieldRow::setError(const QString &reason)
{
    m_field->setError(reason);
    m_error->setText(reason);
    m_error->setVisible(!reason.isEmpty());
    recolour();
}

void FieldRow::setEffect(const QString &words, const QString &hint)
{
    m_effect->setText(words);
    m_effect->setVisible(!words.isEmpty());
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void FieldRow::recolour()
{
    const Palette &p = theme().palette();
    if (!m_iconName.isEmpty()) {
        m_originIcon->setPixmap(iconPixmap(m_iconName, p.secondary, 16, devicePixelRatioF()));
    }
    QPalette colours = QApplication::palette();
    colours.setColor(QPalette::WindowText, p.worse);
    m_error->setPalette(colours);
}

void FieldRow::paintEvent(QPaintEvent *)
{
    if (m_overridden) {
        QPainter painter(this);
        const QRect r = m_field->geometry();
        painter.fillRect(QRect(r.left() - 6, r.top() + 1, 3, 26), theme().palette().accent);
    }
}

} // namespace ui
