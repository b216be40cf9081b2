// The price table of a snapshot: prices by provider and model, with the date from which each holds. Made by control from the
// built-in file and the rows of table `price`; immutable afterwards, any thread.
#pragma once

#include "gateway/config/snapshot.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gw::ledger {

struct PriceRow {
    std::string provider;  ///< a provider's name, a kind (openai, anthropic, gemini, azure), or "*": any
    std::string model;
    config::Price price;
    friend bool operator==(const PriceRow& a, const PriceRow& b);
};

/// "gpt-4o-2024-08-06" → "gpt-4o": the name without one of the suffixes by which providers date their models: -latest,
/// -YYYY-MM-DD, -YYYYMMDD, -MM-YYYY, -MM-DD, -MMDD, -0NN. Empty when it ends in none. -preview is not one of them: previews
/// have prices of their own.
std::string_view withoutDatedSuffix(std::string_view model);

class PriceBook final : public config::PriceTable {
   public:
    /// Rows with the same provider, model and date: the later one in the list wins (an operator's does not replace a built-in one: it goes before it).
    explicit PriceBook(const std::vector<PriceRow>& rows);

    /// First the provider's own name, then its kind, then "*"; in each the exact model, then the name with one dated suffix
    /// less at a time, so that the longest known name wins. Of one model the newest price that is in force at `when`, an
    /// operator's before a built-in one whatever their dates.
    const config::Price* find(const config::Provider& provider, std::string_view model, WallTime when) const override;
    /// All of them by provider and model, newest first: what the admin API lists.
    const std::vector<PriceRow>& rows() const { return rows_; }

   private:
    using Dated = std::vector<config::Price>;  ///< operators' first, newest first
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };
    /// A model's prices by scope: a request asks for one model in three scopes, and most models have a price in one or none.
    using Scopes = std::map<std::string, Dated, std::less<>>;
    static const config::Price* inForce(const Scopes& scopes, std::string_view scope, WallTime when);

    std::unordered_map<std::string, Scopes, Hash, std::equal_to<>> models_;
    std::vector<PriceRow> rows_;
};

std::string_view kindText(config::ProviderKind kind);

}  // namespace gw::ledger
