// SPDX-License-Identifier: MIT
// The event list alone, in the hold model (Vaucher and Duval, 1975): take the next event, schedule another an
// exponential time later. The engine's list beside those of the limits; then with events that are mostly called off,
// the engine's timers beside a std::priority_queue that forgets them late. Every list must give the same events.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <map>
#include <queue>
#include <string>
#include <vector>

#include "limits/draw.hpp"
#include "limits/heaps.hpp"
#include "limits/ladder.hpp"
#include "rounds.hpp"
#include "simulation/future_event_list.hpp"
#include "simulation/timer_list.hpp"

namespace {

using throughline::Event;
using throughline::Rank;

constexpr std::uint64_t operations = 2'000'000;

class EngineList {
 public:
  void push(double time) { list_.push(time, Rank::service_end, 0); }
  double hold(double delay) {
    const double time = list_.pop().time();
    push(time + delay);
    return time;
  }

 private:
  throughline::FutureEventList list_;
};

template <class List>
class LimitList {
 public:
  void push(double time) { list_.push(limits::key_at(time, sequence_++, 0)); }
  double hold(double delay) {
    const double time = limits::time_of(list_.least());
    list_.replace_least(limits::key_at(time + delay, sequence_++, 0));
    return time;
  }

 private:
  List list_;
  std::uint64_t sequence_ = 0;
};

/// The events in their order: a time that falls is seen, and two lists that gave the same have the same sum.
struct Order {
  double last = 0.0;
  std::uint64_t sum = 0;
  bool falls = false;

  void take(double time, std::uint64_t payload) noexcept {
    falls |= time < last;
    last = time;
    sum = (sum + (std::bit_cast<std::uint64_t>(time) ^ payload)) * 0x9E3779B97F4A7C15U;
  }
};

void finish(benchmark::State& state, const Order& order, const std::string& experiment) {
  static std::map<std::string, std::uint64_t> sums;
  if (order.falls) state.SkipWithError("events out of order");
  if (sums.emplace(experiment, order.sum).first->second != order.sum) state.SkipWithError("other events");
  using benchmark::Counter;
  state.counters["per_operation"] =
      Counter(static_cast<double>(operations), Counter::kIsIterationInvariantRate | Counter::kInvert);
}

template <class List>
void hold(benchmark::State& state, std::uint32_t pending) {
  Order order;
  for (auto _ : state) {
    state.PauseTiming();
    limits::Draw draw(1);
    List list;
    for (std::uint32_t event = 0; event < pending; ++event) list.push(draw.exponential());
    for (std::uint32_t event = 0; event < 2 * pending; ++event) list.hold(draw.exponential());
    state.ResumeTiming();
    for (std::uint64_t event = 0; event < operations; ++event) order.take(list.hold(draw.exponential()), 0);
  }
  finish(state, order, fmt::format("hold {}", pending));
}

class EngineTimers {
 public:
  explicit EngineTimers(std::uint32_t) {}
  void restart(double time, std::uint32_t owner) {
    list_.call_off(owner);
    list_.start(time, owner);
  }
  template <class Take>
  void pop_until(double now, Take take) {
    while (!list_.empty() && list_.peek().time() <= now) {
      const Event event = list_.pop();
      take(event.time(), event.payload());
    }
  }

 private:
  throughline::TimerList list_;
};

class LazyTimers {
 public:
  explicit LazyTimers(std::uint32_t owners) : current_(owners, 0) {}
  void restart(double time, std::uint32_t owner) {
    current_[owner] = ++sequence_;
    queue_.push({time, sequence_, owner});
  }
  template <class Take>
  void pop_until(double now, Take take) {
    for (; !queue_.empty() && queue_.top().time <= now; queue_.pop()) {
      const Timer& timer = queue_.top();
      if (current_[timer.owner] == timer.sequence) take(timer.time, timer.owner);
    }
  }

