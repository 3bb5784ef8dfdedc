// SPDX-License-Identifier: MIT
#include "throughline/blueprint.hpp"

#include <fmt/format.h>

#include "blueprint/draft.hpp"
#include "blueprint/reach.hpp"

namespace throughline {
namespace {

template <class Section>
std::vector<std::string> keys_of(const std::vector<Section>& sections) {
  std::vector<std::string> keys;
  for (const Section& section : sections) keys.push_back(section.key.value);
  return keys;
}

/// Every step is measured for every segment.
void judge_size(Draft& draft) {
  constexpr std::size_t most_cells = 50'000;
  const std::size_t segments = draft.document.segments.size();
  const std::size_t cells = segments * draft.document.steps.size();
  if (cells <= most_cells) return;
  draft.reject(draft.document.segments.front().key.at,
               fmt::format("{} segments of {} steps make {} places to measure, more than 50 000", segments,
                           draft.document.steps.size(), cells),
               "customers who differ in little can share a segment");
}

/// Journeys are followed through every segment that they can become.
void judge_becoming(Draft& draft) {
  constexpr std::size_t most_cells = 5'000'000;
  const Blueprint& blueprint = draft.blueprint;
  if (!draft.mistakes.empty() || !changes_segments(blueprint)) return;
  std::size_t cells = 0;
  for (std::uint32_t id = 0; id < blueprint.segments.size() && cells <= most_cells; ++id) {
    cells += segments_on_the_way(blueprint, SegmentId{id}).size() * blueprint.step_count();
  }
  if (cells <= most_cells) return;
  draft.mistakes.add(draft.document.segments.front().key.at,
                     "too many segments become too many others at too many steps to follow them all",
                     "customers who differ in little can share a segment");
  draft.mistakes.throw_if_any();
}

void judge_run(Draft& draft) {
  const RunSection& run = draft.document.run;
  if (run.length <= 0.0) {
    draft.reject(run.length_at, "run: length is 0", "for example length = \"8 h\"");
  } else if (run.warm_up >= run.length) {
    draft.reject(run.length_at, "run: warm_up is not shorter than length: nobody would be counted",
                 "length counts from the start, warm_up included");
  }
}

/// Steps from which no outcome can be reached: journeys would go round for ever. Looked for only where every name and
/// probability is right, or the mistake that was made would be told twice.
void judge_ways_out(Draft& draft) {
  const Blueprint& blueprint = draft.blueprint;
  std::vector<std::vector<std::string>> trapped(blueprint.step_count());
  const Reach reached = reached_steps(blueprint, Passable::possible);
  const Reach out = steps_with_way_out(blueprint);
  for (std::uint32_t id = 0; id < blueprint.segments.size(); ++id) {
    for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
      if (!reached[id][step] || out[id][step]) continue;
      trapped[step].push_back(blueprint.segments[id].key);
      break;
    }
  }
  for (std::size_t step = 0; step < blueprint.step_count(); ++step) {
    if (trapped[step].empty()) continue;
    const bool everybody = trapped[step].size() == blueprint.segments.size();
    const std::string whom = everybody ? "" : fmt::format(" of segment {}", quoted_list(trapped[step]));
    draft.reject(
        blueprint.graph[step].at,
        fmt::format("step \"{}\": no way out: journeys{} that come here never end", blueprint.graph[step].key, whom),
        "a route to \"done\", a failure or lost patience must be able to end them");
  }
}

/// Where [experience.broken_windows] makes a failure certain that is tried again without end.
void judge_broken_windows(Draft& draft) {
  const Blueprint& blueprint = draft.blueprint;
  if (!blueprint.experience || !blueprint.experience->broken_windows) return;
  const double factor = blueprint.experience->broken_windows->failure;
  const auto never_ends = [factor](const Behavior& each) {
    if (!each.failure || each.failure->then != FailureThen::retry || each.failure->attempts > 0) return false;
    const auto& levels = each.failure->probability.levels;
    return std::any_of(levels.begin(), levels.end(),
                       [factor](const auto& level) { return level.value * factor >= 1.0; });
  };
  for (std::uint32_t id = 0; id < blueprint.step_count(); ++id) {
    const Step& step = blueprint.graph[id];
    if (std::none_of(step.behaviors.begin(), step.behaviors.end(), never_ends)) continue;
    draft.reject(step.at,
                 fmt::format("step \"{}\": no way out: the dissatisfied fail there for certain and try again for ever",
                             step.key),
                 "attempts = 3 sets a limit; else a lower failure of [experience.broken_windows]");
  }
}

}  // namespace

Draft::Draft(const Document& written)
    : document(written),
      segments(keys_of(written.segments)),
      staff(keys_of(written.staff)),
      steps(keys_of(written.steps)),
      mistakes(written.inputs.empty() ? std::string() : written.inputs.front().name) {
  for (const Diagnostic& mistake : written.mistakes) mistakes.add(mistake);
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (index > 0) list += index + 1 == names.size() ? " and " : ", ";
    list += fmt::format("\"{}\"", names[index]);
  }
  return list;
}

Blueprint build_blueprint(const Document& document) {
  Draft draft(document);
  draft.blueprint.about = document.blueprint;
  draft.blueprint.run = document.run;
  draft.blueprint.experience = document.experience;
  draft.blueprint.economics = document.economics;
  draft.blueprint.scenario = document.overlay.scenario;
  draft.blueprint.inputs = document.inputs;
  judge_run(draft);
  judge_size(draft);
  resolve_calendar(draft);
  resolve_segments(draft);
  resolve_attributes(draft);
  resolve_staff(draft);
  resolve_steps(draft);
  judge_becoming(draft);
  inherit_attributes(draft);
  resolve_routes(draft);
  resolve_stages(draft);
  resolve_targets(draft);
  resolve_precision(draft);
  resolve_asked(draft);
  resolve_north_star(draft);
  judge_gaps(draft);
  if (draft.mistakes.empty()) {
    judge_ways_out(draft);
    judge_broken_windows(draft);
  }
  draft.mistakes.throw_if_any();
  find_doubts(draft);
  sort_by_position(draft.blueprint.warnings, draft.mistakes.file());
  return std::move(draft.blueprint);
}

}  // namespace throughline
