// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace throughline {

/// How a step's people go together.
enum class StaffingKind : std::uint8_t {
  all,     ///< somebody of each pool, all at once
  any_of,  ///< somebody of one of them
  same_as  ///< whoever served the journey at another step
};

/// Which of several people is taken, where any of some pools will do.
enum class Choose : std::uint8_t {
  in_order,     ///< of the first pool that has somebody free
  random,       ///< anybody who is free, each as likely
  longest_idle  ///< whoever has been free the longest
};

/// The order of those who wait for a pool, within a rank of priority.
enum class Discipline : std::uint8_t {
  fifo,      ///< first come, first served
  lifo,      ///< last come, first served
  random,    ///< anybody, each as likely
  shortest,  ///< the shortest service first; its time is known in advance
  due        ///< the earliest appointment first; who has none is due when coming
};

/// How fast services are that begin while so many or more wait.
struct SpeedLevel {
  std::uint32_t from = 0;
  double speed = 1.0;
  bool operator==(const SpeedLevel&) const = default;
};

/// What becomes of a service that was interrupted when it goes on.
enum class Again : std::uint8_t {
  resume,   ///< what is left of it
  restart,  ///< the same time again
  resample  ///< a new time
};

/// Whom a person who becomes free takes next.
enum class TakesNext : std::uint8_t { priority, longest_wait };

/// A part of a person: so many of so many.
struct Part {
  std::uint32_t of = 1;     ///< numerator
  std::uint32_t whole = 1;  ///< denominator, at most 60
  bool operator==(const Part&) const = default;
};

/// Customers who reach a step gather, and are served together: one call for people, one service.
struct BatchRule {
  std::uint32_t size = 1;              ///< so many go together
  std::optional<double> longest_wait;  ///< or whoever is there so long after the first of them came, seconds

  bool operator==(const BatchRule&) const = default;
};

/// People work shifts and are paid; places (bays, lines, rooms) are always there.
enum class StaffKind : std::uint8_t { person, place };

}  // namespace throughline