 private:
  struct Timer {
    double time;
    std::uint64_t sequence;
    std::uint32_t owner;
    bool operator>(const Timer& other) const {
      return time != other.time ? time > other.time : sequence > other.sequence;
    }
  };
  std::priority_queue<Timer, std::vector<Timer>, std::greater<>> queue_;
  std::vector<std::uint64_t> current_;
  std::uint64_t sequence_ = 0;
};

/// One after another, everybody calls a timer off and starts another; about one in ten rings before.
template <class Timers>
void cancel(benchmark::State& state, std::uint32_t pending) {
  Order order;
  const double mean = 9.5 * pending;
  for (auto _ : state) {
    state.PauseTiming();
    limits::Draw draw(1);
    Timers timers(pending);
    double now = 0.0;
    std::uint32_t owner = 0;
    const auto go = [&](std::uint64_t count) {
      for (std::uint64_t operation = 0; operation < count; ++operation) {
        now += 1.0;
        timers.restart(now + mean * draw.exponential(), owner);
        owner = owner + 1 == pending ? 0 : owner + 1;
        timers.pop_until(now, [&](double time, std::uint32_t who) { order.take(time, who); });
      }
    };
    go(30 * pending);
    state.ResumeTiming();
    go(operations);
  }
  finish(state, order, fmt::format("cancel {}", pending));
}

void add(const std::string& name, void (*function)(benchmark::State&, std::uint32_t), std::uint32_t pending) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) { function(state, pending); })
      ->Iterations(1)
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::uint32_t> held{2, 10, 100, 1000, 10'000, 100'000, 1'000'000}, canceled{100, 10'000, 100'000};
  for (const std::uint32_t pending : held) {
    add(fmt::format("hold_{}_engine", pending), &hold<EngineList>, pending);
    add(fmt::format("hold_{}_binary", pending), &hold<LimitList<limits::BinaryHeap>>, pending);
    add(fmt::format("hold_{}_quaternary", pending), &hold<LimitList<limits::QuaternaryHeap>>, pending);
    add(fmt::format("hold_{}_ladder", pending), &hold<LimitList<limits::Ladder>>, pending);
  }
  for (const std::uint32_t pending : canceled) {
    add(fmt::format("cancel_{}_engine", pending), &cancel<EngineTimers>, pending);
    add(fmt::format("cancel_{}_lazy", pending), &cancel<LazyTimers>, pending);
  }
  Rounds rounds("per_operation");
  if (!run_rounds(count, values, 5, rounds)) return EXIT_FAILURE;

  fmt::print("\n{:>9}{:>9}{:>9}{:>12}{:>9}{:>17}\n", "pending", "engine", "binary", "quaternary", "ladder",
             "over the fastest");
  for (const std::uint32_t pending : held) {
    const std::string hold = fmt::format("hold_{}_", pending);
    if (!rounds.has(hold + "engine")) continue;
    std::string best = hold + "binary";
    fmt::print("{:9}{:9.1f}", pending, rounds.median(hold + "engine") * 1e9);
    for (const auto& [list, width] : {std::pair{"binary", 9}, {"quaternary", 12}, {"ladder", 9}}) {
      fmt::print("{:{}.1f}", rounds.median(hold + list) * 1e9, width);
      if (rounds.median(hold + list) < rounds.median(best)) best = hold + list;
    }
    fmt::print("{:17.2f}\n", rounds.ratio(hold + "engine", best));
  }
  fmt::print("nanoseconds per hold, the draw included\n\n{:>9}{:>9}{:>9}{:>17}\n", "timers", "engine", "lazy",
             "lazy over engine");
  for (const std::uint32_t pending : canceled) {
    const std::string cancel = fmt::format("cancel_{}_", pending);
    if (!rounds.has(cancel + "engine")) continue;
    fmt::print("{:9}{:9.1f}{:9.1f}{:17.2f}\n", pending, rounds.median(cancel + "engine") * 1e9,
               rounds.median(cancel + "lazy") * 1e9, rounds.ratio(cancel + "lazy", cancel + "engine"));
  }
  fmt::print("nanoseconds per timer started, nine in ten called off\n");
  return rounds.wrong() ? EXIT_FAILURE : EXIT_SUCCESS;
}
