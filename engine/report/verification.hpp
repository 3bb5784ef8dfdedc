// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "throughline/report.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// One figure, by theory and by simulation.
struct VerifiedFigure {
  std::string path;     ///< `step.line.wait.mean`
  double theory = 0.0;  ///< in the unit of the estimate
  Estimate simulated;

  /// Simulated less theory, in standard errors: the half-width on the side of theory over Student's t; where few
  /// replications make large ones likely, as many as are as unlikely in a normal law. 0 where both are the same; none
  /// where the figure has no interval.
  std::optional<double> z() const;
  /// |z| < 4, or no z.
  bool agrees() const;
};

/// What a model of theory answers for: a pool, or the journeys of a network.
struct VerifiedModel {
  std::string subject;  ///< `step line`
  std::string law;      ///< `M/M/3 (Erlang C)`
  std::optional<double> load;
  std::vector<VerifiedFigure> figures;

  bool is_pool() const noexcept { return load.has_value(); }
};

/// Why theory has no answer, in a clause.
struct NoAnswer {
  std::string subject;  ///< `staff nurse`
  std::string reason;
};

/// Theory and simulation side by side. A plain record.
struct Verification {
  std::string blueprint;  ///< its name
  std::string currency;
  Provenance provenance;
  double relaxation = 0.0;  ///< seconds; the longest of what is compared
  std::vector<VerifiedModel> models;
  std::vector<NoAnswer> unanswered;
  bool partial = false;
  std::string partial_reason;

  std::size_t figures() const noexcept;
  std::size_t disagreeing() const noexcept;
};

/// For people: whether theory and simulation agree, each figure, how it was simulated, and what theory does not know.
std::string write_terminal(const Verification& verification, const TerminalOptions& options = {});

/// The same, as "throughline.verification/1".
std::string write_json(const Verification& verification);

}  // namespace throughline
