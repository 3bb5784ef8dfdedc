// SPDX-License-Identifier: MIT
#include "replication_laws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>

#include "simulation/time_ledger.hpp"

namespace throughline::testing {
namespace {

constexpr double tolerance = 1e-6;

bool near(double one, double other) {
  return std::abs(one - other) <= tolerance * (1.0 + std::abs(other));
}

class Laws {
 public:
  Laws(const Program& program, const ReplicationResult& result, const Replay& story)
      : program_(program), result_(result), story_(story) {}

  std::vector<std::string> broken() && {
    judge_conservation();
    judge_order();
    judge_little();
    if (all_time_is_told()) judge_busy();
    judge_presence();
    judge_stuck();
    if (program_.accounts_time) judge_times();
    return std::move(broken_);
  }

 private:
  template <class... Arguments>
  void broken(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    broken_.push_back(fmt::format(format, std::forward<Arguments>(arguments)...));
  }

  /// Arrivals are the sum of the outcomes.
  void judge_conservation() {
    for (const JourneyTally& journeys : result_.journeys) {
      const double ended = journeys.completed + journeys.failed_service + journeys.failed_handoff + journeys.abandoned +
                           journeys.turned_away + journeys.no_show;
      if (journeys.arrived != ended + journeys.unfinished) {
        broken("conservation: {} arrived, {} ended, {} unfinished", journeys.arrived, ended, journeys.unfinished);
      }
    }
  }

  /// Nobody waits for less than no time, or is served before coming.
  void judge_order() {
    for (const VisitRecord& visit : story_.visits) {
      const double started = visit.started.value_or(visit.reached);
      if (visit.arrived <= visit.reached && visit.reached <= started && started <= visit.ended) continue;
      broken("order: arrived {}, reached {}, started {}, ended {}", visit.arrived, visit.reached, started, visit.ended);
    }
  }

  /// What the time of journeys goes into is all of it, to the tick; where they have no branches, what visits tell.
  void judge_times() {
    std::int64_t told = 0;
    for (const std::int64_t ticks : result_.times) told += ticks;
    std::int64_t lived = 0;
    for (const JourneyRecord& journey : story_.journeys) {
      if (journey.arrived < program_.warm_up) continue;
      lived += TimeLedger::ticks_of(journey.ended) - TimeLedger::ticks_of(journey.arrived);
    }
    if (told != lived) broken("times: {} ticks told, {} lived", told, lived);
    judge_spreads();
    if (program_.has_cases) return;
    std::vector<double> waits(program_.steps.size());
    std::vector<double> services(program_.steps.size());
    for_each_visit([&](const VisitRecord& visit) {
      if (visit.arrived < program_.warm_up) return;
      waits[static_cast<std::size_t>(visit.step)] += visit.started.value_or(visit.ended) - visit.reached;
      services[static_cast<std::size_t>(visit.step)] += visit.ended - visit.started.value_or(visit.ended);
    });
    for (std::size_t step = 0; step < waits.size(); ++step) {
      const double waited = seconds_of(step, {TimeKind::wait, TimeKind::off_duty});
      const double served = seconds_of(step, {TimeKind::service, TimeKind::interrupted});
      if (near(waited, waits[step]) && near(served, services[step])) continue;
      broken("times: step {}: {} of waits {}, {} of services {}", step, waited, waits[step], served, services[step]);
    }
  }

  /// The times at the steps sum to those of completed journeys, and their products with the whole to its square.
  void judge_spreads() {
    double time = 0.0;
    double square = 0.0;
    for (const TimeSpread& spread : result_.spreads) {
      time += spread.time;
      square += spread.time_by_whole;
    }
    double lived = 0.0;
    double lived_square = 0.0;
    for (const JourneyRecord& journey : story_.journeys) {
      if (journey.arrived < program_.warm_up || journey.outcome != Outcome::completed) continue;
      lived += journey.ended - journey.arrived;
      lived_square += (journey.ended - journey.arrived) * (journey.ended - journey.arrived);
    }
    if (!near(time, lived) || !near(square, lived_square))
      broken("spread: {} and {} told, {} and {} lived", time, square, lived, lived_square);
  }

  double seconds_of(std::size_t step, std::initializer_list<TimeKind> kinds) const {
    double seconds = 0.0;
    for (std::size_t segment = 0; segment < program_.segments.size(); ++segment) {
      for (const TimeKind kind : kinds) {
        const std::size_t cell = step * program_.segments.size() + segment;
        seconds += static_cast<double>(result_.times[cell * time_kinds + static_cast<std::size_t>(kind)]) /
                   TimeLedger::ticks_per_second;
      }
    }
    return seconds;
  }

  /// Little's law, exactly: the area under the queue of a step is the sum of the waits within the run.
  void judge_little() {
    std::vector<double> waits(program_.steps.size());
    for_each_visit([&](const VisitRecord& visit) {
      const double from = std::min(visit.reached, program_.length);
      waits[static_cast<std::size_t>(visit.step)] +=
          std::min(visit.started.value_or(visit.ended), program_.length) - from;
    });
    for (std::size_t step = 0; step < waits.size(); ++step) {
      if (near(result_.queues[step].area, waits[step])) continue;
      broken("little: step {}: area {}, waits {}", step, result_.queues[step].area, waits[step]);
    }
  }

