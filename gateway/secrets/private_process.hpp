// What a process that holds secrets does before anything else. Call first in main, on the only thread.
#pragma once

namespace gw::secrets {

/// Files and directories that it makes are the owner's alone; no core file or core handler gets its memory, and other
/// programs of the same user cannot attach to it (prctl(2), PR_SET_DUMPABLE). GATEHOUSE_DEBUGGER=1 in the environment leaves
/// that last door open: for debuggers, and for tests that count descriptors from outside.
void keepProcessPrivate() noexcept;

}  // namespace gw::secrets
