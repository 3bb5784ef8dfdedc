// SPDX-License-Identifier: MIT
#include "simulation/duty_gaps.hpp"

#include <algorithm>
#include <limits>

namespace throughline {
namespace {
constexpr double endless = std::numeric_limits<double>::infinity();
}

void DutyGaps::clear() {
  for (std::vector<Gap>& gaps : gaps_) gaps.assign(1, {0.0, endless});
  open_ = gaps_.size();
  last_end_ = 0.0;
}

void DutyGaps::note(std::uint32_t pool, double now, bool somebody) {
  std::vector<Gap>& gaps = gaps_[pool];
  const bool open = !gaps.empty() && gaps.back().to == endless;
  if (open && somebody) {
    gaps.back().to = last_end_ = now;
    --open_;
    if (gaps.back().from == now) gaps.pop_back();
  } else if (!open && !somebody) {
    gaps.push_back({now, endless});
    ++open_;
  }
}

double DutyGaps::between(std::span<const NeededPool> pools, bool any, double from, double now) const {
  edges_.clear();
  for (const NeededPool& needed : pools) {
    const std::vector<Gap>& gaps = gaps_[needed.pool];
    for (auto gap = gaps.rbegin(); gap != gaps.rend() && gap->to > from; ++gap) {
      edges_.emplace_back(std::max(gap->from, from), 1);
      edges_.emplace_back(std::min(gap->to, now), -1);
    }
  }
  std::sort(edges_.begin(), edges_.end());
  const int needed = any ? static_cast<int>(pools.size()) : 1;
  double total = 0.0, since = from;
  int open = 0;
  for (const auto& [time, change] : edges_) {
    if (open >= needed) total += time - since;
    open += change;
    since = time;
  }
  return total;
}

}  // namespace throughline
