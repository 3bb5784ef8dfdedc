// SPDX-License-Identifier: MIT
#include "blueprint/conditions.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "blueprint/clock_text.hpp"
#include "blueprint/reach.hpp"
#include "random/sampler.hpp"
#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

using Subject = ConditionTest::Subject;
using TermKind = ConditionSection::Term::Kind;

/// Something a condition asks about.
using Variable = std::pair<Subject, std::uint32_t>;

/// A variable and what matters of it: a value for every outcome that the comparisons tell apart, and how likely it is.
struct Outcomes {
  Variable variable;
  std::vector<std::pair<double, double>> values;
};

constexpr double most_cases = 4096.0;
constexpr std::uint64_t samples = 4'000;
constexpr double least_weight = 1e-6;  ///< of what no sample met but may happen

std::string_view name_of(AttributeKind kind) {
  return kind == AttributeKind::flag ? "holds or not" : kind == AttributeKind::word ? "is a word" : "is a number";
}

/// A value below the first limit, the limit, one between it and the next, and so on to one above the last.
std::vector<double> representatives(const std::set<double>& limits) {
  std::vector<double> values;
  for (auto limit = limits.begin(); limit != limits.end(); ++limit) {
    values.push_back(limit == limits.begin() ? *limit - 1.0 : (*std::prev(limit) + *limit) / 2.0);
    values.push_back(*limit);
  }
  values.push_back(*limits.rbegin() + 1.0);
  return values;
}

bool has_atoms(const Distribution& law) {
  return law.family == Family::constant || law.family == Family::empirical || law.family == Family::mixture ||
         std::isfinite(law.minimum) || std::isfinite(law.maximum);
}

/// By four thousand samples, always the same.
std::vector<std::pair<double, double>> outcomes_of(const Distribution& law, const std::set<double>& limits) {
  SamplerTable table;
  const std::uint32_t sampler = table.add(law);
  std::map<double, double> counts;
  const std::vector<double> values = representatives(limits);
  for (std::uint64_t number = 0; number < samples; ++number) {
    RandomStream stream(number, 0, 0, Purpose::attribute);
    const double value = table.draw(sampler, stream);
    const auto limit = limits.lower_bound(value);
    if (limit != limits.end() && *limit == value) {
      counts[value] += 1.0;
    } else {
      // The one between the limits on both sides, which stand at odd places.
      counts[values[2 * static_cast<std::size_t>(std::distance(limits.begin(), limit))]] += 1.0;
    }
  }
  std::vector<std::pair<double, double>> outcomes;
  for (const double value : values) {
    const bool atom = limits.count(value) > 0;
    const auto found = counts.find(value);
    if (found == counts.end() && atom && !has_atoms(law)) continue;
    outcomes.emplace_back(value, found == counts.end() ? least_weight : found->second / samples);
  }
  return outcomes;
}

std::vector<std::pair<double, double>> outcomes_of(const Attribute& attribute, const AttributeSection& section,
                                                   const std::set<double>& limits) {
  std::vector<std::pair<double, double>> outcomes;
  const auto add = [&outcomes](double value, double weight) {
    if (weight > 0.0) outcomes.emplace_back(value, weight);
  };
  if (const auto* share = std::get_if<double>(&section.law)) {
    add(0.0, 1.0 - *share);
    add(1.0, *share);
  } else if (const auto* options = std::get_if<AttributeSection::Options>(&section.law)) {
    for (const AttributeSection::Option& option : *options) {
      const auto word = std::find(attribute.words.begin(), attribute.words.end(), option.word);
      add(static_cast<double>(word - attribute.words.begin()), option.probability);
    }
  } else {
    return outcomes_of(std::get<Distribution>(section.law), limits);
  }
  return outcomes;
}

