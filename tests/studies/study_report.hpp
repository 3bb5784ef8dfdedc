// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace throughline::testing {

/// How often a promise was kept.
struct Frequency {
  std::uint64_t kept = 0;
  std::uint64_t trials = 0;

  double share() const { return static_cast<double>(kept) / static_cast<double>(trials); }
  /// Standard error of the share (binomial).
  double error() const;
};

/// One line of a study: a promise, how often it was kept, and within which bounds it had to be.
struct StudyRow {
  std::string model;
  std::string method;  ///< "replications", "paired", "precision", "selection"
  std::string figure;
  double replications = 0.0;  ///< of an experiment; their mean where it decides itself
  std::optional<double> truth;
  std::string source;              ///< of the truth
  std::optional<double> pooled;    ///< over all experiments
  std::optional<double> pooled_z;  ///< pooled less the truth, in standard errors
  Frequency covered;               ///< among those with an interval
  std::uint64_t refused = 0;       ///< experiments that gave no interval
  std::uint64_t too_low = 0;       ///< intervals that lie below the truth
  std::uint64_t too_high = 0;
  std::optional<double> half_width;  ///< mean; none without intervals
  double least = 0.94;               ///< acceptable share
  double most = 0.96;

  /// Absent where no experiment gave an interval.
  std::optional<double> share() const { return covered.trials == 0 ? std::nullopt : std::optional(covered.share()); }
  std::optional<double> error() const { return covered.trials == 0 ? std::nullopt : std::optional(covered.error()); }

  /// The share is within its bounds, give or take so many standard errors, and theory is met within four.
  bool holds(double tolerated_errors = 0.0) const;
};

/// What a study was told on its command line, and where it writes.
struct StudyArguments {
  std::uint64_t trials = 0;
  unsigned threads = 0;
  std::string commit = "unknown";
  std::string machine = "unknown";
  std::string file;  ///< JSON; empty: none
  std::string only;  ///< series whose title contains this
};

/// --trials=N --threads=N --commit=TEXT --machine=TEXT --json=FILE --only=TEXT. Throws std::invalid_argument.
StudyArguments study_arguments(int count, char** values, std::uint64_t trials);

void print_heading();
void print_row(const StudyRow& row);
/// The file of `arguments`, with machine, date and commit.
void write_study(const std::string& study, const StudyArguments& arguments, const std::vector<StudyRow>& rows);

}  // namespace throughline::testing
