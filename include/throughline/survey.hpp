// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/blueprint_summary.hpp"

namespace throughline {

/// What customers answered about one touchpoint.
struct SurveyedTouchpoint {
  std::string key, name;
  double answers = 0.0;            ///< how many
  double mean = 0.0;               ///< of their scores, from 0 to 100
  std::optional<double> variance;  ///< of single answers; none where nothing tells it
  double degrees = 0.0;            ///< of freedom that the variance rests on
};

/// A survey, in the order of the blueprint's touchpoints.
struct Survey {
  std::string file;
  std::vector<SurveyedTouchpoint> touchpoints;
  std::vector<NamedKey> not_asked;  ///< touchpoints of the blueprint that nobody was asked about
};

/// Reads a csv with columns `touchpoint` (key or name) and `score` (0 to 100), and maybe `count` and `sd`: a row stands
/// for `count` answers (1 where it is not said) that all gave that score, or, with `sd`, for so many whose mean it is
/// and whose standard deviation that. `file` names the text in positions. Throws InvalidBlueprint with every mistake;
/// the text may come from anybody.
Survey read_survey(std::string_view text, const std::string& file, const std::vector<NamedKey>& touchpoints);

/// A constant of [experience] that a fit may change.
struct SurveyConstant {
  std::string path;  ///< of --set: `experience.failure`
  double value = 0.0;
  double low = 0.0, high = 100.0;
  double step = 0.1;  ///< that shows what it does
};

}  // namespace throughline
