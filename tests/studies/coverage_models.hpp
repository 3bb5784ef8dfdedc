// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace throughline::testing {

/// A figure whose interval is to cover, and its exact value where theory has one.
struct KnownFigure {
  std::string path;
  std::optional<double> truth;  ///< seconds, shares of 1
};

/// How an experiment comes to its intervals.
enum class IntervalMethod : std::uint8_t {
  replications,  ///< so many replications
  paired,        ///< as many of a redesign, met by the same luck: the figures are differences
  precision      ///< rounds of so many, until the precision that the blueprint asks for is reached
};

/// Experiments that are alike but for their luck.
struct CoverageSeries {
  std::string model;
  IntervalMethod method = IntervalMethod::replications;
  std::string blueprint;
  std::string redesign;  ///< of paired ones
  std::uint64_t replications = 0;
  std::string source;  ///< of the truths
  std::vector<KnownFigure> figures;
};

std::string name_of(IntervalMethod method);
/// "day, paired, 30 replications".
std::string title_of(const CoverageSeries& series);

/// The series of the study: M/M/c, M/M/c+M, two queues one behind the other, each in the steady state, and a day that
/// begins empty.
std::vector<CoverageSeries> coverage_series();

}  // namespace throughline::testing
