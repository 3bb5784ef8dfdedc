// SPDX-License-Identifier: MIT
#include "theory/priority.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(NonpreemptivePriority, ServesTheFirstClassFirst) {
  const std::vector<double> one = nonpreemptive_waits({0.2, 0.6}, 1.0, 1);
  EXPECT_NEAR(one[0] + 1.0, 2.0, 1e-12);
  EXPECT_NEAR(one[1] + 1.0, 6.0, 1e-12);

  const std::vector<double> five = nonpreemptive_waits({1.0, 1.5, 1.5}, 1.0, 5);
  EXPECT_NEAR(five[0], 0.13852814, 5e-9);
  EXPECT_NEAR(five[1], 0.27705628, 5e-9);
  EXPECT_NEAR(five[2], 1.10822511, 5e-9);
  EXPECT_NEAR((five[0] + 1.5 * five[1] + 1.5 * five[2]) / 4.0, 0.55411255, 5e-9);
}

TEST(PreemptivePriority, HidesTheOthersFromTheFirstClass) {
  const std::vector<double> times = preemptive_times({0.2, 0.6}, 1.0);
  EXPECT_NEAR(times[0], 1.25, 1e-12);
  EXPECT_NEAR(times[1], 6.25, 1e-12);
}

}  // namespace
}  // namespace throughline
