// SPDX-License-Identifier: MIT
#include "simulation/duty_ledger.hpp"

#include <algorithm>
#include <cmath>

namespace throughline {

DutyLedger::DutyLedger(const Program& program)
    : program_(program),
      counted_from_(program.pools.size()),
      at_half_hour_(program.pools.size()),
      at_close_(program.pools.size()) {
  const double week_share = std::min(program.length, seconds_per_week);
  half_hours_.reserve((static_cast<std::size_t>(week_share / half_hour) + 2) * program.pools.size());
}

void DutyLedger::clear() {
  for (std::vector<PoolMark>* const marks : {&counted_from_, &at_half_hour_, &at_close_}) {
    std::fill(marks->begin(), marks->end(), PoolMark{});
  }
  half_hours_.clear();
}

void DutyLedger::warm_up_ends(const std::vector<PoolMark>& marks) {
  counted_from_ = marks;
  if (program_.folds_half_hours()) at_half_hour_ = marks;
}

void DutyLedger::half_hour_ends(double now, const std::vector<PoolMark>& marks) {
  const double clock = program_.starts_clock + now;
  const double first = std::floor(program_.starts_clock / half_hour);
  const double last = std::ceil(clock / half_hour) - 1.0;
  const auto week = static_cast<std::int64_t>(seconds_per_week / half_hour);
  const auto slot = program_.folds_half_hours() ? static_cast<std::size_t>(static_cast<std::int64_t>(last) % week)
                                                : static_cast<std::size_t>(last - first);
  const std::size_t pools = marks.size();
  if (program_.folds_half_hours() && now <= program_.warm_up) return;  // the warm-up is not to be mixed in
  if (half_hours_.size() < (slot + 1) * pools) half_hours_.resize((slot + 1) * pools);
  for (std::size_t pool = 0; pool < pools; ++pool) {
    const PoolMark& before = at_half_hour_[pool];
    HalfHour& sums = half_hours_[slot * pools + pool];
    sums.busy += marks[pool].busy - before.busy;
    sums.on_duty += marks[pool].on_duty - before.on_duty - (marks[pool].away - before.away);
    sums.overtime += marks[pool].overtime - before.overtime;
    sums.queue += marks[pool].queue - before.queue;
  }
  at_half_hour_ = marks;
}

void DutyLedger::report(ReplicationResult& result) const {
  result.half_hours = half_hours_;
  result.staff.resize(at_close_.size());
  for (std::size_t pool = 0; pool < at_close_.size(); ++pool) {
    const PoolMark& from = counted_from_[pool];
    const PoolMark& to = at_close_[pool];
    result.staff[pool].busy = to.busy - from.busy;
    result.staff[pool].on_duty = to.on_duty - from.on_duty;
    result.staff[pool].away = to.away - from.away;
    result.staff[pool].overtime = to.overtime - from.overtime;
    result.staff[pool].spare_overtime = to.spare - from.spare;
  }
}

}  // namespace throughline
