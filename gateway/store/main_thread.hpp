// Qt takes the thread that makes the first of its objects for the program's main thread, and frees what belongs to it at exit.
#pragma once

namespace gw::store {

/// Call first of all on the program's main thread: otherwise the thread that opens the first database becomes Qt's main
/// thread, and exit() frees objects of Qt Sql behind that thread's data.
void claimMainThread();

}  // namespace gw::store
