// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/clock.hpp"
#include "text/field_reader.hpp"
#include "throughline/schedule.hpp"

namespace throughline {

/// Builds a schedule level by level, and diagnoses times that are none, that stand twice, or of which some name a day
/// of the week and others do not.
template <class T>
class LevelBuilder {
 public:
  LevelBuilder(std::string label, Reading& reading) : label_(std::move(label)), reading_(reading) {}

  /// `value` is none where it was wrong (and diagnosed).
  void add(const std::string& time, const SourcePosition& at, std::optional<T> value) {
    const Parsed<Clock> clock = parse_clock(time);
    if (!clock) {
      fail(at, "expected " + clock.error().expected + ", found " + in_quotes(time), clock.error().hint);
    } else if ((*clock).seconds >= seconds_per_day) {
      fail(at, "a level cannot begin at 24:00", "write 00:00, of the next day");
    } else if (weekly_.has_value() && *weekly_ != (*clock).day.has_value()) {
      fail(at, "some times name a day of the week and others do not", "name the day in all of them, or in none");
    } else {
      weekly_ = (*clock).day.has_value();
      if (value) {
        levels_.push_back({{(*clock).since_monday(), std::move(*value)}, at});
      } else {
        failed_ = true;
      }
    }
  }

  /// The schedule; none where anything was wrong. `at`: where a schedule without levels is diagnosed.
  std::optional<Schedule<T>> build(const SourcePosition& at) {
    if (levels_.empty() && !failed_) fail(at, "expected at least one time", "");
    std::stable_sort(levels_.begin(), levels_.end(),
                     [](const Placed& one, const Placed& other) { return one.level.from < other.level.from; });
    for (std::size_t level = 1; level < levels_.size(); ++level) {
      const bool twice = levels_[level].level.from == levels_[level - 1].level.from;
      if (twice) fail(levels_[level].at, "this time stands here twice", "");
    }
    if (failed_) return std::nullopt;
    Schedule<T> schedule;
    schedule.period = *weekly_ ? seconds_per_week : seconds_per_day;
    for (Placed& placed : levels_) schedule.levels.push_back(std::move(placed.level));
    return schedule;
  }

 private:
  struct Placed {
    Level<T> level;
    SourcePosition at;
  };

  void fail(const SourcePosition& at, const std::string& message, std::string hint) {
    reading_.fail(at, label_, message, std::move(hint));
    failed_ = true;
  }

  std::string label_;
  Reading& reading_;
  std::vector<Placed> levels_;
  std::optional<bool> weekly_;
  bool failed_ = false;
};

}  // namespace throughline
