// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "report/verification.hpp"
#include "throughline/diagnostic.hpp"
#include "throughline/gaps.hpp"
#include "throughline/paired_comparison.hpp"
#include "throughline/result.hpp"
#include "throughline/sensitivity.hpp"
#include "throughline/survey_fit.hpp"
#include "throughline/sweep.hpp"

namespace throughline {

/// What the program tells the shell. Where several apply: interrupted or terminated, failure, invalid blueprint,
/// command line, missed, imprecise, success.
enum class ExitCode : std::uint8_t {
  success = 0,  ///< no target missed
  failure = 1,  ///< input, output, an internal error, or more customers inside than allowed
  command_line = 2,
  invalid_blueprint = 3,
  imprecise = 4,  ///< an asked precision was not reached
  missed = 99,    ///< a target missed, undecided where the run is strict; worse than the baseline; theory contradicted
  interrupted = 130,  ///< by SIGINT
  terminated = 143    ///< by SIGTERM
};

/// Of a run that has ended; `signal`: what interrupted it, or 0.
ExitCode exit_code(const ExperimentResult& result, bool strict, int signal) noexcept;

/// Of a run that was only drawn: nothing is judged.
ExitCode exit_code_of_drawing(const ExperimentResult& result, int signal) noexcept;

/// Of redesigns: what they miss is their own affair, an asked precision is not. Where it is strict, a redesign that is
/// worse than the first or misses a target, undecided included, is missed.
ExitCode exit_code(const PairedComparison& comparison, bool strict, int signal);

/// Of what inputs matter: nothing is judged.
ExitCode exit_code(const Sensitivity& sensitivity, int signal) noexcept;
ExitCode exit_code(const Gaps& gaps, int signal) noexcept;
ExitCode exit_code(const SurveyFit& fit, int signal) noexcept;

/// Of many alternatives: missed where none of them meets the targets; where it is strict, also where something cheaper,
/// or the cheapest itself, is undecided.
ExitCode exit_code(const SweepResult& result, bool strict, int signal);

/// Of a comparison with theory and the run that it rests on, whose targets only asked for measures.
ExitCode exit_code(const Verification& verification, const ExperimentResult& result, int signal) noexcept;

/// Of mistakes: the command line's where all of them are in --set or --scenario, else the blueprint's.
ExitCode exit_code(const InvalidBlueprint& mistakes);

}  // namespace throughline
