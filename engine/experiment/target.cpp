// SPDX-License-Identifier: MIT
#include "throughline/result.hpp"

#include <algorithm>

namespace throughline {

const Estimate* ExperimentResult::find(std::string_view path) const noexcept {
  const auto measure =
      std::find_if(measures.begin(), measures.end(), [path](const Measure& one) { return one.path == path; });
  return measure == measures.end() ? nullptr : &measure->estimate;
}

TargetStatus judge(const Estimate& estimate, bool below, bool strict, double bound) noexcept {
  if (!estimate.value || !estimate.low || !estimate.high) return TargetStatus::undecided;
  const auto satisfies = [&](double value) {
    if (strict) return below ? value < bound : value > bound;
    return below ? value <= bound : value >= bound;
  };
  const bool low = satisfies(*estimate.low);
  const bool high = satisfies(*estimate.high);
  if (low && high) return TargetStatus::met;
  return low || high ? TargetStatus::undecided : TargetStatus::missed;
}

}  // namespace throughline
