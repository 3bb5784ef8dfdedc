// SPDX-License-Identifier: MIT
#include "report/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/number.hpp"
#include "report/verdict_words.hpp"

namespace throughline {

std::string baseline_sentence(const BaselineComparison& baseline) {
  std::vector<Verdict> verdicts;
  for (const BaselineDifference& each : baseline.differences) verdicts.push_back(each.verdict);
  return fmt::format("Against {}, of {} measure{}: {}.", baseline.name, verdicts.size(),
                     verdicts.size() == 1 ? "" : "s", counted(verdicts));
}

Table baseline_table(const ExperimentResult& result) {
  Table table({{"against the baseline", Alignment::left}, {"stored"}, {"now"}, {"difference"}, {"", Alignment::left}});
  const std::string& currency = result.blueprint.currency;
  for (const BaselineDifference& each : result.baseline->differences) {
    table.add({{each.path},
               {figure(each.stored, currency)},
               {figure(each.now, currency)},
               {margin(each.difference, 0.0, false, currency)},
               {words_of(each.verdict, each.same_within, each.stored), style_of(each.verdict)}});
    if (!each.difference.reason.empty()) table.add_remark("  " + each.difference.reason);
  }
  return table;
}

std::string baseline_words(const BaselineComparison& baseline) {
  const auto paired = std::count_if(baseline.differences.begin(), baseline.differences.end(),
                                    [](const BaselineDifference& each) { return each.paired; });
  const std::string luck =
      paired > 0 && static_cast<std::size_t>(paired) == baseline.differences.size()
          ? "paired: each customer met the same luck in both runs"
      : paired > 0 ? fmt::format("{} paired, by the same luck in both runs; the others of two independent runs", paired)
      : baseline.same_luck
          ? "of two independent runs: the stored result does not say what single replications did"
          : fmt::format(
                "of two independent runs: the stored one has seed {} and {} replications (with the same as now "
                "the difference would be paired, and its interval narrower)",
                baseline.seed, baseline.replications);
  return fmt::format("difference: now less stored; {}; all intervals of differences hold together with {} confidence",
                     luck, exact(baseline.confidence, Unit::share, {}));
}

}  // namespace throughline
