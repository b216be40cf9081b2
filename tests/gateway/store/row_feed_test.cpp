#include "gateway/store/row_feed.hpp"

#include "tests/gateway/store/store_rig.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

class ListFeed final : public RowFeed {
   public:
    explicit ListFeed(std::vector<std::vector<Cell>> rows) : rows_(std::move(rows)) {}
    std::size_t rows() const override { return rows_.size(); }
    void fill(std::size_t row, Cells& cells) override {
        cells = {};
        std::ranges::copy(rows_.at(row), cells.begin());
    }

   private:
    std::vector<std::vector<Cell>> rows_;
};

/// Cannot give its second row.
class BrokenFeed final : public RowFeed {
   public:
    std::size_t rows() const override { return 3; }
    void fill(std::size_t row, Cells& cells) override {
        if (row == 1) throw std::runtime_error("no row");
        cells[0] = static_cast<std::int64_t>(row + 1);
    }
};

constexpr std::string_view kInsert = "INSERT INTO thing (a, b) SELECT c0, c1 FROM row_feed WHERE true ON CONFLICT (a) DO NOTHING";

}  // namespace

class RowFeedTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    std::string seen(const char* sql) { return (*rig_)->text(sql).value().value_or("nothing"); }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<TestDatabase>(TestDatabase::Schema::none);
        QVERIFY((*rig_)->run("CREATE TABLE thing (a INTEGER PRIMARY KEY CHECK (a > 0), b TEXT)").has_value());
    }
    void cleanup() { rig_.reset(); }

    void insertsEachRowAsItIs() {
        ListFeed feed({{Cell{std::int64_t{1}}, Cell{std::string_view("中文 'quoted'")}}, {Cell{std::int64_t{2}}, Cell{std::string_view("")}}, {Cell{std::int64_t{3}}}});
        QCOMPARE((*rig_)->insert(kInsert, feed).value(), std::int64_t{3});
        QCOMPARE(seen("SELECT group_concat(a || ':' || quote(b)) FROM thing"), std::string("1:'中文 ''quoted''',2:'',3:NULL"));
    }

    void aTextThatPointsNowhereIsEmpty() {
        ListFeed feed({{Cell{std::int64_t{1}}, Cell{std::string_view{}}}});
        QCOMPARE((*rig_)->insert(kInsert, feed).value(), std::int64_t{1});
        QCOMPARE(seen("SELECT quote(b) FROM thing"), std::string("''"));
    }

    void countsOnlyWhatWasNotThere() {
        ListFeed feed({{Cell{std::int64_t{1}}, Cell{std::string_view("first")}}, {Cell{std::int64_t{1}}, Cell{std::string_view("second")}}});
        QCOMPARE((*rig_)->insert(kInsert, feed).value(), std::int64_t{1});
        QCOMPARE((*rig_)->insert(kInsert, feed).value(), std::int64_t{0});
        QCOMPARE(seen("SELECT b FROM thing"), std::string("first"));
    }

    void insertsNothingOfAFeedWithABrokenRow() {
        ListFeed feed({{Cell{std::int64_t{1}}}, {Cell{std::int64_t{-1}}}});
        QCOMPARE(outcome((*rig_)->insert(kInsert, feed)), kConflict);
        QCOMPARE(rig_->count("thing"), std::int64_t{0});
    }

    void insertsNothingOfAFeedThatThrows() {
        BrokenFeed feed;
        QCOMPARE(outcome((*rig_)->insert(kInsert, feed)), kStoreFailed);
        QCOMPARE(rig_->count("thing"), std::int64_t{0});
    }

    void lendsItsRowsForOneStatementOnly() {
        ListFeed feed({{Cell{std::int64_t{1}}}});
        QCOMPARE((*rig_)->insert(kInsert, feed).value(), std::int64_t{1});
        QCOMPARE((*rig_)->integer("SELECT count(*) FROM row_feed").value().value(), std::int64_t{0});
    }

    void boundValuesStandInEveryRow() {
        ListFeed feed({{Cell{std::int64_t{1}}}, {Cell{std::int64_t{2}}}});
        QCOMPARE((*rig_)->insert("INSERT INTO thing (a, b) SELECT c0, ? FROM row_feed WHERE true", feed, {std::string("both")}).value(), std::int64_t{2});
        QCOMPARE(seen("SELECT group_concat(a || b) FROM thing"), std::string("1both,2both"));
    }

    void refusesAnotherNumberOfValuesThanOfPlaces() {
        ListFeed feed({{Cell{std::int64_t{1}}}});
        QCOMPARE(outcome((*rig_)->insert(kInsert, feed, {std::string("none asked")})), kStoreFailed);
        QCOMPARE(rig_->count("thing"), std::int64_t{0});
    }

    void takesAnEmptyFeed() {
        ListFeed feed({});
        QCOMPARE((*rig_)->insert(kInsert, feed).value(), std::int64_t{0});
    }
};

QTEST_GUILESS_MAIN(RowFeedTest)
#include "row_feed_test.moc"
