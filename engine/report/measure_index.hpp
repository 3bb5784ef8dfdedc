// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "throughline/result.hpp"

namespace throughline {

/// Finds the measures of a result by their paths: large blueprints have a hundred thousand. Keeps references to the
/// result.
class MeasureIndex {
 public:
  explicit MeasureIndex(const ExperimentResult& result);

  /// nullptr where there is no such measure.
  const Estimate* find(std::string_view path) const;

  /// Of the wait that the step leads customers to expect: the first service level that a step reports. nullptr where it
  /// reports none.
  const Estimate* expected_service_level(const std::string& step) const;

 private:
  std::unordered_map<std::string_view, const Estimate*> measures_;
  std::unordered_map<std::string_view, const Estimate*> service_levels_;  ///< by `step.KEY`
};

}  // namespace throughline
