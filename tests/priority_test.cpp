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

  const std::vector<double> two = preemptive_times({0.5, 0.9}, 1.0, 2);
  EXPECT_NEAR(two[0], 1.06666667, 5e-9);
  EXPECT_NEAR(two[1], 2.45751634, 5e-9);
}

TEST(PrioritiesOfAnyService, AreThoseOfExponentialOnes) {
  const std::vector<PriorityClass> classes{{0.2, 1.0, 2.0}, {0.6, 1.0, 2.0}};
  EXPECT_NEAR(nonpreemptive_waits(classes)[0], 1.0, 1e-12);
  EXPECT_NEAR(nonpreemptive_waits(classes)[1], 5.0, 1e-12);
  EXPECT_NEAR(preemptive_times(classes)[0], 1.25, 1e-12);
  EXPECT_NEAR(preemptive_times(classes)[1], 6.25, 1e-12);
}

TEST(PrioritiesOfAnyService, AreThoseOfOneClassAlone) {
  // Lognormal with cv^2 = 1.5 at load 0.8: Pollaczek and Khinchine give 5.
  const std::vector<PriorityClass> alone{{0.8, 1.0, 2.5}};
  EXPECT_NEAR(nonpreemptive_waits(alone)[0], 5.0, 1e-12);
  EXPECT_NEAR(preemptive_times(alone)[0], 6.0, 1e-12);
}

TEST(PrioritiesOfAnyService, KeepTheWorkThereIs) {
  // Kleinrock's conservation law (1965): the waits weighted by load are those without priorities.
  const std::vector<PriorityClass> classes{{0.3, 0.5, 0.25}, {0.2, 2.0, 8.0}};
  const std::vector<double> waits = nonpreemptive_waits(classes);
  const double residual = (0.3 * 0.25 + 0.2 * 8.0) / 2.0;
  EXPECT_NEAR(0.15 * waits[0] + 0.4 * waits[1], 0.55 * residual / 0.45, 1e-12);
}

}  // namespace
}  // namespace throughline
