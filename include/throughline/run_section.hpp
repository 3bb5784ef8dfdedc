// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "throughline/diagnostic.hpp"
#include "throughline/measure_text.hpp"

namespace throughline {

enum class Ending : std::uint8_t { drain, stop };

/// What intervals rest on: independent repetitions of the run, or parts of equal length of one (batch means).
enum class Method : std::uint8_t { replications, batch_means };

/// How narrow the interval of a measure is to become.
struct PrecisionSection {
  MeasureText measure;
  double half_width = 0.0;  ///< as a share of the figure
};

/// What is simulated, and how often.
struct RunSection {
  double length = 0.0;  ///< seconds
  SourcePosition length_at;
  double warm_up = 0.0;
  bool finds_warm_up = false;  ///< the experiment finds it
  Ending ending = Ending::drain;
  Method method = Method::replications;
  std::uint64_t replications = 100;          ///< with a precision: in a round; of batch means: batches
  std::vector<PrecisionSection> precision;   ///< rounds follow until all of these are reached
  bool precision_by_default = false;         ///< nobody asked for one, nor for a number of replications
  std::uint64_t max_replications = 100'000;  ///< or until another round would be more than so many
  std::uint64_t max_events = 1'000'000'000;  ///< or until so many events have happened
  std::uint64_t resamples = 0;  ///< of the data that laws are drawn from: intervals hold what the data leave open
  std::uint64_t seed = 1;
  double confidence = 0.95;
  std::uint64_t max_inside = 1'000'000;
  bool time_shares = false;  ///< whether it is measured what the time of journeys goes into
};

}  // namespace throughline
