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

Sentence sentence(const PairedComparison& comparison, std::size_t index) {
  const ComparedAlternative& alternative = comparison.alternatives[index];
  std::vector<Verdict> verdicts;
  for (const PairedDifference& each : alternative.differences) {
    if (each.simultaneous) verdicts.push_back(each.verdict);
  }
  const std::size_t judged = judged_measures(comparison);
  Sentence sentence{Phrase::name(alternative.name),
                    " against ",
                    Phrase::name(comparison.alternatives.front().name),
                    ", of ",
                    Phrase::number("/judged", judged),
                    judged == 1 ? " measure: " : " measures: "};
  append(sentence, verdicts.empty()
                       ? Sentence{"none is known in both"}
                       : counted(verdicts, fmt::format("/alternatives/{}/differences", index), "simultaneous=true"));
  sentence.emplace_back(".");
  return sentence;
}

Sentence sentence(const PairedComparison& comparison, const Selection& best) {
  const std::string& currency = comparison.alternatives.front().result.blueprint.currency;
  if (best.left.empty() && best.reason.empty()) return {};
  if (best.left.empty()) return {"Which is best is not known: ", Phrase::quote("/best/reason", best.reason), "."};
  const auto unit = [&] {
    for (const Measure& measure : comparison.alternatives.front().result.measures)
      if (measure.path == best.path) return measure.estimate.unit;
    return Unit::count;
  }();
  std::vector<Sentence> names;
  for (const std::size_t index : best.left) names.push_back({Phrase::name(comparison.alternatives[index].name)});
  Sentence guarantee{Phrase::number("/best/confidence", best.confidence, exact(best.confidence, Unit::share, {})),
                     " confidence, differences below ",
                     Phrase::number("/best/indifference", best.indifference, exact(best.indifference, unit, currency)),
                     " aside"};
  Sentence sentence{"The best by ", Phrase::code(best.path), names.size() == 1 ? " is " : " is one of "};
  append(sentence, joined(names));
  sentence.emplace_back(names.size() == 1 ? ", with " : " (");
  append(sentence, std::move(guarantee));
  if (names.size() > 1 && best.replications_to_decide) {
    const std::uint64_t needed = rounded_up(static_cast<double>(*best.replications_to_decide));
    append(sentence,
           {best.sequential ? "; " : "; about ",
            Phrase::number("/best/replications_to_decide", *best.replications_to_decide, fmt::format("{}", needed)),
            best.sequential ? " replications would decide at the latest" : " replications would decide"});
  }
  sentence.emplace_back(names.size() == 1 ? "." : ").");
  return sentence;
}

