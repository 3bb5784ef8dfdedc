// SPDX-License-Identifier: MIT
// No allocation per event. Every allocation of this program is counted.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "model/program.hpp"
#include "replay.hpp"
#include "simulation/recorder.hpp"
#include "simulation/simulator.hpp"

namespace {

std::atomic<std::uint64_t> allocations = 0;

void* allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  void* memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

// Never inlined: g++ would see an allocation that its standard library's does not match.
[[gnu::noinline]] void* operator new(std::size_t size) {
  return allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

namespace throughline {
namespace {

/// Everything that could be tempted to allocate: queues with priorities and patience, wrap-ups, retries, loops, stages,
/// handoffs of every kind, shifts and levels, people who work as one, half hours.
constexpr const char* busy_service = R"toml(schema = 1
[run]
length = "4 d"
warm_up = "1 h"
ending = "stop"
[segments]
red = { start = "a", arrivals = { profile = { "00:00" = "20 per hour", "08:00" = "120 per hour", "18:00" = "40 per hour" } } }
blue = { start = "b", arrivals = { interarrival = { exponential = { mean = "50 s" } } } }
[staff.clerk]
shifts.day = { from = "06:00", to = "18:00", count = 2 }
shifts.night = { from = "17:00", to = "07:00", count = 2 }
priority = ["segment.red", "step.b"]
[staff.expert]
count = { "00:00" = 1, "09:00" = 4, "17:00" = 2 }
[staff.porter]
count = 3
[staff.usher]
count = 3
[staff.common]
count = { "00:00" = 1, "09:00" = 2, "17:00" = 1 }
sharing = true
[steps.a]
staff = "clerk"
time = { gamma = { mean = "40 s", cv = 0.8 } }
wrap_up = { uniform = { min = "0 s", max = "20 s" } }
patience = { exponential = { mean = "3 min" } }
on_abandon = { next = "c" }
failure = { probability = 0.1, then = "retry", attempts = 3 }
next = { b = 0.5, c = "rest" }
[steps.b]
staff = "clerk"
time = { exponential = { mean = "30 s" } }
patience = { exponential = { mean = "10 min" } }
failure = { probability = 0.05, then = "a" }
next.c = { delay = "30 s", loss = 0.01, repeat = 0.1 }
[steps.c]
staff = "expert"
time = { lognormal = { mean = "80 s", cv = 1 } }
patience = { weibull = { shape = 2, scale = "5 min" } }
next.d = { repeat = 0.2, repeat_time = { exponential = { mean = "10 s" } } }
[steps.d]
staff = "common"
time = "20 s"
next = "e"
[steps.e]
staff = "porter"
batch = { size = 5, longest_wait = "4 min" }
time = { exponential = { mean = "1 min" } }
next = "f"
[steps.f]
staff = "usher"
time = "2 s"
wrap_up = "1 s"
next.g = { handoff = "warm", delay = "2 s" }
[steps.g]
staff = "porter"
time = "3 s"
patience = "4 min"
[stages]
all = { from = "arrival", to = "end" }
middle = { from = "b.start", to = ["c.start", "d.end"] }
[targets]
"step.a.service_level(30 s)" = "> 10 %"
"journey.within(10 min)" = "> 10 %"
"stage.all.within(5 min)" = "> 10 %"
)toml";

struct Count {
  std::uint64_t allocations = 0;
  std::uint64_t events = 0;
};

Count count_run(Simulator<Recorder>& simulator, Recorder& recorder) {
  recorder.begin_replication();
  const std::uint64_t before = allocations;
  simulator.run(1, 0);
  const std::uint64_t after = allocations;
  simulator.report(recorder.result());
  return {after - before, recorder.result().events};
}

Count count_fresh_run(const Program& program) {
  Recorder recorder(program);
  Simulator<Recorder> simulator(program, recorder);
  return count_run(simulator, recorder);
}

TEST(Allocation, IsCounted) {
  const std::uint64_t before = allocations;
  const std::vector<int> something(100);
  EXPECT_EQ(allocations - before, 1U);
  EXPECT_EQ(something.size(), 100U);
}

TEST(Allocation, DoesNotHappenInASimulatorThatIsWarm) {
  const Model model = testing::model_of(busy_service);
  Recorder recorder(model.program());
  Simulator<Recorder> simulator(model.program(), recorder);
  const Count first = count_run(simulator, recorder);
  EXPECT_GT(first.allocations, 10U) << "queues, records and histograms grow from nothing";
  const Count second = count_run(simulator, recorder);
  EXPECT_EQ(second.events, first.events);
  EXPECT_GT(second.events, 25'000U);
  EXPECT_EQ(second.allocations, 0U) << "everything is as large as it gets";
}

TEST(Allocation, HappensOnlyToGrowInTheSecondHalfOfARun) {
  const Model model = testing::model_of(busy_service);
  Program half = model.program();
  half.length /= 2.0;
  // The half run is, event for event, the first half of the whole one.
  const Count first_half = count_fresh_run(half);
  const Count whole = count_fresh_run(model.program());
  EXPECT_GT(whole.events, 1.8 * static_cast<double>(first_half.events));
  EXPECT_LE(whole.allocations, first_half.allocations + 8)
      << "in " << whole.events - first_half.events << " events of the second half";
}

}  // namespace
}  // namespace throughline
