// The entries of a map as rows to insert: the sums of a batch. Used by usage_insert.cpp and usage_rollup.cpp on the writer thread.
#pragma once

#include "gateway/store/row_feed.hpp"

#include <cstddef>
#include <vector>

namespace gw::store {

/// The map must outlive the feed.
template <class Map>
class MapFeed : public RowFeed {
   public:
    explicit MapFeed(const Map& map) {
        rows_.reserve(map.size());
        for (const auto& entry : map) rows_.push_back(&entry);
    }
    std::size_t rows() const override { return rows_.size(); }

   protected:
    const typename Map::value_type& entry(std::size_t row) const { return *rows_[row]; }

   private:
    std::vector<const typename Map::value_type*> rows_;
};

}  // namespace gw::store
