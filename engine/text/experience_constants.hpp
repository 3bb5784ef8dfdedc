// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "throughline/experience_section.hpp"
#include "throughline/survey.hpp"

namespace throughline {

/// The constants of [experience] that scores of touchpoints depend on, with their ranges in the format (`base` stays
/// above `detractor`): those that are fitted where nobody says which, in the order in which they are preferred where
/// not all of them can be told, and all of them.
std::vector<SurveyConstant> usual_constants(const ExperienceSection& model);
std::vector<SurveyConstant> every_constant(const ExperienceSection& model);

}  // namespace throughline
