// SPDX-License-Identifier: MIT
#include "simulation/crew.hpp"

#include <algorithm>
#include <utility>

namespace throughline {

Crew::Crew(const Program& program) : tells_newcomers_(program.has_absences) {
  for (const PoolTable& table : program.pools) {
    first_person_.push_back(static_cast<std::uint32_t>(people_.size()));
    Pool pool;
    pool.units = table.units;
    pool.by_level = !table.has_shifts;
    pool.reserve = table.reserve;
    pool.first_list = static_cast<std::uint32_t>(lists_.size());
    if (table.dispatched) {
      lists_.resize(lists_.size() + table.units + 1);
      people_.resize(people_.size() + table.people, Person{.pool = static_cast<std::uint32_t>(pools_.size())});
    }
    pools_.push_back(pool);
  }
  first_person_.push_back(static_cast<std::uint32_t>(people_.size()));
}

void Crew::clear() {
  for (Pool& pool : pools_) {
    pool.record = {};
    pool.away = {};
    pool.spare = {};
  }
  newcomers_.clear();
  for (Person& person : people_) person = Person{.pool = person.pool};
  std::fill(lists_.begin(), lists_.end(), Ends{});
  assignments_.clear();
  std::fill(held_.begin(), held_.end(), nobody);
  vacant_ = nobody;
  stamp_ = 0;
}

bool Crew::has(std::uint32_t pool, std::uint32_t units) const noexcept {
  for (std::uint32_t free = units; free <= pools_[pool].units; ++free) {
    if (lists_[pools_[pool].first_list + free].count > 0) return true;
  }
  return false;
}

std::uint32_t Crew::count_free(std::uint32_t pool, std::uint32_t units) const noexcept {
  std::uint32_t count = 0;
  for (std::uint32_t free = units; free <= pools_[pool].units; ++free) {
    count += lists_[pools_[pool].first_list + free].count;
  }
  return count;
}

std::uint32_t Crew::nth_free(std::uint32_t pool, std::uint32_t units, std::uint32_t n) const noexcept {
  for (std::uint32_t free = pools_[pool].units; free >= units; --free) {
    const Ends& list = lists_[pools_[pool].first_list + free];
    if (n < list.count) {
      std::uint32_t person = list.first;
      for (; n > 0; --n) person = people_[person].next;
      return person;
    }
    n -= list.count;
  }
  return nobody;
}

std::uint32_t Crew::longest_free(std::uint32_t pool, std::uint32_t units) const noexcept {
  return nth_free(pool, units, 0);
}

bool Crew::is_free(std::uint32_t person, std::uint32_t units) const noexcept {
  return is_present(people_[person]) && people_[person].free_units >= units;
}

std::uint32_t Crew::units_for(std::uint32_t person, std::uint32_t journey) const noexcept {
  std::uint32_t units = 0;
  for (std::uint32_t held = first_held(journey); held != nobody; held = assignments_[held].next_of_journey) {
    if (assignments_[held].person == person) units += assignments_[held].units;
  }
  return units;
}

void Crew::assign(double now, std::uint32_t person_index, std::uint32_t journey, std::uint32_t units, bool keeps) {
  Person& person = people_[person_index];
  delist(person_index);
  person.free_units -= units;
  if (person.free_units > 0) enlist(person_index);
  Pool& pool = pools_[person.pool];
  pool.record.busy.add(now, static_cast<double>(units) / pool.units);

  if (vacant_ == nobody) {
    vacant_ = static_cast<std::uint32_t>(assignments_.size());
    assignments_.emplace_back();
  }
  if (journey >= held_.size()) held_.resize(std::max<std::size_t>(journey + 1, 2 * held_.size()), nobody);
  const std::uint32_t index = vacant_;
  vacant_ = assignments_[index].next_of_journey;
  assignments_[index] = {person_index, journey, units, keeps, held_[journey], person.served, nobody};
  if (person.served != nobody) assignments_[person.served].previous_of_person = index;
  person.served = held_[journey] = index;
  count_spare(now, person);
}

void Crew::free(double now, std::uint32_t index) {
  Assignment& assignment = assignments_[index];
  Person& person = people_[assignment.person];
  // Out of the journey's list, which is short, and of the person's.
  std::uint32_t* link = &held_[assignment.journey];
  while (*link != index) link = &assignments_[*link].next_of_journey;
  *link = assignment.next_of_journey;
  const std::uint32_t before = assignment.previous_of_person;
  (before == nobody ? person.served : assignments_[before].next_of_person) = assignment.next_of_person;
  if (assignment.next_of_person != nobody) assignments_[assignment.next_of_person].previous_of_person = before;

  Pool& pool = pools_[person.pool];
  pool.record.busy.add(now, -static_cast<double>(assignment.units) / pool.units);
  if (person.on_duty) {
    if (is_present(person) && person.free_units > 0) delist(assignment.person);
    person.free_units += assignment.units;
    if (is_present(person)) enlist(assignment.person);
    count_away(now, person);
    if (pool.by_level && person.served == nobody && pool.record.overtime.value() > 0.0) relieve(now, assignment.person);
  } else {
    person.free_units += assignment.units;
    if (person.free_units == pool.units) pool.record.overtime.add(now, -1.0);
  }
  count_spare(now, person);
  assignment.next_of_journey = std::exchange(vacant_, index);
}

void Crew::hand_over(std::uint32_t journey, std::uint32_t other) {
  // Somebody who is nobody's may have served the journey: then it holds none, and may be new here.
  const std::size_t needed = std::max(journey, other) + std::size_t{1};
  if (needed > held_.size()) held_.resize(std::max(needed, 2 * held_.size()), nobody);
  for (std::uint32_t* link = &held_[journey]; *link != nobody;) {
    Assignment& assignment = assignments_[*link];
    if (assignment.keeps) {
      link = &assignment.next_of_journey;
      continue;
    }
    const std::uint32_t index = std::exchange(*link, assignment.next_of_journey);
    assignment.journey = other;
    assignment.next_of_journey = std::exchange(held_[other], index);
  }
}

void Crew::come(double now, std::uint32_t index) {
  Person& person = people_[index];
  Pool& pool = pools_[person.pool];
  person.on_duty = true;
  if (!person.lent) pool.record.on_duty.add(now, 1.0);
  if (person.served == nobody) {
    person.free_units = pool.units;
  } else {
    pool.record.overtime.add(now, -1.0);  // still there
  }
  if (is_present(person) && person.free_units > 0) enlist(index);
  count_away(now, person);
  count_spare(now, person);
}

void Crew::count_away(double now, Person& person) {
  const bool gone = person.on_duty && person.away > 0 && person.served == nobody && !person.lent;
  if (gone == person.gone) return;
  person.gone = gone;
  pools_[person.pool].away.add(now, gone ? 1.0 : -1.0);
}

void Crew::count_spare(double now, Person& person) {
  Pool& pool = pools_[person.pool];
  if (pool.units == 1) return;
  const std::uint32_t spare = !person.on_duty && person.served != nobody ? person.free_units : 0;
  if (spare == person.spare) return;
  pool.spare.add(now, (static_cast<double>(spare) - person.spare) / pool.units);
  person.spare = spare;
}

void Crew::step_out(double now, std::uint32_t index) {
  Person& person = people_[index];
  if (is_present(person) && person.free_units > 0) delist(index);
  ++person.away;
  count_away(now, person);
}

void Crew::step_in(double now, std::uint32_t index) {
  Person& person = people_[index];
  --person.away;
  count_away(now, person);
  if (is_present(person) && person.free_units > 0) enlist(index);
}

void Crew::stay_away(double now, std::uint32_t index) {
  people_[index].absent = true;
  step_out(now, index);
}

void Crew::go(double now, std::uint32_t index) {
  Person& person = people_[index];
  Pool& pool = pools_[person.pool];
  if (is_present(person) && person.free_units > 0) delist(index);
  person.on_duty = false;
  if (person.absent) --person.away;
  person.absent = false;
  count_away(now, person);
  if (!person.lent) pool.record.on_duty.add(now, -1.0);
  if (person.served != nobody) pool.record.overtime.add(now, 1.0);
  count_spare(now, person);
}

void Crew::lend(double now, std::uint32_t index) {
  Person& person = people_[index];
  pools_[person.pool].record.on_duty.add(now, -1.0);
  person.lent = true;
  step_out(now, index);
}

void Crew::take_back(double now, std::uint32_t index) {
  Person& person = people_[index];
  if (person.on_duty) pools_[person.pool].record.on_duty.add(now, 1.0);
  person.lent = false;
  step_in(now, index);
}

void Crew::set_level(double now, std::uint32_t pool, std::uint32_t level) {
  const auto first = people_.begin() + first_person_[pool];
  const auto last = people_.begin() + (first_person_[pool + 1] - pools_[pool].reserve);
  const auto number = [&](std::vector<Person>::iterator person) {
    return static_cast<std::uint32_t>(person - people_.begin());
  };
  auto on_duty =
      static_cast<std::uint32_t>(std::count_if(first, last, [](const Person& person) { return person.on_duty; }));
  for (const bool still_there : {true, false}) {
    for (auto person = first; person != last && on_duty < level; ++person) {
      if (person->on_duty || (person->served != nobody) != still_there) continue;
      come(now, number(person));
      if (tells_newcomers_) newcomers_.push_back(number(person));
      ++on_duty;
    }
  }
  const auto leave_if = [&](auto leaves) {
    for (auto person = last; person != first && on_duty > level;) {
      --person;
      if (!person->on_duty || !leaves(*person)) continue;
      go(now, number(person));
      --on_duty;
    }
  };
  leave_if([](const Person& person) { return person.served == nobody; });
  leave_if([](const Person&) { return true; });
}

void Crew::relieve(double now, std::uint32_t index) {
  const std::uint32_t pool = people_[index].pool;
  const std::uint32_t last = first_person_[pool + 1] - pools_[pool].reserve;
  if (index >= last) return;
  for (std::uint32_t other = first_person_[pool]; other < last; ++other) {
    if (people_[other].on_duty || people_[other].served == nobody) continue;
    come(now, other);
    if (tells_newcomers_) newcomers_.push_back(other);
    return go(now, index);
  }
}

void Crew::enlist(std::uint32_t index) {
  Person& person = people_[index];
  Ends& ends = lists_[pools_[person.pool].first_list + person.free_units];
  person.since = stamp_++;
  person.next = nobody;
  person.previous = ends.last;
  (ends.last == nobody ? ends.first : people_[ends.last].next) = index;
  ends.last = index;
  ++ends.count;
}

void Crew::delist(std::uint32_t index) {
  Person& person = people_[index];
  Ends& ends = lists_[pools_[person.pool].first_list + person.free_units];
  (person.previous == nobody ? ends.first : people_[person.previous].next) = person.next;
  (person.next == nobody ? ends.last : people_[person.next].previous) = person.previous;
  --ends.count;
}

}  // namespace throughline
