// SPDX-License-Identifier: MIT
#include "simulation/appointment_holds.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace throughline {

AppointmentHolds::AppointmentHolds(const Program& program)
    : program_(program), plans_(program.holds.size()), held_(program.pools.size()) {}

void AppointmentHolds::clear() {
  for (Plan& plan : plans_) plan = {std::move(plan.slots), 0, 0, 0};
  std::fill(held_.begin(), held_.end(), 0U);
  std::fill(customers_.begin(), customers_.end(), Customer{});
  closed_ = false;
}

void AppointmentHolds::plan(std::uint32_t hold, const std::vector<double>& due) {
  std::vector<Slot>& slots = plans_[hold].slots;
  slots.clear();
  for (const double time : due) {
    if (slots.empty() || slots.back().due < time) slots.push_back({.due = time});
    ++slots.back().booked;
  }
}

double AppointmentHolds::next_change(std::uint32_t hold) const {
  const auto& [slots, near, past, over] = plans_[hold];
  const double ahead = ahead_of(hold);
  double next = std::numeric_limits<double>::infinity();
  if (near < slots.size()) next = std::max(0.0, slots[near].due - ahead);
  if (past < slots.size()) next = std::min(next, slots[past].due);
  if (over < slots.size()) next = std::min(next, slots[over].due + ahead);
  return next;
}

template <class Change>
void AppointmentHolds::change(std::uint32_t hold, Slot& slot, Change change) {
  std::uint32_t& held = held_[program_.holds[hold].pool];
  held -= slot.held();
  change(slot);
  held += slot.held();
}

void AppointmentHolds::pass(double now, std::uint32_t hold) {
  Plan& plan = plans_[hold];
  const double ahead = ahead_of(hold);
  const auto advance = [&](std::size_t& place, double from_due, auto stage) {
    for (; place < plan.slots.size() && plan.slots[place].due + from_due <= now; ++place) {
      change(hold, plan.slots[place], [stage](Slot& slot) { slot.stage = stage; });
    }
  };
  advance(plan.near, -ahead, Slot::Stage::near);
  advance(plan.past, 0.0, Slot::Stage::past);
  advance(plan.over, ahead, Slot::Stage::over);
}

auto AppointmentHolds::slot_of(std::uint32_t hold, double due) -> Slot& {
  std::vector<Slot>& slots = plans_[hold].slots;
  return *std::lower_bound(slots.begin(), slots.end(), due,
                           [](const Slot& slot, double time) { return slot.due < time; });
}

void AppointmentHolds::came(std::uint32_t journey, std::uint32_t segment, double due) {
  if (journey >= customers_.size()) {
    customers_.resize(2 * (std::size_t{journey} + 1));
    done_.resize(customers_.size() * plans_.size());
  }
  customers_[journey] = {segment, due};
  for (std::uint32_t hold = 0; hold < plans_.size(); ++hold) {
    done_[journey * plans_.size() + hold] = program_.holds[hold].segment != segment;
    if (!is_done(journey, hold)) change(hold, slot_of(hold, due), [](Slot& slot) { ++slot.come; });
  }
}

void AppointmentHolds::finish(std::uint32_t journey, std::uint32_t hold) {
  done_[journey * plans_.size() + hold] = true;
  change(hold, slot_of(hold, customers_[journey].due), [](Slot& slot) { ++slot.done; });
}

void AppointmentHolds::served(std::uint32_t journey, std::uint32_t pool) {
  if (journey >= customers_.size() || customers_[journey].segment == no_index) return;
  for (std::uint32_t hold = 0; hold < plans_.size(); ++hold) {
    if (program_.holds[hold].pool == pool && !is_done(journey, hold)) finish(journey, hold);
  }
}

bool AppointmentHolds::left(std::uint32_t journey) {
  if (journey >= customers_.size() || customers_[journey].segment == no_index) return false;
  bool any = false;
  for (std::uint32_t hold = 0; hold < plans_.size(); ++hold) {
    if (is_done(journey, hold)) continue;
    finish(journey, hold);
    any = true;
  }
  customers_[journey].segment = no_index;
  return any;
}

}  // namespace throughline
