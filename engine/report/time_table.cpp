// SPDX-License-Identifier: MIT
#include "report/time_table.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>

#include "report/blocks.hpp"
#include "report/measure_index.hpp"
#include "report/number.hpp"

namespace throughline {
namespace {

constexpr std::size_t columns_of_bar = 30;

}  // namespace

Table time_table(const ExperimentResult& result) {
  Table table({{"where the time goes", Alignment::left, true}, {"share"}, {"", Alignment::left}});
  const MeasureIndex measures(result);
  for (const TimeWay& way : time_ways) {
    const Estimate* const share = measures.find(fmt::format("journey.{}", way.quantity));
    if (share == nullptr || !share->value || *share->value == 0.0) continue;
    table.add(
        {{std::string(way.words)}, {figure(*share, result.blueprint.currency)}, {bar(*share->value, columns_of_bar)}});
  }
  return table;
}

}  // namespace throughline
