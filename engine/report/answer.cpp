// SPDX-License-Identifier: MIT
#include "report/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "report/display_text.hpp"
#include "report/number.hpp"
#include "report/target_table.hpp"

namespace throughline {
namespace {

std::size_t count_of(const ExperimentResult& result, TargetStatus status) {
  return static_cast<std::size_t>(
      std::count_if(result.targets.begin(), result.targets.end(),
                    [status](const TargetResult& target) { return target.status == status; }));
}

using Phrases = std::vector<Phrase>;

void append(Phrases& phrases, const Phrases& more) {
  phrases.insert(phrases.end(), more.begin(), more.end());
}

/// `a, b and c`.
Phrases joined(const std::vector<Phrases>& parts) {
  Phrases phrases;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (index > 0) phrases.push_back({index + 1 == parts.size() ? " and " : ", ", {}});
    append(phrases, parts[index]);
  }
  return phrases;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (index > 0) text += index + 1 == parts.size() ? " and " : ", ";
    text += parts[index];
  }
  return text;
}

/// A figure that no line may break.
std::string unbroken(const std::string& figure) {
  std::string text;
  for (const char character : figure) {
    if (character == ' ') {
      text += no_break_space;
    } else {
      text += character;
    }
  }
  return text;
}

std::string verdict(const ExperimentResult& result) {
  const std::size_t all = result.targets.size();
  if (all == 1) {
    const std::string target = harmless(result.targets.front().path + " " + result.targets.front().expression);
    return fmt::format("The target {} is {}.", target, name_of(result.targets.front().status));
  }
  for (const TargetStatus status : {TargetStatus::met, TargetStatus::missed, TargetStatus::undecided}) {
    if (count_of(result, status) != all) continue;
    return fmt::format("{} targets are {}.", all == 2 ? "Both" : fmt::format("All {}", all), name_of(status));
  }
  std::vector<std::string> parts;
  for (const TargetStatus status : {TargetStatus::missed, TargetStatus::undecided, TargetStatus::met}) {
    const std::size_t count = count_of(result, status);
    if (count > 0) parts.push_back(fmt::format("{} {} {}", count, count == 1 ? "is" : "are", name_of(status)));
  }
  return fmt::format("Of {} targets {}.", all, joined(parts));
}

/// Shares that are nothing at all need no words.
void add_share(const ExperimentResult& result, const char* path, std::string_view words, std::vector<Phrases>& parts) {
  const Estimate* share = result.find(path);
  if (share == nullptr || !share->value || *share->value == 0.0) return;
  parts.push_back({{unbroken(figure(*share, {})), path}, {fmt::format(" {}", words), {}}});
}

Phrases outcomes(const ExperimentResult& result) {
  std::vector<Phrases> parts;
  add_share(result, "journey.completed", "of customers complete it", parts);
  add_share(result, "journey.failed", "fail", parts);
  add_share(result, "journey.abandoned", "give up waiting", parts);
  add_share(result, "journey.turned_away", "are turned away", parts);
  Phrases phrases = joined(parts);
  std::vector<Phrases> unfinished;
  add_share(result, "journey.unfinished", "of arrivals were still inside at the end", unfinished);
  if (unfinished.empty()) return phrases;
  if (!phrases.empty()) phrases.push_back({"; ", {}});
  append(phrases, unfinished.front());
  return phrases;
}

Phrases journey(const ExperimentResult& result) {
  const Estimate* mean = result.find("journey.time.mean");
  const Estimate* slow = result.find("journey.time.p90");
  const Phrases ends = outcomes(result);
  Phrases phrases;
  const bool is_known = mean != nullptr && mean->value;
  if (!is_known) {
    const std::string reason = mean == nullptr || mean->reason.empty() ? "it was not measured" : mean->reason;
    phrases.push_back({fmt::format("Journey time is unknown: {}", reason), {}});
  } else {
    phrases.push_back({"A completed journey takes ", {}});
    phrases.push_back({unbroken(figure(*mean, {})), "journey.time.mean"});
    phrases.push_back({" on average", {}});
  }
  if (is_known && slow != nullptr && slow->value) {
    phrases.push_back({", and one in ten more than ", {}});
    phrases.push_back({unbroken(figure(*slow, {})), "journey.time.p90"});
  }
  if (!ends.empty()) phrases.push_back({"; ", {}});
  append(phrases, ends);
  phrases.push_back({".", {}});
  return phrases;
}

}  // namespace

