// SPDX-License-Identifier: MIT
#include "report/staff_table.hpp"

#include <cstddef>
#include <string>

#include "report/blocks.hpp"
#include "report/measure_index.hpp"
#include "report/number.hpp"

namespace throughline {
namespace {

constexpr std::size_t columns_of_bar = 10;

}  // namespace

Table staff_table(const ExperimentResult& result) {
  Table table({{"staff", Alignment::left, true}, {"occupancy"}, {"", Alignment::left}, {"overtime"}, {"cost"}});
  const MeasureIndex measures(result);
  for (const NamedKey& staff : result.blueprint.staff) {
    const auto estimate_of = [&](const char* measure) { return measures.find("staff." + staff.key + measure); };
    const auto text_of = [&](const char* measure) -> std::string {
      const Estimate* estimate = estimate_of(measure);
      return estimate == nullptr ? "" : figure(*estimate, result.blueprint.currency);
    };
    // Pools without wages or shifts have nothing to say about money or overtime.
    const auto unless_nothing = [&](const char* measure) -> std::string {
      const Estimate* estimate = estimate_of(measure);
      return estimate == nullptr || estimate->value == 0.0 ? "" : text_of(measure);
    };
    const Estimate* const occupancy = estimate_of(".occupancy");
    const double busy = occupancy == nullptr ? 0.0 : occupancy->value.value_or(0.0);
    table.add({{staff.name},
               {text_of(".occupancy")},
               {bar(busy, columns_of_bar)},
               {unless_nothing(".overtime")},
               {unless_nothing(".cost")}});
  }
  return table;
}

}  // namespace throughline
