// SPDX-License-Identifier: MIT
#include "simulation/batches.hpp"

#include <utility>

namespace throughline {

void Batches::join(std::uint32_t batch, std::uint32_t journey) {
  if (journey >= members_.size()) members_.resize(2 * (std::size_t{journey} + 1));
  Group& group = gathering_[batch];
  members_[journey] = {nobody, nobody, group.last};
  (group.last == nobody ? group.first : members_[group.last].next) = journey;
  group.last = journey;
  ++group.size;
}

void Batches::set_off(std::uint32_t batch, std::uint32_t carrier) {
  if (carrier >= carried_.size()) carried_.resize(2 * (std::size_t{carrier} + 1));
  carried_[carrier] = std::exchange(gathering_[batch], {});
  for (std::uint32_t each = first_of(carrier); each != nobody; each = behind(each)) members_[each].carrier = carrier;
}

void Batches::unlink(Group& group, std::uint32_t journey) {
  const Member member = std::exchange(members_[journey], {});
  (member.previous == nobody ? group.first : members_[member.previous].next) = member.next;
  (member.next == nobody ? group.last : members_[member.next].previous) = member.previous;
  --group.size;
}

}  // namespace throughline
