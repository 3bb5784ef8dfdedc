// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "throughline/measure.hpp"

namespace throughline {

/// As results spell it: `seconds`, `share`, `count`, `money`, `per_hour`, `points`.
constexpr std::string_view name_of(Unit unit) noexcept {
  switch (unit) {
    case Unit::seconds:
      return "seconds";
    case Unit::share:
      return "share";
    case Unit::count:
      return "count";
    case Unit::money:
      return "money";
    case Unit::per_hour:
      return "per_hour";
    case Unit::points:
      return "points";
  }
  return "";
}

}  // namespace throughline
