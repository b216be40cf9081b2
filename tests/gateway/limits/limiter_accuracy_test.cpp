// reliability.md P5: each grant is logged and every window of the log is looked at, in every scope, for steady, bursty and
// hostile arrivals over hours of a fake clock. The figures stand in the output.
#include "gateway/limits/key_admission.hpp"

#include <QtTest>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace gw;
using namespace gw::limits;
using namespace std::chrono_literals;

namespace {

using Millis = std::chrono::milliseconds;

struct Grant {
    Millis at{0};
    std::int64_t amount = 1;
};
using Log = std::vector<Grant>;

/// The most in any 60 s, whichever millisecond they begin at.
std::int64_t mostInAnyMinute(const Log& log) {
    std::int64_t most = 0, sum = 0;
    std::size_t first = 0;
    for (const Grant& grant : log) {
        sum += grant.amount;
        while (log[first].at <= grant.at - 60s) sum -= log[first++].amount;
        most = std::max(most, sum);
    }
    return most;
}

/// What a limiter that remembers each grant to the nanosecond would let through of the same arrivals.
std::size_t grantsOfAnExactLog(const std::vector<Millis>& times, std::size_t limit) {
    std::deque<Millis> inside;
    std::size_t granted = 0;
    for (const Millis at : times) {
        while (!inside.empty() && inside.front() <= at - 60s) inside.pop_front();
        if (inside.size() >= limit) continue;
        inside.push_back(at);
        ++granted;
    }
    return granted;
}

/// When somebody asks: steady, in bursts, or as one who knows the buckets.
std::vector<Millis> arrivals(const QString& kind, Millis length, unsigned seed) {
    std::vector<Millis> times;
    std::mt19937 random(seed);
    if (kind == QLatin1String("steady")) {
        for (Millis at{0}; at < length; at += 20ms) times.push_back(at);
    } else if (kind == QLatin1String("bursts")) {
        for (Millis at{0}; at < length; at += Millis{1 + random() % 9000})
            for (unsigned i = 0; i < 400; ++i) times.push_back(at);
    } else {
        // All of it at the last moment of a bucket and the first of the next, then again as soon as a window is over.
        for (Millis at{249}; at < length; at += 60'000ms)
            for (const auto shift : {0ms, 1ms, 59'749ms, 59'750ms, 59'751ms, 59'999ms})
                for (unsigned i = 0; i < 150; ++i) times.push_back(at + shift);
        std::sort(times.begin(), times.end());
    }
    return times;
}

}  // namespace

class LimiterAccuracyTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void neverOverTheRateInAnyWindow_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("rpm");
        for (const char* kind : {"steady", "bursts", "hostile"})
            for (const int rpm : {1, 7, 60, 100, 1000}) QTest::newRow((kind + std::string(" ") + std::to_string(rpm)).c_str()) << QString::fromLatin1(kind) << rpm;
    }
    void neverOverTheRateInAnyWindow() {
        QFETCH(QString, kind);
        QFETCH(int, rpm);
        const Millis length = 1h;
        // One limit in each scope, the key's the tightest but one: every scope's grants are looked at.
        config::LimitRules rules;
        config::LimitRule each;
        each.rpm = static_cast<std::uint32_t>(rpm);
        rules.eachUser = each;
        each.rpm = static_cast<std::uint32_t>(rpm * 2);
        rules.eachPreset = each;
        rules.eachAddress = each;
        std::array<config::ApiKey, 2> keys;
        for (std::size_t i = 0; i < keys.size(); ++i) keys[i].id = "k" + std::to_string(i), keys[i].userId = "u" + std::to_string(i);
        const std::string preset = "p";
        const IpAddress address = *parseIp("203.0.113.1");
        FakeClock clock;
        KeyAdmission admission(clock);
        std::map<std::string, Log> logs;
        const auto start = clock.steady();
        std::size_t turn = 0;
        for (const Millis at : arrivals(kind, length, 42)) {
            const auto& key = keys[turn++ % keys.size()];
            Ask ask{&key, 1, 0, {}, {}};
            ask.rules = &rules;
            ask.presetId = &preset;
            ask.address = &address;
            if (!admission.admit(ask, start + at)) continue;
            logs[key.userId].push_back({at, 1});
            logs["preset"].push_back({at, 1});
        }
        for (const auto& [who, log] : logs) {
            const std::int64_t limit = who == "preset" ? rpm * 2 : rpm;
            QVERIFY2(mostInAnyMinute(log) <= limit, qPrintable(QString::fromStdString(who)));
        }
        const std::size_t granted = logs["preset"].size();
        const std::size_t exact = grantsOfAnExactLog(arrivals(kind, length, 42), static_cast<std::size_t>(rpm) * 2);
        qInfo("%s, %d a minute: %zu granted in an hour, an exact log would grant %zu (%.2f %% below), at most %lld in any 60 s", qPrintable(kind),
              rpm * 2, granted, exact, 100 * (1 - double(granted) / double(exact)), static_cast<long long>(mostInAnyMinute(logs["preset"])));
        QVERIFY(double(granted) >= double(exact) * 0.99);
    }

    void tokensAreOverByNoMoreThanWhatWasUnderestimated_data() {
        QTest::addColumn<int>("together");
        QTest::newRow("one at a time") << 1;
        QTest::newRow("forty at once") << 40;
    }
    void tokensAreOverByNoMoreThanWhatWasUnderestimated() {
        QFETCH(int, together);
        FakeClock clock;
        KeyAdmission admission(clock);
        config::ApiKey key;
        key.id = "k";
        key.tpm = 20'000;
        std::mt19937 random(7);
        struct Running {
            Millis ends;
            Admitted place;
            Millis at;
            Tokens used, over;
        };
        std::deque<Running> running;
        Log log, overs;
        Tokens worst = 0;
        for (Millis now{0}; now < 60min;) {
            const Millis step{random() % 60};
            now += step;
            clock.advance(step);
            for (auto at = running.begin(); at != running.end();) {
                if (at->ends > now) {
                    ++at;
                    continue;
                }
                at->place.release({at->used, NanoUsd{0}});
                log.push_back({at->at, at->used});
                if (at->over > 0) overs.push_back({at->at, at->over});
                at = running.erase(at);
            }
            if (running.size() >= static_cast<std::size_t>(together)) continue;
            const Tokens reserved = 100 + Tokens(random() % 1500);
            auto place = admission.admit({&key, reserved, 0, {}, {}}, clock.steady());
            if (!place) continue;
            // Most come to less than was reserved, one in ten to more.
            const Tokens over = random() % 10 == 0 ? 1 + Tokens(random() % 400) : 0;
            const Tokens used = over > 0 ? reserved + over : reserved * Tokens(random() % 100) / 100;
            worst = std::max(worst, over);
            running.push_back({now + Millis{50 + random() % (together == 1 ? 400 : 8000)}, std::move(*place), now, used, over});
        }
        const auto byTime = [](const Grant& a, const Grant& b) { return a.at < b.at; };
        std::sort(log.begin(), log.end(), byTime);
        std::sort(overs.begin(), overs.end(), byTime);
        const auto most = mostInAnyMinute(log);
        qInfo("%d at a time: at most %lld of 20000 in any 60 s; one request came to at most %lld more than reserved, all of a minute to %lld", together,
              static_cast<long long>(most), static_cast<long long>(worst), static_cast<long long>(mostInAnyMinute(overs)));
        // An excess is known when its request ends and counts for all that follow: one at a time, it is the only one.
        if (together == 1) QVERIFY(most <= 20'000 + worst);
        QVERIFY(most <= 20'000 + mostInAnyMinute(overs));
        QVERIFY(most >= 19'000);
    }

    void randomLimitsInAllScopesHold_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 30; ++seed) QTest::addRow("seed %u", seed) << seed;
    }
    void randomLimitsInAllScopesHold() {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto upTo = [&random](unsigned n) { return 1 + random() % n; };
        config::LimitRules rules;
        for (int u = 0; u < 3; ++u) rules.users["u" + std::to_string(u)].rpm = upTo(40);
        for (int p = 0; p < 3; ++p) rules.presets["p" + std::to_string(p)].rpm = upTo(60);
        for (int a = 0; a < 3; ++a) {
            config::LimitRule rule;
            rule.rpm = upTo(50);
            rules.addresses.put(*parseCidr("192.0.2." + std::to_string(a)), rule);
        }
        std::vector<config::ApiKey> keys(6);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            keys[i].id = "k" + std::to_string(i);
            keys[i].userId = "u" + std::to_string(i % 3);
            keys[i].rpm = upTo(30);
        }
        FakeClock clock;
        KeyAdmission admission(clock);
        std::map<std::string, std::pair<Log, std::int64_t>> logs;
        const auto begin = clock.steady();
        Millis at{0};
        for (int i = 0; i < 20'000; ++i) {
            at += Millis{random() % 50 == 0 ? random() % 30'000 : random() % 40};
            const auto& key = keys[random() % keys.size()];
            const std::string preset = "p" + std::to_string(random() % 3), ip = "192.0.2." + std::to_string(random() % 3);
            const IpAddress address = *parseIp(ip);
            Ask ask{&key, 1, 0, {}, {}};
            ask.rules = &rules;
            ask.presetId = &preset;
            ask.address = &address;
            const auto place = admission.admit(ask, begin + at);
            if (!place) {
                // Right after what it was told it fits, unless others came first: never later than a window.
                QVERIFY(place.error().retryAfter <= 61s);
                continue;
            }
            const auto note = [&](const std::string& who, std::int64_t limit) {
                logs[who].first.push_back({at, 1});
                logs[who].second = limit;
            };
            note(key.id, *key.rpm);
            note(key.userId, *rules.users[key.userId].rpm);
            note(preset, *rules.presets[preset].rpm);
            note(ip, *rules.ofAddress(address)->rpm);
        }
        for (const auto& [who, log] : logs) QVERIFY2(mostInAnyMinute(log.first) <= log.second, who.c_str());
        for (const auto& key : keys) QCOMPARE(admission.figures(key.id).running, 0U);
    }
};

QTEST_GUILESS_MAIN(LimiterAccuracyTest)
#include "limiter_accuracy_test.moc"
