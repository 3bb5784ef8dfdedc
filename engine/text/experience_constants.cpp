// SPDX-License-Identifier: MIT
#include "text/experience_constants.hpp"

#include <algorithm>

namespace throughline {

std::vector<SurveyConstant> usual_constants(const ExperienceSection& model) {
  constexpr double most = 100.0;
  constexpr double above_detractor = 0.01;
  double floor = model.detractor + above_detractor;
  if (model.broken_windows) floor = std::max(floor, model.broken_windows->below);
  const double least_base = std::min(model.base, floor);
  return {{"experience.base", model.base, least_base, most},
          {"experience.failure", model.failure, 0.0, most},
          {"experience.wait.beyond", model.wait.beyond, 0.0, most},
          {"experience.wait.within", model.wait.within, 0.0, most},
          {"experience.time.beyond", model.time.beyond, 0.0, most},
          {"experience.repeat", model.repeat, 0.0, most},
          {"experience.handoff", model.handoff, 0.0, most}};
}

std::vector<SurveyConstant> every_constant(const ExperienceSection& model) {
  constexpr double most_points = 100.0;
  constexpr double least_factor = 0.01;
  constexpr double most_factor = 100.0;
  constexpr double little = 0.001;
  std::vector<SurveyConstant> constants = usual_constants(model);
  constants.push_back({"experience.recovered", model.recovered, 0.0, 1.0, little});
  constants.push_back({"experience.wait.most", model.wait.most, 0.0, most_points});
  constants.push_back({"experience.time.most", model.time.most, 0.0, most_points});
  const ExperienceSection::Perceived& perceived = model.perceived;
  constants.push_back({"experience.perceived.visible", perceived.visible, least_factor, most_factor, little});
  constants.push_back({"experience.perceived.invisible", perceived.invisible, least_factor, most_factor, little});
  constants.push_back({"experience.perceived.occupied", perceived.occupied, least_factor, most_factor, little});
  constants.push_back({"experience.perceived.explained", perceived.explained, least_factor, most_factor, little});
  constants.push_back({"experience.perceived.updated", perceived.updated, least_factor, most_factor, little});
  return constants;
}

}  // namespace throughline
