// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "throughline/experiment.hpp"
#include "throughline/gaps.hpp"
#include "throughline/model.hpp"

namespace throughline {

struct GapStudyOptions {
  ExperimentOptions experiment;
  std::string north_star;           ///< canonical path, known to every model, with a better side
  std::vector<std::string> beside;  ///< canonical paths: what else is told of each gap, where the models know it
};

/// Gaps closed at once: a model, or why there is none.
struct ClosedModel {
  std::optional<Model> model;
  std::string reason;
};

/// Simulates the blueprint as it is, then with each gap closed, one by one, and with the first two and the first three
/// of those that gain closed at once; all with the same luck, as often as its [run] or the options say. Intervals of
/// changes and interactions hold together (Bonferroni: Dunn, 1961).
///
/// A gap ranks before another where the interval of the difference of their changes is on one side of 0, all pairs
/// together at the same confidence; its first rank counts those that rank before it, its last one those that rank
/// behind it. So the gaps that may be the first are a subset that holds the best with that confidence (Gupta, 1965),
/// and all ranks hold together (Al Mohamad, van Zwet and Goeman, 2022).
///
/// `model_of` makes the model with these gaps closed, by index in `gaps`. Time is decomposed where `base` accounts for
/// it ([run] time_shares). The same bytes for any number of threads.
Gaps rank_gaps(const Model& base, const std::vector<GapDescription>& gaps,
               const std::function<ClosedModel(const std::vector<std::size_t>& closed)>& model_of,
               const GapStudyOptions& options, const ProgressCallback& progress = {});

}  // namespace throughline
