// SPDX-License-Identifier: MIT
// Ways out of steps that follow more than chance: what is known of a customer, queues, the clock.
#include <cmath>

#include "simulation/simulation_rules.hpp"

namespace throughline {

double SimulationRules::attribute_of(std::uint32_t index, std::uint32_t attribute) const {
  const JourneyRegisters::Origin& origin = registers_.origin(index);
  const RouteTables& routes = program_.routes;
  const AttributeTable& table = routes.attribute_of[origin.segment * routes.attributes + attribute];
  RandomStream stream(origin.key, table.address, 0, Purpose::attribute);
  if (table.kind == AttributeKind::number) return program_.samplers.draw(table.sampler, stream);
  const double uniform = stream.uniform();
  if (table.kind == AttributeKind::flag) return uniform < table.share ? 1.0 : 0.0;
  std::size_t word = 0;
  while (word + 1 < table.words.size() && uniform >= table.words[word].first) ++word;
  return table.words[word].second;
}

double SimulationRules::value_of(const ConditionTest& test, std::uint32_t index) const {
  switch (test.subject) {
    case ConditionTest::Subject::attribute:
      return attribute_of(index, test.id);
    case ConditionTest::Subject::attempt:
      return journeys_[index].visit + 1.0;
    case ConditionTest::Subject::queue:
      return queues_.waiting(test.id);
    case ConditionTest::Subject::clock:
      return std::fmod(program_.starts_clock + now_, seconds_per_day);
  }
  return 0.0;
}

const GuardedChoice& SimulationRules::open_choice(std::uint32_t index, const Instruction& instruction) const {
  const GuardedChoice* const first = &program_.routes.guarded[instruction.a];
  const GuardedChoice* const end = first + instruction.b;
  const double uniform = luck(journeys_[index], Purpose::route).uniform();
  const GuardedChoice* taken = nullptr;
  const GuardedChoice* rest = nullptr;
  double below = 0.0;
  for (const GuardedChoice* choice = first; choice != end; ++choice) {
    const bool open = choice->when.empty() ||
                      all_in_all(choice->when, [&](const ConditionTest& test) { return value_of(test, index); });
    if (!open) continue;
    if (choice->share == no_index) {
      rest = choice;
      continue;
    }
    const double share = probability_of(choice->share);
    if (share <= 0.0) continue;
    below += share;
    taken = choice;
    if (uniform < below) return *choice;
  }
  // The sum of the shares may be a rounding below 1.
  return rest != nullptr ? *rest : taken != nullptr ? *taken : *(end - 1);
}

const LineChoice& SimulationRules::shortest_line(std::uint32_t index, const Instruction& instruction) const {
  const LineChoice* const first = &program_.routes.lines[instruction.a];
  const LineChoice* shortest = first;
  for (const LineChoice* line = first; line != first + instruction.b; ++line) {
    const std::uint32_t waiting = queues_.waiting(line->step);
    const std::uint32_t fewest = queues_.waiting(shortest->step);
    if (waiting > fewest) continue;
    if (waiting < fewest || (waits_at(index, *shortest) && !waits_at(index, *line))) shortest = line;
  }
  return *shortest;
}

bool SimulationRules::waits_at(std::uint32_t index, const LineChoice& line) const {
  const std::uint32_t segment = journeys_[index].segment;
  const std::uint16_t pool = line.pools[segment];
  const std::uint32_t first = program_.steps[line.step].first_line;
  const bool called = first != no_index && program_.step_lines[first + segment] != no_index;
  return (pool != nobody_serves || called) && count_free(line.step, segment, pool) == 0;
}

}  // namespace throughline
