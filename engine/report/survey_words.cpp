// SPDX-License-Identifier: MIT
#include "report/survey_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/number.hpp"
#include "report/phrase.hpp"
#include "report/shell_word.hpp"

namespace throughline {
namespace {

std::string points(const Estimate& estimate) {
  return estimate.value ? figure(estimate, {}) + " points" : "- points";
}

std::string plain(double value) {
  return exact(value, Unit::count, {});
}

std::string listed(const std::vector<NamedKey>& names) {
  std::vector<Sentence> parts;
  for (const NamedKey& each : names) parts.push_back({each.name});
  return text_of(joined(parts));
}

std::string constant_words(const FittedConstant& constant) {
  const std::string value = constant.bound == ConstantBound::none
                                ? figure(constant.fitted, {})
                                : plain(*constant.fitted.value) + ", the end of its range,";
  return fmt::format("{} = {} instead of {}", constant.path, value, plain(constant.in_file));
}

/// Whether the luck of the answers explains the misfit, or what stands in its place.
std::string misfit_note(const SurveyFit& fit) {
  if (fit.errors == SurveyErrors::misfit)
    return "how far the answers of a touchpoint lie apart is not told: touchpoints weigh by their answers, and errors "
           "rest on how far the model misses";
  if (fit.errors == SurveyErrors::unknown)
    return "how far the answers of a touchpoint lie apart is not told, and there are as many constants as touchpoints: "
           "nothing tells how sure the constants are";
  if (!fit.chance || !fit.chi_squared)
    return "there are as many constants as touchpoints: nothing tells whether the model fits";
  const std::string squares = fmt::format("chi-squared {} on {} degree{} of freedom", plain(*fit.chi_squared),
                                          fit.degrees, fit.degrees == 1 ? "" : "s");
  const std::string chance =
      *fit.chance < 0.001 ? "a chance below 0.1 %" : fmt::format("a chance of {}", brief(*fit.chance, Unit::share, {}));
  if (fit.widened == 1.0)
    return fmt::format("the luck of the answers alone may explain what is left ({}, {} of as much)", squares, chance);
  return fmt::format(
      "the model misses by more than the luck of the answers explains ({}, {} of as much): errors of constants are {} "
      "times wider than that luck makes them",
      squares, chance, brief(fit.widened, Unit::count, {}));
}

/// Where it is much of what is not known; empty elsewhere.
std::string replications_note(const SurveyFit& fit) {
  constexpr double much = 0.2;
  const FittedConstant* most = nullptr;
  for (const FittedConstant& each : fit.constants)
    if (each.model_share.value_or(0.0) > (most == nullptr ? much : *most->model_share)) most = &each;
  if (most == nullptr) return "";
  return fmt::format("{} of the squared error of {} is the luck of the replications: more of them make it surer",
                     brief(*most->model_share, Unit::share, {}), most->path);
}

}  // namespace

std::string survey_sentence(const SurveyFit& fit) {
  constexpr std::size_t most_named = 4;
  if (fit.touchpoints.empty() && fit.partial) return "Nothing can be compared.";
  if (fit.touchpoints.empty()) return "No touchpoint of the survey is visited: there is nothing to compare.";
  if (fit.constants.empty())
    return fmt::format("The model misses the survey by {} (root mean square); no constant was fitted.",
                       points(fit.miss_before));
  std::vector<Sentence> parts;
  for (std::size_t place = 0; place < std::min(most_named, fit.constants.size()); ++place)
    parts.push_back({constant_words(fit.constants[place])});
  if (fit.constants.size() > most_named) parts.push_back({fmt::format("{} more", fit.constants.size() - most_named)});
  return fmt::format("The model misses the survey by {} (root mean square), by {} before. What fits best: {}.",
                     points(fit.miss_after), points(fit.miss_before), text_of(joined(parts)));
}

std::vector<std::string> survey_notes(const SurveyFit& fit) {
  std::vector<std::string> notes;
  if (!fit.converged) notes.push_back("the fit did not settle: other constants may fit better");
  if (!fit.touchpoints.empty() && !fit.constants.empty()) {
    notes.push_back(misfit_note(fit));
    if (std::string note = replications_note(fit); !note.empty()) notes.push_back(std::move(note));
    notes.push_back(fit.prediction_error.value
                        ? fmt::format("touchpoints that are left out of the fit, one by one, are missed by {}",
                                      points(fit.prediction_error))
                        : fmt::format("how well it predicts is not told: {}", fit.prediction_error.reason));
    notes.push_back(
        "misses: the root of the mean squared difference, each touchpoint weighing as in the fit, by 1 / the "
        "squared standard error of its mean (by its answers, where none is known)");
  }
  for (const HeldConstant& each : fit.held)
    notes.push_back(fmt::format("kept: {} = {} ({})", each.path, plain(each.in_file), each.reason));
  if (!fit.not_asked.empty()) notes.push_back(fmt::format("not in the survey: {}", listed(fit.not_asked)));
  if (!fit.not_scored.empty())
    notes.push_back(fmt::format("in the survey, but visited by nobody: {}", listed(fit.not_scored)));
  return notes;
}

std::vector<std::string> survey_settings(const SurveyFit& fit) {
  std::vector<std::string> settings;
  for (const FittedConstant& each : fit.constants)
    settings.push_back(fmt::format("{}={}", each.path, *each.fitted.value));
  return settings;
}

std::string survey_command(const SurveyFit& fit) {
  if (fit.constants.empty()) return "";
  const Provenance& from = fit.base.provenance;
  std::string command =
      fmt::format("throughline run {}", shell_word(from.inputs.empty() ? "" : from.inputs.front().name));
  if (from.scenario != "base") command += " --scenario " + shell_word(from.scenario);
  for (const std::string& setting : from.settings) command += " --set " + shell_word(setting);
  for (const std::string& setting : survey_settings(fit)) command += " --set " + shell_word(setting);
  if (from.warm_up_found) command += " --set " + shell_word(fmt::format("run.warm_up={} s", from.warm_up));
  return command + fmt::format(" --seed {} --replications {}", from.seed, from.planned_replications);
}

}  // namespace throughline
