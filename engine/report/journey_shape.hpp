// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "throughline/result.hpp"

namespace throughline {

/// The distribution of journey time of everybody; nullptr where there is none, or none with journeys.
const HistogramSummary* journey_times(const ExperimentResult& result) noexcept;

/// How long journeys take, as a picture of one line: `journey time  ▁▄█▇▅▃▂▁▁  0 s to 24 min and beyond`, in `width`
/// columns at most (40 or more). Empty where none completed.
std::string journey_shape(const ExperimentResult& result, std::size_t width);

}  // namespace throughline