/// Of the clock every stretch of the day; of whole numbers what is at, below and above each limit.
std::vector<std::pair<double, double>> outcomes_of(Subject subject, const std::set<double>& limits) {
  std::vector<std::pair<double, double>> outcomes;
  if (subject == Subject::clock) {
    std::set<double> moments = limits;
    moments.insert({0.0, seconds_per_day});
    for (auto moment = moments.begin(); std::next(moment) != moments.end(); ++moment) {
      const double length = (*std::next(moment) - *moment) / seconds_per_day;
      outcomes.emplace_back(*moment + length * seconds_per_day / 2.0, length);
      if (limits.count(*moment) > 0) outcomes.emplace_back(*moment, 0.0);
    }
    return outcomes;
  }
  const double least = subject == Subject::attempt ? 1.0 : 0.0;
  std::set<double> values{least};
  for (const double limit : limits) {
    for (const double value : {limit - 1.0, limit, limit + 1.0}) {
      if (value >= least) values.insert(value);
    }
  }
  for (const double value : values) outcomes.emplace_back(value, 1.0 / static_cast<double>(values.size()));
  return outcomes;
}

std::string name_of(const Blueprint& blueprint, const Variable& variable) {
  switch (variable.first) {
    case Subject::attribute:
      return blueprint.attributes[variable.second].key;
    case Subject::attempt:
      return "attempt";
    case Subject::queue:
      return fmt::format("queue({})", blueprint.step(StepId{variable.second}).key);
    case Subject::clock:
      return "clock";
  }
  return {};
}

/// `business`, `not business`, `kind == gold`, `amount = 801`, `clock = 17:30`.
std::string told(const Blueprint& blueprint, const Variable& variable, double value) {
  const std::string name = name_of(blueprint, variable);
  if (variable.first == Subject::clock) return fmt::format("{} = {}", name, clock_text(value, false));
  if (variable.first == Subject::attribute) {
    const Attribute& attribute = blueprint.attributes[variable.second];
    if (attribute.kind == AttributeKind::flag) return value != 0.0 ? name : "not " + name;
    if (attribute.kind == AttributeKind::word) {
      return fmt::format("{} == {}", name, attribute.words[static_cast<std::size_t>(value)]);
    }
  }
  return fmt::format("{} = {:.6g}", name, value);
}

std::map<Variable, std::set<double>> limits_in(const std::vector<const Condition*>& conditions) {
  std::map<Variable, std::set<double>> limits;
  for (const Condition* const condition : conditions) {
    if (condition == nullptr) continue;
    for (const Condition::Term& term : condition->terms) {
      if (term.kind == TermKind::test) limits[{term.test.subject, term.test.id}].insert(term.test.value);
    }
  }
  return limits;
}

bool resolve_attribute_test(Draft& draft, const ConditionSection::Term& term, const ConditionSection& section,
                            const std::string& subject, ConditionTest& test) {
  const auto reject = [&](const std::string& message, std::string hint) {
    draft.mistakes.add(section.at, fmt::format("{}: when: {}", subject, message), std::move(hint));
    return false;
  };
  std::vector<Attribute>& attributes = draft.blueprint.attributes;
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&term](const Attribute& attribute) { return attribute.key == term.name; });
  if (found == attributes.end()) {
    std::vector<std::string> names{"attempt", "clock"};
    for (const Attribute& attribute : attributes) names.push_back(attribute.key);
    return reject(fmt::format("unknown attribute \"{}\"", term.name), did_you_mean(term.name, names));
  }
  test.id = static_cast<std::uint32_t>(found - attributes.begin());
  const bool word = !term.word.empty();
  const bool fits = term.bare ? found->kind == AttributeKind::flag
                              : word == (found->kind == AttributeKind::word) && found->kind != AttributeKind::flag;
  if (!fits) {
    return reject(fmt::format("\"{}\" {}", term.name, name_of(found->kind)),
                  found->kind == AttributeKind::flag ? fmt::format("write {0} or not {0}", term.name)
                  : found->kind == AttributeKind::word
                      ? fmt::format("for example {} == {}", term.name, found->words.front())
                      : fmt::format("for example {} > 5", term.name));
  }
  if (!word) return true;
  const auto option = std::find(found->words.begin(), found->words.end(), term.word);
  if (option == found->words.end()) {
    return reject(fmt::format("\"{}\" is never \"{}\"", term.name, term.word), did_you_mean(term.word, found->words));
  }
  test.value = static_cast<double>(option - found->words.begin());
  return true;
}

