// SPDX-License-Identifier: GPL-3.0-or-later
#include "celleditor.h"

#include "datatable.h"
#include "elidingcombo.h"
#include "monthmenu.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPersistentModelIndex>
#include <QStyle>
#include <QTimer>
#include <QToolTip>

namespace ui {

namespace {

constexpr const char *indexName = "cellIndex";
constexpr const char *filledName = "filled";
constexpr const char *openedName = "opened";

QModelIndex indexOf(const QWidget *editor)
{
    return editor->property(indexName).value<QPersistentModelIndex>();
}

QString textIn(const QWidget *editor)
{
    if (const auto *combo = qobject_cast<const QComboBox *>(editor)) {
        return combo->currentData().toString();
    }
    const auto *line = qobject_cast<const QLineEdit *>(editor);
    return line ? line->text() : QString();
}

} // namespace

CellEditor::CellEditor(DataTable *table) : CellDelegate(table), m_table(table) {}

QColor CellEditor::selectedGround(const Palette &palette)
{
    return mixed(palette.selection, palette.accent, 0.1); // more, and red words on it cannot be read
}

void CellEditor::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = theme().palette();
    QStyleOptionViewItem o = option;
    const bool selected = option.state & QStyle::State_Selected;
    const bool range = selected && m_table->selectionModel()->selection().size() + (m_table->selectionModel()->selection().isEmpty() ? 0 : m_table->selectionModel()->selection().first().width() * m_table->selectionModel()->selection().first().height() - 1) > 1;
    o.state.setFlag(QStyle::State_Selected, index.row() == m_table->currentIndex().row() && !range);
    if (range) {
        painter->fillRect(option.rect, selectedGround(p));
    }
    CellDelegate::paint(painter, o, index);
    if (!index.data(items::ErrorRole).toString().isEmpty()) {
        painter->save();
        painter->setPen(QPen(p.worse, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
        painter->setPen(Qt::NoPen);
        painter->setBrush(p.worse);
        const QPoint corner = option.rect.topRight() + QPoint(1, 0);
        painter->drawPolygon(QPolygon{{corner, corner - QPoint(9, 0), corner + QPoint(0, 9)}});
        painter->restore();
    }
}

QWidget *CellEditor::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const core::FieldInfo *field = m_table->fieldAt(index);
    if (!field) {
        return nullptr;
    }
    const bool list = field->type == core::FieldType::Choice || field->type == core::FieldType::Reference || field->type == core::FieldType::Flag;
    QWidget *editor = list ? listEditor(parent, index) : lineEditor(parent, index);
    editor->setProperty(indexName, QVariant::fromValue(QPersistentModelIndex(index)));
    editor->setAccessibleName(QStringLiteral("%1, %2").arg(m_table->spec().columns[index.column()].title, m_table->tableModel()->index(index.row(), 0).data().toString()));
    return editor;
}

QWidget *CellEditor::lineEditor(QWidget *parent, const QModelIndex &index) const
{
    const core::FieldInfo &field = *m_table->fieldAt(index);
    auto *line = new QLineEdit(parent);
    line->setObjectName(QStringLiteral("cellEditor"));
    if (m_table->spec().columns[index.column()].figures) {
        line->setAlignment(Qt::AlignRight);
    }
    QString unit = field.isNumber() ? items::fieldUnit(field) : QString();
    if (m_table->scaleAt(index) == 1e6 && !unit.isEmpty()) {
        unit = tr("%1 m").arg(unit);
    }
    if (!unit.isEmpty()) {
        auto *label = new QLabel(unit, line);
        label->setFont(Theme::font(TextStyle::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        auto *layout = new QHBoxLayout(line);
        layout->setContentsMargins(0, 0, 6, 0);
        layout->addStretch(1);
        layout->addWidget(label);
        line->setTextMargins(0, 0, label->sizeHint().width() + 2, 0);
    }
    if (field.type == core::FieldType::Month) {
        line->setToolTip(tr("A month: Oct 2027 or 2027-10. Up and down: a month; page up and down: a year; F4: choose"));
        auto *self = const_cast<CellEditor *>(this);
        giveMonthMenu(line, [line] { return items::readMonth(line->text()); }, [self, line](const QString &month) { self->takeMonth(line, month); });
    }
    connect(line, &QLineEdit::textEdited, this, [this, line](const QString &text) { showReason(line, m_table->previewText(indexOf(line), text)); });
    return line;
}

QWidget *CellEditor::listEditor(QWidget *parent, const QModelIndex &index) const
{
    const core::FieldInfo &field = *m_table->fieldAt(index);
    const core::Plan &plan = m_table->shownPlan();
    auto *combo = new ElidingCombo(parent);
    combo->setObjectName(QStringLiteral("cellEditor"));
    if (field.nullable) {
        combo->addItem(QStringLiteral("–"), QString());
    }
    if (field.type == core::FieldType::Flag) {
        combo->addItem(items::displayText(plan, field, std::int64_t{1}), QStringLiteral("1"));
        combo->addItem(items::displayText(plan, field, std::int64_t{0}), QStringLiteral("0"));
    }
    for (const char *choice : field.choices) {
        combo->addItem(items::choiceLabel(field, choice), QLatin1String(choice));
    }
    if (field.type == core::FieldType::Reference) {
        const core::EntityInfo &target = *core::entity(field.refers);
        for (std::size_t i = 0; i < target.size(plan); ++i) {
            const std::string key = target.keyOf(target.rowAt(plan, i));
            combo->addItem(items::rowName(plan, field.refers, key), QString::fromStdString(key));
        }
    }
    auto *self = const_cast<CellEditor *>(this);
    const auto preview = [this, combo](int at) {
        if (combo->property(filledName).toBool()) {
            (void)m_table->previewText(indexOf(combo), combo->itemData(at).toString());
        }
    };
    connect(combo, &QComboBox::highlighted, this, preview);
    connect(combo, &QComboBox::currentIndexChanged, this, preview);
    combo->view()->setObjectName(QStringLiteral("cellEditorList"));
    combo->view()->installEventFilter(self);
    connect(combo, &QComboBox::activated, self, [self, combo] {
        // A choice from the open list is final; letters and arrows only move on.
        if (combo->view()->property(openedName).toBool() && self->finish(combo)) {
            Q_EMIT self->closeEditor(combo, NoHint);
        }
    });
    if (QApplication::mouseButtons() & Qt::LeftButton) {
        QTimer::singleShot(0, combo, &QComboBox::showPopup); // a double click means the list
    }
    return combo;
}

void CellEditor::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (editor->property(filledName).toBool()) {
        return; // the plan may change while somebody types; what is typed stays
    }
    editor->setProperty(filledName, true);
    if (auto *combo = qobject_cast<QComboBox *>(editor)) {
        const core::Cell &cell = m_table->tableModel()->cellAt(index)->cell;
        combo->setCurrentIndex(combo->findData(QString::fromStdString(core::toPlainText(core::valueAt(m_table->shownPlan(), cell)))));
    } else if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        line->setText(m_table->editTextAt(index));
        line->setProperty("before", line->text());
    }
}

void CellEditor::setModelData(QWidget *editor, QAbstractItemModel *, const QModelIndex &index) const
{
    // Reached when the view itself closes an editor, because another cell was clicked: nothing half-typed is kept.
    const QString reason = m_table->keepText(index, textIn(editor));
    if (!reason.isEmpty()) {
        m_table->dropPreview();
        m_table->tableModel()->setError(index.data(items::RowIdRole).toString(), index.column(), reason);
    }
}

void CellEditor::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    QRect r = option.rect.adjusted(0, 0, 0, 1);
    const int least = qobject_cast<QComboBox *>(editor) ? 140 : 88;
    if (r.width() < least) {
        r.setLeft(std::max(0, r.right() - least + 1));
        r.setWidth(least);
    }
    editor->setGeometry(r);
}

