// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields.h"

#include "elidingcombo.h"
#include "format.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

namespace {

// Dots under a text that is an assumption.
class DottedEdit : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QLineEdit::paintEvent(event);
        if (!font().italic() || text().isEmpty() || hasSelectedText()) {
            return;
        }
        const QFontMetrics fm = fontMetrics();
        const int edge = hasFocus() ? 10 : 11; // as the style sheet pads it
        const int width = std::min(fm.horizontalAdvance(text()), this->width() - 2 * edge - textMargins().right());
        const int left = alignment() & Qt::AlignRight ? this->width() - edge - textMargins().right() - width : edge;
        const int y = height() / 2 + fm.ascent() / 2 + 2;
        QPainter painter(this);
        QPen pen(theme().palette().secondary, 1);
        pen.setDashPattern({1, 2});
        painter.setPen(pen);
        painter.drawLine(left, y, left + width, y);
    }
};

} // namespace

TextField::TextField(QWidget *parent) : ValueField(parent), m_edit(new DottedEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit);
    setFocusProxy(m_edit);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textEdited, this, &TextField::textEdited);
}

void TextField::setValue(const QVariant &value)
{
    m_kept = value;
    if (!m_dirty) {
        const QString text = textOf(value);
        if (m_edit->text() != text) {
            m_edit->setText(text);
            m_edit->setCursorPosition(0);
        }
    }
}

void TextField::setError(const QString &reason)
{
    const QString state = reason.isEmpty() ? QString() : QStringLiteral("error");
    if (m_edit->property("state").toString() != state) {
        m_edit->setProperty("state", state);
        m_edit->style()->unpolish(m_edit);
        m_edit->style()->polish(m_edit);
    }
    m_edit->setAccessibleDescription(reason);
}

void TextField::setAssumption(bool assumption)
{
    if (m_assumption == assumption && m_edit->font().italic() == assumption) {
        return;
    }
    m_assumption = assumption;
    QFont f = Theme::font(TextStyle::Body);
    f.setItalic(assumption);
    m_edit->setFont(f);
    update();
}

void TextField::textEdited()
{
    m_dirty = true;
    QString reason;
    const auto value = parse(m_edit->text(), reason);
    if (value) {
        setError({}); // whoever listens may refuse the value and mark it again
        Q_EMIT edited(*value);
    } else {
        setError(reason);
        Q_EMIT refused(reason);
    }
}

void TextField::finish()
{
    if (!m_dirty) {
        return;
    }
    QString reason;
    const auto value = parse(m_edit->text(), reason);
    if (!value) {
        return; // stays marked; the plan keeps what it has
    }
    if (*value == m_kept && value->isValid() == m_kept.isValid()) {
        revert(); // typed and typed back: no edit
        return;
    }
    m_dirty = false;
    Q_EMIT committed(*value);
}

void TextField::revert()
{
    m_dirty = false;
    m_edit->setText(textOf(m_kept));
    setError({});
    Q_EMIT reverted();
}

void TextField::abandon()
{
    if (m_dirty) {
        revert();
    }
}

void TextField::showValue(const QVariant &value)
{
    m_edit->setText(textOf(value));
}

void TextField::step(const QVariant &value)
{
    setError({});
    m_edit->setText(textOf(value));
    m_dirty = true;
    Q_EMIT edited(value);
}

void TextField::choose(const QVariant &value)
{
    if (value == m_kept) {
        revert();
        return;
    }
    m_dirty = false;
    setError({});
    m_edit->setText(textOf(value));
    Q_EMIT committed(value);
}

bool TextField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            finish();
            return true;
        case Qt::Key_Escape:
            if (m_dirty) {
                revert();
                return true;
            }
            break;
        case Qt::Key_Up:
        case Qt::Key_Down:
            return stepBy(key->key() == Qt::Key_Up ? 1 : -1, false);
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            return stepBy(key->key() == Qt::Key_PageUp ? 1 : -1, true);
        default:
            break;
        }
    }
    if (event->type() == QEvent::FocusOut) {
        QString reason;
        if (m_dirty && !parse(m_edit->text(), reason)) {
            revert(); // nothing half-typed stays behind
        } else {
            finish();
        }
    }
    return ValueField::eventFilter(watched, event);
}

std::optional<QVariant> TextField::parse(const QString &text, QString &) const
{
    return QVariant(text);
}

QString TextField::textOf(const QVariant &value) const
{
    return value.toString();
}