/// `, staff.barista.count=3` for each.
Sentence settings_clause(const Provenance& from) {
  Sentence sentence;
  for (const std::string& setting : from.settings) append(sentence, {", ", Phrase::code(setting)});
  return sentence;
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

std::size_t judged_measures(const PairedComparison& comparison) {
  const std::size_t redesigns = comparison.alternatives.size() - 1;
  return redesigns == 0 ? 0 : comparison.intervals / redesigns;
}

std::vector<Sentence> sentences_of(const PairedComparison& comparison) {
  std::vector<Sentence> sentences{sentence(comparison, comparison.best)};
  for (std::size_t index = 1; index < comparison.alternatives.size(); ++index)
    sentences.push_back(sentence(comparison, index));
  std::erase_if(sentences, [](const Sentence& each) { return each.empty(); });
  return sentences;
}

Sentence origin_of(const PairedComparison& comparison) {
  const ExperimentResult& first = comparison.alternatives.front().result;
  const Provenance& from = first.provenance;
  const std::string place = "/alternatives/0/provenance";
  Sentence sentence{Phrase::name(first.blueprint.name)};
  append(sentence, settings_clause(from));
  append(sentence, {": ", Phrase::number(place + "/replications", from.replications), " replications of ",
                    Phrase::number(place + "/length", from.length, exact_duration(from.length)), " each, seed ",
                    Phrase::number(place + "/seed", from.seed), "; all ",
                    Phrase::number("/intervals", comparison.intervals), " intervals of differences hold together with ",
                    Phrase::number("/confidence", comparison.confidence, exact(comparison.confidence, Unit::share, {})),
                    " confidence"});
  return sentence;
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

Sentence what_would_decide(const PairedDifference& difference, const std::string& place) {
  if (difference.verdict != Verdict::undecided) return {};
  if (difference.replications_to_decide) {
    const std::uint64_t needed = *difference.replications_to_decide;
    return {"about ",
            Phrase::number(place + "/replications_to_decide", needed,
                           fmt::format("{}", rounded_up(static_cast<double>(needed)))),
            " replications would decide"};
  }
  return {difference.difference.reason.empty() ? Phrase("too close to decide")
                                               : reason_of(difference.difference, place)};
}

Sentence warnings_of(const PairedComparison& comparison) {
  Sentence warnings;
  for (std::size_t index = 0; index < comparison.alternatives.size(); ++index) {
    const std::vector<Diagnostic>& all = comparison.alternatives[index].result.warnings;
    for (std::size_t number = 0; number < all.size(); ++number) {
      std::string text = to_string(all[number]);
      const auto same = [&text](const Phrase& each) { return each.text == text; };
      if (std::any_of(warnings.begin(), warnings.end(), same)) continue;
      warnings.push_back(Phrase::quote(fmt::format("/alternatives/{}/warnings/{}", index, number), std::move(text)));
    }
  }
  return warnings;
}

Preface preface_of(const PairedComparison& comparison) {
  return {comparison.alternatives.front().result.blueprint.name,
          comparison.partial,
          comparison.partial_reason,
          sentences_of(comparison),
          origin_of(comparison),
          warnings_of(comparison)};
}

Preface preface_of(const SweepResult& result) {
  return {result.blueprint,    result.partial,    result.partial_reason,
          {answer_of(result)}, origin_of(result), doubts_of(result.warnings)};
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

Sentence cost_words(const SweepResult& result, const SweptAlternative& alternative, const std::string& place) {
  if (!alternative.cost)
    return {
        Phrase::number(place + "/cost_floor", alternative.cost_floor, exact(alternative.cost_floor, Unit::count, {})),
        " paid hours"};
  const std::string text = figure(*alternative.cost, result.currency);
  if (!alternative.cost->value) return {text};
  return {Phrase::figure(place + "/cost/value", *alternative.cost, text)};
}

bool is_confirmed(const ExperimentResult& confirmation) {
  return std::all_of(confirmation.targets.begin(), confirmation.targets.end(),
                     [](const TargetResult& target) { return target.status == TargetStatus::met; });
}

Sentence answer_of(const SweepResult& result) {
  const std::size_t all = result.alternatives.size();
  const std::size_t open = open_alternatives(result);
  const auto with_doubt = [open](Sentence sentence) {
    if (open > 0)
      append(sentence, {" ", Phrase::number("/undecided_and_cheaper", open),
                        fmt::format(" that may be cheaper {} undecided.", open == 1 ? "is" : "are")});
    return sentence;
  };
  if (!result.cheapest)
    return with_doubt({"None of ", Phrase::count("/alternatives", all), " alternatives is known to meet the targets."});
  const SweptAlternative& cheapest = result.alternatives[*result.cheapest];
  Sentence sentence{"The cheapest of ", Phrase::count("/alternatives", all),
                    cheapest.targets.empty() ? " alternatives is " : " alternatives that meets the targets is ",
                    Phrase::code(settings_of(cheapest)), ", at "};
  append(sentence, cost_words(result, cheapest, fmt::format("/alternatives/{}", *result.cheapest)));
  sentence.emplace_back(".");
  if (result.confirmation)
    append(sentence, {" ", Phrase::number("/confirmation_replications", result.confirmation->provenance.replications),
                      fmt::format(" new replications {}.",
                                  is_confirmed(*result.confirmation) ? "confirm it" : "leave it undecided")});
  return with_doubt(std::move(sentence));
}

Sentence origin_of(const SweepResult& result) {
  const Provenance& from = result.provenance;
  const auto count = [&result](SweepStatus status) {
    return Phrase::count("/alternatives", count_of(result, status), fmt::format("status={}", name_of(status)));
  };
  Sentence sentence{Phrase::name(result.blueprint)};
  append(sentence, settings_clause(from));
  append(sentence, {": up to ", Phrase::number("/replications", result.replications), " replications of ",
                    Phrase::number("/provenance/length", from.length, exact_duration(from.length)), " each, seed ",
                    Phrase::number("/provenance/seed", from.seed), ", intervals of ",
                    Phrase::number("/confidence", result.confidence, exact(result.confidence, Unit::share, {})),
                    " confidence; ", count(SweepStatus::misses), " miss a target, ", count(SweepStatus::meets),
                    " meet all, ", count(SweepStatus::undecided), " undecided, ", count(SweepStatus::dearer),
                    " not simulated as they cannot be cheaper"});
  return sentence;
}

}  // namespace throughline
