#include "gateway/store/migrator.hpp"

#include "gateway/store/migration_files.hpp"
#include "gateway/store/sql_script.hpp"

#include <algorithm>
#include <charconv>

namespace gw::store {

namespace {

tl::unexpected<Error> refuse(std::string detail) {
    return fail(ErrorCode::migrationFailed, ErrorSource::store, Retry::never, std::move(detail));
}

std::vector<Migration> parseFiles() {
    std::vector<Migration> migrations;
    for (const auto& file : migrationFiles()) {
        migrations.push_back({std::string(file.revision), std::string(file.name), splitStatements(file.up),
                              splitStatements(file.down)});
    }
    return migrations;
}

/// The N of "+N" or "-N"; nullopt when it is not one.
std::optional<std::size_t> steps(std::string_view target) {
    std::size_t count = 0;
    const auto digits = target.substr(1);
    const auto [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (ec != std::errc{} || end != digits.data() + digits.size() || count == 0) return std::nullopt;
    return count;
}

/// 1-based place of a revision; 0 when there is none of that name.
std::size_t placeOf(const std::vector<Migration>& migrations, std::string_view revision) {
    const auto found = std::find_if(migrations.begin(), migrations.end(),
                                    [&](const Migration& migration) { return migration.revision == revision; });
    return found == migrations.end() ? 0 : static_cast<std::size_t>(found - migrations.begin()) + 1;
}

}  // namespace

const std::vector<Migration>& builtInMigrations() {
    static const std::vector<Migration> migrations = parseFiles();
    return migrations;
}

Migrator::Migrator(Database& database, const std::vector<Migration>& migrations)
    : database_(database), migrations_(migrations) {}

Result<std::string> Migrator::current() {
    // Alembic's own shape, so that its tools read and write the same row.
    auto made = database_.run("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)");
    if (!made) return fail(made.error());
    auto revision = database_.text("SELECT version_num FROM alembic_version");
    if (!revision) return fail(revision.error());
    return revision->value_or("");
}

Result<std::size_t> Migrator::position() {
    auto revision = current();
    if (!revision) return fail(revision.error());
    if (revision->empty()) return 0;
    const auto place = placeOf(migrations_, *revision);
    if (place == 0) {
        return refuse("The database is at revision " + *revision + ", which this program does not know: a newer version wrote "
                      "it. Run that version, or restore a backup made before it.");
    }
    return place;
}

Result<std::vector<MigrationState>> Migrator::history() {
    auto at = position();
    if (!at) return fail(at.error());
    std::vector<MigrationState> states;
    for (std::size_t i = 0; i < migrations_.size(); ++i) {
        states.push_back({migrations_[i].revision, migrations_[i].name, i < *at});
    }
    return states;
}

Result<std::string> Migrator::upgrade(std::string_view target) {
    auto at = position();
    if (!at) return fail(at.error());
    std::size_t goal = migrations_.size();
    if (target.starts_with('+')) {
        const auto count = steps(target);
        if (!count) return refuse("Upgrade takes head, +N or a revision, not " + std::string(target) + ".");
        goal = std::min(migrations_.size(), *at + std::min(*count, migrations_.size()));
    } else if (target != "head") {
        goal = placeOf(migrations_, target);
        if (goal == 0) return refuse("There is no revision " + std::string(target) + ".");
        if (goal < *at) return refuse("Revision " + std::string(target) + " is behind the present one: use downgrade.");
    }
    for (std::size_t i = *at; i < goal; ++i) {
        if (auto done = step(i, true); !done) return fail(done.error());
    }
    return current();
}

Result<std::string> Migrator::downgrade(std::string_view target) {
    auto at = position();
    if (!at) return fail(at.error());
    std::size_t goal = 0;
    if (target.starts_with('-')) {
        const auto count = steps(target);
        if (!count) return refuse("Downgrade takes -N, a revision or base, not " + std::string(target) + ".");
        // Going down loses data: a step too many is a mistake, not a wish for base (alembic refuses it too).
        if (*count > *at) return refuse("Only " + std::to_string(*at) + " revisions are applied: say base to go down all of them.");
        goal = *at - *count;
    } else if (target != "base") {
        goal = placeOf(migrations_, target);
        if (goal == 0) return refuse("There is no revision " + std::string(target) + ".");
        if (goal > *at) return refuse("Revision " + std::string(target) + " is ahead of the present one: use upgrade.");
    }
    for (std::size_t i = *at; i > goal; --i) {
        if (auto done = step(i - 1, false); !done) return fail(done.error());
    }
    return current();
}

Result<void> Migrator::step(std::size_t index, bool up) {
    const Migration& migration = migrations_[index];
    const auto& statements = up ? migration.up : migration.down;
    database_.forgetStatements();
    auto done = database_.transaction([&]() -> Result<void> {
        for (std::size_t i = 0; i < statements.size(); ++i) {
            if (auto ran = database_.run(statements[i]); !ran) {
                return refuse("Migration " + migration.revision + " " + migration.name + (up ? " (up)" : " (down)") +
                              " failed at statement " + std::to_string(i + 1) + " of " + std::to_string(statements.size()) +
                              ": " + ran.error().detail + " Nothing of it was kept.");
            }
        }
        return setRevision(up ? migration.revision : index == 0 ? "" : migrations_[index - 1].revision);
    });
    database_.forgetStatements();
    if (done || done.error().code == ErrorCode::migrationFailed) return done;
    return refuse("Migration " + migration.revision + " " + migration.name + ": " + done.error().detail);
}

Result<void> Migrator::setRevision(const std::string& revision) {
    if (auto done = database_.run("DELETE FROM alembic_version"); !done) return fail(done.error());
    if (revision.empty()) return {};
    if (auto done = database_.run("INSERT INTO alembic_version (version_num) VALUES (?)", {revision}); !done) {
        return fail(done.error());
    }
    return {};
}

}  // namespace gw::store
