// SPDX-License-Identifier: MIT
#include "report/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/display_text.hpp"
#include "report/number.hpp"

namespace throughline {
namespace {

std::size_t count_of(const ExperimentResult& result, TargetStatus status) {
  return static_cast<std::size_t>(
      std::count_if(result.targets.begin(), result.targets.end(),
                    [status](const TargetResult& target) { return target.status == status; }));
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (index > 0) text += index + 1 == parts.size() ? " and " : ", ";
    text += parts[index];
  }
  return text;
}

std::string verdict(const ExperimentResult& result) {
  const std::size_t all = result.targets.size();
  const std::size_t met = count_of(result, TargetStatus::met);
  if (all == 1) {
    const std::string target = harmless(result.targets.front().path + " " + result.targets.front().expression);
    if (met == 1) return fmt::format("The target {} is met.", target);
    const bool missed = result.targets.front().status == TargetStatus::missed;
    return fmt::format("The target {} is {}.", target, missed ? "missed" : "undecided");
  }
  if (met == all) return all == 2 ? "Both targets are met." : fmt::format("All {} targets are met.", all);
  std::vector<std::string> parts;
  const auto add = [&](TargetStatus status, std::string_view word) {
    const std::size_t count = count_of(result, status);
    if (count > 0) parts.push_back(fmt::format("{} {} {}", count, count == 1 ? "is" : "are", word));
  };
  add(TargetStatus::missed, "missed");
  add(TargetStatus::undecided, "undecided");
  add(TargetStatus::met, "met");
  return fmt::format("Of {} targets {}.", all, joined(parts));
}

/// Shares that are nothing at all need no words.
void add_share(const ExperimentResult& result, const char* path, std::string_view words,
               std::vector<std::string>& parts) {
  const Estimate* share = result.find(path);
  if (share == nullptr || !share->value || *share->value == 0.0) return;
  parts.push_back(fmt::format("{} {}", figure(*share, {}), words));
}

std::string outcomes(const ExperimentResult& result) {
  std::vector<std::string> parts;
  add_share(result, "journey.completed", "of customers complete it", parts);
  add_share(result, "journey.failed", "fail", parts);
  add_share(result, "journey.abandoned", "give up waiting", parts);
  add_share(result, "journey.turned_away", "are turned away", parts);
  std::string text = joined(parts);
  std::vector<std::string> unfinished;
  add_share(result, "journey.unfinished", "of arrivals were still inside at the end", unfinished);
  if (!unfinished.empty()) text += (text.empty() ? "" : "; ") + unfinished.front();
  return text;
}

std::string journey(const ExperimentResult& result) {
  const Estimate* mean = result.find("journey.time.mean");
  const Estimate* slow = result.find("journey.time.p90");
  const std::string ends = outcomes(result);
  if (mean == nullptr || !mean->value) {
    const std::string reason = mean == nullptr || mean->reason.empty() ? "it was not measured" : mean->reason;
    return fmt::format("Journey time is unknown: {}{}{}.", reason, ends.empty() ? "" : "; ", ends);
  }
  std::string text = fmt::format("A completed journey takes {} on average", figure(*mean, {}));
  if (slow != nullptr && slow->value) text += fmt::format(", and one in ten more than {}", figure(*slow, {}));
  return text + (ends.empty() ? "" : "; ") + ends + ".";
}

}  // namespace

std::string answer(const ExperimentResult& result) {
  return (result.targets.empty() ? "" : verdict(result) + " ") + journey(result);
}

std::string origin(const ExperimentResult& result) {
  const Provenance& from = result.provenance;
  std::string text = result.blueprint.name;
  if (!from.scenario.empty() && from.scenario != "base") text += ", scenario " + from.scenario;
  for (const std::string& setting : from.settings) text += ", " + setting;
  const std::string planned = from.replications < from.planned_replications
                                  ? fmt::format("{} of {}", from.replications, from.planned_replications)
                                  : fmt::format("{}", from.replications);
  text += fmt::format(": {} {} of {}, seed {}, intervals of {} confidence", planned,
                      from.planned_replications == 1 ? "replication" : "replications", exact_duration(from.length),
                      from.seed, exact(from.confidence, Unit::share, {}));
  return harmless(text);
}

}  // namespace throughline
