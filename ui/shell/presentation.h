// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "slides.h"
#include "workspace.h"

#include <QDate>
#include <QVariantAnimation>
#include <QWidget>

namespace ui {

// Slides over the whole screen, made from the plan: one message each, large type. The figures are those of the moment at which it began, named by the
// plan's fingerprint and the date, until they are unlocked (U); then they follow the plan. Another scenario can be shown by key; charts glide to it.
class Presentation : public QWidget
{
    Q_OBJECT

public:
    Presentation(document::Workspace &workspace, const QDate &today, QWidget *parent = nullptr);

    int current() const { return m_current; }
    const std::vector<SlideSpec> &slides() const { return m_slides; }
    QString scenario() const { return m_scenario; }
    bool isFrozen() const { return m_frozen; }
    bool isBlank() const { return m_blank; }
    void showSlide(int slide); // past the first or last: that one

protected:
    void paintEvent(QPaintEvent *) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void compute();
    void switchScenario(int step);
    void followPlan();
    void describe();
    QString nameOf(const QString &scenario) const;
    void paintHead(QPainter &painter, const SlideSpec &slide) const;
    void paintChartSlide(QPainter &painter, const SlideSpec &slide) const;
    void paintTable(QPainter &painter, const SlideTable &table, const QRectF &room) const;
    void paintFigures(QPainter &painter, const std::vector<KeyFigure> &figures, const QRectF &room, int columns) const;
    void paintFoot(QPainter &painter) const;

    document::Workspace &m_workspace;
    QDate m_today;
    std::shared_ptr<const core::Plan> m_plan; // what is shown: frozen, or as it is now
    QString m_fingerprint, m_scenario, m_against;
    std::vector<SlideSpec> m_slides;
    ChartSpec m_from; // while a chart glides
    QVariantAnimation m_glide;
    int m_current = 0;
    bool m_frozen = true;
    bool m_blank = false;
};

// Values on their way from one chart to another of the same shape; `share` of the way is gone. Another shape: the second chart.
ChartSpec between(const ChartSpec &from, const ChartSpec &to, double share);

} // namespace ui
