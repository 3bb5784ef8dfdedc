// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "experiment/estimator.hpp"
#include "statistics/influence.hpp"
#include "statistics/interval.hpp"
#include "throughline/estimate.hpp"
#include "throughline/measure.hpp"

namespace throughline {

/// What one model's replications say of a measure: the figure, and how they move it; none where it has no interval.
struct Measured {
  Estimate estimate;
  std::optional<Influence> influence;
};

Measured read(const Estimator& estimator, const MeasurePath& measure);

Figure figure_of(const Estimate& estimate);

/// One figure less the other, met by the same luck: paired by the units that both rest on, shares by their intervals
/// too. Absent where one of the figures is; without an interval where one has none, or rests on other units.
Figure paired(const Measured& one, const Measured& other, double confidence);

/// The same as an estimate: of the same unit and replications.
Estimate apart(const Measured& one, const Measured& other);

/// Puts a figure and its confidence into an estimate, whose unit and counts stay.
void put(const Figure& figure, double confidence, Estimate& estimate);

}  // namespace throughline
