#include "gateway/ledger/price_book.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace gw::ledger {

namespace {

constexpr std::string_view kAny = "*";

bool allDigits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool inRange(std::string_view twoDigits, int min, int max) {
    const int value = (twoDigits[0] - '0') * 10 + (twoDigits[1] - '0');
    return value >= min && value <= max;
}

/// 'Y', 'M', 'D' and '0' stand for a digit of a year, month, day or a zero, '-' for itself, 'N' for any digit.
bool fits(std::string_view text, std::string_view form) {
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool literal = form[i] == '-' || form[i] == '0';
        if (literal ? text[i] != form[i] : !allDigits(text.substr(i, 1))) return false;
    }
    const auto year = form.find("YYYY");
    const auto month = form.find("MM");
    const auto day = form.find("DD");
    return (year == std::string_view::npos || inRange(text.substr(year, 2), 20, 20)) &&
           (month == std::string_view::npos || inRange(text.substr(month, 2), 1, 12)) &&
           (day == std::string_view::npos || inRange(text.substr(day, 2), 1, 31));
}

}  // namespace

bool operator==(const PriceRow& a, const PriceRow& b) {
    const auto& p = a.price;
    const auto& q = b.price;
    return a.provider == b.provider && a.model == b.model && p.input == q.input && p.output == q.output &&
           p.cachedInput == q.cachedInput && p.cacheWrite == q.cacheWrite && p.reasoning == q.reasoning &&
           p.effectiveFrom == q.effectiveFrom && p.version == q.version && p.tiers == q.tiers && p.batch == q.batch && p.own == q.own;
}

std::string_view withoutDatedSuffix(std::string_view model) {
    static constexpr std::string_view kLatest = "-latest";
    if (model.size() > kLatest.size() && model.ends_with(kLatest)) return model.substr(0, model.size() - kLatest.size());
    // All other forms end in a digit.
    if (model.empty() || !allDigits(model.substr(model.size() - 1))) return {};
    // Longest first: "-2024-08-06" must not lose its "-08-06" alone.
    static constexpr std::array<std::string_view, 6> kForms{"-YYYY-MM-DD", "-YYYYMMDD", "-MM-YYYY", "-MM-DD", "-MMDD", "-0NN"};
    for (const auto form : kForms) {
        if (model.size() > form.size() && fits(model.substr(model.size() - form.size()), form)) {
            return model.substr(0, model.size() - form.size());
        }
    }
    return {};
}

std::string_view kindText(config::ProviderKind kind) {
    switch (kind) {
        case config::ProviderKind::openai: return "openai";
        case config::ProviderKind::anthropic: return "anthropic";
        case config::ProviderKind::gemini: return "gemini";
        case config::ProviderKind::azure: return "azure";
    }
    return {};
}

PriceBook::PriceBook(const std::vector<PriceRow>& rows) {
    for (const auto& row : rows) {
        auto& dated = models_[row.model][row.provider];
        const auto same = std::ranges::find_if(dated, [&row](const config::Price& price) {
            return price.own == row.price.own && price.effectiveFrom == row.price.effectiveFrom;
        });
        if (same != dated.end()) *same = row.price;
        else dated.push_back(row.price);
    }
    for (auto& [model, scopes] : models_) {
        for (auto& [provider, dated] : scopes) {
            std::ranges::sort(dated, [](const config::Price& a, const config::Price& b) {
                return std::tie(b.own, b.effectiveFrom) < std::tie(a.own, a.effectiveFrom);
            });
            for (const auto& price : dated) rows_.push_back(PriceRow{provider, model, price});
        }
    }
    std::ranges::stable_sort(rows_, [](const PriceRow& a, const PriceRow& b) {
        return std::tie(a.provider, a.model) < std::tie(b.provider, b.model);
    });
}

const config::Price* PriceBook::inForce(const Scopes& scopes, std::string_view scope, WallTime when) {
    const auto dated = scopes.find(scope);
    if (dated == scopes.end()) return nullptr;
    for (const auto& price : dated->second) {
        if (price.effectiveFrom <= when) return &price;
    }
    return nullptr;
}

const config::Price* PriceBook::find(const config::Provider& provider, std::string_view model, WallTime when) const {
    const std::array scopes{std::string_view(provider.name), kindText(provider.kind), kAny};
    const config::Price* best = nullptr;
    // A shorter name is better only in a scope that goes before.
    std::size_t ranks = scopes.size();
    for (auto name = model; !name.empty() && ranks > 0; name = withoutDatedSuffix(name)) {
        const auto known = models_.find(name);
        if (known == models_.end()) continue;
        for (std::size_t rank = 0; rank < ranks; ++rank) {
            const config::Price* price = inForce(known->second, scopes[rank], when);
            if (!price) continue;
            best = price;
            ranks = rank;
        }
    }
    return best;
}

}  // namespace gw::ledger
