// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "throughline/diagnostic.hpp"
#include "throughline/distribution.hpp"
#include "throughline/integer_law.hpp"
#include "throughline/schedule.hpp"

namespace throughline {

/// Customers who come by appointment. Slots begin at `from` and follow every `every` seconds while before `to`, on each
/// of the days.
struct Appointments {
  double every = 0.0;  ///< seconds
  double from = 0.0;   ///< seconds of the day
  double to = seconds_per_day;
  std::uint8_t days = 127;  ///< bit 0 = Monday
  IntegerLaw per_slot = IntegerLaw::constant(1);
  double no_show = 0.0;                                    ///< share of those booked who never come
  Distribution punctuality = Distribution::constant(0.0);  ///< seconds after the appointment; before it where negative

  bool operator==(const Appointments&) const = default;
};

/// Recorded times.
struct Replay {
  std::vector<double> times;  ///< seconds after the start of the run, ascending
  bool operator==(const Replay&) const = default;
};

/// A closed group: each member comes again after a time that begins with the run and then with the end of the journey.
struct Population {
  std::uint32_t members = 0;
  Distribution think;  ///< seconds
  bool operator==(const Population&) const = default;
};

/// The rate of a day is multiplied by a gamma factor of mean 1.
struct Uncertainty {
  double cv = 0.0;
  bool common = false;  ///< the same factor for every segment that says so
  bool operator==(const Uncertainty&) const = default;
};

struct BacklogSection {
  Text step;
  std::uint32_t count = 0;  ///< of customers who are there when the run begins
};

/// How the customers of a segment come.
struct ArrivalsSection {
  /// Per second: the levels of a rate (constant) or profile; the law of the time between arrivals; or another way.
  std::variant<Schedule<double>, Distribution, Appointments, Replay, Population> process;
  std::optional<IntegerLaw> batch;  ///< how many come at once; none: one
  std::optional<std::uint64_t> limit;
  std::optional<Uncertainty> uncertainty;
  std::vector<BacklogSection> backlog;
};

}  // namespace throughline
