// What the programs' malloc keeps of freed memory. They run on tcmalloc (gperftools): a request makes and frees some hundred small
// objects, which cost 8,600 instructions less of the worker's 71,500 than with glibc's malloc, and 9,000 of the writer's
// (callgrind, 64 requests at once). Sanitizer builds have the sanitizer's. Any thread.
#pragma once

namespace gw::engine {

/// Once at the start: large blocks go back to the system when they are freed, where the allocator needs to be told.
void returnLargeBlocksEarly();

/// Gives back what is free. Takes milliseconds: under memory pressure only.
void releaseSpareMemory();

}  // namespace gw::engine
