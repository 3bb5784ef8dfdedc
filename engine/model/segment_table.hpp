// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "model/instruction.hpp"
#include "throughline/arrivals_section.hpp"

namespace throughline {

/// The customers of a segment, and how they come.
struct SegmentTable {
  enum class Arrivals : std::uint8_t { none, rate, interarrival, appointments, replay, population };
  std::uint64_t address = 0;
  std::uint32_t entry = 0;  ///< program counter of its first instruction
  Arrivals arrivals = Arrivals::none;
  Schedule<double> rate;       ///< per second, over the clock
  std::uint32_t interval = 0;  ///< sampler: between arrivals, of punctuality, of the time before a member's journey
  Appointments appointments;
  std::uint32_t no_show = 0;  ///< program counter of those who never come
  std::vector<double> times;  ///< recorded
  std::uint32_t members = 0;  ///< of a population
  std::optional<IntegerLaw> batch;
  std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
  std::uint32_t day_factor = no_index;  ///< sampler of the factor on the rate of a day
  std::uint64_t day_address = 0;        ///< of its luck
  struct Backlog {
    std::uint32_t entry = 0;  ///< program counter
    std::uint32_t count = 0;
    bool operator==(const Backlog&) const = default;
  };
  std::vector<Backlog> backlog;  ///< who is inside when the run begins
  double value = 0.0;

  bool operator==(const SegmentTable&) const = default;
};

/// People of a pool who are held for the appointments of a segment that may come to them.
struct HoldTable {
  std::uint32_t pool = 0;
  std::uint32_t segment = 0;

  bool operator==(const HoldTable&) const = default;
};

/// How long customers stay at a step at most, and where they go on then.
struct DeadlineTable {
  double after = 0.0;
  std::uint32_t target = 0;  ///< program counter
  std::uint32_t route = 0;

  bool operator==(const DeadlineTable&) const = default;
};

}  // namespace throughline
