// Times and optional numbers between rows and columns: times are kept as integer milliseconds (see 0001_accounts.up.sql).
// Used by the table files only. Pure, any thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/store/database.hpp"
#include "gateway/store/value.hpp"

#include <optional>
#include <string>
#include <utility>

namespace gw::store {

inline Value timeValue(WallTime time) { return Value{static_cast<std::int64_t>(toMillis(time))}; }
inline Value timeValue(const std::optional<WallTime>& time) { return time ? timeValue(*time) : Value{}; }
inline WallTime timeAt(const Row& row, int column) { return fromMillis(row.integer(column)); }
inline std::optional<WallTime> maybeTimeAt(const Row& row, int column) {
    if (row.isNull(column)) return std::nullopt;
    return timeAt(row, column);
}

/// For statements that must have touched exactly one row.
inline Result<void> oneRow(const Result<std::int64_t>& changed, const char* what) {
    if (!changed) return fail(changed.error());
    if (*changed == 0) return fail(ErrorCode::notFound, ErrorSource::store, Retry::never, std::string("There is no such ") + what + ".");
    return {};
}

inline Result<void> noCount(const Result<std::int64_t>& changed) {
    if (!changed) return fail(changed.error());
    return {};
}

/// `text` with LIKE's wildcards taken literally, to be used with ESCAPE '\'.
inline std::string likeAnywhere(std::string_view text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

/// The WHERE clause of a list, put together from fixed pieces; values always go through placeholders.
class Where {
   public:
    void add(std::string_view condition, Values values) {
        text_ += text_.empty() ? " WHERE " : " AND ";
        text_ += condition;
        for (auto& value : values) values_.push_back(std::move(value));
    }
    const std::string& text() const { return text_; }
    Values values() const { return values_; }

   private:
    std::string text_;
    Values values_;
};

}  // namespace gw::store
