// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace throughline {

/// A service that can be interrupted. Work is time at speed 1, seconds.
struct InterruptibleService {
  double work = 0.0;  ///< as drawn
  double left = 0.0;  ///< to be done when it (next) starts
  double speed = 1.0;
  double haste = 1.0;       ///< of that, what the queue made of it when it (last) started
  double end = 0.0;         ///< when it will have been done
  double from = 0.0;        ///< when it (last) started
  double since = -1.0;      ///< interrupted at; negative while it runs
  double lost = 0.0;        ///< time during which it was interrupted
  std::uint32_t draws = 0;  ///< of its time
};

/// By journey.
class InterruptibleServices {
 public:
  void clear() { services_.clear(); }
  InterruptibleService& operator[](std::uint32_t journey) {
    if (journey >= services_.size()) services_.resize(std::max<std::size_t>(journey + 1, 2 * services_.size()));
    return services_[journey];
  }
  bool is_interrupted(std::uint32_t journey) const noexcept {
    return journey < services_.size() && services_[journey].since >= 0.0;
  }

 private:
  std::vector<InterruptibleService> services_;
};

}  // namespace throughline
