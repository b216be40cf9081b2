#include "gateway/store/text_list.hpp"

#include "gateway/base/http.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

namespace gw::store {

std::string encodeTexts(const std::vector<std::string>& texts) {
    std::string column = "[";
    for (const auto& text : texts) {
        if (column.size() > 1) column += ',';
        column += jsonQuoted(text);
    }
    return column + "]";
}

std::optional<std::vector<std::string>> decodeTexts(std::string_view column) {
    boost::system::error_code error;
    const auto value = boost::json::parse({column.data(), column.size()}, error);
    if (error || !value.is_array()) return std::nullopt;
    std::vector<std::string> texts;
    for (const auto& item : value.get_array()) {
        if (!item.is_string()) return std::nullopt;
        texts.emplace_back(item.get_string());
    }
    return texts;
}

}  // namespace gw::store
