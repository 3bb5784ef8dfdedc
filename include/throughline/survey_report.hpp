// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "throughline/report.hpp"
#include "throughline/survey_fit.hpp"

namespace throughline {

// The experience model held against a survey, written down: how far it misses and which constants fit best, every
// touchpoint with what customers answered and what the model makes of it, every constant with its error, those that the
// survey cannot tell, and the constants as TOML. The JSON is "throughline.survey/1", the CSV has a row for each
// touchpoint and each constant.
std::string write_terminal(const SurveyFit& fit, const TerminalOptions& options = {});
std::string write_warnings(const SurveyFit& fit);
std::string write_json(const SurveyFit& fit, bool with_timing);
std::string write_csv(const SurveyFit& fit);
std::string write_markdown(const SurveyFit& fit);

/// The fitted constants as a table to paste into the blueprint, [experience] or that of its scenario; empty where none
/// was fitted.
std::string write_toml(const SurveyFit& fit);

/// `answers`, `misfit`, `unknown`: what errors rest on.
std::string_view name_of(SurveyErrors errors) noexcept;
/// `none`, `low`, `high`.
std::string_view name_of(ConstantBound bound) noexcept;

}  // namespace throughline
