// SPDX-License-Identifier: GPL-3.0-or-later
#include "statusline.h"

#include "editwords.h"
#include "icon.h"
#include "theme.h"

#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

namespace ui {

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent), m_state(new QLabel(this)), m_progress(new QProgressBar(this)), m_errors(addCount()), m_warnings(addCount()), m_notes(addCount()),
      m_statements(addCount()), m_findings(addCount())
{
    setObjectName(QStringLiteral("statusBar"));
    setStyleSheet(QStringLiteral("QStatusBar::item { border: none; }"));
    setSizeGripEnabled(false);
    setFixedHeight(28);
    m_state->setFont(Theme::font(TextStyle::Caption));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setContentsMargins(16, 0, 0, 0);
    m_progress->setFixedSize(140, 12);
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    m_progress->hide();
    addWidget(m_state, 1);
    addWidget(m_progress);
    for (QToolButton *b : {m_errors, m_warnings, m_notes, m_statements, m_findings}) {
        addPermanentWidget(b);
    }
    m_findings->setText(tr("Findings  F8"));
    connect(&theme(), &Theme::changed, this, &StatusLine::refresh);
    refresh();
}

QToolButton *StatusLine::addCount()
{
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("quiet"));
    button->setFont(Theme::font(TextStyle::Caption));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize(QSize(14, 14));
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(tr("Open the findings (F8)"));
    connect(button, &QToolButton::clicked, this, &StatusLine::findingsWanted);
    return button;
}

void StatusLine::setWorkspace(document::Workspace *workspace)
{
    m_workspace = workspace;
    if (workspace) {
        connect(workspace, &document::Workspace::findingsChanged, this, &StatusLine::refresh);
        connect(workspace, &document::Workspace::projectionChanged, this, &StatusLine::refresh);
        connect(workspace, &document::Workspace::previewChanged, this, &StatusLine::refreshState);
        connect(workspace, &document::Workspace::busyChanged, this, &StatusLine::refreshState);
    }
    refresh();
}

void StatusLine::setProgress(const QString &what, double done)
{
    m_progress->setVisible(done >= 0);
    m_progress->setValue(static_cast<int>(done * 100));
    if (done >= 0) {
        m_state->setText(what);
    } else {
        refreshState();
    }
}

void StatusLine::refreshState()
{
    if (!m_workspace) {
        m_state->setText(tr("No plan is open"));
    } else if (m_workspace->isPreviewing()) {
        const document::CellValues &cells = m_workspace->previewed();
        const QString place = sentences::placeOfMany(*m_workspace->document().plan(), cells.front().first, static_cast<int>(cells.size()));
        m_state->setText(tr("Previewing %1, not yet kept").arg(place));
    } else if (m_workspace->isBusy()) {
        m_state->setText(tr("Computing; the figures shown are those of a moment ago"));
    } else {
        m_state->setText(tr("Ready"));
    }
}

void StatusLine::refresh()
{
    refreshState();
    int counts[3] = {0, 0, 0};
    std::vector<engine::StatementResult> statements;
    if (m_workspace) {
        for (const engine::Finding &f : m_workspace->findings()) {
            ++counts[static_cast<int>(f.severity)];
        }
        statements = m_workspace->statements();
    }
    const Palette &p = theme().palette();
    const auto show = [](QToolButton *button, bool visible, const QString &text, const QString &iconName, const QColor &tone) {
        button->setVisible(visible);
        if (visible) {
            button->setText(text);
            const QString look = iconName + tone.name();
            if (button->property("look").toString() != look) { // a style sheet is dear, and this runs in every frame
                button->setProperty("look", look);
                button->setIcon(icon(iconName, tone));
                button->setStyleSheet(QStringLiteral("color: %1;").arg(tone.name()));
            }
        }
    };
    show(m_errors, counts[0] > 0, counts[0] == 1 ? tr("1 error") : tr("%1 errors").arg(counts[0]), QStringLiteral("error"), p.worse);
    show(m_warnings, counts[1] > 0, counts[1] == 1 ? tr("1 warning") : tr("%1 warnings").arg(counts[1]), QStringLiteral("warning"), p.attention);
    show(m_notes, counts[2] > 0, counts[2] == 1 ? tr("1 note") : tr("%1 notes").arg(counts[2]), QStringLiteral("note"), p.secondary);
    const auto broken = std::count_if(statements.begin(), statements.end(), [](const auto &s) { return !s.holds; });
    const QString words = broken == 0 ? tr("All statements hold")
                                      : (broken == 1 ? tr("%1 of %2 statements does not hold") : tr("%1 of %2 statements do not hold")).arg(broken).arg(statements.size());
    show(m_statements, !statements.empty(), words, broken == 0 ? QStringLiteral("holds") : QStringLiteral("breaks"), p.secondary);
    m_findings->setVisible(m_workspace != nullptr);
    m_findings->setStyleSheet(QStringLiteral("color: %1;").arg(p.secondary.name()));
}

} // namespace ui