void CellEditor::destroyEditor(QWidget *editor, const QModelIndex &index) const
{
    m_table->dropPreview();
    QToolTip::hideText();
    CellDelegate::destroyEditor(editor, index);
}

void CellEditor::showReason(QWidget *editor, const QString &reason) const
{
    const QString state = reason.isEmpty() ? QString() : QStringLiteral("error");
    if (editor->property("state").toString() != state) {
        editor->setProperty("state", state);
        editor->style()->unpolish(editor);
        editor->style()->polish(editor);
    }
    editor->setAccessibleDescription(reason);
    if (reason.isEmpty()) {
        QToolTip::hideText();
    } else {
        QToolTip::showText(editor->mapToGlobal(QPoint(0, editor->height() - 12)), reason, editor, {}, 60'000);
    }
}

bool CellEditor::finish(QWidget *editor)
{
    const QModelIndex index = indexOf(editor);
    const auto *line = qobject_cast<QLineEdit *>(editor);
    if (!index.isValid() || (line && line->text() == line->property("before").toString())) {
        m_table->dropPreview(); // typed and typed back: no edit
        return true;
    }
    const QString reason = m_table->keepText(index, textIn(editor));
    showReason(editor, reason);
    return reason.isEmpty();
}

// A month chosen from the list is final.
void CellEditor::takeMonth(QLineEdit *line, const QString &month)
{
    const core::FieldInfo *field = m_table->fieldAt(indexOf(line));
    if (field) {
        line->setText(items::editText(m_table->shownPlan(), *field, month.toStdString()));
        if (finish(line)) {
            Q_EMIT closeEditor(line, NoHint);
            m_table->setFocus();
        }
    }
}

bool CellEditor::stepMonth(QWidget *editor, int months)
{
    const core::FieldInfo *field = m_table->fieldAt(indexOf(editor));
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line || !field || field->type != core::FieldType::Month) {
        return false;
    }
    const auto month = items::readMonth(line->text());
    const auto now = month ? core::Month::parse(month->toStdString()) : std::nullopt;
    if (now) {
        line->setText(items::editText(m_table->shownPlan(), *field, (*now + months).toString()));
        showReason(line, m_table->previewText(indexOf(line), line->text()));
    }
    return true;
}

