// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields.h"

#include "theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

namespace ui {

namespace {
constexpr int sliderSteps = 1000;

// A slider with a tick at the value that the plan keeps while another is tried out.
class TickedSlider : public QSlider
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
        if (m_tick >= 0 && m_tick != value()) {
            constexpr int handle = 16;
            const double x = handle / 2.0 + (width() - handle) * m_tick / double(sliderSteps);
            QPainter painter(this);
            painter.fillRect(QRectF(x - 1, height() / 2.0 - 6, 2, 12), theme().palette().text);
        }
        QSlider::paintEvent(event);
    }

private:
    int m_tick = -1;
};
} // namespace

SliderField::SliderField(NumberField *field, double low, double high, QWidget *parent)
    : ValueField(parent), m_field(field), m_slider(new TickedSlider(Qt::Horizontal, this)), m_low(low), m_high(high)
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
    m_slider->setMinimumHeight(20);
    m_slider->installEventFilter(this);
    connect(field, &ValueField::edited, this, [this](const QVariant &v) {
        if (v.isValid()) {
            place(v.toDouble());
        }
        Q_EMIT edited(v);
    });
    connect(field, &ValueField::committed, this, &ValueField::committed);
    connect(field, &ValueField::reverted, this, [this] {
        place(m_kept.toDouble());
        Q_EMIT reverted();
    });
    connect(field, &ValueField::refused, this, &ValueField::refused);
    connect(m_slider, &QSlider::valueChanged, this, &SliderField::moved);
    connect(m_slider, &QSlider::sliderReleased, this, [this] {
        if (m_dragging) {
            m_dragging = false;
            keep(valueAt(m_slider->value()));
        }
    });
}

double SliderField::valueAt(int position) const
{
    // Where it stands for the kept value it is that value, however fine.
    if (m_kept.isValid() && position == positionOf(m_kept.toDouble())) {
        return m_kept.toDouble();
    }
    // Three decimals of the model's unit are as fine as a slider can be set by hand.
    return std::round((m_low + (m_high - m_low) * position / sliderSteps) * 1000) / 1000;
}

int SliderField::positionOf(double value) const
{
    return static_cast<int>(std::lround((qBound(m_low, value, m_high) - m_low) / (m_high - m_low) * sliderSteps));
}

void SliderField::place(double value)
{
    m_quiet = true;
    m_slider->setValue(positionOf(value));
    m_quiet = false;
}

void SliderField::moved(int position)
{
    if (m_quiet) {
        return;
    }
    if (m_cancelled) { // Esc was pressed; the button is still down
        place(m_kept.toDouble());
        return;
    }
    const double v = valueAt(position);
    m_dragging = m_slider->isSliderDown();
    m_field->setError({});
    m_field->showValue(v);
    Q_EMIT edited(v);
    if (!m_dragging) {
        keep(v);
    }
}

// One edit; none where the slider came back to where it was.
void SliderField::keep(double value)
{
    if (m_kept.isValid() && m_kept.toDouble() == value) {
        Q_EMIT reverted();
    } else {
        Q_EMIT committed(value);
    }
}

void SliderField::setValue(const QVariant &value)
{
    m_kept = value;
    static_cast<TickedSlider *>(m_slider)->setTick(value.isValid() ? positionOf(value.toDouble()) : -1);
    if (m_dragging) {
        return;
    }
    m_field->setValue(value);
    if (!m_field->isEditing()) {
        place(value.toDouble());
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
    if (event->type() == QEvent::Wheel) {
        event->ignore(); // the page scrolls; a plan is not changed in passing
        return true;
    }
    if (event->type() == QEvent::MouseButtonRelease) {
        m_cancelled = false;
    }
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && m_dragging) {
        m_dragging = false;
        m_cancelled = true;
        m_quiet = true;
        m_slider->setSliderDown(false);
        m_quiet = false;
        setValue(m_kept);
        Q_EMIT reverted();
        return true;
    }
    return ValueField::eventFilter(watched, event);
}

} // namespace ui
