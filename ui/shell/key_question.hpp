// The question after the master key, when the desktop's keychain cannot answer it: a passphrase to choose or to enter, the
// keychain to unlock, or a key for this session only. Main thread; owned by StageView. Calls no API: emits answered().
#pragma once

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui::shell {

/// What is wrong with a passphrase that is chosen, empty when nothing is. A pure function for its table test.
QString passphraseProblem(const QString& passphrase, const QString& again);
/// What is asked, in a sentence. `error` is that of GET /api/v1/engine. Empty: it asks nothing.
QString keyQuestionText(const QJsonObject& error);

class KeyQuestion : public QWidget {
    Q_OBJECT

public:
    static constexpr int kPassphraseLengthMin = 10;

    explicit KeyQuestion(QWidget* parent = nullptr);

    /// Shows what belongs to the error's question. The same question again keeps what was typed, unless it was wrong.
    void ask(const QJsonObject& error);
    /// Forgets what was typed.
    void clear();

Q_SIGNALS:
    /// The members of POST /api/v1/engine/retry.
    void answered(const QJsonObject& answer);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QLineEdit* addField(const char* name, QLabel*& caption);
    QPushButton* addButton(const char* name, const QString& text);
    void validate();
    void submit();
    bool isChosen() const { return question_ == QStringLiteral("new") || question_ == QStringLiteral("file"); }

    QString question_;
    QLabel* passphraseLabel_ = nullptr;
    QLabel* againLabel_ = nullptr;
    QLineEdit* passphrase_ = nullptr;
    QLineEdit* again_ = nullptr;
    QLabel* rule_ = nullptr;
    QCheckBox* toKeychain_ = nullptr;
    QPushButton* send_ = nullptr;
    QPushButton* unlock_ = nullptr;
    QPushButton* keepFile_ = nullptr;
    QPushButton* session_ = nullptr;
    QLabel* sessionHint_ = nullptr;
};

}  // namespace ui::shell
