// A migrated SQLite file in a temporary directory, and connections to it. Test thread.
#pragma once

#include "gateway/store/audit_table.hpp"
#include "gateway/store/database.hpp"
#include "gateway/store/migrator.hpp"

#include <QTemporaryDir>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gw::test {

class StoreFile {
   public:
    StoreFile() {
        auto database = open();
        if (const auto done = store::Migrator(*database).upgrade(); !done) throw std::runtime_error(describe(done.error()));
    }

    std::filesystem::path path() const { return std::filesystem::path(dir_.path().toStdString()) / "gateway.db"; }

    std::unique_ptr<store::Database> open() const {
        auto database = store::Database::openSqlite({.file = path()});
        if (!database) throw std::runtime_error(describe(database.error()));
        return std::move(*database);
    }

    /// Typed by hand: on a connection of its own, past CHECK constraints and foreign keys.
    void byHand(std::string_view sql) const {
        auto database = open();
        for (const auto text : {std::string_view("PRAGMA ignore_check_constraints = 1"), std::string_view("PRAGMA foreign_keys = 0"), sql}) {
            if (const auto done = database->run(text); !done) throw std::runtime_error(describe(done.error()));
        }
    }

    std::int64_t count(std::string_view sql) const { return open()->integer(sql)->value_or(-1); }

    /// Oldest first.
    std::vector<store::AuditRow> audits() const { return *store::auditAfter(*open(), 0, 1000); }

   private:
    QTemporaryDir dir_;
};

}  // namespace gw::test
