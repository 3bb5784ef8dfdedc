// SPDX-License-Identifier: MIT
#include "simulation/dispatcher.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

/// From `first` to 1.
double between(double first, double progress) {
  return first + (1.0 - first) * progress;
}

}  // namespace

Dispatcher::Dispatcher(const Program& program)
    : program_(program),
      crew_(program),
      holds_(program),
      lines_(2 * program.lines.size()),
      lines_of_pool_(program.pools.size()) {
  for (std::uint32_t line = 0; line < program.lines.size(); ++line) {
    const Need& need = program.needs[program.lines[line].need];
    for (std::size_t place = 0; place < need.pools.size(); ++place) {
      lines_of_pool_[need.pools[place].pool].push_back({line, program.lines[line].ranks[place]});
    }
  }
  for (std::vector<LineOfPool>& lines : lines_of_pool_) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const LineOfPool& left, const LineOfPool& right) { return left.rank < right.rank; });
  }
}

void Dispatcher::begin(std::uint64_t seed, std::uint64_t replication) {
  crew_.clear();
  holds_.clear();
  luck_.clear();
  for (const PoolTable& pool : program_.pools) luck_.emplace_back(seed, replication, pool.address);
  chosen_.assign(program_.pools.size(), 0);
  for (CallLine& line : lines_) line.clear();
  to_look_at_.clear();
  touched_.clear();
  std::fill(servers_.begin(), servers_.end(), nobody);
  sequence_ = 0;
}

bool Dispatcher::answer(double now, const Journey& journey, std::uint32_t index, std::uint32_t line) {
  if (!can_answer(index, line)) return false;
  assign(now, journey, index, line);
  return true;
}

std::uint32_t Dispatcher::count_answerable(std::uint32_t line) const {
  const Need& need = need_of(line);
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t sum = 0;
  for (const NeededPool& needed : need.pools) {
    const std::uint32_t free = count_free(needed, line);
    least = std::min(least, free);
    sum += free;
  }
  return need.kind == StaffingKind::all ? least : sum;
}

void Dispatcher::wait(std::uint32_t index, std::uint32_t line, double key) {
  switch (need_of(line).discipline) {
    case Discipline::lifo:
      key = -static_cast<double>(sequence_);
      break;
    case Discipline::shortest:
    case Discipline::due:
      break;
    case Discipline::fifo:
    case Discipline::random:
      key = 0.0;
  }
  join(index, line, key);
}

void Dispatcher::wait_first(std::uint32_t index, std::uint32_t line) {
  join(index, line, -std::numeric_limits<double>::infinity());
}

void Dispatcher::join(std::uint32_t index, std::uint32_t line, double key) {
  const std::vector<NeededPool>& pools = need_of(line).pools;
  if (index >= keeps_some_.size()) keeps_some_.resize(2 * (std::size_t{index} + 1));
  keeps_some_[index] =
      std::any_of(pools.begin(), pools.end(), [&](const NeededPool& needed) { return keeps(index, needed.pool); });
  line_with(index, line).join(places_, {key, sequence_++, index});
}

std::uint32_t Dispatcher::first_in(std::uint32_t line) const {
  const CallLine& calls = lines_[line];
  const CallLine& keeping = keeping_line(line);
  if (waiting_in(line) == 0) return nobody;
  const bool keeps_first = calls.empty() || (!keeping.empty() && keeping.first() < calls.first());
  return (keeps_first ? keeping : calls).first().journey;
}

std::uint32_t Dispatcher::server_of(std::uint32_t index) const {
  // The latest assignment stands first.
  std::uint32_t person = nobody;
  for (std::uint32_t held = crew_.first_held(index); held != nobody; held = crew_.assignment(held).next_of_journey) {
    person = crew_.assignment(held).person;
  }
  return person == nobody ? nobody : person - crew_.first_of(crew_.pool_of(person));
}

void Dispatcher::relieve(std::uint32_t index, std::uint32_t line) {
  for (const NeededPool& needed : need_of(line).pools) {
    holds_.served(index, needed.pool);
    look_at(needed.pool);
  }
}

void Dispatcher::look_at(std::uint32_t pool) {
  if (std::find(to_look_at_.begin(), to_look_at_.end(), pool) == to_look_at_.end()) to_look_at_.push_back(pool);
}

std::uint32_t Dispatcher::next(double now, const JourneyPool& journeys) {
  while (!to_look_at_.empty()) {
    const Chosen chosen = choose(to_look_at_.front());
    if (chosen.call == nullptr) {
      to_look_at_.erase(to_look_at_.begin());
      continue;
    }
    const std::uint32_t index = chosen.call->journey;
    line_with(index, chosen.line).leave(places_, index);
    assign(now, journeys[index], index, chosen.line);
    return index;
  }
  return nobody;
}

