// A Loop on the test's own thread, turned by hand: everything happens while a test waits.
#pragma once

#include "gateway/net/loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>

namespace gw::net::test {

class LoopRunner {
   public:
    /// Turns the loop until `done`. @return false when patience is over.
    bool until(const std::function<bool()>& done) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!done()) {
            if (std::chrono::steady_clock::now() > end) return false;
            io.run_one_for(std::chrono::milliseconds(50));
        }
        return true;
    }
    /// Turns the loop until nothing is ready.
    void settle() {
        while (io.poll() > 0) {
        }
    }

    boost::asio::io_context io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard{io.get_executor()};
    Loop loop{io};
};

}  // namespace gw::net::test
