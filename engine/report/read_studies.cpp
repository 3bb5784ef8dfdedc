// SPDX-License-Identifier: MIT
// Stored gaps and sensitivities. The text may come from anybody: what reports go by (ranks, parts for each touchpoint,
// figures that must be there) is checked here.
#include <fmt/format.h>

#include <array>
#include <utility>

#include "report/stored_parts.hpp"
#include "throughline/gap_report.hpp"

namespace throughline {
namespace {

constexpr std::array kinds{GapKind::wait, GapKind::failure, GapKind::time, GapKind::handoff, GapKind::abandonment};
constexpr std::array levels{GapLevel::low, GapLevel::medium, GapLevel::high};

void read_count(const JsonEntry& entry, std::string_view name, std::size_t& count) {
  std::uint64_t number = count;
  entry.read(name, number);
  count = static_cast<std::size_t>(number);
}

Estimate figure_of(const JsonEntry& entry, std::string_view name) {
  Estimate figure;
  entry.inside(name, [&](const JsonEntry& each) { figure = estimate_of(each); });
  return figure;
}

/// What both begin with; the measure that they are about is called `name`.
template <class Study>
void read_study(const JsonEntry& root, std::string_view name, std::string& measure, Study& study) {
  root.read("partial", study.partial);
  root.read("partial_reason", study.partial_reason);
  if (!root.has("provenance")) root.refuse("it has no provenance");
  root.inside("provenance", [&](const JsonEntry& entry) { study.base.provenance = provenance_of(entry); });
  root.inside("timing", [&](const JsonEntry& entry) { study.timing = timing_of(entry); });
  root.read(name, measure);
  root.read("better", study.direction, directions);
  root.read("confidence", study.confidence, lowest_confidence, highest_confidence);
  read_count(root, "intervals", study.intervals);
  root.inside("blueprint", [&](const JsonEntry& entry) { study.base.blueprint = blueprint_of(entry); });
  study.base.warnings = warnings_of(root);
}

GapSection said_of(const JsonEntry& entry) {
  GapSection said;
  entry.read("name", said.key.value);
  if (entry.has("feasibility")) entry.read("feasibility", said.feasibility.emplace(), levels);
  if (entry.has("urgency")) entry.read("urgency", said.urgency.emplace(), levels);
  entry.read("cost", said.cost);
  entry.read("constraint", said.constraint);
  return said;
}

RankedGap gap_of(const JsonEntry& entry) {
  RankedGap gap;
  entry.read("touchpoint", gap.about.touchpoint);
  entry.read("kind", gap.about.kind, kinds);
  entry.read("name", gap.about.name);
  entry.read("scenario", gap.about.scenario);
  read_count(entry, "first_rank", gap.first_rank);
  read_count(entry, "last_rank", gap.last_rank);
  entry.read("gains", gap.gains);
  entry.each("effects", [&](const JsonEntry& each) {
    GapEffect& effect = gap.effects.emplace_back();
    each.read("path", effect.path);
    effect.figure = figure_of(each, "figure");
    effect.change = figure_of(each, "change");
    if (each.has("per_money")) effect.per_money = figure_of(each, "per_money");
  });
  entry.read("settings", gap.about.settings);
  entry.read("eases", gap.about.eased);
  entry.inside("said", [&](const JsonEntry& said) { gap.about.said = said_of(said); });
  return gap;
}

/// Ranks are told from 1 and kept from 0.
GapsTogether group_of(const JsonEntry& entry, std::size_t gaps) {
  GapsTogether group;
  entry.read("ranks", group.gaps, gaps + 1);
  if (group.gaps.size() < 2 || group.gaps.size() > 3) entry.refuse("ranks: expected two or three");
  for (std::size_t& rank : group.gaps) {
    if (rank == 0) entry.refuse("ranks: they begin with 1");
    --rank;
  }
  group.change = figure_of(entry, "change");
  group.interaction = figure_of(entry, "interaction");
  return group;
}

Decomposition decomposition_of(const JsonEntry& entry, std::size_t touchpoints) {
  Decomposition parts;
  entry.read("of", parts.of);
  parts.unit = unit_of(entry);
  entry.read("total", parts.total);
  entry.each("parts", [&](const JsonEntry& part) { part.read("amount", parts.parts.emplace_back()); });
  if (parts.parts.size() != touchpoints + 1)
    entry.refuse("parts: expected one for each touchpoint of the blueprint, and one for none");
  return parts;
}

OtherValue value_of(const JsonEntry& entry) {
  OtherValue value;
  entry.read("words", value.words);
  value.figure = figure_of(entry, "figure");
  value.change = figure_of(entry, "change");
  if (!value.change.value) value.reason = value.change.reason;
  return value;
}

}  // namespace

Gaps gaps_of(const JsonEntry& root) {
  Gaps gaps;
  read_study(root, "north_star", gaps.north_star, gaps);
  gaps.base.measures = measures_of(root);
  read_count(root, "pairs", gaps.pairs);
  root.each("gaps", [&](const JsonEntry& entry) {
    gaps.ranking.push_back(gap_of(entry));
    if (gaps.ranking.back().effects.empty()) entry.refuse("it has no effects");
    if (gaps.ranking.back().effects.size() != gaps.ranking.front().effects.size())
      entry.refuse("effects: not as many as those of the first gap");
  });
  root.each("together", [&](const JsonEntry& entry) { gaps.together.push_back(group_of(entry, gaps.ranking.size())); });
  if (gaps.together.size() > 2) root.refuse("together: expected two groups at the most");
  root.each("left_out", [&](const JsonEntry& entry) {
    GapLeftOut& gap = gaps.left_out.emplace_back();
    entry.read("touchpoint", gap.touchpoint);
    entry.read("kind", gap.kind, kinds);
    entry.read("scenario", gap.scenario);
    entry.read("reason", gap.reason);
  });
  root.each("decompositions", [&](const JsonEntry& entry) {
    gaps.decompositions.push_back(decomposition_of(entry, gaps.base.blueprint.touchpoints.size()));
  });
  return gaps;
}

Sensitivity sensitivity_of(const JsonEntry& root) {
  Sensitivity sensitivity;
  read_study(root, "measure", sensitivity.measure, sensitivity);
  root.inside("base", [&](const JsonEntry& entry) {
    if (entry.has("unit")) sensitivity.base.measures.push_back({sensitivity.measure, estimate_of(entry)});
  });
  root.each("inputs", [&](const JsonEntry& entry) {
    InputEffect& effect = sensitivity.inputs.emplace_back();
    entry.read("path", effect.path);
    effect.swing = figure_of(entry, "swing");
    entry.inside("low", [&](const JsonEntry& low) { effect.low = value_of(low); });
    entry.inside("high", [&](const JsonEntry& high) { effect.high = value_of(high); });
  });
  root.each("not_varied", [&](const JsonEntry& entry) {
    InputLeftOut& input = sensitivity.left_out.emplace_back();
    entry.read("path", input.path);
    entry.read("reason", input.reason);
  });
  return sensitivity;
}

}  // namespace throughline
