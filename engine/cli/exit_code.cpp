// SPDX-License-Identifier: MIT
#include "cli/exit_code.hpp"

#include <algorithm>
#include <csignal>
#include <vector>

#include "report/gates.hpp"

namespace throughline {

namespace {

/// Of a run that did not come to its end; success where it did.
ExitCode early_end(bool overflow, int signal) noexcept {
  if (signal == SIGINT) return ExitCode::interrupted;
  if (signal == SIGTERM) return ExitCode::terminated;
  return overflow ? ExitCode::failure : ExitCode::success;
}

bool is_imprecise(const ExperimentResult& result) noexcept {
  return std::any_of(result.precision.begin(), result.precision.end(),
                     [](const PrecisionResult& precision) { return !precision.met && !precision.by_default; });
}

/// A gate that fails for what was found, and not for how far the run came.
bool is_shortfall(const Gate& gate) noexcept {
  return gate.fails && gate.status != GateStatus::imprecise && gate.status != GateStatus::partial;
}

}  // namespace

ExitCode exit_code(const ExperimentResult& result, bool strict, int signal) noexcept {
  const ExitCode early = early_end(result.overflow, signal);
  if (early != ExitCode::success) return early;
  const bool missed = std::any_of(result.targets.begin(), result.targets.end(), [strict](const TargetResult& target) {
    return target.status == TargetStatus::missed || (strict && target.status == TargetStatus::undecided);
  });
  const bool worse = result.baseline && result.baseline->is_worse();
  if (missed || worse) return ExitCode::missed;
  return is_imprecise(result) ? ExitCode::imprecise : ExitCode::success;
}

ExitCode exit_code_of_drawing(const ExperimentResult& result, int signal) noexcept {
  return early_end(result.overflow, signal);
}

ExitCode exit_code(const PairedComparison& comparison, bool strict, int signal) {
  const ExitCode early = early_end(comparison.overflow, signal);
  if (early != ExitCode::success) return early;
  const auto falls_short = [&](const ComparedAlternative& redesign) {
    const std::vector<Gate> gates = gates_of(redesign, comparison.alternatives.front(), true);
    return std::any_of(gates.begin(), gates.end(), is_shortfall);
  };
  if (strict && std::any_of(comparison.alternatives.begin() + 1, comparison.alternatives.end(), falls_short))
    return ExitCode::missed;
  const bool imprecise = std::any_of(comparison.alternatives.begin(), comparison.alternatives.end(),
                                     [](const ComparedAlternative& each) { return is_imprecise(each.result); });
  return imprecise ? ExitCode::imprecise : ExitCode::success;
}

ExitCode exit_code(const Sensitivity& sensitivity, int signal) noexcept {
  return early_end(sensitivity.base.overflow, signal);
}

ExitCode exit_code(const Gaps& gaps, int signal) noexcept {
  return early_end(gaps.base.overflow, signal);
}

ExitCode exit_code(const SurveyFit& fit, int signal) noexcept {
  return early_end(fit.base.overflow, signal);
}

ExitCode exit_code(const SweepResult& result, bool strict, int signal) {
  const ExitCode early = early_end(false, signal);
  if (early != ExitCode::success) return early;
  const std::vector<Gate> gates = gates_of(result, strict);
  return std::any_of(gates.begin(), gates.end(), is_shortfall) ? ExitCode::missed : ExitCode::success;
}

ExitCode exit_code(const Verification& verification, const ExperimentResult& result, int signal) noexcept {
  const ExitCode early = early_end(result.overflow, signal);
  if (early != ExitCode::success) return early;
  return verification.disagreeing() > 0 ? ExitCode::missed : ExitCode::success;
}

ExitCode exit_code(const InvalidBlueprint& mistakes) {
  const auto& all = mistakes.diagnostics();
  const bool by_command = std::all_of(all.begin(), all.end(), [](const Diagnostic& mistake) {
    return mistake.at.line == 0 && mistake.at.file.starts_with("--");
  });
  return by_command ? ExitCode::command_line : ExitCode::invalid_blueprint;
}

}  // namespace throughline
