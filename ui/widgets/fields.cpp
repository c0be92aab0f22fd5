// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields.h"

#include "format.h"
#include "theme.h"

#include <QAction>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QRegularExpression>
#include <QSlider>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <cmath>

namespace ui {

TextField::TextField(QWidget *parent) : ValueField(parent), m_edit(new QLineEdit(this))
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
    m_assumption = assumption;
    QFont f = Theme::font(TextStyle::Body);
    f.setItalic(assumption);
    m_edit->setFont(f);
    update();
}

void TextField::paintEvent(QPaintEvent *)
{
}

void TextField::textEdited()
{
    m_dirty = true;
    QString reason;
    const auto value = parse(m_edit->text(), reason);
    if (value) {
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

void TextField::step(const QVariant &value)
{
    m_edit->setText(textOf(value));
    m_dirty = true;
    Q_EMIT edited(value);
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
    const double shown = (m_scale == 0.01 ? now->toDouble() * 100 : now->toDouble() / m_scale) + direction * m_step * (big ? 10 : 1);
    step(m_scale == 0.01 ? shown / 100 : shown * m_scale);
    return true;
}

MonthField::MonthField(QWidget *parent) : TextField(parent)
{
    auto *open = new QAction(this);
    open->setIcon(QIcon(theme().palette().dark ? QStringLiteral(":/icons/chevron-dark.svg") : QStringLiteral(":/icons/chevron-light.svg")));
    open->setToolTip(tr("Choose a month"));
    m_edit->addAction(open, QLineEdit::TrailingPosition);
    connect(open, &QAction::triggered, this, &MonthField::openPicker);
}

std::optional<QString> MonthField::parseMonth(const QString &text)
{
    static const QRegularExpression iso(QStringLiteral("^\\s*(\\d{4})[-./](\\d{1,2})\\s*$"));
    static const QRegularExpression turned(QStringLiteral("^\\s*(\\d{1,2})[-./](\\d{4})\\s*$"));
    static const QRegularExpression words(QStringLiteral("^\\s*([^\\d\\s.]+)\\.?\\s+(\\d{4})\\s*$"));
    int year = 0;
    int month = 0;
    if (const auto m = iso.match(text); m.hasMatch()) {
        year = m.captured(1).toInt();
        month = m.captured(2).toInt();
    } else if (const auto t = turned.match(text); t.hasMatch()) {
        year = t.captured(2).toInt();
        month = t.captured(1).toInt();
    } else if (const auto w = words.match(text); w.hasMatch()) {
        year = w.captured(2).toInt();
        for (int i = 1; i <= 12; ++i) {
            for (const QLocale &locale : {QLocale(), QLocale::c()}) {
                if (w.captured(1).size() >= 3 && locale.standaloneMonthName(i, QLocale::LongFormat).startsWith(w.captured(1), Qt::CaseInsensitive)) {
                    month = i;
                }
            }
        }
    }
    if (year < 1900 || year > 2999 || month < 1 || month > 12) {
        return std::nullopt;
    }
    return QStringLiteral("%1-%2").arg(year, 4, 10, QLatin1Char('0')).arg(month, 2, 10, QLatin1Char('0'));
}

std::optional<QVariant> MonthField::parse(const QString &text, QString &reason) const
{
    const auto month = parseMonth(text);
    if (!month) {
        reason = tr("“%1” is not a month; write Oct 2027 or 2027-10.").arg(text.trimmed());
        return std::nullopt;
    }
    return QVariant(*month);
}

QString MonthField::textOf(const QVariant &value) const
{
    const QStringList parts = value.toString().split(QLatin1Char('-'));
    return parts.size() == 2 ? format::longMonth(parts[0].toInt(), parts[1].toInt()).replace(QChar(0xA0), QLatin1Char(' ')) : QString();
}

bool MonthField::stepBy(int direction, bool big)
{
    const auto now = parseMonth(m_edit->text());
    if (!now) {
        return false;
    }
    const int index = now->left(4).toInt() * 12 + now->mid(5).toInt() - 1 + direction * (big ? 12 : 1);
    step(QStringLiteral("%1-%2").arg(index / 12, 4, 10, QLatin1Char('0')).arg(index % 12 + 1, 2, 10, QLatin1Char('0')));
    return true;
}

void MonthField::openPicker()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *panel = new QWidget(menu);
    auto *grid = new QGridLayout(panel);
    grid->setSpacing(4);
    const auto now = parseMonth(m_edit->text());
    auto *year = new QLabel(now ? now->left(4) : QStringLiteral("2026"), panel);
    year->setAlignment(Qt::AlignCenter);
    year->setFont(Theme::font(TextStyle::BodyStrong));
    for (const int direction : {-1, 1}) {
        auto *turn = new QToolButton(panel);
        turn->setObjectName(QStringLiteral("quiet"));
        turn->setText(direction < 0 ? QStringLiteral("‹") : QStringLiteral("›"));
        turn->setAccessibleName(direction < 0 ? tr("Previous year") : tr("Next year"));
        connect(turn, &QToolButton::clicked, year, [year, direction] { year->setText(QString::number(year->text().toInt() + direction)); });
        grid->addWidget(turn, 0, direction < 0 ? 0 : 3);
    }
    grid->addWidget(year, 0, 1, 1, 2);
    for (int m = 1; m <= 12; ++m) {
        auto *button = new QToolButton(panel);
        button->setObjectName(QStringLiteral("segment"));
        button->setText(QLocale().standaloneMonthName(m, QLocale::ShortFormat));
        button->setCheckable(true);
        button->setChecked(now && now->mid(5).toInt() == m);
        button->setMinimumWidth(52);
        connect(button, &QToolButton::clicked, menu, [this, menu, year, m] {
            menu->close();
            const QString month = QStringLiteral("%1-%2").arg(year->text().toInt(), 4, 10, QLatin1Char('0')).arg(m, 2, 10, QLatin1Char('0'));
            Q_EMIT committed(month);
        });
        grid->addWidget(button, 1 + (m - 1) / 4, (m - 1) % 4);
    }
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(panel);
    menu->addAction(action);
    menu->popup(m_edit->mapToGlobal(QPoint(0, m_edit->height() + 2)));
}

namespace {
constexpr int sliderSteps = 1000;
}

SliderField::SliderField(NumberField *field, double low, double high, QWidget *parent)
    : ValueField(parent), m_field(field), m_slider(new QSlider(Qt::Horizontal, this)), m_low(low), m_high(high)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(field);
    layout->addWidget(m_slider);
    setFocusProxy(field);
    m_slider->setRange(0, sliderSteps);
    m_slider->setPageStep(sliderSteps / 20);
    m_slider->setSingleStep(sliderSteps / 100);
    m_slider->installEventFilter(this);
    connect(field, &ValueField::edited, this, &ValueField::edited);
    connect(field, &ValueField::committed, this, &ValueField::committed);
    connect(field, &ValueField::reverted, this, &ValueField::reverted);
    connect(field, &ValueField::refused, this, &ValueField::refused);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        if (m_quiet) {
            return;
        }
        // Three decimals of the model's unit are as fine as a slider can be set by hand.
        const double v = std::round((m_low + (m_high - m_low) * position / sliderSteps) * 1000) / 1000;
        m_dragging = m_slider->isSliderDown();
        Q_EMIT edited(v);
        if (!m_dragging) {
            Q_EMIT committed(v);
        }
    });
    connect(m_slider, &QSlider::sliderReleased, this, [this] {
        if (m_dragging) {
            m_dragging = false;
            Q_EMIT committed(std::round((m_low + (m_high - m_low) * m_slider->value() / sliderSteps) * 1000) / 1000);
        }
    });
}

