// SPDX-License-Identifier: MIT
#include "simulation/time_ledger.hpp"

#include <algorithm>
#include <utility>

namespace throughline {

void TimeLedger::clear(std::size_t cells, std::size_t segments) {
  accounts_.clear();
  entries_.clear();
  vacant_ = no_index;
  totals_.assign(cells * time_kinds, 0);
  spreads_.assign(cells / segments, {});
  totals_of_step_ = segments * time_kinds;
}

void TimeLedger::grow(std::uint32_t journey) {
  if (journey >= accounts_.size()) accounts_.resize(2 * (std::size_t{journey} + 1));
}

void TimeLedger::begin(std::uint32_t journey, double now, bool counted) {
  grow(journey);
  accounts_[journey] = {};
  accounts_[journey].since = ticks_of(now);
  accounts_[journey].counted = counted;
}

void TimeLedger::begin_part(std::uint32_t part, double now) {
  begin(part, now, false);
  accounts_[part].is_part = true;
}

void TimeLedger::post(Account& account, std::size_t total, std::int64_t ticks) {
  if (ticks == 0) return;
  if (!account.is_part) {
    if (!account.counted) return;
    totals_[total] += ticks;
  }
  // Of a journey that goes round and round a few entries come back again and again.
  constexpr int most_looked_at = 16;
  std::uint32_t place = account.first;
  for (int looked_at = 0; place != no_index && looked_at < most_looked_at; ++looked_at) {
    if (entries_[place].total == total) {
      entries_[place].ticks += ticks;
      return;
    }
    place = entries_[place].next;
  }
  std::uint32_t entry = vacant_;
  if (entry == no_index) {
    entry = static_cast<std::uint32_t>(entries_.size());
    entries_.emplace_back();
  } else {
    vacant_ = entries_[entry].next;
  }
  entries_[entry] = {ticks, total, account.first};
  account.first = entry;
}

void TimeLedger::close(std::uint32_t journey, std::int64_t ticks) {
  Account& account = accounts_[journey];
  const std::int64_t spent = ticks - std::exchange(account.since, ticks);
  // What passes between a fork and the end of its branches is theirs to say.
  if (account.kind == TimeKind::branches) return;
  post(account, account.cell * time_kinds + static_cast<std::size_t>(account.kind), spent);
}

void TimeLedger::was_off_duty(std::uint32_t journey, double seconds, double now) {
  Account& account = accounts_[journey];
  const std::int64_t ticks = std::min(ticks_of(seconds), ticks_of(now) - account.since);
  post(account, account.cell * time_kinds + static_cast<std::size_t>(TimeKind::off_duty), ticks);
  account.since += ticks;
}

void TimeLedger::join(std::uint32_t part, std::uint32_t whole, double now) {
  close(part, ticks_of(now));
  Account& to = accounts_[whole];
  for (std::uint32_t entry = accounts_[part].first; entry != no_index;) {
    const auto [ticks, total, next] = entries_[entry];
    entries_[entry].next = std::exchange(vacant_, entry);
    post(to, total, ticks);
    entry = next;
  }
  accounts_[part] = {};
  to.since = ticks_of(now);
  to.kind = TimeKind::handoff;  // no time passes until it goes on
}

void TimeLedger::drop(std::uint32_t part) {
  for (std::uint32_t entry = accounts_[part].first; entry != no_index;) {
    const std::uint32_t next = entries_[entry].next;
    entries_[entry].next = std::exchange(vacant_, entry);
    entry = next;
  }
  accounts_[part] = {};
}

void TimeLedger::end(std::uint32_t journey, bool completed) {
  if (completed) {
    std::int64_t ticks = 0;
    for (std::uint32_t entry = accounts_[journey].first; entry != no_index; entry = entries_[entry].next)
      ticks += entries_[entry].ticks;
    const double whole = static_cast<double>(ticks) / ticks_per_second;
    for (std::uint32_t entry = accounts_[journey].first; entry != no_index; entry = entries_[entry].next) {
      const double part = static_cast<double>(entries_[entry].ticks) / ticks_per_second;
      TimeSpread& spread = spreads_[entries_[entry].total / totals_of_step_];
      spread.time += part;
      spread.time_by_whole += part * whole;
    }
  }
  drop(journey);
}

}  // namespace throughline