/// False where the file asks for too much.
bool spend(Draft& draft, std::size_t work) {
  const bool enough = work <= draft.condition_budget;
  draft.condition_budget -= enough ? work : 0;
  return enough;
}

void reject_as_too_many(Draft& draft, const std::string& subject, const SourcePosition& at) {
  draft.reject(at, fmt::format("{}: when: its conditions tell too many cases apart", subject),
               fmt::format("at most {:.0f}: compare fewer things, or with fewer limits", most_cases));
}

std::optional<std::vector<Outcomes>> variables_of(Draft& draft, const std::vector<const Condition*>& conditions,
                                                  SegmentId segment, const std::string& subject,
                                                  const SourcePosition& at) {
  const Blueprint& blueprint = draft.blueprint;
  const Segment& customers = blueprint.segments[static_cast<std::size_t>(segment)];
  std::vector<Outcomes> variables;
  for (const auto& [variable, limits] : limits_in(conditions)) {
    Outcomes& outcomes = variables.emplace_back();
    outcomes.variable = variable;
    if (variable.first != Subject::attribute) {
      outcomes.values = outcomes_of(variable.first, limits);
      continue;
    }
    const auto& held = customers.attributes[variable.second];
    if (!held) {
      draft.reject(at,
                   fmt::format("{}: when: customers of segment \"{}\" come here and have no attribute \"{}\"", subject,
                               customers.key, blueprint.attributes[variable.second].key),
                   "give it to them, or say with segments whom the route is for");
      return std::nullopt;
    }
    if (held->kind() == AttributeKind::number && !spend(draft, samples)) {
      reject_as_too_many(draft, subject, at);
      return std::nullopt;
    }
    outcomes.values = outcomes_of(blueprint.attributes[variable.second], *held, limits);
  }
  return variables;
}

/// Goes through all combinations of outcomes, and joins those in which the same routes are open.
std::vector<OpenRoutes> merged_cases(const Blueprint& blueprint, const std::vector<const Condition*>& conditions,
                                     const std::vector<Outcomes>& variables) {
  std::map<std::vector<bool>, OpenRoutes> merged;
  std::vector<std::size_t> chosen(variables.size(), 0);
  const auto outcome = [&](std::size_t index) { return variables[index].values[chosen[index]]; };
  const auto value_of = [&](const ConditionTest& test) {
    std::size_t index = 0;
    while (variables[index].variable != Variable{test.subject, test.id}) ++index;
    return outcome(index).first;
  };
  // The next combination, the last variable first.
  const auto advance = [&] {
    for (std::size_t index = variables.size(); index-- > 0;) {
      if (++chosen[index] < variables[index].values.size()) return true;
      chosen[index] = 0;
    }
    return false;
  };
  double total = 0.0;
  do {
    double weight = 1.0;
    for (std::size_t index = 0; index < variables.size(); ++index) weight *= outcome(index).second;
    std::vector<bool> open;
    for (const Condition* const condition : conditions) {
      open.push_back(condition == nullptr || all_in_all(condition->terms, value_of));
    }
    const auto [place, is_new] = merged.try_emplace(open);
    if (is_new) {
      place->second.open = std::move(open);
      for (std::size_t index = 0; index < variables.size(); ++index) {
        place->second.example +=
            (index == 0 ? "" : ", ") + told(blueprint, variables[index].variable, outcome(index).first);
      }
    }
    place->second.weight += weight;
    total += weight;
  } while (advance());
  std::vector<OpenRoutes> all;
  for (auto& [open, routes] : merged) {
    routes.weight /= total;
    all.push_back(std::move(routes));
  }
  return all;
}

}  // namespace

