// SPDX-License-Identifier: MIT
#include "text/scenario_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diagnostic/nearest_name.hpp"
#include "text/key.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_scenarios = 100;
constexpr std::string_view base = "base";

/// A scenario must build on one of the file, and never on itself in the end.
void check_origin(const Node& scenarios, const FieldReader& fields, const std::string& key) {
  const std::optional<Text> from = fields.read("from", read_key);
  if (!from || from->value == base) return;
  Reading& reading = fields.reading();
  if (scenarios.find(from->value) == nullptr) {
    std::vector<std::string> valid{std::string(base)};
    for (const Entry& entry : scenarios.entries) valid.push_back(entry.key);
    reading.fail(from->at, fields.label(), fmt::format("unknown scenario {}", in_quotes(from->value)),
                 did_you_mean(from->value, valid));
    return;
  }
  std::string path = key;
  const Entry* origin = scenarios.find(from->value);
  for (std::size_t links = 0; origin != nullptr && links <= scenarios.entries.size(); ++links) {
    path += " -> " + origin->key;
    if (origin->key == key) {
      reading.fail(from->at, fields.label(), fmt::format("builds on itself: {}", path));
      return;
    }
    const Entry* const next = origin->value.find("from");
    origin = next != nullptr && next->value.is_string() ? scenarios.find(next->value.text) : nullptr;
  }
}

}  // namespace

std::vector<ScenarioSection> read_scenarios(const FieldReader& file) {
  std::vector<ScenarioSection> scenarios;
  const Node* const node = file.find("scenarios");
  if (node == nullptr) return scenarios;
  Reading& reading = file.reading();
  for (const Entry* const entry :
       named_tables(*node, "[scenarios]", most_scenarios, {"none", std::string(base)}, reading)) {
    const FieldReader fields(entry->value, "scenarios.*", fmt::format("scenario {}", in_quotes(entry->key)), reading);
    check_origin(*node, fields, entry->key);
    scenarios.push_back({entry->key, fields.read("name", read_text).value_or(entry->key),
                         fields.read("description", read_text).value_or("")});
  }
  return scenarios;
}

}  // namespace throughline