  /// Whether people are busy with nothing but services whose beginning and end are told.
  bool all_time_is_told() const {
    const bool wraps_up = std::any_of(program_.code.begin(), program_.code.end(), [](const Instruction& instruction) {
      return instruction.verb == Verb::wrap_up || instruction.verb == Verb::wrap_up_called;
    });
    const bool keeps = std::any_of(program_.needs.begin(), program_.needs.end(), [](const Need& need) {
      return std::any_of(need.pools.begin(), need.pools.end(), [](const NeededPool& pool) { return pool.keeps; });
    });
    return !wraps_up && !keeps && !program_.has_escorts && !program_.blocks && !program_.interrupts &&
           program_.warm_up == 0.0;
  }

  /// People, as shares of one, who serve a visit.
  double servers_of(const VisitRecord& visit) const {
    const StepTable& step = program_.steps[static_cast<std::size_t>(visit.step)];
    if (step.pool == no_index) return 0.0;
    if (step.first_line == no_index) return 1.0;
    const Need& need = program_.needs[program_.lines[line_of(step, visit)].need];
    double people = 0.0;
    if (need.relief && !visit.server) return 0.0;  // served by nobody's
    for (const NeededPool& needed : need.pools) {
      people += static_cast<double>(needed.units) / program_.pools[needed.pool].units;
    }
    return need.kind == StaffingKind::all ? people : people / static_cast<double>(need.pools.size());
  }
  std::uint32_t line_of(const StepTable& step, const VisitRecord& visit) const {
    return program_.step_lines[step.first_line + static_cast<std::uint32_t>(visit.segment)];
  }

  /// So many may be served at once by those who serve a visit.
  double size_of_batch(const VisitRecord& visit) const {
    for (const BatchTable& batch : program_.batches) {
      if (batch.step == static_cast<std::uint32_t>(visit.step)) return batch.size;
    }
    return 1.0;
  }

  /// All people together are busy for as long as services last; those who work as one, or serve several customers
  /// together, at most for so long.
  void judge_busy() {
    double served = 0.0;
    double together = 0.0;
    for_each_visit([&](const VisitRecord& visit) {
      if (!visit.started) return;
      const double from = std::min(*visit.started, program_.length);
      const double seconds = (std::min(visit.ended, program_.length) - from) * servers_of(visit);
      served += seconds;
      together += seconds / size_of_batch(visit);
    });
    double busy = 0.0;
    for (const StaffTally& staff : result_.staff) busy += staff.busy;
    if (near(busy, served)) return;
    const bool fewer = program_.has_sharing || (!program_.batches.empty() && (busy > together || near(busy, together)));
    if (!fewer || busy > served) broken("busy: {} person-seconds, services of {}", busy, served);
  }

  /// Nobody works more than is there.
  void judge_presence() {
    for (const StaffTally& staff : result_.staff) {
      const double present = staff.on_duty - staff.away + staff.overtime;
      const bool more = staff.busy > present + tolerance * (1.0 + staff.on_duty);
      const double on_duty = staff.busy - (staff.overtime - staff.spare_overtime);
      const bool impossible = on_duty < -tolerance * (1.0 + staff.on_duty) ||
                              on_duty > (staff.on_duty - staff.away) + tolerance * (1.0 + staff.on_duty);
      if (!more && !impossible && staff.busy >= -tolerance && staff.away >= -tolerance) continue;
      broken("presence: {} busy of {}, {} of it on duty, {} away", staff.busy, present, on_duty, staff.away);
    }
  }

  /// Whoever is left waits for somebody who never comes.
  void judge_stuck() {
    double unfinished = 0.0;
    for (const JourneyTally& journeys : result_.journeys) unfinished += journeys.unfinished;
    const bool is_told = !result_.stranded.empty() || !result_.gathering.empty();
    if (program_.ending != Ending::drain || unfinished == 0.0 || is_told) return;
    broken("stuck: {} are left though nobody is waited for", unfinished);
  }

  template <class Visit>
  void for_each_visit(Visit visit) const {
    std::for_each(story_.visits.begin(), story_.visits.end(), visit);
    std::for_each(story_.unfinished.begin(), story_.unfinished.end(), visit);
  }

  const Program& program_;
  const ReplicationResult& result_;
  const Replay& story_;
  std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> broken_laws(const Model& model, const ReplicationResult& result, const Replay& story) {
  return Laws(model.program(), result, story).broken();
}

std::vector<std::string> differences(const ExperimentResult& one, const ExperimentResult& other, double rounding) {
  if (one.measures.size() != other.measures.size()) return {"the measures are others"};
  std::vector<std::string> paths;
  for (std::size_t index = 0; index < one.measures.size(); ++index) {
    const Estimate& left = one.measures[index].estimate;
    const Estimate& right = other.measures[index].estimate;
    const bool same = left.value.has_value() == right.value.has_value() && left.observations == right.observations &&
                      (!left.value || std::abs(*left.value - *right.value) <= rounding * (1.0 + std::abs(*left.value)));
    if (!same) paths.push_back(one.measures[index].path);
  }
  return paths;
}

}  // namespace throughline::testing
