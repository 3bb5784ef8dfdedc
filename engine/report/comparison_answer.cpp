// SPDX-License-Identifier: MIT
#include "report/comparison_answer.hpp"

#include <fmt/format.h>

#include <cstddef>

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

}  // namespace

std::vector<std::string> comparison_answer(const PairedComparison& comparison) {
  std::vector<std::string> sentences;
  if (const std::string best = sentence(comparison, comparison.best); !best.empty()) sentences.push_back(best);
  for (std::size_t index = 1; index < comparison.alternatives.size(); ++index)
    sentences.push_back(sentence(comparison, comparison.alternatives[index]));
  return sentences;
}

}  // namespace throughline
