// The attempts of one request as bars on a common time axis: name resolution, connection, TLS, wait for the first byte,
// the rest, each with its number. Thread: main. Owner: the trace view. Paints by hand; no animation, no timer.
#pragma once

#include "ui/models/trace_detail.hpp"

#include <QWidget>

namespace ui::pages {

class TraceWaterfall : public QWidget {
    Q_OBJECT

public:
    explicit TraceWaterfall(QWidget* parent);

    /// @param totalMs the request's whole time: the axis is never shorter than the attempts.
    void show(std::vector<models::TraceAttempt> attempts, qint64 totalMs);
    void clear();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// "Attempt 1: openai gpt-4o, DNS 2 ms, …": one line an attempt, for screen readers and tool tips.
    QString words() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int heightWanted() const;
    void paintLegend(QPainter& painter) const;
    void paintAttempt(QPainter& painter, const models::TraceAttempt& attempt, qint64 beginMs, int top) const;

    std::vector<models::TraceAttempt> attempts_;
    qint64 axisMs_ = 1;
};

}  // namespace ui::pages
