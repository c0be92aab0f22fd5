// SPDX-License-Identifier: GPL-3.0-or-later
#include "splitrow.h"

#include "fields.h"
#include "format.h"
#include "icon.h"
#include "theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace ui {

namespace {

constexpr int sliderSteps = 1000;

// Colour and name of a member; a bar where the scenario overrides it, italics with dots where it is an assumption.
class MemberName : public QWidget
{
public:
    using QWidget::QWidget;
    void setMember(const SplitMember &member)
    {
        m_member = member;
        setToolTip(member.toolTip.isEmpty() ? member.name : member.name + QLatin1Char('\n') + member.toolTip);
        update();
    }
    QSize sizeHint() const override { return {126, 28}; }
    QSize minimumSizeHint() const override { return {96, 28}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &p = theme().palette();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (m_member.overridden) {
            painter.fillRect(QRect(0, 4, 3, height() - 8), p.accent);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_member.color);
        painter.drawRoundedRect(QRectF(7, height() / 2.0 - 5, 10, 10), 2, 2);
        QFont font = Theme::font(TextStyle::Body);
        font.setItalic(m_member.assumption);
        painter.setFont(font);
        painter.setPen(p.text);
        const QFontMetrics fm(font);
        const QString text = fm.elidedText(m_member.name, Qt::ElideMiddle, width() - 26);
        painter.drawText(QRect(25, 0, width() - 25, height()), Qt::AlignVCenter | Qt::TextSingleLine, text);
        if (m_member.assumption) {
            QPen pen(p.secondary, 1);
            pen.setDashPattern({1, 2});
            painter.setPen(pen);
            const int y = height() / 2 + fm.ascent() / 2 + 2;
            painter.drawLine(25, y, 25 + fm.horizontalAdvance(text), y);
        }
    }

private:
    SplitMember m_member;
};

// A slider with a tick at what the plan keeps while something else is tried.
class KeptSlider : public QSlider
{
public:
    using QSlider::QSlider;
    void setTick(int position)
    {
        m_tick = position;
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QSlider::paintEvent(event);
        if (m_tick >= 0 && m_tick != value()) {
            constexpr int handle = 16;
            const double x = handle / 2.0 + (width() - handle) * m_tick / double(sliderSteps);
            QPainter painter(this);
            painter.fillRect(QRectF(x - 1, height() / 2.0 - 6, 2, 12), theme().palette().text);
        }
    }

private:
    int m_tick = -1;
};

int positionOf(std::int64_t units)
{
    return static_cast<int>(std::lround(static_cast<double>(units) * sliderSteps / core::Split::whole));
}

} // namespace

SplitRowWidgets::SplitRowWidgets(SplitEditor &editor, int row, QGridLayout *grid)
    : QObject(&editor), m_editor(editor), m_row(row), m_name(new MemberName(&editor)), m_slider(new KeptSlider(Qt::Horizontal, &editor)), m_reason(new QLabel(&editor)),
      m_field(new NumberField({}, 2, editor.m_kind == SplitEditor::Kind::Shares ? 0.01 : 1e8, false, &editor)), m_lock(new QToolButton(&editor))
{
    const bool shares = editor.m_kind == SplitEditor::Kind::Shares;
    m_slider->setRange(0, sliderSteps);
    m_slider->setSingleStep(sliderSteps / 100);
    m_slider->setPageStep(sliderSteps / 20);
    m_slider->setMinimumSize(60, 22);
    m_slider->installEventFilter(&editor);
    m_reason->setFont(Theme::font(TextStyle::Caption));
    m_reason->setForegroundRole(QPalette::PlaceholderText);
    m_reason->setAlignment(shares ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    m_field->setFixedWidth(shares ? shareWidth : amountWidth);
    m_field->edit()->setAlignment(Qt::AlignRight);
    m_lock->setObjectName(QStringLiteral("quiet"));
    m_lock->setCheckable(true);
    m_lock->setFixedSize(lockWidth + 8, 28);
    m_lock->setIconSize({16, 16});
    grid->setRowMinimumHeight(row, 30);
    grid->addWidget(m_name, row, 0);
    grid->addWidget(m_slider, row, 1);
    grid->addWidget(m_reason, row, 1);
    grid->addWidget(m_field, row, 2);
    grid->addWidget(m_lock, row, 3);
    QWidget::setTabOrder(m_slider, m_field);
    QWidget::setTabOrder(m_field, m_lock);
    connect(m_slider, &QSlider::valueChanged, this, &SplitRowWidgets::sliderMoved);
    connect(m_slider, &QSlider::sliderReleased, this, [this] {
        if (m_editor.m_editing) {
            m_editor.keep();
        }
    });
    connect(m_field, &ValueField::edited, this, [this, shares](const QVariant &v) {
        m_editor.tryMember(m_row, std::llround(shares ? v.toDouble() * core::Split::whole : v.toDouble()), true);
    });
    connect(m_field, &ValueField::committed, this, [this] { m_editor.keep(); });
    connect(m_field, &ValueField::reverted, this, [this] {
        m_editor.say({});
        m_editor.revert();
    });
    connect(m_field, &ValueField::refused, this, [this](const QString &reason) { m_editor.say(reason); });
    connect(m_lock, &QToolButton::clicked, this, [this](bool on) { m_editor.setLocked(m_row, on); });
    m_slider->setVisible(shares);
    m_reason->setVisible(!shares);
}

void SplitRowWidgets::takeAway()
{
    for (QWidget *w : {m_name, static_cast<QWidget *>(m_slider), static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_field), static_cast<QWidget *>(m_lock)}) {
        w->hide();
        w->deleteLater();
    }
}

