// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theory/queue_models.hpp"
#include "throughline/blueprint.hpp"

namespace throughline {

/// A pool whose queue has an answer in closed form.
struct RecognizedQueue {
  StaffId pool{};
  std::vector<StepId> steps;  ///< at which it serves
  double arrival_rate = 0.0;  ///< visits per second
  QueueModel model;
};

/// A pool that theory has no answer for, and why, in a clause.
struct UnansweredPool {
  StaffId pool{};
  std::string reason;
};

/// What theory can answer for, each in the order of the blueprint.
struct Recognition {
  std::vector<RecognizedQueue> queues;
  std::vector<UnansweredPool> unanswered;
  /// Mean journeys of segments who come to several queues, or to one again, or through branches at the same time: the
  /// sum over visits (Jackson, 1957), where branches count until they meet.
  std::vector<ExpectedMeasure> journeys;
  std::string network = "Network of queues (Jackson)";  ///< what they are journeys through
  /// By step: whether its streams are known, so that it can be simulated apart from the rest.
  std::vector<bool> known;

  bool is_empty() const noexcept { return queues.empty() && journeys.empty(); }
};

/// The pools that theory can answer for: of constant count, reached by Poisson streams only (constant rates; through
/// M/M/c queues and steps without staff: Burke, 1956; Jackson, 1957) or by one population, and nothing about them that
/// theory does not know. The answers hold in the steady state: a run that starts empty approaches them with its warm-up
/// and length.
Recognition recognize(const Blueprint& blueprint);

}  // namespace throughline
