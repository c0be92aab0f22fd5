// SPDX-License-Identifier: GPL-3.0-or-later
#include "spliteditor.h"

#include "elidingcombo.h"
#include "fields.h"
#include "format.h"
#include "splitrow.h"
#include "theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace ui {

SplitEditor::SplitEditor(Kind kind, const QString &accessibleName, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_grid(new QGridLayout), m_gridHolder(new QWidget(this)), m_sumLabel(new QLabel(kind == Kind::Shares ? tr("Sum") : tr("Total"), this)),
      m_sum(new QLabel(this)), m_absorberLabel(new QLabel(tr("Absorbed by"), this)), m_absorber(new ElidingCombo(this)), m_words(new QLabel(this))
{
    setAccessibleName(accessibleName);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_gridHolder->setLayout(m_grid);
    column->addWidget(m_gridHolder);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    m_absorberLabel->setForegroundRole(QPalette::PlaceholderText);
    m_absorberLabel->setBuddy(m_absorber);
    m_absorber->setAccessibleName(tr("Who absorbs a change of %1").arg(accessibleName));
    m_absorber->setToolTip(tr("Who takes and gives what another row gains or loses"));
    foot->addWidget(m_absorberLabel);
    foot->addWidget(m_absorber, 1);
    m_sumLabel->setForegroundRole(QPalette::PlaceholderText);
    if (kind == Kind::Amounts) {
        foot->addStretch(1);
    }
    foot->addWidget(m_sumLabel);
    if (kind == Kind::Amounts) {
        m_total = new NumberField({}, 2, 1e8, false, this);
        m_total->setFixedWidth(SplitRowWidgets::amountWidth);
        m_total->edit()->setAccessibleName(tr("Total of %1, € million").arg(accessibleName));
        m_total->edit()->setAlignment(Qt::AlignRight);
        foot->addWidget(m_total);
        connect(m_total, &ValueField::edited, this, [this](const QVariant &v) { tryTotal(std::llround(v.toDouble())); });
        connect(m_total, &ValueField::committed, this, [this] { keep(); });
        connect(m_total, &ValueField::reverted, this, &SplitEditor::revert);
    } else {
        m_sum->setFont(Theme::font(TextStyle::BodyStrong));
        m_sum->setFixedWidth(52);
        m_sum->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        foot->addWidget(m_sum);
    }
    foot->addSpacing(SplitRowWidgets::lockWidth + 16);
    column->addLayout(foot);
    m_absorberLabel->setVisible(kind == Kind::Shares);
    m_absorber->setVisible(kind == Kind::Shares);
    m_sum->setVisible(kind == Kind::Shares);
    connect(m_absorber, &QComboBox::activated, this, [this](int index) {
        m_absorbers[m_key] = m_absorber->itemData(index).toString();
        m_kept.setAbsorber(index - 1);
        m_split.setAbsorber(index - 1);
        showSplit();
    });
    m_words->setFont(Theme::font(TextStyle::Caption));
    m_words->setWordWrap(true);
    QSizePolicy itsRoom = m_words->sizePolicy();
    itsRoom.setRetainSizeWhenHidden(true); // the page does not jump, and is not laid out anew, for a word between two keys
    m_words->setSizePolicy(itsRoom);
    m_words->hide();
    column->addWidget(m_words);
}

SplitEditor::~SplitEditor() = default;

void SplitEditor::setGroup(const QString &key, const QVector<SplitMember> &members, const core::Split &kept)
{
    if (m_editing && key == m_key) {
        return; // the overlay comes back through the figures; what is being typed or dragged stays
    }
    const bool another = key != m_key;
    m_editing = false;
    m_key = key;
    m_kept = kept;
    const QSet<QString> locks = m_locks.value(key);
    for (int i = 0; i < members.size(); ++i) {
        m_kept.setLocked(i, locks.contains(members[i].id) || !members[i].refusal.isEmpty());
    }
    if (members != m_members || another) {
        m_members = members;
        rebuild();
    }
    int absorber = core::Split::everybody;
    for (int i = 0; i < members.size(); ++i) {
        absorber = members[i].id == m_absorbers.value(key) ? i : absorber;
    }
    m_kept.setAbsorber(absorber);
    m_split = m_kept;
    fillAbsorbers();
    if (another) {
        say({});
    }
    showSplit();
}

// Rows are kept where only words or colours of the members differ, so that the focus stays where it is.
void SplitEditor::rebuild()
{
    while (m_rows.size() > m_members.size()) {
        SplitRowWidgets *last = m_rows.takeLast();
        m_grid->setRowMinimumHeight(static_cast<int>(m_rows.size()), 0);
        last->takeAway();
        delete last;
    }
    while (m_rows.size() < m_members.size()) {
        m_rows << new SplitRowWidgets(*this, static_cast<int>(m_rows.size()), m_grid);
    }
    for (int i = 0; i < m_members.size(); ++i) {
        m_rows[i]->setMember(m_members[i]);
    }
}

void SplitEditor::fillAbsorbers()
{
    const int before = m_kept.absorber();
    m_absorber->clear();
    m_absorber->addItem(tr("all, in proportion"), QString());
    for (const SplitMember &m : m_members) {
        m_absorber->addItem(m.name, m.id);
    }
    m_absorber->setCurrentIndex(before + 1);
}

void SplitEditor::showSplit()
{
    for (int i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->show(m_split, m_kept, m_editing);
    }
    if (m_total) {
        const QVariant total(static_cast<double>(m_split.total()));
        m_editing ? m_total->isEditing() ? static_cast<void>(0) : m_total->showValue(total) : m_total->setValue(total);
        m_total->setToolTip(format::exactEur(m_split.total()));
    }
    m_sum->setText(format::number(static_cast<double>(m_split.sum()) / core::Split::whole * 100, 2));
    m_sum->setAccessibleName(tr("Sum, percent"));
}

QString SplitEditor::unitText(std::int64_t units) const
{
    return m_kind == Kind::Shares ? format::number(static_cast<double>(units) * 100 / core::Split::whole, 2) : format::number(static_cast<double>(units) / 1e8, 2);
}

void SplitEditor::setLocked(int member, bool locked)
{
    locked ? static_cast<void>(m_locks[m_key].insert(m_members[member].id)) : static_cast<void>(m_locks[m_key].remove(m_members[member].id));
    m_kept.setLocked(member, locked);
    m_split.setLocked(member, locked);
    say({});
    showSplit();
}

void SplitEditor::tryMember(int member, std::int64_t units, bool byField)
{
    // From the kept state each time: a slider that comes back finds the proportions that it left.
    m_split = m_kept;
    m_editing = true;
    if (m_kind == Kind::Amounts) {
        m_split.setFreely(member, units);
    } else {
        const auto [least, most] = m_split.range(member);
        const bool beyond = units < least || units > most;
        m_split.set(member, units);
        if (byField && beyond) {
            say(least == most ? tr("Nobody is left to absorb the change: unlock another row.")
                              : tr("%1 can have %2 to %3 %, as long as the other rows are locked.").arg(m_members[member].name, unitText(least), unitText(most)));
        } else {
            say({});
        }
    }
    showSplit();
    Q_EMIT previewed(m_split);
}

void SplitEditor::tryTotal(std::int64_t total)
{
    m_split = m_kept;
    m_editing = true;
    if (m_split.setTotal(total)) {
        say({});
    } else {
        say(tr("The total cannot be spread: locked rows hold more than that, or every row is locked."));
    }
    showSplit();
    Q_EMIT previewed(m_split);
}

void SplitEditor::keep()
{
    const core::Split split = m_split;
    m_editing = false;
    if (split.units() == m_kept.units()) {
        revert();
        return;
    }
    Q_EMIT committed(split);
    // Whoever listens has set the group anew, or has refused.
    if (m_kept.units() != split.units()) {
        m_split = m_kept;
    }
    showSplit();
}

void SplitEditor::revert()
{
    m_editing = false;
    m_split = m_kept;
    showSplit();
    Q_EMIT reverted();
}

void SplitEditor::say(const QString &words)
{
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, theme().palette().worse);
    m_words->setPalette(colours);
}

void SplitEditor::focusMember(const QString &id)
{
    for (int i = 0; i < m_members.size(); ++i) {
        if (m_members[i].id == id) {
            m_rows[i]->field()->setFocus(Qt::OtherFocusReason);
        }
    }
}

bool SplitEditor::eventFilter(QObject *watched, QEvent *event)
{
    auto *slider = qobject_cast<QSlider *>(watched);
    if (slider && event->type() == QEvent::Wheel) {
        event->ignore(); // the page scrolls; a plan is not changed in passing
        return true;
    }
    if (slider && event->type() == QEvent::MouseButtonRelease) {
        m_cancelled = false;
    }
    if (slider && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && slider->isSliderDown()) {
        m_cancelled = true;
        m_editing = false;
        const QSignalBlocker quiet(slider);
        slider->setSliderDown(false);
        revert();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
