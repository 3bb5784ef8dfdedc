// SPDX-License-Identifier: MIT
#include "text/lever_table.hpp"

#include <algorithm>
#include <array>

namespace throughline {
namespace {

// Shares and people that stand here are assumptions, each of them: nobody knows the effect of a redesign beforehand.
constexpr std::array levers{
    LeverRule{"self_service", "Self-service", "Digital interaction", LeverPlace::step, LeverAmount::share, "30 %",
              "this share of those who come to the step by start or next does it without staff, in the same time and "
              "with the same failures"},
    LeverRule{"priority", "Served first", "Personalization", LeverPlace::segment, LeverAmount::none, "",
              "customers of the segment are served before all others, by every pool"},
    LeverRule{
        "own_staff", "People of their own", "Personalization", LeverPlace::segment, LeverAmount::people, "1",
        "so many people more serve customers of the segment alone, wherever one person of one pool does; that pool "
        "helps where none of them is free"},
    LeverRule{"early_warning", "Early warning", "Predictive analytics", LeverPlace::step, LeverAmount::share, "50 %",
              "this share of the failures at the step is caught before the customer notices, without false alarms"},
    LeverRule{"training", "Training", "Employee enablement", LeverPlace::pool, LeverAmount::share, "100 %",
              "this share of the new people of the pool is as fast and as careful as the others"},
    LeverRule{"new_staff", "New staff", "Employee enablement", LeverPlace::pool, LeverAmount::share, "25 %",
              "this share of the people is new: at 0.8 of the speed, with half as many failures again"},
    LeverRule{"tools", "Better tools", "Employee enablement", LeverPlace::step, LeverAmount::share, "10 %",
              "services at the step are shorter by this share"},
    LeverRule{"fewer_handoffs", "Fewer handoffs", "Seamless", LeverPlace::step, LeverAmount::share, "50 %",
              "this share of those who are handed over by the step goes on by its other routes, and takes no longer "
              "there"},
    LeverRule{"carry_information", "Information carried over", "Data integration", LeverPlace::step, LeverAmount::share,
              "80 %", "this share of those who tell it all again behind the step need not"},
    LeverRule{"surge", "Surge", "Adaptability", LeverPlace::pool, LeverAmount::people, "1",
              "so many people more come when, for 5 min, more wait than the pool has people (of the largest shift or "
              "level), and go when nobody has waited for 5 min"},
    LeverRule{"parallel", "Parallel work", "Speed", LeverPlace::step, LeverAmount::none, "",
              "the step and the one that follows it are done at the same time, by different people"},
    LeverRule{"voucher", "Voucher", "Recovery", LeverPlace::step, LeverAmount::share, "50 %",
              "this share of the failures for good is made up for, each attempt at the cost of the least value that a "
              "segment has"},
};

}  // namespace

std::span<const LeverRule> lever_table() noexcept {
  return levers;
}

const LeverRule* find_lever(std::string_view name) noexcept {
  const auto found =
      std::find_if(levers.begin(), levers.end(), [name](const LeverRule& rule) { return rule.name == name; });
  return found == levers.end() ? nullptr : &*found;
}

std::vector<std::string> lever_names() {
  std::vector<std::string> names;
  for (const LeverRule& rule : levers) names.emplace_back(rule.name);
  return names;
}

std::string_view noun_of(LeverPlace place) noexcept {
  switch (place) {
    case LeverPlace::step:
      return "step";
    case LeverPlace::pool:
      return "pool";
    case LeverPlace::segment:
      break;
  }
  return "segment";
}

}  // namespace throughline
