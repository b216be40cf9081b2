// What limits cost a request: admit and release, with nothing limited, with a key's own limits, with every scope and budget.
// Prints a line a figure: CPU time of this thread, one thread alone. Under `valgrind --tool=callgrind` with one word of
// none|key|all it runs that case only, so that instructions a request can be counted (tests/bench/RESULTS.md).
#include "gateway/limits/key_admission.hpp"

#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include <time.h>

using namespace gw;
using namespace gw::limits;

namespace {

constexpr std::size_t kRequests = 1'000'000, kCounted = 20'000;

double cpuNanos() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

struct Case {
    const char* name;
    bool keyLimits = false, scopes = false, owned = false;
};

std::vector<config::ApiKey> keysFor(const Case& what) {
    std::vector<config::ApiKey> keys(1000);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        auto& key = keys[i];
        key.id = "0195e7d2-7c3a-7000-8000-0000000" + std::to_string(10'000 + i);
        if (what.owned) key.userId = "0195e7d2-7c3a-7000-9000-0000000" + std::to_string(10'000 + i % 100);
        if (!what.keyLimits) continue;
        key.rpm = 1'000'000'000;
        key.tpm = key.tpd = 1'000'000'000'000;
        key.parallelMax = 1'000'000;
        key.budget = key.budgetDay = key.budgetMonth = NanoUsd{1'000'000'000'000'000};
    }
    return keys;
}

config::LimitRules everyScope() {
    config::LimitRules rules;
    config::LimitRule rule;
    rule.rpm = 1'000'000'000;
    rule.tpm = rule.tpd = 1'000'000'000'000;
    rule.parallelMax = 1'000'000;
    rules.eachPreset = rules.eachAddress = rule;
    rule.budgets = {NanoUsd{1'000'000'000'000'000}, NanoUsd{1'000'000'000'000'000}, NanoUsd{1'000'000'000'000'000}};
    rules.eachUser = rule;
    return rules;
}

double run(const Case& what, std::size_t requests) {
    const Clock& clock = systemClock();
    KeyAdmission admission(clock);
    const auto keys = keysFor(what);
    const auto rules = everyScope();
    const std::string preset = "0195e7d2-7c3a-7000-a000-000000010000";
    const IpAddress address = *parseIp("203.0.113.9");
    std::size_t admitted = 0;
    const double began = cpuNanos();
    for (std::size_t i = 0; i < requests; ++i) {
        Ask ask{&keys[i % keys.size()], 400, 600, what.keyLimits || what.scopes ? std::optional(NanoUsd{9'000'000}) : std::nullopt, {}};
        ask.rules = what.scopes ? &rules : nullptr;
        ask.presetId = &preset;
        ask.address = &address;
        ask.version = 1;
        ask.at = WallTime{std::chrono::milliseconds{1'767'700'800'000} + std::chrono::milliseconds{i / 100}};
        auto place = admission.admit(ask, clock.steady());
        if (!place) continue;
        place->release({700, NanoUsd{6'000'000}});
        ++admitted;
    }
    const double nanos = (cpuNanos() - began) / static_cast<double>(requests);
    if (admitted != requests) std::printf("only %zu were admitted\n", admitted);
    return nanos;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<Case> cases{{"none"}, {"owned", false, false, true}, {"key", true, false, true}, {"all", true, true, true}};
    for (const Case& what : cases) {
        if (argc > 1 && std::strcmp(argv[1], what.name) != 0) continue;
        std::printf("%-6s %.0f ns a request\n", what.name, run(what, argc > 1 ? kCounted : kRequests));
    }
}
