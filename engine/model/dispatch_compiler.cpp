// SPDX-License-Identifier: MIT
#include "model/dispatch_compiler.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace throughline {
namespace {

std::uint32_t number(StaffId pool) {
  return static_cast<std::uint32_t>(pool);
}

/// Whether a plain queue is all that the pool itself asks for.
bool is_plain(const Staff& staff) {
  const bool by_rank = staff.priority.empty() || staff.takes_next == TakesNext::priority;
  const auto has_breaks = [](const Shift& shift) { return !shift.breaks.empty(); };
  const bool always_there = staff.absence == 0.0 && staff.shrinkage == 0.0 && staff.interruptions.empty() &&
                            std::none_of(staff.shifts.begin(), staff.shifts.end(), has_breaks);
  if (!always_there || staff.new_staff || !staff.surges.empty() || staff.hold_for_appointment > 0.0) return false;
  return !staff.preempt && !staff.interrupts && staff.discipline == Discipline::fifo && staff.speed.empty() && by_rank;
}

class DispatchCompiler {
 public:
  DispatchCompiler(const Blueprint& blueprint, Program& program) : blueprint_(blueprint), program_(program) {}

  void compile(Dispatching dispatching) {
    mark_pools(dispatching);
    add_surges();
    add_holds();
    divide_people();
    number_servers();
    for (std::uint32_t step = 0; step < blueprint_.step_count(); ++step) add_lines(step);
    for (const Need& need : program_.needs) {
      program_.interrupts = program_.interrupts || need.interruptible;
      program_.has_pace = program_.has_pace || !need.pace.empty();
      program_.has_relief = program_.has_relief || need.relief;
    }
    for (const LineTable& line : program_.lines) {
      const Need& need = program_.needs[line.need];
      for (std::size_t place = 0; place < need.pools.size() && need.yields; ++place) {
        std::uint32_t& last = program_.pools[need.pools[place].pool].last_to_yield;
        last = std::max(last, line.ranks[place]);
      }
    }
    find_interrupting_lines();
    program_.has_timers = program_.has_timers || program_.interrupts || program_.has_surges || program_.has_relief;
    add_speeds();
  }

 private:
  void find_interrupting_lines() {
    for (std::uint32_t number = 0; number < program_.lines.size(); ++number) {
      const LineTable& line = program_.lines[number];
      const Need& need = program_.needs[line.need];
      // Who waits for a person of their own interrupts nobody.
      bool interrupts = false;
      for (std::size_t place = 0; place < need.pools.size() && need.kind != StaffingKind::same_as; ++place) {
        interrupts = interrupts || program_.pools[need.pools[place].pool].lets_interrupt(line.ranks[place]);
      }
      if (interrupts) program_.interrupting_lines.push_back(number);
    }
  }

  template <class Visit>
  void for_each_behavior(Visit visit) const {
    for (std::uint32_t step = 0; step < blueprint_.step_count(); ++step) {
      for (const Behavior& behavior : blueprint_.graph[step].behaviors) visit(step, behavior);
    }
  }

  bool is_dispatched(StaffId pool) const { return program_.pools[number(pool)].dispatched; }

  bool blocks(Blueprint::Vertex step) const {
    if (step == blueprint_.end) return false;
    const std::vector<Behavior>& behaviors = blueprint_.graph[step].behaviors;
    return std::any_of(behaviors.begin(), behaviors.end(),
                       [](const Behavior& behavior) { return behavior.room.blocks(); });
  }

  bool lends(StaffId pool) const {
    return std::any_of(blueprint_.staff.begin(), blueprint_.staff.end(), [pool](const Staff& other) {
      return std::any_of(other.surges.begin(), other.surges.end(),
                         [pool](const Surge& surge) { return surge.from == pool; });
    });
  }

  /// At a step that blocks, or from which customers go to one: they are held, and places open with them.
  bool serves_where_blocked(StaffId pool) const {
    for (std::uint32_t step = 0; step < blueprint_.step_count(); ++step) {
      const std::vector<Behavior>& behaviors = blueprint_.graph[step].behaviors;
      if (std::none_of(behaviors.begin(), behaviors.end(), [pool](const auto& each) { return each.needs(pool); }))
        continue;
      const auto edges = boost::make_iterator_range(boost::out_edges(step, blueprint_.graph));
      if (blocks(step) || std::any_of(edges.begin(), edges.end(), [this](const auto edge) {
            return blocks(boost::target(edge, blueprint_.graph));
          })) {
        return true;
      }
    }
    return false;
  }

