// SPDX-License-Identifier: MIT
#include "blueprint/pool_names.hpp"

namespace throughline {

std::string pool_names(const Blueprint& blueprint, const Staffing& staff) {
  std::string names;
  for (const StaffId pool : staff.pools) {
    if (!names.empty()) names += staff.kind == StaffingKind::all ? " + " : " / ";
    names += blueprint.staff[static_cast<std::size_t>(pool)].key;
  }
  return names;
}

}  // namespace throughline
