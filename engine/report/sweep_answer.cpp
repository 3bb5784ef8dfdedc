// SPDX-License-Identifier: MIT
#include "report/sweep_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/number.hpp"

namespace throughline {
namespace {

double cost_of(const SweptAlternative& alternative) {
  return alternative.cost && alternative.cost->value ? *alternative.cost->value : alternative.cost_floor;
}

}  // namespace

std::string_view name_of(SweepStatus status) noexcept {
  constexpr std::array<std::string_view, 5> names{"not_simulated", "meets", "misses", "undecided", "dearer"};
  return names[static_cast<std::size_t>(status)];
}

std::string settings_text(const SweptAlternative& alternative) {
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

std::string sweep_answer(const SweepResult& result) {
  const std::size_t all = result.alternatives.size();
  const std::size_t open = open_alternatives(result);
  const std::string doubt =
      open == 0 ? "" : fmt::format(" {} that may be cheaper {} undecided.", open, open == 1 ? "is" : "are");
  if (!result.cheapest) return fmt::format("None of {} alternatives is known to meet the targets.{}", all, doubt);
  const SweptAlternative& cheapest = result.alternatives[*result.cheapest];
  const std::string meets = cheapest.targets.empty() ? "" : " that meets the targets";
  std::string text = fmt::format("The cheapest of {} alternatives{} is {}, at {}.", all, meets, settings_text(cheapest),
                                 cost_text(result, cheapest));
  if (result.confirmation)
    text += fmt::format(" {} new replications {}.", result.confirmation->provenance.replications,
                        is_confirmed(*result.confirmation) ? "confirm it" : "leave it undecided");
  return text + doubt;
}

}  // namespace throughline
