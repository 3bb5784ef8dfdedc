// SPDX-License-Identifier: MIT
#include "theory/general_service.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "throughline/distribution.hpp"

namespace throughline {
namespace {

TEST(PollaczekKhinchine, GivesTheWaitOfEveryLawOfService) {
  const std::vector<std::pair<Distribution, double>> waits_at_four_fifths{
      {Distribution::constant(1.0), 2.0},
      {Distribution::erlang(1.0, 4), 2.5},
      {Distribution::erlang(1.0, 2), 3.0},
      {Distribution::exponential(1.0), 4.0},
      {Distribution::lognormal_mean_cv(1.0, 1.2247448713915890), 5.0},
      {Distribution::hyperexponential(1.0, 2.0), 10.0},
  };
  for (const auto& [law, wait] : waits_at_four_fifths) {
    const double second_moment = law.variance() + law.mean() * law.mean();
    EXPECT_NEAR(pollaczek_khinchine_wait(0.8, law.mean(), second_moment), wait, 1e-9) << law.description();
    EXPECT_NEAR(pollaczek_khinchine_wait(0.5, law.mean(), second_moment), wait / 4.0, 1e-9) << law.description();
  }
}

}  // namespace
}  // namespace throughline
