// SPDX-License-Identifier: MIT
#include "report/beside.hpp"

#include <unordered_map>

#include "report/measure_index.hpp"
#include "report/number.hpp"

namespace throughline {

std::vector<CommonMeasure> common_measures(const ExperimentResult& first, const ExperimentResult& second) {
  std::unordered_map<std::string_view, const Measure*> others;
  others.reserve(second.measures.size());
  for (const Measure& measure : second.measures) others.emplace(measure.path, &measure);
  std::vector<CommonMeasure> common;
  for (const Measure& measure : first.measures) {
    const auto other = others.find(measure.path);
    if (other != others.end() && other->second->estimate.unit == measure.estimate.unit)
      common.push_back({&measure, other->second});
  }
  return common;
}

Table beside_table(const ExperimentResult& first, const ExperimentResult& second, const std::string& first_name,
                   const std::string& second_name) {
  Table table({{"measure", Alignment::left}, {first_name}, {second_name}});
  for (const CommonMeasure& each : common_measures(first, second)) {
    if (!is_listed(each.first->path)) continue;
    table.add({{each.first->path},
               {figure(each.first->estimate, first.blueprint.currency)},
               {figure(each.second->estimate, second.blueprint.currency)}});
  }
  return table;
}

bool is_listed(const std::string& path) {
  return !path.starts_with("segment.") || path.find(".journey.") != std::string::npos;
}

}  // namespace throughline
