// The usage report is read from sums of sums: what it says must be what the ledger's rows add up to, for any span, clock and
// grouping, also after a migration of a ledger that was there before.
#include "gateway/store/usage_report.hpp"
#include "gateway/store/usage_table.hpp"

#include "tests/gateway/store/usage_rig.hpp"

#include <QTimeZone>
#include <QtTest>

#include <map>
#include <random>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

constexpr std::int64_t kQuarter = 900'000, kHour = 3'600'000, kDay = 24 * kHour;
constexpr std::int64_t kSpanDays = 6;

std::int64_t floorTo(std::int64_t value, std::int64_t step) { return value / step * step; }

ledger::RequestRecord recordOf(int number, std::mt19937& random) {
    auto record = usageOf("r" + std::to_string(number), static_cast<std::int64_t>(random() % (kSpanDays * 86'400)));
    record.keyId = "k" + std::to_string(random() % 7);
    record.userId = random() % 4 == 0 ? "" : "u" + std::to_string(random() % 3);
    auto& billed = record.billed[0];
    billed.provider = "p" + std::to_string(random() % 3);
    billed.model = "m" + std::to_string(random() % 5);
    billed.usage = {static_cast<Tokens>(random() % 5000), static_cast<Tokens>(random() % 900), static_cast<Tokens>(random() % 50),
                    static_cast<Tokens>(random() % 9), static_cast<Tokens>(random() % 70)};
    billed.cost = random() % 9 == 0 ? std::nullopt : std::optional(NanoUsd{static_cast<std::int64_t>(random() % 100'000'000)});
    if (random() % 6 == 0) billed.source = ledger::UsageSource::estimated;
    if (random() % 5 == 0) billed.priceVersion += "/batch";
    return record;
}

UsageSums sumsFrom(const Row& row, int at) {
    UsageSums sums;
    for (auto* place : {&sums.calls, &sums.tokensIn, &sums.tokensOut, &sums.tokensCached, &sums.tokensCacheWrite, &sums.tokensReasoning, &sums.costNanoUsd,
                        &sums.unpriced, &sums.estimated, &sums.estimatedNanoUsd, &sums.batch, &sums.batchNanoUsd})
        *place = row.integer(at++);
    return sums;
}

std::string textOf(const UsageSums& sums) {
    std::string text;
    for (const auto value : {sums.calls, sums.tokensIn, sums.tokensOut, sums.tokensCached, sums.tokensCacheWrite, sums.tokensReasoning, sums.costNanoUsd,
                             sums.unpriced, sums.estimated, sums.estimatedNanoUsd, sums.batch, sums.batchNanoUsd})
        text += std::to_string(value) + " ";
    return text;
}

std::string dayOf(std::int64_t number) { return rfc3339(fromMillis(number * kDay)).substr(0, 10); }

}  // namespace

class UsagePartsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }

    /// By group, and by step and group's cost, straight from the ledger; whole quarters of an hour as the report's.
    struct Truth {
        std::map<std::string, std::string> groups;
        std::string totals;
        std::map<std::pair<std::int64_t, std::string>, std::int64_t> points;
    };
    Truth truthOf(const UsageQuery& query) {
        static const char* const kPlaces[]{"coalesce(key_id, '')", "coalesce(user_id, '')", "coalesce(provider, '')", "coalesce(model, '')", ""};
        const std::string hour = "(created_at - created_at % 900000)";
        const std::string place = query.group == UsageGrouping::day ? "(" + hour + " + " + std::to_string(query.zoneMs) + ") / 86400000"
                                                                    : kPlaces[static_cast<int>(query.group)];
        const std::string sums =
            "count(*), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), "
            "coalesce(sum(cost_nanousd), 0), sum(cost_nanousd IS NULL), sum(usage_source = 'estimated'), "
            "coalesce(sum(CASE WHEN usage_source = 'estimated' THEN cost_nanousd END), 0), coalesce(sum(price_version LIKE '%/batch'), 0), "
            "coalesce(sum(CASE WHEN price_version LIKE '%/batch' THEN cost_nanousd END), 0)";
        const std::string where = " FROM usage_ledger WHERE " + hour + " >= ? AND " + hour + " < ?";
        const Values span{floorTo(toMillis(query.since), kQuarter), toMillis(query.until)};
        Truth truth;
        const auto ask = [&](const std::string& sql, const auto& take) {
            const auto done = database().select(sql, span, [&](const Row& row) -> Result<void> {
                take(row);
                return {};
            });
            QVERIFY(done);
        };
        ask("SELECT " + place + ", " + sums + where + " GROUP BY 1", [&](const Row& row) {
            truth.groups[query.group == UsageGrouping::day ? dayOf(row.integer(0)) : row.text(0)] = textOf(sumsFrom(row, 1));
        });
        ask("SELECT " + sums + where, [&](const Row& row) { truth.totals = textOf(sumsFrom(row, 0)); });
        const std::string step = std::to_string(query.stepMs), zone = std::to_string(query.zoneMs);
        ask("SELECT (" + hour + " + " + zone + ") / " + step + " * " + step + " - " + zone + ", " + place + ", coalesce(sum(cost_nanousd), 0)" + where + " GROUP BY 1, 2",
            [&](const Row& row) { truth.points[{row.integer(0), row.text(1)}] += row.integer(2); });
        return truth;
    }

    void compare(const UsageQuery& query) {
        const Truth truth = truthOf(query);
        const auto report = usageReport(database(), query);
        QVERIFY(report);
        std::map<std::string, std::string> groups;
        for (const auto& group : report->groups) groups[group.group] = textOf(group.sums);
        QCOMPARE(groups, truth.groups);
        QCOMPARE(textOf(report->totals), truth.totals);
        QCOMPARE(report->groupsInAll, static_cast<std::int64_t>(truth.groups.size()));
        // The three dearest stand by name, the rest together.
        std::map<std::pair<std::int64_t, std::string>, std::int64_t> points, told;
        const std::size_t top = query.group == UsageGrouping::day ? 0 : std::min(report->groups.size(), kUsageSeriesMax);
        for (const auto& [place, cost] : truth.points) {
            bool named = false;
            for (std::size_t i = 0; i < top; ++i) named = named || report->groups[i].group == place.second;
            points[{place.first, named ? place.second : std::string("(others)")}] += cost;
        }
        for (const auto& point : report->points) {
            bool named = false;
            for (std::size_t i = 0; i < top; ++i) named = named || report->groups[i].group == point.group;
            // A user that is nobody may be among the dearest, and its name is that of the others.
            told[{toMillis(point.at), named && !point.group.empty() ? point.group : std::string("(others)")}] += point.costNanoUsd;
        }
        std::map<std::pair<std::int64_t, std::string>, std::int64_t> merged;
        for (const auto& [place, cost] : points) merged[{place.first, place.second.empty() ? "(others)" : place.second}] += cost;
        QCOMPARE(told, merged);
        for (std::size_t i = 1; i < report->groups.size() && query.group != UsageGrouping::day; ++i)
            QVERIFY(report->groups[i - 1].sums.costNanoUsd >= report->groups[i].sums.costNanoUsd);
    }

    /// The chart's days begin when the zone's do.
    static void compareDrawn(const UsageReport& report, const QTimeZone& clock, const std::map<QString, std::int64_t>& days) {
        std::map<QString, std::int64_t> drawn;
        for (const auto& point : report.points) {
            const auto at = QDateTime::fromMSecsSinceEpoch(toMillis(point.at), clock);
            QCOMPARE(at, at.date().startOfDay(clock));
            drawn[at.date().toString(Qt::ISODate)] += point.costNanoUsd;
        }
        QCOMPARE(drawn, days);
    }

    void fill(unsigned seed) {
        std::mt19937 random(seed);
        for (int batch = 0; batch < 20; ++batch) {
            std::vector<ledger::RequestRecord> records;
            for (int i = 0; i < 40; ++i) records.push_back(recordOf(batch * 40 + i, random));
            QVERIFY(insertUsage(database(), records));
        }
    }

   private Q_SLOTS:
    void init() { rig_ = std::make_unique<TestDatabase>(); }
    void cleanup() { rig_.reset(); }

    void anySpanEqualsItsRows_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 5; ++seed) QTest::addRow("seed %u", seed) << seed;
    }
    void anySpanEqualsItsRows() {
        QFETCH(unsigned, seed);
        fill(seed);
        std::mt19937 random(seed * 977);
        for (int i = 0; i < 60; ++i) {
            const auto since = static_cast<std::int64_t>(random() % (kSpanDays * 86'400));
            const auto length = static_cast<std::int64_t>(random() % 3 == 0 ? random() % 90'000 : random() % (kSpanDays * 86'400));
            UsageQuery query{.since = noon(since), .until = noon(since + length), .group = static_cast<UsageGrouping>(random() % 5)};
            // Some ends stand on a day's or an hour's bound.
            if (random() % 3 == 0) query.since = fromMillis(floorTo(toMillis(query.since), kDay));
            if (random() % 3 == 0) query.until = fromMillis(floorTo(toMillis(query.until), kDay) + kDay);
            query.zoneMs = (static_cast<std::int64_t>(random() % 27) - 13) * kHour + static_cast<std::int64_t>(random() % 4) * kQuarter;
            query.stepMs = random() % 2 == 0 ? kDay : kHour;
            compare(query);
            if (QTest::currentTestFailed()) return;
        }
    }

    void fileReportAndLedgerAgree_data() {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("since");
        QTest::addColumn<QString>("until");
        const auto row = [](const char* name, const char* zone, const char* since, const char* until) {
            QTest::newRow(name) << QString::fromLatin1(zone) << QString::fromLatin1(since) << QString::fromLatin1(until);
        };
        // Ends within an hour; the zones' own midnights; days of 23 and 25 hours.
        row("UTC", "UTC", "2026-03-27T10:23:11Z", "2026-03-30T21:51:00Z");
        row("Kathmandu", "Asia/Kathmandu", "2026-03-27T18:15:00Z", "2026-03-30T18:15:00Z");
        row("Kathmandu in mid-hour", "Asia/Kathmandu", "2026-03-27T10:23:11Z", "2026-03-30T21:51:00Z");
        row("Berlin puts its clock forward", "Europe/Berlin", "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z");
        row("Berlin puts its clock back", "Europe/Berlin", "2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z");
        row("Lord Howe moves half an hour", "Australia/Lord_Howe", "2026-04-02T10:07:00Z", "2026-04-06T10:22:00Z");
        row("Cairo has no midnight", "Africa/Cairo", "2026-04-22T22:00:00Z", "2026-04-25T21:00:00Z");
    }
    /// Each day of each key and model, by the clock of the zone, is what its rows and their corrections come to, in both files and the report.
    void fileReportAndLedgerAgree() {
        QFETCH(const QString, zone);
        const auto timeOf = [](const QString& text) { return QDateTime::fromString(text, Qt::ISODate); };
        QFETCH(const QString, since);
        QFETCH(const QString, until);
        const QTimeZone clock(zone.toLatin1());
        QVERIFY(clock.isValid());
        const auto begin = timeOf(since).toMSecsSinceEpoch(), end = timeOf(until).toMSecsSinceEpoch();
        const auto first = floorTo(begin, kQuarter), last = floorTo(end + kQuarter - 1, kQuarter);
        std::map<QString, std::int64_t> days;
        std::map<QString, std::int64_t> corrections;
        std::int64_t calls = 0;
        std::mt19937 random(42);
        std::vector<ledger::RequestRecord> records;
        for (int number = 0; number < 600; ++number) {
            auto record = recordOf(number, random);
            const auto at = begin - kHour + static_cast<std::int64_t>(random() % static_cast<unsigned>(end - begin + 2 * kHour));
            record.createdAt = fromMillis(at);
            records.push_back(record);
            if (at < first || at >= last) continue;
            ++calls;
            const auto day = QDateTime::fromMSecsSinceEpoch(at, clock).date().toString(Qt::ISODate);
            days[day] += record.billed[0].cost ? record.billed[0].cost->value : 0;
            corrections[day] += number % 7 == 0 ? number + 1 : 0;
        }
        QVERIFY(insertUsage(database(), records));
        for (int number = 0; number < 600; number += 7)
            QVERIFY(insertAdjustment(database(), {.id = "a" + std::to_string(number), .requestId = "r" + std::to_string(number), .reason = "refund",
                                                  .costNanoUsd = number + 1, .actor = "ops", .createdAt = noon()}));
        UsageQuery query{.since = fromMillis(begin), .until = fromMillis(end), .timeZone = zone.toStdString(), .stepMs = kDay, .group = UsageGrouping::day};
        const auto report = usageReport(database(), query);
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        QCOMPARE(report->totals.calls, calls);
        std::map<QString, std::int64_t> told, toldCorrections, inLines, lineCorrections, inFile;
        for (const auto& group : report->groups) {
            told[QString::fromStdString(group.group)] += group.sums.costNanoUsd;
            toldCorrections[QString::fromStdString(group.group)] += group.sums.adjustedNanoUsd;
        }
        QCOMPARE(told, days);
        QCOMPARE(toldCorrections, corrections);
        const auto lines = usageLines(database(), query);
        QVERIFY(lines);
        for (const auto& line : *lines) {
            inLines[QString::fromStdString(line.day)] += line.sums.costNanoUsd;
            lineCorrections[QString::fromStdString(line.day)] += line.sums.adjustedNanoUsd;
        }
        QCOMPARE(inLines, days);
        QCOMPARE(lineCorrections, corrections);
        const auto file = usageGroups(database(), query);
        QVERIFY(file);
        for (const auto& group : *file) inFile[QString::fromStdString(group.group)] += group.sums.costNanoUsd;
        QCOMPARE(inFile, days);
        compareDrawn(*report, clock, days);
        for (int group = 0; group < 4; ++group) {
            query.group = static_cast<UsageGrouping>(group);
            std::int64_t cost = 0, adjusted = 0;
            const auto groups = usageGroups(database(), query);
            QVERIFY(groups);
            for (const auto& one : *groups) {
                cost += one.sums.costNanoUsd;
                adjusted += one.sums.adjustedNanoUsd;
            }
            QCOMPARE(cost, report->totals.costNanoUsd);
            QCOMPARE(adjusted, report->totals.adjustedNanoUsd);
        }
    }

    void aZoneThatNobodyKnowsIsRefused_data() {
        QTest::addColumn<QString>("zone");
        QTest::newRow("not on earth") << "Mars/Olympus";
        QTest::newRow("a real file, by a way round") << "../zoneinfo/Europe/Berlin";
        QTest::newRow("from the root") << "/usr/share/zoneinfo/Europe/Berlin";
        QTest::newRow("long") << QString(5000, QLatin1Char('A'));
    }
    void aZoneThatNobodyKnowsIsRefused() {
        QFETCH(const QString, zone);
        const auto report = usageReport(database(), {.since = noon(), .until = noon(3600), .timeZone = zone.toStdString()});
        QVERIFY(!report);
        QCOMPARE(report.error().field, std::string("time_zone"));
    }

    void aMigrationFindsWhatWasBilledAtTheBatchPrice() {
        fill(12);
        const auto before = usageReport(database(), {.since = noon(-40'000), .until = noon(kSpanDays * 86'400), .group = UsageGrouping::key});
        QVERIFY(before && before->totals.batch > 0);
        Migrator migrator(database());
        QVERIFY(migrator.downgrade("0019"));
        QVERIFY(migrator.upgrade());
        for (int group = 0; group < 4; ++group) {
            const auto after = usageReport(database(), {.since = noon(-40'000), .until = noon(kSpanDays * 86'400), .group = static_cast<UsageGrouping>(group)});
            QCOMPARE(textOf(after->totals), textOf(before->totals));
            std::int64_t batch = 0;
            for (const auto& one : after->groups) batch += one.sums.batch;
            QCOMPARE(batch, before->totals.batch);
        }
    }

    void aMigrationSumsUpWhatWasThere() {
        fill(11);
        Migrator migrator(database());
        QVERIFY(migrator.downgrade("0014"));
        QVERIFY(migrator.upgrade());
        for (int group = 0; group < 5; ++group)
            compare({.since = noon(-40'000), .until = noon(kSpanDays * 86'400), .stepMs = kDay, .group = static_cast<UsageGrouping>(group)});
    }
};

QTEST_GUILESS_MAIN(UsagePartsTest)
#include "usage_parts_test.moc"