void SplitRowWidgets::setMember(const SplitMember &member)
{
    m_member = member;
    static_cast<MemberName *>(m_name)->setMember(member);
    const bool shares = m_editor.m_kind == SplitEditor::Kind::Shares;
    const QString unit = shares ? tr("%1, percent").arg(member.name) : tr("%1, € million").arg(member.name);
    m_slider->setAccessibleName(member.name);
    m_field->setAccessibleName(unit);
    m_field->edit()->setAccessibleName(unit);
    m_field->setToolTip(member.toolTip);
    m_field->setAssumption(member.assumption);
    m_slider->setToolTip(member.warning);
    m_slider->setVisible(shares && member.refusal.isEmpty());
    m_reason->setVisible(!shares || !member.refusal.isEmpty());
    m_reason->setText(member.refusal);
    m_lock->setVisible(true);
}

void SplitRowWidgets::show(const core::Split &split, const core::Split &kept, bool editing)
{
    const bool shares = m_editor.m_kind == SplitEditor::Kind::Shares;
    const std::int64_t units = split.units(m_row);
    const bool locked = split.isLocked(m_row);
    const bool refused = !m_member.refusal.isEmpty();
    const QVariant value(shares ? split.share(m_row) : static_cast<double>(units));
    m_quiet = true;
    if (!m_slider->isSliderDown()) {
        m_slider->setValue(positionOf(units));
    }
    m_quiet = false;
    static_cast<KeptSlider *>(m_slider)->setTick(positionOf(kept.units(m_row)));
    m_slider->setEnabled(!locked);
    if (editing && !m_field->isEditing()) {
        m_field->showValue(value);
    } else if (!editing) {
        m_field->setValue(value);
        m_field->setError({});
    }
    m_field->edit()->setReadOnly(locked);
    if (!shares) {
        m_reason->setText(split.total() > 0 ? format::percent(static_cast<double>(units) / static_cast<double>(split.total()), 1) : QString());
        m_field->setToolTip(format::exactEur(units));
    }
    m_lock->setEnabled(!refused);
    m_lock->setChecked(locked);
    const Palette &p = theme().palette();
    m_lock->setIcon(icon(locked ? QStringLiteral("lock") : QStringLiteral("unlock"), locked ? p.text : p.controlLine));
    m_lock->setToolTip(refused ? m_member.refusal : locked ? tr("Locked: keeps what it has. Unlock %1").arg(m_member.name) : tr("Lock %1: it keeps what it has").arg(m_member.name));
    m_lock->setAccessibleName(locked ? tr("Unlock %1").arg(m_member.name) : tr("Lock %1").arg(m_member.name));
}

void SplitRowWidgets::sliderMoved(int position)
{
    if (m_quiet) {
        return;
    }
    const auto back = [this] {
        m_quiet = true;
        m_slider->setValue(positionOf(m_editor.m_split.units(m_row)));
        m_quiet = false;
    };
    if (m_editor.m_cancelled) {
        back();
        return;
    }
    // Where it stands for the kept share it is that share, however fine.
    const std::int64_t kept = m_editor.m_kept.units(m_row);
    m_editor.tryMember(m_row, position == positionOf(kept) ? kept : core::Split::whole / sliderSteps * position, false);
    back(); // no further than the others allow
    if (!m_slider->isSliderDown()) {
        m_editor.keep();
    }
}

} // namespace ui
