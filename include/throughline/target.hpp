// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "throughline/comparison.hpp"
#include "throughline/diagnostic.hpp"
#include "throughline/measure.hpp"

namespace throughline {

struct Target {
  MeasurePath measure;
  std::string path;        ///< as written
  std::string expression;  ///< as written
  Comparison comparison = Comparison::less;
  double bound = 0.0;
  SourcePosition at;
};

/// How narrow the interval of a measure is to become.
struct Precision {
  MeasurePath measure;
  std::string path;         ///< as written
  double half_width = 0.0;  ///< as a share of the figure
  bool by_default = false;  ///< nobody asked for it: it is aimed at, and not to be missed
};

}  // namespace throughline
