// SPDX-License-Identifier: MIT
#include "random/alias_table.hpp"

#include <cassert>
#include <numeric>

namespace throughline {

std::vector<AliasColumn> make_alias_columns(std::span<const double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  assert(!weights.empty() && sum > 0.0);
  const auto count = static_cast<std::uint32_t>(weights.size());
  std::vector<AliasColumn> columns(count);
  std::vector<double> share(count);
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::uint32_t index = 0; index < count; ++index) {
    share[index] = weights[index] / sum * static_cast<double>(count);
    columns[index].alias = index;
    (share[index] < 1.0 ? small : large).push_back(index);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t less = small.back();
    const std::uint32_t more = large.back();
    small.pop_back();
    columns[less] = {share[less], more};
    share[more] = (share[more] + share[less]) - 1.0;
    if (share[more] < 1.0) {
      large.pop_back();
      small.push_back(more);
    }
  }
  // What is left differs from 1 by rounding alone, and keeps its threshold of 1.
  return columns;
}

}  // namespace throughline
