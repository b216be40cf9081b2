#include "gateway/store/main_thread.hpp"

#include <QThread>

namespace gw::store {

void claimMainThread() { (void)QThread::currentThread(); }

}  // namespace gw::store