auto Dispatcher::choose(std::uint32_t pool) -> Chosen {
  const PoolTable& table = program_.pools[pool];
  Chosen best;
  std::uint32_t best_rank = 0;
  for (const LineOfPool& line : lines_of_pool_[pool]) {
    if (best.call != nullptr && table.takes_by_rank && line.rank > best_rank) break;
    if (waiting_in(line.line) == 0) continue;
    const CallLine::Call* const call = first_of(line.line);
    if (call == nullptr || (best.call != nullptr && !(*call < *best.call))) continue;
    best = {call, line.line};
    best_rank = line.rank;
  }
  if (best.call == nullptr || table.discipline != Discipline::random) return best;
  return choose_any(pool, best_rank);
}

auto Dispatcher::choose_any(std::uint32_t pool, std::uint32_t rank) -> Chosen {
  const bool by_rank = program_.pools[pool].takes_by_rank;
  std::size_t waiting = 0;
  const auto counts = [&](const LineOfPool& line) {
    return (!by_rank || line.rank == rank) && first_of(line.line) != nullptr;
  };
  for (const LineOfPool& line : lines_of_pool_[pool]) waiting += counts(line) ? waiting_in(line.line) : 0;
  RandomStream stream(luck_[pool].journey_key(chosen_[pool]++), program_.pools[pool].address, 0, Purpose::next_call);
  auto number = static_cast<std::size_t>(stream.uniform() * static_cast<double>(waiting));
  for (const LineOfPool& line : lines_of_pool_[pool]) {
    if (!counts(line)) continue;
    // Who waits for a person of its own, or keeps one already, may be the wrong one: then whoever comes first.
    if (number < waiting_in(line.line)) {
      const CallLine& calls = lines_[line.line];
      const CallLine::Call& call =
          number < calls.size() ? calls[number] : keeping_line(line.line)[number - calls.size()];
      const bool fits = can_answer(call.journey, line.line);
      return {fits ? &call : first_of(line.line), line.line};
    }
    number -= waiting_in(line.line);
  }
  return {};
}

const CallLine::Call* Dispatcher::first_of(std::uint32_t index) const {
  const CallLine& line = lines_[index];
  const Need& need = need_of(index);
  const CallLine::Call* best = nullptr;
  const auto look_through = [&](const CallLine& calls) {
    for (std::size_t place = 0; place < calls.size(); ++place) {
      if ((best == nullptr || calls[place] < *best) && can_answer(calls[place].journey, index)) best = &calls[place];
    }
  };
  if (need.kind == StaffingKind::same_as) {
    look_through(line);  // each waits for a person of its own
  } else if (!line.empty() && can_answer(line.first().journey, index)) {
    best = &line.first();
  }
  look_through(keeping_line(index));
  return best;
}

std::uint32_t Dispatcher::count_free(const NeededPool& needed, std::uint32_t line) const {
  const std::uint32_t free = crew_.count_free(needed.pool, needed.units);
  if (!program_.has_holds || program_.lines[line].expected) return free;
  const std::uint32_t held = holds_.held(needed.pool);
  return free > held ? free - held : 0;
}

bool Dispatcher::can_answer(std::uint32_t index, std::uint32_t line) const {
  const Need& need = need_of(line);
  const auto has = [&](const NeededPool& needed) { return has_for(index, needed, line); };
  switch (need.kind) {
    case StaffingKind::all:
      return std::all_of(need.pools.begin(), need.pools.end(), has);
    case StaffingKind::any_of:
      return std::any_of(need.pools.begin(), need.pools.end(), has);
    case StaffingKind::same_as:
      break;
  }
  const std::uint32_t server = register_of(index, need.same_slot);
  if (server == nobody || !crew_.is_on_duty(server)) return std::any_of(need.pools.begin(), need.pools.end(), has);
  const std::uint32_t pool = crew_.pool_of(server);
  const auto of_pool = std::find_if(need.pools.begin(), need.pools.end(),
                                    [pool](const NeededPool& needed) { return needed.pool == pool; });
  return keeps(index, pool) || (crew_.is_free(server, of_pool->units) && has_free(*of_pool, line));
}

bool Dispatcher::keeps(std::uint32_t index, std::uint32_t pool) const {
  for (std::uint32_t held = crew_.first_held(index); held != nobody; held = crew_.assignment(held).next_of_journey) {
    if (crew_.pool_of(crew_.assignment(held).person) == pool) return true;
  }
  return false;
}

