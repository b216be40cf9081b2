// Result<T>: a value or an Error. Errors are values here; exceptions do not cross a thread or the request path.
#pragma once

#include "gateway/base/error.hpp"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace gw {

template <class T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::unknownModel, ErrorSource::downstream, Retry::never, "…");` fits every Result<T>.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, ErrorSource source, Retry retry, std::string detail = {},
                                                std::string field = {}) {
    return tl::make_unexpected(Error{code, source, retry, std::move(detail), std::move(field)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string detail = {}, std::string field = {}) {
    return fail(code, ErrorSource::internal, Retry::never, std::move(detail), std::move(field));
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::make_unexpected(std::move(error)); }

}  // namespace gw
