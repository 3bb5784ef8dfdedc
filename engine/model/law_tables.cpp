// SPDX-License-Identifier: MIT
#include "model/law_tables.hpp"

#include <algorithm>

namespace throughline {

Clocked LawTables::clocked(double period, const std::vector<ClockLevel>& levels) {
  const Clocked table{period, static_cast<std::uint32_t>(program_.clock_levels.size()),
                      static_cast<std::uint32_t>(levels.size())};
  program_.clock_levels.insert(program_.clock_levels.end(), levels.begin(), levels.end());
  return table;
}

std::uint32_t LawTables::law(const TimeLaw& law) {
  if (law.constant()) return sampler(law.levels.front().value);
  std::vector<ClockLevel> levels;
  for (const Level<Distribution>& level : law.levels) levels.push_back({level.from, 0.0, sampler(level.value)});
  program_.clocked.push_back(clocked(law.period, levels));
  return static_cast<std::uint32_t>(program_.clocked.size() - 1) | by_clock_bit;
}

std::uint32_t LawTables::constant_share(double share) {
  const auto known = std::find(program_.shares.begin(), program_.shares.end(), share);
  if (known != program_.shares.end()) return static_cast<std::uint32_t>(known - program_.shares.begin());
  program_.shares.push_back(share);
  return static_cast<std::uint32_t>(program_.shares.size() - 1);
}

std::uint32_t LawTables::share(const Share& share) {
  if (share.constant()) return constant_share(share.levels.front().value);
  std::vector<ClockLevel> levels;
  for (const Level<double>& level : share.levels) levels.push_back({level.from, level.value, 0});
  program_.clocked.push_back(clocked(share.period, levels));
  return static_cast<std::uint32_t>(program_.clocked.size() - 1) | by_clock_bit;
}

std::uint32_t LawTables::clocked_choice(double period, const std::vector<ClockLevel>& levels, std::uint32_t size) {
  program_.clocked_choices.push_back({clocked(period, levels), size});
  return static_cast<std::uint32_t>(program_.clocked_choices.size() - 1);
}

}  // namespace throughline
