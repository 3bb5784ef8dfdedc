// SPDX-License-Identifier: MIT
#pragma once

namespace throughline {

/// The integral over time of a count that moves in steps, by Abel's summation: each change costs one multiplication,
/// and nothing has to be touched between changes. Exact where times are whole numbers.
class TimeIntegral {
 public:
  void add(double now, double change) noexcept {
    value_ += change;
    offset_ -= change * now;
  }
  double value() const noexcept { return value_; }
  /// From time 0 to `now`, which is not before the last change.
  double until(double now) const noexcept { return value_ * now + offset_; }

 private:
  double value_ = 0.0;
  double offset_ = 0.0;
};

/// What is known of the people of a pool over time.
struct DutyRecord {
  TimeIntegral busy;      ///< people, in parts where somebody serves several at once
  TimeIntegral overtime;  ///< people whose duty has ended and who are still busy
  TimeIntegral on_duty;
};

}  // namespace throughline
