// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/program.hpp"
#include "simulation/journey.hpp"

namespace throughline {

/// What has become of the surges of a replication: see Surge. People are numbered as in Crew. Not thread-safe;
/// allocates only until as many people have been borrowed at once as ever will.
class Surges {
 public:
  enum class Stage : std::uint8_t {
    resting,
    forming,  ///< `when` holds, not yet for long enough
    called,   ///< they are on their way
    here,
    ending  ///< `until` holds, not yet for long enough
  };
  /// Somebody of another pool, and as whom they work here.
  struct Loan {
    std::uint32_t lent = 0;
    std::uint32_t works_as = 0;
  };
  struct Surge {
    Stage stage = Stage::resting;
    std::uint32_t stand_in = nobody;  ///< the journey record whose timer moves it on
    std::vector<Loan> loans;
  };

  explicit Surges(const Program& program) : surges_(program.surges.size()) {}

  void clear() {
    for (Surge& surge : surges_) {
      surge.stage = Stage::resting;
      surge.loans.clear();
    }
  }

  Surge& operator[](std::size_t surge) noexcept { return surges_[surge]; }
  std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(surges_.size()); }

 private:
  std::vector<Surge> surges_;
};

}  // namespace throughline
