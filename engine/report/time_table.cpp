// SPDX-License-Identifier: MIT
#include "report/time_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "report/measure_index.hpp"
#include "report/number.hpp"

namespace throughline {
namespace {

/// In whole columns, of which all the time has thirty.
std::string bar(double share) {
  constexpr double columns = 30.0;
  std::string blocks;
  const auto count = std::lround(std::clamp(share, 0.0, 1.0) * columns);
  for (long block = 0; block < count; ++block) blocks += "█";
  return blocks;
}

}  // namespace

Table time_table(const ExperimentResult& result) {
  Table table({{"where the time goes", Alignment::left, true}, {"share"}, {"", Alignment::left}});
  const MeasureIndex measures(result);
  for (const TimeWay& way : time_ways) {
    const Estimate* const share = measures.find(fmt::format("journey.{}", way.quantity));
    if (share == nullptr || !share->value || *share->value == 0.0) continue;
    table.add({{std::string(way.words)}, {figure(*share, result.blueprint.currency)}, {bar(*share->value)}});
  }
  return table;
}

}  // namespace throughline
