// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>

#include "example_result.hpp"

namespace throughline::testing {

inline constexpr std::array<const char*, 10> drawn_names{
    "Order",
    "Passport check",
    "Bring the bag to the belt, and come again for what was left behind in the first place",
    "点茶",
    "请客人入座以后上茶点心并且介绍今天的节目单和老城的故事",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung",
    "</script><script>alert('x')</script> & \"quotes\"",
    "مرحبا بالعالم \u202E reversed",
    "🍵🫖 tea 🍵",
    "\x1b[31mred\x1b[0m\r\n"};

/// How many of them tests draw; fewer where sanitizers watch, and each takes fifty times as long.
#ifdef NDEBUG
inline constexpr std::uint64_t random_drawings = 200;
#else
inline constexpr std::uint64_t random_drawings = 20;
#endif

/// A blueprint of so many steps, and what a run could have found of it. The same number gives the same.
class RandomDrawing {
 public:
  explicit RandomDrawing(std::uint64_t number) : random_(number * 2'654'435'761U + 7) {
    result_.provenance.replications = chance(0.7) ? 20 : 0;
    BlueprintSummary& blueprint = result_.blueprint;
    blueprint.name = word();
    blueprint.staff = {{"clerk", "Clerk"}, {"cook", word()}, {"host", "Host"}};
    const std::size_t steps = 5 + below(56);
    const std::size_t phases = below(5);
    for (std::size_t phase = 0; phase < phases; ++phase) blueprint.phases.push_back(std::to_string(phase) + word());
    customer_share_ = chance(0.2) ? 0.0 : 0.4;
    for (std::size_t step = 0; step < steps; ++step) add_step("x" + std::to_string(step), step * phases / steps);
    for (std::size_t step = 0; step < steps; ++step) add_routes(step, steps);
    for (const char* pool : {"clerk", "cook", "host"}) measure("staff.", pool, ".occupancy", Unit::share, 1.0);
  }

  const ExperimentResult& result() const noexcept { return result_; }

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool chance(double share) { return static_cast<double>(random_() >> 11U) * 0x1p-53 < share; }
  std::string word() { return drawn_names[below(drawn_names.size())]; }

  void measure(const char* scope, const std::string& key, const char* quantity, Unit unit, double most) {
    const double value = most * static_cast<double>(below(1000)) / 999.0;
    result_.measures.push_back({scope + key + quantity, estimate_of(unit, value, value / 10.0)});
  }

  void add_step(const std::string& key, std::size_t phase) {
    constexpr std::array others{"frontstage", "backstage", "support"};
    constexpr std::array pools{"clerk", "cook", "clerk + host", "clerk / cook / host"};
    StepSummary step;
    step.key = key;
    step.name = word();
    step.lane = chance(customer_share_) ? "customer" : others[below(others.size())];
    const bool seen = step.lane == "customer" || step.lane == "frontstage";
    if (seen && chance(0.7)) step.touchpoint = chance(0.2) ? "shared" : key;
    if (phase < result_.blueprint.phases.size() && chance(0.9)) step.phase = result_.blueprint.phases[phase];
    if (seen && chance(0.6)) step.evidence = word();
    if (chance(0.6)) step.staff = pools[below(pools.size())];
    if (chance(0.05)) step.column = static_cast<std::uint32_t>(1 + below(200));
    measure("step.", key, ".time.mean", Unit::seconds, 1e4);
    if (chance(0.6)) measure("step.", key, ".wait.mean", Unit::seconds, 1e4);
    if (chance(0.4)) measure("step.", key, ".failure", Unit::share, 0.3);
    if (chance(0.3)) measure("step.", key, ".abandonment", Unit::share, 0.3);
    result_.blueprint.steps.push_back(std::move(step));
  }

  void add_routes(std::size_t step, std::size_t steps) {
    constexpr std::array kinds{"next", "next", "next", "next", "fork", "join", "start", "failure", "abandon", "divert"};
    const std::size_t routes = 1 + below(3);
    for (std::size_t n = 0; n < routes; ++n) {
      const std::size_t near = std::min(steps - 1, step + 1 + below(3));
      const std::size_t to = chance(0.7) ? near : below(steps);
      RouteSummary route;
      route.from = "x" + std::to_string(step);
      route.to = chance(0.1) ? "done" : "x" + std::to_string(to);
      route.kind = route.to == route.from ? "retry" : kinds[below(kinds.size())];
      route.flow = static_cast<double>(below(500));
      route.handoff = chance(0.3);
      result_.blueprint.routes.push_back(std::move(route));
    }
    if (step + 1 == steps) result_.blueprint.routes.push_back({"x" + std::to_string(step), "done", "next", 1.0, false});
  }

  std::mt19937_64 random_;
  double customer_share_ = 0.4;
  ExperimentResult result_;
};

}  // namespace throughline::testing