  /// A step is dispatched for all of its segments.
  bool is_dispatched_step(Blueprint::Vertex id) const {
    const Step& step = blueprint_.graph[id];
    const auto ways = boost::make_iterator_range(boost::out_edges(id, blueprint_.graph));
    if (std::any_of(ways.begin(), ways.end(), [this](const auto way) { return blueprint_.graph[way].warm; }))
      return true;
    return std::any_of(step.behaviors.begin(), step.behaviors.end(), [this](const Behavior& behavior) {
      if (!behavior.releases.empty() || behavior.yields || behavior.deadline || behavior.relief) return true;
      if (!behavior.speed_by_queue.empty()) return true;
      if (!behavior.staff) return false;
      if (behavior.batch) return true;
      const std::vector<StaffId>& pools = behavior.staff->pools;
      return !behavior.only_pool() ||
             std::any_of(pools.begin(), pools.end(), [this](StaffId pool) { return is_dispatched(pool); });
    });
  }

  /// Who serves at one step is dispatched together.
  void mark_pools(Dispatching dispatching) {
    for (std::size_t pool = 0; pool < blueprint_.staff.size(); ++pool) {
      const StaffId id{static_cast<std::uint32_t>(pool)};
      program_.pools[pool].dispatched =
          !program_.pools[pool].shared && (dispatching == Dispatching::everywhere ||
                                           !is_plain(blueprint_.staff[pool]) || serves_where_blocked(id) || lends(id));
      add_preemption(blueprint_.staff[pool], program_.pools[pool]);
      program_.pools[pool].takes_by_rank = blueprint_.staff[pool].takes_next == TakesNext::priority;
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (std::uint32_t step = 0; step < blueprint_.step_count(); ++step) {
        if (!is_dispatched_step(step)) continue;
        for (const Behavior& behavior : blueprint_.graph[step].behaviors) {
          for (const StaffId pool : behavior.staff ? behavior.staff->pools : std::vector<StaffId>()) {
            if (is_dispatched(pool) || program_.pools[number(pool)].shared) continue;
            program_.pools[number(pool)].dispatched = changed = true;
          }
        }
      }
    }
    for (PoolTable& pool : program_.pools) {
      if (!pool.dispatched) continue;
      program_.pools_share_steps = true;
      program_.dispatches = true;
    }
    for (const RosterEvent& event : program_.roster) {
      PoolTable& pool = program_.pools[event.pool];
      if (pool.dispatched && !pool.has_shifts) pool.people = std::max(pool.people, event.count);
    }
  }

  /// Whoever comes in a surge stands behind all others of the pool.
  void add_surges() {
    for (std::uint32_t pool = 0; pool < blueprint_.staff.size(); ++pool) {
      PoolTable& table = program_.pools[pool];
      for (const Surge& surge : blueprint_.staff[pool].surges) {
        table.surges.push_back(static_cast<std::uint32_t>(program_.surges.size()));
        program_.surges.push_back({pool, table.people, surge.add, surge.when, surge.after, surge.until, surge.stays,
                                   surge.from ? number(*surge.from) : no_index});
        table.people += surge.add;
        table.reserve += surge.add;
      }
    }
    program_.has_surges = !program_.surges.empty();
  }

  /// For the appointments of those segments that may come to the pool.
  void add_holds() {
    for (std::uint32_t pool = 0; pool < blueprint_.staff.size(); ++pool) {
      PoolTable& table = program_.pools[pool];
      table.hold_for_appointment = blueprint_.staff[pool].hold_for_appointment;
      if (!(table.hold_for_appointment > 0.0)) continue;
      for (std::uint32_t segment = 0; segment < blueprint_.segments.size(); ++segment) {
        if (program_.segments[segment].arrivals != SegmentTable::Arrivals::appointments) continue;
        const std::optional<StepId> start = blueprint_.segments[segment].start;
        const bool reaches = start && std::binary_search(table.upstream.begin(), table.upstream.end(),
                                                         static_cast<std::uint32_t>(*start));
        if (reaches) program_.holds.push_back({pool, segment});
      }
    }
    program_.has_holds = !program_.holds.empty();
  }

  bool is_expected(std::uint32_t segment) const {
    return std::any_of(program_.holds.begin(), program_.holds.end(),
                       [segment](const HoldTable& hold) { return hold.segment == segment; });
  }

  /// A person has as many units as every part that is taken of it comes out whole.
  void divide_people() {
    for_each_behavior([&](std::uint32_t, const Behavior& behavior) {
      if (!behavior.staff) return;
      for (const StaffId pool : behavior.staff->pools) {
        std::uint32_t& units = program_.pools[number(pool)].units;
        units = std::lcm(units, behavior.takes.whole);
      }
    });
  }

  static void add_preemption(const Staff& staff, PoolTable& pool) {
    pool.interrupts = staff.interrupts;
    if (!staff.preempt) return;
    pool.then = staff.preempt->then;
    pool.preempts.resize(staff.priority.size() + 1);
    for (const std::uint32_t rank : staff.preempt->by) pool.preempts[rank] = true;
  }