NumberField::NumberField(const QString &unit, int decimals, double scale, bool mayBeEmpty, QWidget *parent)
    : TextField(parent), m_unit(unit), m_decimals(decimals), m_scale(scale), m_mayBeEmpty(mayBeEmpty)
{
    if (!unit.isEmpty()) {
        auto *label = new QLabel(unit, m_edit);
        label->setFont(Theme::font(TextStyle::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        auto *layout = new QHBoxLayout(m_edit);
        layout->setContentsMargins(0, 0, 8, 0);
        layout->addStretch(1);
        layout->addWidget(label);
        m_edit->setTextMargins(0, 0, label->sizeHint().width() + 6, 0);
    }
}

void NumberField::setPlaceholder(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

std::optional<QVariant> NumberField::parse(const QString &text, QString &reason) const
{
    QString t = text.trimmed();
    if (t.isEmpty() && m_mayBeEmpty) {
        return QVariant();
    }
    if (!m_unit.isEmpty() && t.endsWith(m_unit)) {
        t.chop(m_unit.size());
    }
    if (t.endsWith(QLatin1Char('%')) && m_unit == QLatin1String("%")) {
        t.chop(1);
    }
    const auto number = format::parse(t);
    if (!number) {
        reason = t.isEmpty() ? tr("A number is needed here.") : tr("“%1” is not a number.").arg(t);
        return std::nullopt;
    }
    // 80 % typed is 0.8 kept, not 0.8000000000000001.
    const double value = m_scale == 0.01 ? *number / 100 : *number * m_scale;
    return QVariant(value);
}

QString NumberField::textOf(const QVariant &value) const
{
    if (!value.isValid()) {
        return {};
    }
    const double shown = m_scale == 0.01 ? value.toDouble() * 100 : value.toDouble() / m_scale;
    // As many decimals as are needed to show what is kept, at least the usual ones.
    int decimals = m_decimals;
    while (decimals < m_decimals + 4 && std::fabs(shown - std::round(shown * std::pow(10, decimals)) / std::pow(10, decimals)) > 1e-9 * std::max(1.0, std::fabs(shown))) {
        ++decimals;
    }
    return format::number(shown, decimals);
}

bool NumberField::stepBy(int direction, bool big)
{
    QString reason;
    const auto now = parse(m_edit->text(), reason);
    if (!now || !now->isValid()) {
        return false;
    }
    const double sum = (m_scale == 0.01 ? now->toDouble() * 100 : now->toDouble() / m_scale) + direction * m_step * (big ? 10 : 1);
    const double shown = std::round(sum * 1e6) / 1e6; // 1.05, not 1.0500000000000003
    step(m_scale == 0.01 ? shown / 100 : shown * m_scale);
    return true;
}

ChoiceField::ChoiceField(QWidget *parent) : ValueField(parent), m_combo(new ElidingCombo(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_combo);
    setFocusProxy(m_combo);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(14);
    m_combo->installEventFilter(this);
    m_combo->view()->installEventFilter(this);
    connect(m_combo, &QComboBox::activated, this, [this](int index) {
        const QVariant v = m_combo->itemData(index);
        const bool previewed = std::exchange(m_previewing, false);
        if (v != m_kept) {
            Q_EMIT committed(v);
        } else if (previewed) {
            Q_EMIT reverted();
        }
    });
    connect(m_combo, &QComboBox::highlighted, this, [this](int index) {
        m_previewing = true;
        Q_EMIT edited(m_combo->itemData(index));
    });
}

bool ChoiceField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && watched == m_combo) {
        event->ignore(); // the page scrolls; a plan is not changed in passing
        return true;
    }
    if (event->type() == QEvent::Hide && watched == m_combo->view()) {
        // Closed without a choice, unless activated() follows at once.
        QMetaObject::invokeMethod(this, [this] {
            if (std::exchange(m_previewing, false)) {
                Q_EMIT reverted();
            }
        }, Qt::QueuedConnection);
    }
    return ValueField::eventFilter(watched, event);
}

void ChoiceField::setChoices(const QVector<QPair<QString, QString>> &idsAndNames)
{
    m_combo->clear();
    for (const auto &[id, name] : idsAndNames) {
        m_combo->addItem(name, id);
    }
    setValue(m_kept);
}

void ChoiceField::setValue(const QVariant &value)
{
    m_kept = value;
    m_combo->setCurrentIndex(m_combo->findData(value));
}

} // namespace ui