std::vector<Phrase> answer_phrases(const ExperimentResult& result) {
  Phrases phrases;
  if (!result.targets.empty()) phrases.push_back({verdict(result) + " ", {}});
  append(phrases, journey(result));
  return phrases;
}

std::string answer(const ExperimentResult& result) {
  std::string text;
  for (const Phrase& phrase : answer_phrases(result)) text += phrase.text;
  return text;
}

std::string precision_clause(const PrecisionResult& precision) {
  const std::string known = precision.reached ? fmt::format("{} is known to within {}", precision.path,
                                                            exact(*precision.reached, Unit::share, {}))
                                              : fmt::format("{} has no interval yet, or one about 0", precision.path);
  const std::string more = !precision.met && precision.replications_to_reach
                               ? fmt::format("; about {} replications would reach it",
                                             rounded_up(static_cast<double>(*precision.replications_to_reach)))
                               : "";
  return fmt::format("{} ({}{}{})", known, exact(precision.asked, Unit::share, {}),
                     precision.by_default ? " aimed at" : " asked for", more);
}

std::string precision_sentence(const ExperimentResult& result) {
  std::vector<std::string> reached;
  std::vector<std::string> missed;
  for (const PrecisionResult& each : result.precision) (each.met ? reached : missed).push_back(precision_clause(each));
  std::string text;
  if (!missed.empty()) text = "Precision not reached: " + joined(missed) + ".";
  if (!reached.empty()) text += (text.empty() ? "" : " ") + fmt::format("Precision reached: {}.", joined(reached));
  return harmless(text);
}

std::string input_sentence(const ExperimentResult& result) {
  if (!result.input_uncertainty) return {};
  const InputUncertainty& inputs = *result.input_uncertainty;
  if (!inputs.reason.empty()) return harmless(fmt::format("No intervals: {}.", inputs.reason));
  std::vector<std::string> sizes;
  for (const std::uint32_t size : inputs.data_sizes) sizes.push_back(fmt::format("{}", size));
  const std::string values = joined(sizes) + " value" + (inputs.data_sizes == std::vector<std::uint32_t>{1} ? "" : "s");
  if (inputs.resamples == 0)
    return fmt::format(
        "Intervals take the {} that laws are drawn from for the truth; --resamples 50 would carry in what they leave "
        "open.",
        values);
  std::string text = fmt::format("Intervals hold what the {} that laws are drawn from leave open ({} resamples)",
                                 values, inputs.resamples);
  const Estimate* const mean = result.find("journey.time.mean");
  if (mean != nullptr && mean->input_share)
    text += fmt::format(
        ": {} of the squared half-width of journey.time.mean, which more values would narrow and more replications "
        "would not",
        exact(std::round(*mean->input_share * 100.0) / 100.0, Unit::share, {}));
  return text + ".";
}

std::string origin(const ExperimentResult& result) {
  const Provenance& from = result.provenance;
  std::string text = result.blueprint.name;
  if (!from.scenario.empty() && from.scenario != "base") text += ", scenario " + from.scenario;
  for (const std::string& setting : from.settings) text += ", " + setting;
  const std::string planned = from.replications < from.planned_replications
                                  ? fmt::format("{} of {}", from.replications, from.planned_replications)
                                  : fmt::format("{}", from.replications);
  const std::string parts = fmt::format("{}{}", from.batch_means ? "batch" : "replication",
                                        from.planned_replications == 1 ? ""
                                        : from.batch_means             ? "es"
                                                                       : "s");
  text +=
      fmt::format(": {} {} of {}{}{}, seed {}, intervals of {} confidence", planned, parts,
                  from.batch_means ? "one run of " : "", exact_duration(from.length),
                  from.warm_up_found ? fmt::format(" with a warm-up of {} (found)", exact_duration(from.warm_up)) : "",
                  from.seed, exact(from.confidence, Unit::share, {}));
  return harmless(text);
}

}  // namespace throughline