  /// A register for every step that some `same_as` names.
  void number_servers() {
    for_each_behavior([&](std::uint32_t, const Behavior& behavior) {
      if (!behavior.staff || !behavior.staff->step) return;
      const auto step = static_cast<std::uint32_t>(*behavior.staff->step);
      if (server_slots_.emplace(step, program_.server_slots).second) ++program_.server_slots;
    });
  }

  void add_lines(std::uint32_t id) {
    const Step& step = blueprint_.graph[id];
    program_.steps[id].first_line = no_index;
    if (!is_dispatched_step(id)) return;
    program_.steps[id].first_line = static_cast<std::uint32_t>(program_.step_lines.size());
    for (std::uint32_t segment = 0; segment < blueprint_.segments.size(); ++segment) {
      const Behavior& behavior = step.behaviors[step.behavior_of_segment[segment]];
      program_.step_lines.push_back(line(need_of(id, behavior), id, segment));
    }
  }

  Need need_of(std::uint32_t step, const Behavior& behavior) const {
    Need need;
    for (const StaffId pool : behavior.releases) need.releases.push_back(number(pool));
    if (!behavior.staff || program_.pools[number(behavior.staff->pools.front())].shared) return need;
    need.kind = behavior.staff->kind;
    need.choose = behavior.staff->choose;
    need.discipline = blueprint_.staff[number(behavior.staff->pools.front())].discipline;
    for (const StaffId pool : behavior.staff->pools) {
      const PoolTable& table = program_.pools[number(pool)];
      const bool breaks_down = std::any_of(table.interruptions.begin(), table.interruptions.end(),
                                           [](const InterruptionTable& each) { return each.when != While::idle; });
      need.interruptible = need.interruptible || !table.preempts.empty() || table.interrupts || breaks_down;
      const bool keeps = std::find(behavior.keeps.begin(), behavior.keeps.end(), pool) != behavior.keeps.end();
      need.pools.push_back({number(pool), table.units / behavior.takes.whole * behavior.takes.of, keeps});
    }
    need.pace = behavior.pace;
    need.speed_by_queue = behavior.speed_by_queue;
    need.yields = behavior.yields;
    need.relief = behavior.relief;
    need.interruptible = need.interruptible || !need.pace.empty() || behavior.yields || behavior.deadline;
    const auto slot = server_slots_.find(step);
    if (slot != server_slots_.end()) need.server_slot = slot->second;
    if (behavior.staff->step) need.same_slot = server_slots_.at(static_cast<std::uint32_t>(*behavior.staff->step));
    return need;
  }

  std::uint32_t line(const Need& need, std::uint32_t step, std::uint32_t segment) {
    const auto known = std::find(program_.needs.begin(), program_.needs.end(), need);
    LineTable table;
    table.need = static_cast<std::uint32_t>(known - program_.needs.begin());
    if (known == program_.needs.end()) program_.needs.push_back(need);
    for (const NeededPool& needed : need.pools) {
      table.ranks.push_back(rank_of(blueprint_.staff[needed.pool], step, segment));
    }
    table.expected = is_expected(segment);
    const auto line = std::find(program_.lines.begin(), program_.lines.end(), table);
    if (line != program_.lines.end()) return static_cast<std::uint32_t>(line - program_.lines.begin());
    program_.lines.push_back(std::move(table));
    return static_cast<std::uint32_t>(program_.lines.size() - 1);
  }

  void add_speeds() {
    const std::size_t steps = blueprint_.step_count();
    for (std::size_t pool = 0; pool < blueprint_.staff.size(); ++pool) {
      for (const auto& [step, factor] : blueprint_.staff[pool].speed) {
        program_.speeds.resize(blueprint_.staff.size() * steps);
        program_.speeds[pool * steps + static_cast<std::size_t>(step)] = factor;
      }
    }
  }

  const Blueprint& blueprint_;
  Program& program_;
  std::map<std::uint32_t, std::uint32_t> server_slots_;  ///< by step
};

}  // namespace

void compile_dispatching(const Blueprint& blueprint, Dispatching dispatching, Program& program) {
  DispatchCompiler(blueprint, program).compile(dispatching);
}

std::uint32_t rank_of(const Staff& staff, std::uint32_t step, std::uint32_t segment) {
  const auto matches = [&](const PriorityEntry& entry) {
    return (!entry.segment || *entry.segment == SegmentId{segment}) && (!entry.step || *entry.step == StepId{step});
  };
  return static_cast<std::uint32_t>(std::find_if(staff.priority.begin(), staff.priority.end(), matches) -
                                    staff.priority.begin());
}

}  // namespace throughline
