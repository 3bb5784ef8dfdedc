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

Sentence verdict(const ExperimentResult& result) {
  const std::string place = "/targets";
  const std::size_t all = result.targets.size();
  if (all == 1) {
    const TargetResult& target = result.targets.front();
    return {"The target ", Phrase::code(harmless(target.path)), " ",
            Phrase::number(place + "/0/bound", target.bound, harmless(target.expression)),
            fmt::format(" is {}. ", name_of(target.status))};
  }
  for (const TargetStatus status : {TargetStatus::met, TargetStatus::missed, TargetStatus::undecided}) {
    if (count_of(result, status) != all) continue;
    const std::string rest = fmt::format(" targets are {}. ", name_of(status));
    if (all == 2) return {"Both" + rest};
    return {"All ", Phrase::count(place, all), rest};
  }
  std::vector<Sentence> parts;
  for (const TargetStatus status : {TargetStatus::missed, TargetStatus::undecided, TargetStatus::met}) {
    const std::size_t count = count_of(result, status);
    if (count == 0) continue;
    const std::string name = name_of(status);
    parts.push_back(
        {Phrase::count(place, count, "status=" + name), fmt::format(" {} {}", count == 1 ? "is" : "are", name)});
  }
  Sentence sentence{"Of ", Phrase::count(place, all), " targets "};
  append(sentence, joined(parts));
  sentence.emplace_back(". ");
  return sentence;
}

Phrase figure_of(const char* path, const Estimate& estimate) {
  return Phrase::figure(path, estimate, unbroken(figure(estimate, {})));
}

/// Shares that are nothing at all need no words.
void add_share(const ExperimentResult& result, const char* path, std::string_view words, std::vector<Sentence>& parts) {
  const Estimate* share = result.find(path);
  if (share == nullptr || !share->value || *share->value == 0.0) return;
  parts.push_back({figure_of(path, *share), fmt::format(" {}", words)});
}

Sentence outcomes(const ExperimentResult& result) {
  std::vector<Sentence> parts;
  add_share(result, "journey.completed", "of customers complete it", parts);
  add_share(result, "journey.failed", "fail", parts);
  add_share(result, "journey.abandoned", "give up waiting", parts);
  add_share(result, "journey.turned_away", "are turned away", parts);
  Sentence sentence = joined(parts);
  std::vector<Sentence> unfinished;
  add_share(result, "journey.unfinished", "of arrivals were still inside at the end", unfinished);
  if (unfinished.empty()) return sentence;
  if (!sentence.empty()) sentence.emplace_back("; ");
  append(sentence, unfinished.front());
  return sentence;
}

Sentence journey(const ExperimentResult& result) {
  const Estimate* mean = result.find("journey.time.mean");
  const Estimate* slow = result.find("journey.time.p90");
  const Sentence ends = outcomes(result);
  Sentence sentence;
  const bool is_known = mean != nullptr && mean->value;
  if (!is_known) {
    sentence.emplace_back("Journey time is unknown: ");
    sentence.push_back(mean == nullptr || mean->reason.empty() ? Phrase("it was not measured")
                                                               : reason_of(*mean, "/measures/journey.time.mean"));
  } else {
    sentence.emplace_back("A completed journey takes ");
    sentence.push_back(figure_of("journey.time.mean", *mean));
    sentence.emplace_back(" on average");
  }
  if (is_known && slow != nullptr && slow->value) {
    sentence.emplace_back(", and one in ten more than ");
    sentence.push_back(figure_of("journey.time.p90", *slow));
  }
  if (!ends.empty()) sentence.emplace_back("; ");
  append(sentence, ends);
  sentence.emplace_back(".");
  return sentence;
}

}  // namespace

Sentence answer_sentence(const ExperimentResult& result) {
  Sentence sentence;
  if (!result.targets.empty()) sentence = verdict(result);
  append(sentence, journey(result));
  return sentence;
}

std::string answer(const ExperimentResult& result) {
  return text_of(answer_sentence(result));
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

Sentence input_sentence(const ExperimentResult& result, const std::string& place) {
  if (!result.input_uncertainty) return {};
  const InputUncertainty& inputs = *result.input_uncertainty;
  const std::string here = place + "/input_uncertainty";
  if (!inputs.reason.empty()) return {"No intervals: ", Phrase::quote(here + "/reason", harmless(inputs.reason)), "."};
  std::vector<Sentence> sizes;
  for (const std::uint32_t size : inputs.data_sizes)
    sizes.push_back({Phrase::number(fmt::format("{}/data_sizes/{}", here, sizes.size()), std::uint64_t{size})});
  Sentence values = joined(sizes);
  values.emplace_back(inputs.data_sizes == std::vector<std::uint32_t>{1} ? " value" : " values");
  Sentence sentence;
  if (inputs.resamples == 0) {
    sentence.emplace_back("Intervals take the ");
    append(sentence, std::move(values));
    sentence.emplace_back(
        " that laws are drawn from for the truth; --resamples 50 would carry in what they leave open.");
    return sentence;
  }
  sentence.emplace_back("Intervals hold what the ");
  append(sentence, std::move(values));
  append(sentence, {" that laws are drawn from leave open (", Phrase::number(here + "/resamples", inputs.resamples),
                    " resamples)"});
  const Estimate* const mean = result.find("journey.time.mean");
  if (mean != nullptr && mean->input_share) {
    const double rounded = std::round(*mean->input_share * 100.0) / 100.0;
    append(sentence, {": ",
                      Phrase::number(place + "/measures/journey.time.mean/input_share", *mean->input_share,
                                     exact(rounded, Unit::share, {})),
                      " of the squared half-width of ", Phrase::code("journey.time.mean"),
                      ", which more values would narrow and more replications would not"});
  }
  sentence.emplace_back(".");
  return sentence;
}

Sentence origin_sentence(const ExperimentResult& result, const std::string& place) {
  const Provenance& from = result.provenance;
  const std::string here = place + "/provenance/";
  const auto duration = [&here](const char* name, double seconds) {
    return Phrase::number(here + name, seconds, exact_duration(seconds));
  };
  Sentence sentence{Phrase::name(result.blueprint.name)};
  if (!from.scenario.empty() && from.scenario != "base") append(sentence, {", scenario ", Phrase::name(from.scenario)});
  for (const std::string& setting : from.settings) append(sentence, {", ", Phrase::code(setting)});
  append(sentence, {": ", Phrase::number(here + "replications", from.replications)});
  if (from.replications < from.planned_replications)
    append(sentence, {" of ", Phrase::number(here + "planned_replications", from.planned_replications)});
  const std::string_view plural = from.batch_means ? "es" : "s";
  sentence.emplace_back(fmt::format(" {}{} of {}", from.batch_means ? "batch" : "replication",
                                    from.planned_replications == 1 ? "" : plural,
                                    from.batch_means ? "one run of " : ""));
  sentence.push_back(duration("length", from.length));
  if (from.warm_up_found) append(sentence, {" with a warm-up of ", duration("warm_up", from.warm_up), " (found)"});
  append(sentence, {", seed ", Phrase::number(here + "seed", from.seed), ", intervals of ",
                    Phrase::number(here + "confidence", from.confidence, exact(from.confidence, Unit::share, {})),
                    " confidence"});
  return sentence;
}

std::string origin(const ExperimentResult& result) {
  return harmless(text_of(origin_sentence(result)));
}

}  // namespace throughline
