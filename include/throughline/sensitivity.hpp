// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "throughline/estimate.hpp"
#include "throughline/measure.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// One value that an input may have instead of its own.
struct OtherValue {
  std::string words;   ///< `40 s`, `-10 %`
  Estimate figure;     ///< of the measure with this value, everything else as it is
  Estimate change;     ///< less the figure of the blueprint as it is, met by the same luck
  std::string reason;  ///< why there is none of both
};

/// What an input makes of the measure. Absent: an end that the input has not.
struct InputEffect {
  std::string path;  ///< `steps.order.time`
  std::optional<OtherValue> low, high;
  Estimate swing;  ///< high less low, or the one change that there is
};

/// An input that was not varied.
struct InputLeftOut {
  std::string path, reason;
};

/// Which inputs matter: a tornado.
struct Sensitivity {
  ExperimentResult base;  ///< the blueprint as it is
  std::string measure;    ///< canonical path
  Direction direction = Direction::neither;
  std::vector<InputEffect> inputs;     ///< the largest swing first; those without one last
  std::vector<InputLeftOut> left_out;  ///< in the order of the file
  double confidence = 0.95;            ///< that every interval of a change or a swing holds
  std::size_t intervals = 0;           ///< how many those are
  Timing timing;                       ///< of everything
  bool partial = false;
  std::string partial_reason;
};

}  // namespace throughline
