// The eponymous virtual table `row_feed` of a SQLite connection: gives the rows of the RowFeed that is set while a statement
// runs. Used by SqliteStatements on the connection's thread.
#pragma once

#include "gateway/store/row_feed.hpp"

struct sqlite3;

namespace gw::store {

class SqliteFeed {
   public:
    /// Registers `row_feed`; this object must outlive the connection's statements. @return an SQLite result code.
    int attach(sqlite3* handle);

    /// Lends the rows for the time of one statement.
    class Lend {
       public:
        Lend(SqliteFeed& place, RowFeed& rows) : place_(place) { place_.rows_ = &rows; }
        ~Lend() { place_.rows_ = nullptr; }
        Lend(const Lend&) = delete;
        Lend& operator=(const Lend&) = delete;

       private:
        SqliteFeed& place_;
    };

    RowFeed* rows() const { return rows_; }

   private:
    RowFeed* rows_ = nullptr;
};

}  // namespace gw::store
