// OpenSSL's view of a socket: recv and send without SIGPIPE (OpenSSL's own socket BIO uses write(2), and a library must
// not change the process's signals). Belongs to one SSL, its thread only; does not own the descriptor.
#pragma once

struct bio_st;

namespace gw::net {

/// Null when out of memory.
bio_st* newSocketBio(int fd);

}  // namespace gw::net
