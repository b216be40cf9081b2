// What another limit would have done to the last 24 hours of one subject: a slider and two numbers, the verdict in words, and
// the refusals over the day. Thread: main. Owner: the rate limits page, which asks the gateway when it says so.
#pragma once

#include "ui/models/limit_row.hpp"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;

namespace ui::charts {
class BarChart;
}

namespace ui::pages {

/// The gateway's answer in words. @param each the limit is one of many, each counted by itself.
QString whatIfVerdict(const QJsonObject& body, bool each);

class LimitWhatIf : public QWidget {
    Q_OBJECT

public:
    explicit LimitWhatIf(QWidget* parent);

    /// A refresh of the same subject leaves what was typed.
    void showSubject(const models::LimitRow& row);
    void showNothing();
    void showBusy();
    void showAnswer(const QJsonObject& body);
    void showProblem(const QString& sentence);
    void setFreshness(bool stale, bool offline);
    /// LimitRow::key(); empty when nothing is chosen.
    const QString& subjectKey() const { return key_; }
    /// "?rpm=60&tpm=9000"; a limit that is not tried is left out.
    QString query() const;
    /// The numbers that are tried; none: that limit is not.
    std::optional<qint64> rpmTried() const;
    std::optional<qint64> tpmTried() const;
    /// Sets what was tried; the page says who may.
    QPushButton* adoptButton() const { return adopt_; }

Q_SIGNALS:
    /// The numbers have rested for a moment, or the subject is another one.
    void asked();
    /// Another number, at once.
    void tried();

private:
    QSpinBox* addNumber(const QString& name, const QString& label, int most);
    void build();
    void takeNumber();
    void fitSlider(qint64 most);
    void showBars(const QJsonObject& body);

    QString key_;
    QTimer rest_;
    QLabel* heading_;
    QSlider* slider_;
    QSpinBox* rpm_ = nullptr;
    QSpinBox* tpm_ = nullptr;
    QLabel* verdict_;
    QPushButton* adopt_;
    charts::BarChart* chart_;
    bool each_ = false;
};

}  // namespace ui::pages
