#include "gateway/net/fd.hpp"

#include <unistd.h>

namespace gw::net {

void Fd::reset(int value) noexcept {
    if (value_ >= 0) ::close(value_);
    value_ = value;
}

}  // namespace gw::net
