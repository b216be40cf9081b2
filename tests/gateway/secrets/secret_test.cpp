#include "gateway/secrets/secret.hpp"

#include <QTest>

#include <algorithm>
#include <array>
#include <concepts>
#include <new>
#include <ostream>
#include <spdlog/fmt/fmt.h>
#include <utility>

using gw::secrets::Secret;

namespace {

template <class T>
concept Streamed = requires(std::ostream& out, const T& value) { out << value; };
template <class T>
concept Named = requires(const T& value) { value.toString(); };

// A secret gets into a log or a message only through reveal().
static_assert(Streamed<std::string_view> && !Streamed<Secret>);
static_assert(!Named<Secret>);
static_assert(fmt::is_formattable<std::string>::value && !fmt::is_formattable<Secret>::value);
static_assert(!std::convertible_to<Secret, std::string> && !std::convertible_to<Secret, std::string_view>);
static_assert(!std::convertible_to<std::string, Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);

/// Too long for the text object itself: it stands on the heap.
constexpr std::string_view kLong = "sk-0123456789-0123456789-0123456789-0123456789";
constexpr std::string_view kShort = "sk-short";

bool holds(const char* memory, std::size_t size, std::string_view text) {
    return std::string_view(memory, size).find(text) != std::string_view::npos;
}

}  // namespace

class SecretTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void revealsItsText_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray(kShort.data());
        QTest::newRow("long") << QByteArray(kLong.data());
        QTest::newRow("zero bytes") << QByteArray("a\0b\0", 4);
    }
    void revealsItsText() {
        QFETCH(const QByteArray, text);
        const auto plain = text.toStdString();
        const Secret secret(plain);
        QVERIFY(secret.reveal() == plain);
        QCOMPARE(secret.empty(), plain.empty());
        const Secret copy = secret;
        QVERIFY(copy == secret);
        Secret source(plain);
        const Secret moved = std::move(source);
        QVERIFY(moved == secret);
        Secret assigned(kLong);
        assigned = secret;
        QVERIFY(assigned == secret);
        assigned = Secret(plain);
        QVERIFY(assigned == secret);
    }

    void comparesWholeTexts() {
        QVERIFY(Secret(kLong) == Secret(kLong));
        QVERIFY(!(Secret(kLong) == Secret(kShort)));
        QVERIFY(!(Secret("abc") == Secret("abd")));
        QVERIFY(!(Secret("abc") == Secret("ab")));
        QVERIFY(!(Secret(std::string_view("a\0b", 3)) == Secret(std::string_view("a\0c", 3))));
        QVERIFY(Secret() == Secret(""));
    }

    void leavesNothingBehindWhenMoved() {
        for (const auto text : {kShort, kLong}) {
            Secret source(text);
            const char* const memory = source.reveal().data();
            const Secret target = std::move(source);
            QVERIFY(source.empty());
            // A long text's memory has moved along; a short one stood inside the object and was copied.
            QVERIFY(target.reveal().data() == memory || !holds(memory, text.size(), text));
            QVERIFY(target.reveal() == text);
        }
    }

    void leavesNothingBehindWhenMoveAssigned() {
        Secret target(kLong), source(kShort);
        const char* const memory = source.reveal().data();
        target = std::move(source);
        QVERIFY(source.empty());
        QVERIFY(!holds(memory, kShort.size(), kShort));
        QVERIFY(target.reveal() == kShort);
    }

    void overwritesTheOldTextWhenAssigned() {
        Secret secret(kLong);
        const char* const memory = secret.reveal().data();
        const Secret shorter(kShort);
        secret = shorter;
        QVERIFY(secret.reveal().data() == memory);
        QVERIFY(std::all_of(memory + kShort.size(), memory + kLong.size(), [](char c) { return c == '\0'; }));
    }

    void keepsItsTextWhenAssignedToItself() {
        Secret secret(kLong);
        auto& same = secret;
        secret = same;
        QVERIFY(secret.reveal() == kLong);
        secret = std::move(same);
        QVERIFY(secret.reveal() == kLong);
    }

    void wipesItsMemoryAtTheEnd() {
        alignas(Secret) std::array<unsigned char, sizeof(Secret)> memory{};
        auto* const secret = new (memory.data()) Secret(kShort);
        const auto seen = [&] {
            std::string text;
            for (const volatile unsigned char& byte : memory) text += static_cast<char>(byte);
            return text;
        };
        QVERIFY(holds(seen().data(), sizeof(Secret), kShort));
        secret->~Secret();
        QVERIFY(!holds(seen().data(), sizeof(Secret), kShort));
    }

    void wipesTextsUpToTheirCapacity() {
        std::string text(kLong);
        const char* const memory = text.data();
        text.resize(4);  // the tail stays in memory
        gw::secrets::wipe(text);
        QVERIFY(text.empty());
        QVERIFY(text.data() == memory);
        QVERIFY(std::all_of(memory, memory + kLong.size(), [](char c) { return c == '\0'; }));
        gw::secrets::wipe(text);
        QVERIFY(text.empty());
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "secret_test.moc"