void resolve_attributes(Draft& draft) {
  Blueprint& blueprint = draft.blueprint;
  for (const SegmentSection& section : draft.document.segments) {
    for (const AttributeSection& attribute : section.attributes) {
      auto found = std::find_if(blueprint.attributes.begin(), blueprint.attributes.end(),
                                [&](const Attribute& known) { return known.key == attribute.key.value; });
      if (found == blueprint.attributes.end()) {
        found = blueprint.attributes.insert(found, {attribute.key.value, attribute.kind(), {}});
      } else if (found->kind != attribute.kind()) {
        draft.mistakes.add(
            attribute.key.at,
            fmt::format("segment \"{}\": attribute \"{}\" {} here, and elsewhere it {}", section.key.value,
                        attribute.key.value, name_of(attribute.kind()), name_of(found->kind)),
            "one attribute is one kind of thing for every segment");
      }
      const auto* options = std::get_if<AttributeSection::Options>(&attribute.law);
      for (const AttributeSection::Option& option : options == nullptr ? AttributeSection::Options() : *options) {
        const bool known = std::find(found->words.begin(), found->words.end(), option.word) != found->words.end();
        if (!known) found->words.push_back(option.word);
      }
    }
  }
  for (std::size_t segment = 0; segment < draft.document.segments.size(); ++segment) {
    auto& held = blueprint.segments[segment].attributes;
    held.resize(blueprint.attributes.size());
    for (const AttributeSection& attribute : draft.document.segments[segment].attributes) {
      const auto found = std::find_if(blueprint.attributes.begin(), blueprint.attributes.end(),
                                      [&](const Attribute& known) { return known.key == attribute.key.value; });
      held[static_cast<std::size_t>(found - blueprint.attributes.begin())] = attribute;
    }
  }
}

void inherit_attributes(Draft& draft) {
  std::vector<Segment>& segments = draft.blueprint.segments;
  const std::size_t count = draft.blueprint.attributes.size();
  if (count == 0) return;
  std::vector<std::vector<std::optional<AttributeSection>>> own;
  for (const Segment& segment : segments) own.push_back(segment.attributes);
  // Where customers with different laws become the same, nothing is known.
  std::vector<bool> contradicted(segments.size() * count);
  for (std::uint32_t from = 0; from < segments.size(); ++from) {
    for (const SegmentId to : segments_on_the_way(draft.blueprint, SegmentId{from})) {
      const auto index = static_cast<std::size_t>(to);
      for (std::size_t attribute = 0; attribute < count; ++attribute) {
        const auto& given = own[from][attribute];
        if (!given || own[index][attribute]) continue;
        auto& inherited = segments[index].attributes[attribute];
        if (inherited && inherited->law != given->law) contradicted[index * count + attribute] = true;
        inherited = given;
      }
    }
  }
  for (std::size_t place = 0; place < contradicted.size(); ++place) {
    if (contradicted[place]) segments[place / count].attributes[place % count].reset();
  }
}

std::optional<Condition> resolve_condition(Draft& draft, const ConditionSection& section, const std::string& subject) {
  Condition condition;
  bool known = true;
  for (const ConditionSection::Term& term : section.terms) {
    Condition::Term& resolved = condition.terms.emplace_back();
    resolved.kind = term.kind;
    resolved.test = term.test;
    if (term.kind != TermKind::test) continue;
    if (term.test.subject == Subject::attribute) {
      known = resolve_attribute_test(draft, term, section, subject, resolved.test) && known;
    } else if (term.test.subject == Subject::queue) {
      const auto step = draft.find<StepId>(draft.steps, Text{term.name, section.at}, subject + ": when", "step");
      known = known && step;
      if (step) resolved.test.id = static_cast<std::uint32_t>(*step);
    }
  }
  return known ? std::optional(std::move(condition)) : std::nullopt;
}

std::optional<std::vector<OpenRoutes>> open_routes(Draft& draft, const std::vector<const Condition*>& conditions,
                                                   SegmentId segment, const std::string& subject,
                                                   const SourcePosition& at) {
  const auto variables = variables_of(draft, conditions, segment, subject, at);
  if (!variables) return std::nullopt;
  double cases = 1.0;
  for (const Outcomes& outcomes : *variables) cases *= static_cast<double>(outcomes.values.size());
  std::size_t terms = 1;
  for (const Condition* const condition : conditions) terms += condition == nullptr ? 0 : condition->terms.size();
  const auto work = static_cast<std::size_t>(std::min(cases, most_cases)) * terms;
  if (cases > most_cases || !spend(draft, work)) {
    reject_as_too_many(draft, subject, at);
    return std::nullopt;
  }
  return merged_cases(draft.blueprint, conditions, *variables);
}

}  // namespace throughline
