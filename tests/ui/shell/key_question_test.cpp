// The question after the master key: what is asked in each state, what is offered, and what the answers say.
#include "ui/shell/key_question.hpp"
#include "ui/shell/stage_view.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QCheckBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using ui::shell::StageView;

namespace {

QJsonObject engineAsking(const char* question, const char* keychain, const char* code = "PASSPHRASE_NEEDED") {
    const QJsonObject detail{{u"question"_s, QLatin1StringView(question)}, {u"keychain"_s, QLatin1StringView(keychain)}};
    const QJsonObject error{{u"code"_s, QLatin1StringView(code)}, {u"message"_s, u"m"_s}, {u"detail"_s, detail}};
    return {{u"stage"_s, u"failed"_s}, {u"failed_stage"_s, u"secrets"_s}, {u"error"_s, error}};
}

}  // namespace

class KeyQuestionTest : public QObject {
    Q_OBJECT
    std::unique_ptr<StageView> view_;
    QJsonObject answer_;

    template <class T>
    T* find(const char* name) const {
        return view_->findChild<T*>(QLatin1StringView(name));
    }
    bool shows(const char* name) const { return find<QWidget>(name)->isVisible(); }
    void type(const char* name, const QString& text) const { QTest::keyClicks(find<QLineEdit>(name), text); }
    void click(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    QString problem() const { return find<ui::widgets::InlineMessage>("stage.problem")->text(); }

private Q_SLOTS:
    void init() {
        view_ = std::make_unique<StageView>();
        answer_ = {};
        connect(view_.get(), &StageView::keyAnswered, this, [this](const QJsonObject& answer) { answer_ = answer; });
        view_->show();
    }
    void cleanup() { view_.reset(); }

    void offersWhatFits_data() {
        QTest::addColumn<QByteArray>("question");
        QTest::addColumn<QByteArray>("keychain");
        QTest::addColumn<QStringList>("offered");
        const auto row = [](const char* question, const char* keychain, const QStringList& offered) {
            QTest::addRow("%s, %s", question, keychain) << QByteArray(question) << QByteArray(keychain) << offered;
        };
        row("new", "absent", {u"passphrase"_s, u"again"_s, u"submit"_s, u"session"_s, u"sessionHint"_s});
        row("new", "locked", {u"passphrase"_s, u"again"_s, u"submit"_s, u"unlock"_s, u"session"_s, u"sessionHint"_s});
        row("open", "absent", {u"passphrase"_s, u"submit"_s, u"session"_s, u"sessionHint"_s});
        row("open", "open", {u"passphrase"_s, u"submit"_s, u"toKeychain"_s, u"session"_s, u"sessionHint"_s});
        row("file", "absent", {u"passphrase"_s, u"again"_s, u"submit"_s, u"keepFile"_s});
        row("unlock", "locked", {u"unlock"_s, u"session"_s, u"sessionHint"_s});
        row("unlock", "absent", {u"session"_s, u"sessionHint"_s});
        row("lost", "open", {u"session"_s, u"sessionHint"_s});
    }
    void offersWhatFits() {
        QFETCH(const QByteArray, question);
        QFETCH(const QByteArray, keychain);
        QFETCH(const QStringList, offered);
        view_->showEngine(engineAsking(question, keychain));
        QVERIFY(!problem().isEmpty());
        QVERIFY(shows("stage.retry"));
        for (const char* name : {"passphrase", "again", "submit", "toKeychain", "unlock", "keepFile", "session", "sessionHint"}) {
            const QByteArray whole = QByteArray("keyQuestion.") + name;
            QVERIFY2(shows(whole) == offered.contains(QLatin1StringView(name)), whole.constData());
        }
    }
    void aPassphraseIsTypedTwice() {
        view_->showEngine(engineAsking("new", "absent"));
        type("keyQuestion.passphrase", u"too short"_s);
        QVERIFY(!find<QPushButton>("keyQuestion.submit")->isEnabled());
        QVERIFY(find<QLabel>("keyQuestion.rule")->text().contains(u"1 more"_s));
        type("keyQuestion.passphrase", u" no more"_s);
        type("keyQuestion.again", u"too short no mor"_s);
        QVERIFY(!find<QPushButton>("keyQuestion.submit")->isEnabled());
        type("keyQuestion.again", u"e"_s);
        QCOMPARE(find<QLineEdit>("keyQuestion.passphrase")->echoMode(), QLineEdit::Password);
        QTest::keyClick(find<QLineEdit>("keyQuestion.again"), Qt::Key_Return);
        QCOMPARE(answer_, (QJsonObject{{u"passphrase"_s, u"too short no more"_s}}));
    }
    void aWrongOneIsSaidAndForgotten() {
        view_->showEngine(engineAsking("open", "absent"));
        type("keyQuestion.passphrase", u"typed"_s);
        view_->showEngine(engineAsking("open", "absent"));
        QVERIFY2(!find<QLineEdit>("keyQuestion.passphrase")->text().isEmpty(), "the same answer again takes nothing away");
        view_->showEngine(engineAsking("open", "absent", "PASSPHRASE_WRONG"));
        QVERIFY(find<QLineEdit>("keyQuestion.passphrase")->text().isEmpty());
        QVERIFY(problem().contains(u"does not open"_s));
    }
    void theKeychainMayTakeItOver() {
        view_->showEngine(engineAsking("open", "open"));
        type("keyQuestion.passphrase", u"any length"_s);
        find<QCheckBox>("keyQuestion.toKeychain")->setChecked(true);
        click("keyQuestion.submit");
        QCOMPARE(answer_, (QJsonObject{{u"passphrase"_s, u"any length"_s}, {u"master_key"_s, u"keychain"_s}}));
    }
    void theOtherWaysSayWhich() {
        view_->showEngine(engineAsking("new", "locked"));
        click("keyQuestion.unlock");
        QCOMPARE(answer_, (QJsonObject{{u"master_key"_s, u"unlock"_s}}));
        click("keyQuestion.session");
        QCOMPARE(answer_, (QJsonObject{{u"master_key"_s, u"session"_s}}));
        view_->showEngine(engineAsking("file", "absent"));
        click("keyQuestion.keepFile");
        QCOMPARE(answer_, (QJsonObject{{u"master_key"_s, u"keep_file"_s}}));
    }
    void nothingTypedIsLeftOnceTheStartGoesOn() {
        view_->showEngine(engineAsking("new", "absent"));
        type("keyQuestion.passphrase", u"typed"_s);
        view_->setBusy(true);
        QVERIFY(!find<QPushButton>("keyQuestion.session")->isEnabled());
        view_->showEngine({{u"stage"_s, u"secrets"_s}});
        QVERIFY(!shows("keyQuestion"));
        QVERIFY(find<QLineEdit>("keyQuestion.passphrase")->text().isEmpty());
    }
};

QTEST_MAIN(KeyQuestionTest)
#include "key_question_test.moc"
