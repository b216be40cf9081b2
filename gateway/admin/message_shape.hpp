// Makes one sentence of many that differ only in numbers, ids, addresses and quoted names: "timeout after {n} ms". For lists of
// what failed. Pure, any thread.
#pragma once

#include <string>
#include <string_view>

namespace gw::admin {

/// Numbers become {n}, ids {id}, addresses {address}, what stands in quotation marks "{name}". An HTTP status stays: it is the
/// message. So do names with digits in them (gpt-4o).
std::string messageShape(std::string_view text);

}  // namespace gw::admin