bool CellEditor::eventFilter(QObject *object, QEvent *event)
{
    auto *editor = qobject_cast<QWidget *>(object);
    if (editor && editor->objectName() == QLatin1String("cellEditorList")) {
        if (event->type() == QEvent::Show) {
            editor->setProperty(openedName, true);
        } else if (event->type() == QEvent::Hide) {
            QTimer::singleShot(0, editor, [editor] { editor->setProperty(openedName, false); }); // after a choice has been told
        }
        return false;
    }
    if (!editor || editor->objectName() != QLatin1String("cellEditor")) {
        return CellDelegate::eventFilter(object, event);
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const QModelIndex index = indexOf(editor);
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            if (finish(editor)) {
                const bool tab = key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab;
                const bool back = key->key() == Qt::Key_Backtab || key->modifiers() & Qt::ShiftModifier;
                Q_EMIT closeEditor(editor, NoHint);
                m_table->setFocus();
                m_table->moveFrom(index, tab ? 0 : back ? -1 : 1, tab ? (back ? -1 : 1) : 0);
            }
            return true;
        case Qt::Key_Escape:
            Q_EMIT closeEditor(editor, RevertModelCache);
            m_table->setFocus();
            return true;
        case Qt::Key_Up:
        case Qt::Key_Down:
            if (!(key->modifiers() & Qt::AltModifier) && stepMonth(editor, key->key() == Qt::Key_Up ? 1 : -1)) {
                return true;
            }
            break;
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            if (stepMonth(editor, key->key() == Qt::Key_PageUp ? 12 : -12)) {
                return true;
            }
            break;
        default:
            break;
        }
        return false;
    }
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox *>(editor)) {
        event->ignore(); // a plan is not changed in passing
        return true;
    }
    return CellDelegate::eventFilter(object, event);
}

} // namespace ui
