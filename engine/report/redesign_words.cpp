// SPDX-License-Identifier: MIT
#include "report/redesign_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "report/number.hpp"
#include "report/verdict_words.hpp"

namespace throughline {
namespace {

std::string sentence(const PairedComparison& comparison, const ComparedAlternative& alternative) {
  std::vector<Verdict> verdicts;
  for (const PairedDifference& each : alternative.differences) {
    if (each.simultaneous) verdicts.push_back(each.verdict);
  }
  const std::string judged = fmt::format("{} measure{}", comparison.intervals / (comparison.alternatives.size() - 1),
                                         comparison.intervals + 1 == comparison.alternatives.size() ? "" : "s");
  return fmt::format("{} against {}, of {}: {}.", alternative.name, comparison.alternatives.front().name, judged,
                     verdicts.empty() ? "none is known in both" : counted(verdicts));
}

std::string sentence(const PairedComparison& comparison, const Selection& best) {
  const std::string& currency = comparison.alternatives.front().result.blueprint.currency;
  if (best.left.empty()) return best.reason.empty() ? "" : fmt::format("Which is best is not known: {}.", best.reason);
  const auto unit = [&] {
    for (const Measure& measure : comparison.alternatives.front().result.measures)
      if (measure.path == best.path) return measure.estimate.unit;
    return Unit::count;
  }();
  std::vector<std::string> names;
  for (const std::size_t index : best.left) names.push_back(comparison.alternatives[index].name);
  const std::string guarantee =
      fmt::format("{} confidence, differences below {} aside", exact(best.confidence, Unit::share, {}),
                  exact(best.indifference, unit, currency));
  if (names.size() == 1) return fmt::format("The best by {} is {}, with {}.", best.path, names.front(), guarantee);
  std::string more;
  if (best.replications_to_decide) {
    const std::uint64_t needed = rounded_up(static_cast<double>(*best.replications_to_decide));
    more = best.sequential ? fmt::format("; {} replications would decide at the latest", needed)
                           : fmt::format("; about {} replications would decide", needed);
  }
  return fmt::format("The best by {} is one of {} ({}{}).", best.path, joined(names), guarantee, more);
}

double cost_of(const SweptAlternative& alternative) {
  return alternative.cost && alternative.cost->value ? *alternative.cost->value : alternative.cost_floor;
}

std::size_t count_of(const SweepResult& result, SweepStatus status) {
  return static_cast<std::size_t>(
      std::count_if(result.alternatives.begin(), result.alternatives.end(),
                    [status](const SweptAlternative& each) { return each.status == status; }));
}

}  // namespace

std::vector<std::string> sentences_of(const PairedComparison& comparison) {
  std::vector<std::string> sentences{sentence(comparison, comparison.best)};
  for (std::size_t index = 1; index < comparison.alternatives.size(); ++index)
    sentences.push_back(sentence(comparison, comparison.alternatives[index]));
  std::erase(sentences, "");
  return sentences;
}

std::string origin_of(const PairedComparison& comparison) {
  const ExperimentResult& first = comparison.alternatives.front().result;
  std::string settings;
  for (const std::string& setting : first.provenance.settings) settings += ", " + setting;
  return fmt::format(
      "{}{}: {} replications of {} each, seed {}; all {} intervals of differences hold together with {} confidence",
      first.blueprint.name, settings, first.provenance.replications, exact_duration(first.provenance.length),
      first.provenance.seed, comparison.intervals, exact(comparison.confidence, Unit::share, {}));
}

std::string gain_of(const PairedDifference& difference, const std::string& currency) {
  if (!difference.cost_of_gain) return "";
  Estimate estimate = *difference.cost_of_gain;
  double scale = 1.0;
  std::string_view unit = " each";
  if (difference.difference.unit == Unit::seconds) {
    scale = 60.0;
    unit = " per min";
  } else if (difference.difference.unit == Unit::share) {
    scale = 0.01;
    unit = " per point";
  }
  for (auto* const number : {&estimate.value, &estimate.low, &estimate.high})
    if (*number) **number *= scale;
  return figure(estimate, currency) + std::string(unit);
}

std::string what_would_decide(const PairedDifference& difference) {
  if (difference.verdict != Verdict::undecided) return {};
  if (difference.replications_to_decide)
    return fmt::format("about {} replications would decide",
                       rounded_up(static_cast<double>(*difference.replications_to_decide)));
  return difference.difference.reason.empty() ? "too close to decide" : difference.difference.reason;
}

std::vector<std::string> warnings_of(const PairedComparison& comparison) {
  std::vector<std::string> warnings;
  for (const ComparedAlternative& alternative : comparison.alternatives) {
    for (const Diagnostic& warning : alternative.result.warnings) {
      std::string text = to_string(warning);
      if (std::find(warnings.begin(), warnings.end(), text) == warnings.end()) warnings.push_back(std::move(text));
    }
  }
  return warnings;
}

std::string_view name_of(SweepStatus status) noexcept {
  constexpr std::array<std::string_view, 5> names{"not_simulated", "meets", "misses", "undecided", "dearer"};
  return names[static_cast<std::size_t>(status)];
}

std::string settings_of(const SweptAlternative& alternative) {
  std::string text;
  for (const SweptSetting& each : alternative.settings)
    text += fmt::format("{}{}={}", text.empty() ? "" : ", ", each.path, each.value);
  return text;
}

bool is_cheaper_and_undecided(const SweepResult& result, const SweptAlternative& alternative) {
  return alternative.status == SweepStatus::undecided &&
         (!result.cheapest || cost_of(alternative) < cost_of(result.alternatives[*result.cheapest]));
}

std::size_t open_alternatives(const SweepResult& result) {
  return static_cast<std::size_t>(
      std::count_if(result.alternatives.begin(), result.alternatives.end(),
                    [&result](const SweptAlternative& each) { return is_cheaper_and_undecided(result, each); }));
}

std::string cost_text(const SweepResult& result, const SweptAlternative& alternative) {
  if (alternative.cost) return figure(*alternative.cost, result.currency);
  return fmt::format("{} paid hours", exact(alternative.cost_floor, Unit::count, {}));
}

bool is_confirmed(const ExperimentResult& confirmation) {
  return std::all_of(confirmation.targets.begin(), confirmation.targets.end(),
                     [](const TargetResult& target) { return target.status == TargetStatus::met; });
}

std::string answer_of(const SweepResult& result) {
  const std::size_t all = result.alternatives.size();
  const std::size_t open = open_alternatives(result);
  const std::string doubt =
      open == 0 ? "" : fmt::format(" {} that may be cheaper {} undecided.", open, open == 1 ? "is" : "are");
  if (!result.cheapest) return fmt::format("None of {} alternatives is known to meet the targets.{}", all, doubt);
  const SweptAlternative& cheapest = result.alternatives[*result.cheapest];
  const std::string meets = cheapest.targets.empty() ? "" : " that meets the targets";
  std::string text = fmt::format("The cheapest of {} alternatives{} is {}, at {}.", all, meets, settings_of(cheapest),
                                 cost_text(result, cheapest));
  if (result.confirmation)
    text += fmt::format(" {} new replications {}.", result.confirmation->provenance.replications,
                        is_confirmed(*result.confirmation) ? "confirm it" : "leave it undecided");
  return text + doubt;
}

std::string origin_of(const SweepResult& result) {
  std::string settings;
  for (const std::string& setting : result.provenance.settings) settings += ", " + setting;
  return fmt::format(
      "{}{}: up to {} replications of {} each, seed {}, intervals of {} confidence; {} miss a target, {} meet all, {} "
      "undecided, {} not simulated as they cannot be cheaper",
      result.blueprint, settings, result.replications, exact_duration(result.provenance.length), result.provenance.seed,
      exact(result.confidence, Unit::share, {}), count_of(result, SweepStatus::misses),
      count_of(result, SweepStatus::meets), count_of(result, SweepStatus::undecided),
      count_of(result, SweepStatus::dearer));
}

}  // namespace throughline
