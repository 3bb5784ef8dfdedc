// SPDX-License-Identifier: MIT
#include "experiment/judged_measures.hpp"

#include <algorithm>

namespace throughline {
namespace {

const std::string& path_of(const Catalog& catalog, const MeasurePath& measure) {
  return std::find_if(catalog.measures.begin(), catalog.measures.end(),
                      [&measure](const CatalogMeasure& each) { return each.measure == measure; })
      ->path;
}

}  // namespace

std::vector<std::string> judged_measures(const Catalog& catalog) {
  std::vector<std::string> paths;
  const auto add = [&paths](const std::string& path) {
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  };
  for (const Target& target : catalog.targets) add(path_of(catalog, target.measure));
  for (const char* const path : {"journey.time.mean", "cost"}) {
    if (find_measure(catalog, path) != nullptr) add(path);
  }
  return paths;
}

Direction direction_of(const Catalog& catalog, const std::string& path) {
  const MeasurePath& measure = find_measure(catalog, path)->measure;
  bool lower = false;
  bool higher = false;
  for (const Target& target : catalog.targets) {
    if (target.measure != measure) continue;
    const bool below = target.comparison == Comparison::less || target.comparison == Comparison::at_most;
    (below ? lower : higher) = true;
  }
  if (lower && higher) return Direction::neither;
  if (lower || higher) return lower ? Direction::lower : Direction::higher;
  return direction_of(measure);
}

const CatalogMeasure* find_measure(const Catalog& catalog, const std::string& path) {
  const auto found = std::find_if(catalog.measures.begin(), catalog.measures.end(),
                                  [&path](const CatalogMeasure& each) { return each.path == path; });
  return found == catalog.measures.end() ? nullptr : &*found;
}

}  // namespace throughline
