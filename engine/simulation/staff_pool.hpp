// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/program.hpp"
#include "simulation/time_integral.hpp"
#include "simulation/waiting_line.hpp"

namespace throughline {

/// The people of one pool during one replication: who is on duty, who is free, who is over time. People on shifts are
/// told apart (a shift owns its people, the longest free serves next); people by level are a number. Busy people whose
/// duty ends finish their customer first. Not thread-safe; never allocates after construction.
class alignas(64) StaffPool {
 public:
  explicit StaffPool(const PoolTable& table);

  void clear();

  /// Takes a free person: who it is (nobody where people are a number). Requires: has_free().
  std::uint32_t seize(double now) {
    --free_;
    record_.busy.add(now, 1.0);
    return told_apart_ ? take_longest_free() : nobody;
  }
  bool has_free() const noexcept { return free_ > 0; }
  std::uint32_t count_free() const noexcept { return free_; }

  /// Whether a person who has just finished goes on to serve: false once the end of duty has passed; then they leave.
  bool stays(double now, std::uint32_t person) {
    if (record_.overtime.value() == 0.0) return true;
    return told_apart_ ? stays_as(now, person) : leave_as_a_number(now);
  }
  /// A person who stays and finds nobody waiting.
  void rest(double now, std::uint32_t person) {
    ++free_;
    record_.busy.add(now, -1.0);
    if (told_apart_) append_free(person);
  }

  /// A person comes on duty and is busy at once or free (`rest`).
  void come(double now, std::uint32_t person);
  /// The level becomes `level`: returns how many people come who are not there yet (call `come` for each).
  std::uint32_t raise(double now, std::uint32_t level);
  void lower(double now, std::uint32_t level);
  void end_group(double now, const ShiftGroup& group);

  WaitingLine& line() noexcept { return line_; }
  const DutyRecord& record() const noexcept { return record_; }

 private:
  struct Person {
    std::uint32_t next = nobody;
    std::uint32_t previous = nobody;
    bool free = false;
    bool on_duty = false;
  };

  std::uint32_t take_longest_free();
  void append_free(std::uint32_t person);
  void unlink_free(std::uint32_t person);
  bool stays_as(double now, std::uint32_t person);
  bool leave_as_a_number(double now);

  // What every service touches stands in one cache line.
  WaitingLine line_;
  std::uint32_t free_ = 0;
  bool told_apart_ = false;
  DutyRecord record_;
  std::vector<Person> people_;
  std::uint32_t first_free_ = nobody;
  std::uint32_t last_free_ = nobody;
};

}  // namespace throughline
