// SPDX-License-Identifier: MIT
#include "report/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/number.hpp"
#include "report/verdict_words.hpp"

namespace throughline {

Sentence baseline_sentence(const BaselineComparison& baseline) {
  std::vector<Verdict> verdicts;
  for (const BaselineDifference& each : baseline.differences) verdicts.push_back(each.verdict);
  const std::string place = "/baseline/differences";
  Sentence sentence{"Against ", Phrase::name(baseline.name), ", of ", Phrase::count(place, verdicts.size()),
                    verdicts.size() == 1 ? " measure: " : " measures: "};
  append(sentence, counted(verdicts, place));
  sentence.emplace_back(".");
  return sentence;
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

Sentence baseline_words(const BaselineComparison& baseline) {
  const auto paired =
      static_cast<std::size_t>(std::count_if(baseline.differences.begin(), baseline.differences.end(),
                                             [](const BaselineDifference& each) { return each.paired; }));
  Sentence sentence{"difference: now less stored; "};
  if (paired > 0 && paired == baseline.differences.size()) {
    sentence.emplace_back("paired: each customer met the same luck in both runs");
  } else if (paired > 0) {
    append(sentence, {Phrase::count("/baseline/differences", paired, "paired=true"),
                      " paired, by the same luck in both runs; the others of two independent runs"});
  } else if (baseline.same_luck) {
    sentence.emplace_back("of two independent runs: the stored result does not say what single replications did");
  } else {
    append(sentence,
           {"of two independent runs: the stored one has seed ", Phrase::number("/baseline/seed", baseline.seed),
            " and ", Phrase::number("/baseline/replications", baseline.replications),
            " replications (with the same as now the difference would be paired, and its interval narrower)"});
  }
  append(sentence,
         {"; all intervals of differences hold together with ",
          Phrase::number("/baseline/confidence", baseline.confidence, exact(baseline.confidence, Unit::share, {})),
          " confidence"});
  return sentence;
}

}  // namespace throughline