std::uint32_t Dispatcher::server_for(const Journey& journey, std::uint32_t index, std::uint32_t line) const {
  const Need& need = need_of(line);
  if (need.kind == StaffingKind::same_as) {
    const std::uint32_t server = register_of(index, need.same_slot);
    if (server != nobody && crew_.is_on_duty(server)) return server;
  }
  if (need.choose == Choose::random) {
    std::uint32_t free = 0;
    for (const NeededPool& needed : need.pools) free += count_free(needed, line);
    RandomStream stream(journey.key, program_.steps[journey.step].address, journey.visit, Purpose::server);
    auto number = static_cast<std::uint32_t>(stream.uniform() * free);
    for (const NeededPool& needed : need.pools) {
      const std::uint32_t of_pool = count_free(needed, line);
      if (number < of_pool) return crew_.nth_free(needed.pool, needed.units, number);
      number -= of_pool;
    }
  }
  std::uint32_t best = nobody;
  for (const NeededPool& needed : need.pools) {
    if (!has_free(needed, line)) continue;
    const std::uint32_t person = crew_.longest_free(needed.pool, needed.units);
    if (best == nobody || crew_.free_since(person) < crew_.free_since(best)) best = person;
    if (need.choose == Choose::in_order) break;
  }
  return best;
}

void Dispatcher::assign(double now, const Journey& journey, std::uint32_t index, std::uint32_t line) {
  const Need& need = need_of(line);
  std::uint32_t first = nobody;
  const auto take = [&](std::uint32_t person, const NeededPool& needed) {
    crew_.assign(now, person, index, needed.units, needed.keeps);
    if (program_.has_pace) touched_.push_back(person);
    if (program_.has_holds) holds_.served(index, needed.pool);
    if (first == nobody) first = person;
  };
  if (need.kind == StaffingKind::all) {
    for (const NeededPool& needed : need.pools) {
      if (!keeps(index, needed.pool)) take(crew_.longest_free(needed.pool, needed.units), needed);
    }
  } else {
    const bool kept = std::any_of(need.pools.begin(), need.pools.end(),
                                  [&](const NeededPool& needed) { return keeps(index, needed.pool); });
    const std::uint32_t person = kept ? nobody : server_for(journey, index, line);
    for (const NeededPool& needed : need.pools) {
      if (!kept && crew_.pool_of(person) == needed.pool) take(person, needed);
    }
  }
  if (need.server_slot != no_index && first != nobody) note_server(index, need.server_slot, first);
}

void Dispatcher::note_server(std::uint32_t index, std::uint32_t slot, std::uint32_t person) {
  const std::size_t place = static_cast<std::size_t>(index) * program_.server_slots + slot;
  if (place >= servers_.size()) servers_.resize(2 * (place + 1), nobody);
  servers_[place] = person;
}

void Dispatcher::is_served_with(std::uint32_t index, std::uint32_t carrier, const Need& need) {
  for (const NeededPool& needed : need.pools) {
    if (program_.has_holds) holds_.served(index, needed.pool);
  }
  if (need.server_slot != no_index) note_server(index, need.server_slot, register_of(carrier, need.server_slot));
}

std::uint32_t Dispatcher::register_of(std::uint32_t index, std::uint32_t slot) const {
  const std::size_t place = static_cast<std::size_t>(index) * program_.server_slots + slot;
  return place < servers_.size() ? servers_[place] : nobody;
}

void Dispatcher::free(double now, std::uint32_t assignment) {
  const std::uint32_t person = crew_.assignment(assignment).person;
  look_at(crew_.pool_of(person));
  if (program_.has_pace) touched_.push_back(person);
  crew_.free(now, assignment);
}

void Dispatcher::end_step(double now, std::uint32_t index, const Need& need) {
  for (std::uint32_t held = crew_.first_held(index); held != nobody;) {
    const Crew::Assignment& assignment = crew_.assignment(held);
    const std::uint32_t following = assignment.next_of_journey;
    const std::uint32_t pool = crew_.pool_of(assignment.person);
    const bool released = std::find(need.releases.begin(), need.releases.end(), pool) != need.releases.end();
    if (!assignment.keeps || released) free(now, held);
    held = following;
  }
}

void Dispatcher::free_unkept(double now, std::uint32_t index) {
  for (std::uint32_t held = crew_.first_held(index); held != nobody;) {
    const std::uint32_t following = crew_.assignment(held).next_of_journey;
    if (!crew_.assignment(held).keeps) free(now, held);
    held = following;
  }
}

