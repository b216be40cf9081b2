#include "gateway/engine/spare_memory.hpp"

#ifdef GATEHOUSE_TCMALLOC
#include <gperftools/malloc_extension_c.h>
#else
#include <malloc.h>
#endif

namespace gw::engine {

#ifdef GATEHOUSE_TCMALLOC

// Spans go back with time by tcmalloc's own rate (TCMALLOC_RELEASE_RATE).
void returnLargeBlocksEarly() {}

void releaseSpareMemory() { MallocExtension_ReleaseFreeMemory(); }

#else

void returnLargeBlocksEarly() { mallopt(M_MMAP_THRESHOLD, 256 * 1024); }

void releaseSpareMemory() { malloc_trim(0); }

#endif

}  // namespace gw::engine
