// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/measure_index.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// Where customers are, as reports list it: a touchpoint, or a step behind the line of visibility.
struct ListedPlace {
  std::string path;  ///< `touchpoint.order`
  std::string name;
  std::vector<const StepSummary*> steps;
};

/// Keeps pointers to the blueprint.
struct Places {
  std::vector<ListedPlace> seen;
  std::vector<ListedPlace> unseen;
};

Places places_of(const BlueprintSummary& blueprint);

/// Time that customers waited there together, in seconds, over all replications.
struct TotalWait {
  double value = 0.0, low = 0.0, high = 0.0;
};

/// Tells the bottleneck from all places: where customers together wait longest. Keeps a reference to the measures.
class BottleneckJudge {
 public:
  BottleneckJudge(const MeasureIndex& measures, const Places& places);

  /// In words; nothing of most places.
  std::string mark(const ListedPlace& place) const;

 private:
  /// Whether the place may be where customers wait longest.
  bool rivals(const ListedPlace& place) const;

  const MeasureIndex& measures_;
  std::optional<TotalWait> longest_;
  int rivals_ = 0;
};

}  // namespace throughline
