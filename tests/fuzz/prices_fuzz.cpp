#include "gateway/ledger/price_file.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// A file that is taken has a version and prices that are not negative; one that is refused says where.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file = gw::ledger::parsePriceFile({reinterpret_cast<const char*>(data), size});
    if (!file) {
        if (file.error().detail.empty() && file.error().field.empty()) std::abort();
        return 0;
    }
    if (file->version.empty()) std::abort();
    for (const auto& row : file->rows)
        if (row.model.empty() || row.provider.empty()) std::abort();
    return 0;
}
