// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "throughline/survey_fit.hpp"

namespace throughline {

// What the fit of a survey is told in, for every format that people read. Not harmless yet.

inline constexpr std::string_view words_of_survey_table =
    "mean scores from 0 to 100: of the answers, and of the model, whose scores are output of a model, never a fact "
    "about "
    "customers; left out: what the model makes of a touchpoint, fitted without it";

/// How far the model misses, and which constants fit best.
std::string survey_sentence(const SurveyFit& fit);

/// Whether the misfit is luck, what errors rest on, how well touchpoints are predicted that are left out, and what the
/// survey says nothing of.
std::vector<std::string> survey_notes(const SurveyFit& fit);

/// The command that simulates the blueprint with the fitted constants, and finds the same scores; empty where none was
/// fitted.
std::string survey_command(const SurveyFit& fit);

/// `experience.failure=41.2`, as --set takes them.
std::vector<std::string> survey_settings(const SurveyFit& fit);

}  // namespace throughline