void SliderField::setValue(const QVariant &value)
{
    m_kept = value;
    m_field->setValue(value);
    if (!m_dragging) {
        m_quiet = true;
        m_slider->setValue(static_cast<int>(std::lround((value.toDouble() - m_low) / (m_high - m_low) * sliderSteps)));
        m_quiet = false;
    }
}

QVariant SliderField::value() const
{
    return m_kept;
}

bool SliderField::isEditing() const
{
    return m_dragging || m_field->isEditing();
}

bool SliderField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && m_dragging) {
        m_dragging = false;
        m_quiet = true;
        m_slider->setSliderDown(false);
        m_quiet = false;
        setValue(m_kept);
        Q_EMIT reverted();
        return true;
    }
    return ValueField::eventFilter(watched, event);
}

ChoiceField::ChoiceField(QWidget *parent) : ValueField(parent), m_combo(new QComboBox(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_combo);
    setFocusProxy(m_combo);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(14);
    connect(m_combo, &QComboBox::activated, this, [this](int index) {
        const QVariant v = m_combo->itemData(index);
        if (v != m_kept) {
            Q_EMIT committed(v);
        }
    });
    connect(m_combo, &QComboBox::highlighted, this, [this](int index) { Q_EMIT edited(m_combo->itemData(index)); });
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
