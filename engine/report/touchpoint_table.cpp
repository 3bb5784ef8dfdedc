// SPDX-License-Identifier: MIT
#include "report/touchpoint_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "report/measure_index.hpp"
#include "report/number.hpp"
#include "report/places.hpp"

namespace throughline {
namespace {

/// The share of customers who were served within the wait that the step leads them to expect.
std::string expected_wait(const MeasureIndex& measures, const StepSummary& step) {
  if (!step.expects_wait) return {};
  const Estimate* level = measures.expected_service_level(step.key);
  if (level == nullptr) return {};
  return fmt::format("served within the expected {}: {}", exact_duration(*step.expects_wait), figure(*level, {}));
}

/// Between which quantiles of its time the expectation lies, as far as their intervals can tell.
std::string expected_time(const MeasureIndex& measures, const StepSummary& step) {
  if (!step.expects_time) return {};
  struct Quantile {
    const char* name;
    int percent;
  };
  constexpr std::array quantiles{Quantile{"p50", 50}, Quantile{"p90", 90}, Quantile{"p95", 95}, Quantile{"p99", 99}};
  int least = 0;
  int most = 100;
  bool known = false;
  for (const Quantile& quantile : quantiles) {
    const Estimate* time = measures.find(fmt::format("step.{}.time.{}", step.key, quantile.name));
    if (time == nullptr || !time->low || !time->high) continue;
    known = true;
    if (*time->high <= *step.expects_time) least = std::max(least, quantile.percent);
    if (*time->low > *step.expects_time) most = std::min(most, quantile.percent);
  }
  if (!known) return {};
  return fmt::format("done within the expected {}: {} to {} %", exact_duration(*step.expects_time), least, most);
}

std::vector<std::string> expectations(const MeasureIndex& measures, const ListedPlace& place) {
  std::vector<std::string> lines;
  for (const StepSummary* step : place.steps) {
    for (std::string& line : std::array{expected_wait(measures, *step), expected_time(measures, *step)}) {
      if (!line.empty()) lines.push_back(std::move(line));
    }
  }
  return lines;
}

class Writer {
 public:
  Writer(const ExperimentResult& result, const Places& places)
      : measures_(result), judge_(measures_, places), currency_(result.blueprint.currency) {}

  void add_rows(const std::vector<ListedPlace>& places, Table& table) const {
    for (const ListedPlace& place : places) {
      table.add({{place.name},
                 {text_of(place, ".time.mean")},
                 {text_of(place, ".wait.mean")},
                 {share_of(place, ".failure")},
                 {share_of(place, ".abandonment")}});
      for (const std::string& line : expectations(measures_, place)) table.add_remark("  " + line, Style::plain);
      if (const std::string mark = judge_.mark(place); !mark.empty()) table.add_remark("  " + mark, Style::doubtful);
    }
  }

 private:
  std::string text_of(const ListedPlace& place, const char* measure) const {
    const Estimate* estimate = measures_.find(place.path + measure);
    return estimate == nullptr ? "" : figure(*estimate, currency_);
  }

  /// Many steps cannot fail, and nobody gives up there: what never happened leaves its cell empty.
  std::string share_of(const ListedPlace& place, const char* measure) const {
    const Estimate* estimate = measures_.find(place.path + measure);
    return estimate == nullptr || estimate->value == 0.0 ? "" : figure(*estimate, currency_);
  }

  MeasureIndex measures_;
  BottleneckJudge judge_;
  const std::string& currency_;
};

}  // namespace

Table touchpoint_table(const ExperimentResult& result) {
  const Places places = places_of(result.blueprint);
  const Writer writer(result, places);
  Table table({{"touchpoint", Alignment::left, true}, {"time"}, {"wait"}, {"failed"}, {"gave up"}});
  writer.add_rows(places.seen, table);
  if (!places.unseen.empty()) table.add_remark("unseen by the customer");
  writer.add_rows(places.unseen, table);
  return table;
}

}  // namespace throughline