void Dispatcher::inherit(std::uint32_t part, std::uint32_t whole) {
  const std::size_t slots = program_.server_slots;
  if (slots == 0) return;
  const std::size_t last = (std::max<std::size_t>(part, whole) + 1) * slots;
  if (last > servers_.size()) servers_.resize(2 * last, nobody);
  std::copy_n(servers_.begin() + static_cast<std::ptrdiff_t>(whole * slots), slots,
              servers_.begin() + static_cast<std::ptrdiff_t>(part * slots));
}

void Dispatcher::let_go(double now, std::uint32_t index) {
  while (crew_.first_held(index) != nobody) free(now, crew_.first_held(index));
  const std::size_t first = static_cast<std::size_t>(index) * program_.server_slots;
  for (std::size_t place = first; place < first + program_.server_slots && place < servers_.size(); ++place) {
    servers_[place] = nobody;
  }
}

namespace {

/// Who is only kept over a step has no part in its service.
bool takes_part(const Need& need, std::uint32_t pool) {
  return std::any_of(need.pools.begin(), need.pools.end(),
                     [pool](const NeededPool& needed) { return needed.pool == pool; });
}

}  // namespace

double Dispatcher::speed(double now, const Journey& journey, std::uint32_t index, const Need& need) const {
  if (program_.speeds.empty() && !program_.has_beginners) return 1.0;
  double slowest = 0.0;
  for (std::uint32_t held = crew_.first_held(index); held != nobody; held = crew_.assignment(held).next_of_journey) {
    const std::uint32_t person = crew_.assignment(held).person;
    const std::uint32_t pool = crew_.pool_of(person);
    if (!takes_part(need, pool)) continue;
    const std::size_t cell = static_cast<std::size_t>(pool) * program_.steps.size() + journey.step;
    double speed = program_.speeds.empty() ? 0.0 : program_.speeds[cell];
    const double learned = progress_of(now, person);
    if (learned < 1.0) speed = (speed > 0.0 ? speed : 1.0) * between(program_.pools[pool].beginners->speed, learned);
    if (speed > 0.0 && (slowest == 0.0 || speed < slowest)) slowest = speed;
  }
  return slowest == 0.0 ? 1.0 : slowest;
}

double Dispatcher::pace(std::uint32_t index, const Need& need) const {
  if (need.pace.empty()) return 1.0;
  double slowest = std::numeric_limits<double>::infinity();
  for (std::uint32_t held = crew_.first_held(index); held != nobody; held = crew_.assignment(held).next_of_journey) {
    if (!takes_part(need, crew_.pool_of(crew_.assignment(held).person))) continue;
    std::size_t in_hand = 0;
    const std::uint32_t first = crew_.first_served(crew_.assignment(held).person);
    for (std::uint32_t other = first; other != nobody; other = crew_.assignment(other).next_of_person) ++in_hand;
    slowest = std::min(slowest, need.pace[std::min(in_hand, need.pace.size()) - 1]);
  }
  return std::isinf(slowest) ? 1.0 : slowest;
}

double Dispatcher::failure_factor(double now, std::uint32_t index, const Need& need) const {
  double greatest = 1.0;
  for (std::uint32_t held = crew_.first_held(index); held != nobody; held = crew_.assignment(held).next_of_journey) {
    const std::uint32_t person = crew_.assignment(held).person;
    const double learned = progress_of(now, person);
    if (learned == 1.0 || !takes_part(need, crew_.pool_of(person))) continue;
    greatest = std::max(greatest, between(program_.pools[crew_.pool_of(person)].beginners->failure_factor, learned));
  }
  return greatest;
}

double Dispatcher::progress_of(double now, std::uint32_t person) const {
  const std::uint32_t pool = crew_.pool_of(person);
  const std::optional<BeginnersTable>& beginners = program_.pools[pool].beginners;
  if (!beginners || person - crew_.first_of(pool) >= beginners->count) return 1.0;
  return beginners->learned > 0.0 ? std::min(1.0, now / beginners->learned) : 1.0;
}

std::uint32_t Dispatcher::rank_in(std::uint32_t pool, std::uint32_t line) const {
  const std::vector<NeededPool>& pools = need_of(line).pools;
  const auto place =
      std::find_if(pools.begin(), pools.end(), [pool](const NeededPool& needed) { return needed.pool == pool; });
  return place == pools.end() ? no_index : program_.lines[line].ranks[static_cast<std::size_t>(place - pools.begin())];
}

bool Dispatcher::anybody_waits_for(std::uint32_t pool) const {
  return std::any_of(lines_of_pool_[pool].begin(), lines_of_pool_[pool].end(),
                     [this](const LineOfPool& line) { return waiting_in(line.line) > 0; });
}

}  // namespace throughline
