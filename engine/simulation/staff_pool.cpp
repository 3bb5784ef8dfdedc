// SPDX-License-Identifier: MIT
#include "simulation/staff_pool.hpp"

#include <algorithm>

namespace throughline {

StaffPool::StaffPool(const PoolTable& table)
    : line_(table.ranks), told_apart_(table.has_shifts), people_(table.people) {}

void StaffPool::clear() {
  free_ = 0;
  record_ = {};
  line_.clear();
  std::fill(people_.begin(), people_.end(), Person{});
  first_free_ = last_free_ = nobody;
}

void StaffPool::come(double now, std::uint32_t person) {
  record_.on_duty.add(now, 1.0);
  record_.busy.add(now, 1.0);
  if (told_apart_) people_[person].on_duty = true;
}

std::uint32_t StaffPool::raise(double now, std::uint32_t level) {
  const double wanted = std::max(0.0, level - record_.on_duty.value());
  const double kept = std::min(wanted, record_.overtime.value());
  record_.overtime.add(now, -kept);
  record_.on_duty.add(now, kept);
  return static_cast<std::uint32_t>(wanted - kept);
}

void StaffPool::lower(double now, std::uint32_t level) {
  const double leaving = std::max(0.0, record_.on_duty.value() - level);
  const double idle = std::min(leaving, static_cast<double>(free_));
  free_ -= static_cast<std::uint32_t>(idle);
  record_.on_duty.add(now, -leaving);
  record_.overtime.add(now, leaving - idle);
}

void StaffPool::end_group(double now, const ShiftGroup& group) {
  for (std::uint32_t person = group.first; person < group.first + group.count; ++person) {
    people_[person].on_duty = false;
    record_.on_duty.add(now, -1.0);
    if (people_[person].free) {
      unlink_free(person);
      --free_;
    } else {
      record_.overtime.add(now, 1.0);
    }
  }
}

bool StaffPool::stays_as(double now, std::uint32_t person) {
  if (people_[person].on_duty) return true;
  record_.overtime.add(now, -1.0);
  record_.busy.add(now, -1.0);
  return false;
}

bool StaffPool::leave_as_a_number(double now) {
  record_.overtime.add(now, -1.0);
  record_.busy.add(now, -1.0);
  return false;
}

std::uint32_t StaffPool::take_longest_free() {
  const std::uint32_t person = first_free_;
  unlink_free(person);
  return person;
}

void StaffPool::append_free(std::uint32_t person) {
  people_[person].free = true;
  people_[person].next = nobody;
  people_[person].previous = last_free_;
  (last_free_ == nobody ? first_free_ : people_[last_free_].next) = person;
  last_free_ = person;
}

void StaffPool::unlink_free(std::uint32_t person) {
  Person& leaver = people_[person];
  leaver.free = false;
  (leaver.previous == nobody ? first_free_ : people_[leaver.previous].next) = leaver.next;
  (leaver.next == nobody ? last_free_ : people_[leaver.next].previous) = leaver.previous;
}

}  // namespace throughline
