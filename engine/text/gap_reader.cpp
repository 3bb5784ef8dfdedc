// SPDX-License-Identifier: MIT
#include "text/gap_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diagnostic/nearest_name.hpp"
#include "text/format.hpp"
#include "text/key.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

std::optional<double> read_cost_above_nothing(const Node& node, const std::string& label, Reading& reading) {
  const auto money = read_money(node, label, reading);
  if (!money || *money > 0.0) return money;
  reading.expected(node, label, {"money above 0", {}});
  return std::nullopt;
}

std::optional<GapLevel> read_level(const FieldReader& fields, const char* key) {
  const auto word = fields.read(key, WordOf{choices_of("gaps.*", key)});
  return word ? std::optional(static_cast<GapLevel>(*word)) : std::nullopt;
}

std::optional<GapSection> read_gap(const Entry& entry, const std::vector<std::string>& scenarios, Reading& reading) {
  const FieldReader fields(entry.value, "gaps.*", fmt::format("gap {}", in_quotes(entry.key)), reading);
  GapSection gap;
  gap.key = {entry.key, entry.at};
  const auto touchpoint = fields.read("touchpoint", read_key);
  const auto kind = fields.read("kind", WordOf{choices_of("gaps.*", "kind")});
  gap.feasibility = read_level(fields, "feasibility");
  gap.urgency = read_level(fields, "urgency");
  gap.cost = fields.read("cost", read_cost_above_nothing);
  gap.constraint = fields.read("constraint", read_text).value_or("");
  gap.scenario = fields.read("scenario", read_key);
  if (gap.scenario && std::find(scenarios.begin(), scenarios.end(), gap.scenario->value) == scenarios.end())
    reading.fail(gap.scenario->at, fields.label(), fmt::format("unknown scenario {}", in_quotes(gap.scenario->value)),
                 did_you_mean(gap.scenario->value, scenarios));
  if (!touchpoint || !kind) return std::nullopt;
  gap.touchpoint = *touchpoint;
  gap.kind = static_cast<GapKind>(*kind);
  return gap;
}

/// Two entries may speak of one gap only where different scenarios close it.
void judge_doubles(const std::vector<GapSection>& gaps, Reading& reading) {
  for (auto gap = gaps.begin(); gap != gaps.end(); ++gap) {
    const auto same = std::find_if(gaps.begin(), gap, [&gap](const GapSection& other) {
      return other.touchpoint.value == gap->touchpoint.value && other.kind == gap->kind &&
             (other.scenario ? other.scenario->value : "") == (gap->scenario ? gap->scenario->value : "");
    });
    if (same == gap) continue;
    reading.fail(gap->key.at, fmt::format("gap {}", in_quotes(gap->key.value)),
                 fmt::format("is the same as {}", in_quotes(same->key.value)),
                 "one gap may stand twice where another scenario closes it");
  }
}

}  // namespace

std::vector<GapSection> read_gaps(const FieldReader& file, const std::vector<std::string>& scenarios) {
  std::vector<GapSection> gaps;
  const Node* const node = file.find("gaps");
  if (node == nullptr) return gaps;
  Reading& reading = file.reading();
  for (const Entry* const entry : named_tables(*node, "[gaps]", most_gaps, {"none"}, reading)) {
    if (auto gap = read_gap(*entry, scenarios, reading)) gaps.push_back(std::move(*gap));
  }
  judge_doubles(gaps, reading);
  return gaps;
}

}  // namespace throughline
