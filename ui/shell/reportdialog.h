// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportchoice.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace document {
class PlanDocument;
}

namespace ui {

class SegmentedControl;

// Which report, of what, how it looks: choices on the left, its pages on the right, as they will be printed. Nothing is written here.
class ReportDialog : public QDialog
{
    Q_OBJECT

public:
    ReportDialog(const document::PlanDocument &document, const ReportChoice &choice, const QDate &date, QWidget *parent = nullptr);

    ReportChoice choice() const;
    int pageCount() const { return m_canvas ? m_canvas->pageCount() : 0; }
    int currentPage() const { return m_page; }
    QString problem() const; // why there is no such report; empty: there is one
    // Takes the picture in the file as the logo; says so where it is none, and keeps the one before.
    void takeLogo(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeChoices();
    QWidget *makePreview();
    void fillScenarios();
    void fillSubjects();
    void refreshFields();
    void refreshPreview();
    void showPage(int page);
    void pickLogo();
    void showLogo();

    const document::PlanDocument &m_document;
    ReportChoice m_choice;
    QDate m_date;
    QComboBox *m_kind, *m_subject, *m_scenario, *m_against;
    QLabel *m_subjectLabel, *m_sectionsLabel, *m_periodLabel, *m_picture, *m_pageNumber, *m_problem;
    SegmentedControl *m_prices, *m_period;
    QWidget *m_sections;
    QCheckBox *m_fileEach, *m_draft, *m_attach;
    QLineEdit *m_organisation;
    QLabel *m_logo;
    QPushButton *m_noLogo;
    QToolButton *m_previous, *m_next;
    QPushButton *m_write;
    QTimer m_soon; // the preview follows when the hand rests
    std::unique_ptr<ReportCanvas> m_canvas;
    int m_page = 0;
};

} // namespace ui
