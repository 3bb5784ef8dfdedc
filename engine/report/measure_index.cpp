// SPDX-License-Identifier: MIT
#include "report/measure_index.hpp"

namespace throughline {
namespace {

template <class Map>
const Estimate* found_in(const Map& map, std::string_view key) {
  const auto place = map.find(key);
  return place == map.end() ? nullptr : place->second;
}

}  // namespace

MeasureIndex::MeasureIndex(const ExperimentResult& result) {
  measures_.reserve(result.measures.size());
  for (const Measure& measure : result.measures) {
    const std::string_view path = measure.path;
    measures_.emplace(path, &measure.estimate);
    const std::size_t quantity = path.find(".service_level(");
    if (path.starts_with("step.") && quantity != std::string_view::npos) {
      service_levels_.emplace(path.substr(0, quantity), &measure.estimate);
    }
  }
}

const Estimate* MeasureIndex::find(std::string_view path) const {
  return found_in(measures_, path);
}

const Estimate* MeasureIndex::expected_service_level(const std::string& step) const {
  return found_in(service_levels_, "step." + step);
}

}  // namespace throughline
