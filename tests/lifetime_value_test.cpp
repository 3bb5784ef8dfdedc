// SPDX-License-Identifier: MIT
#include "model/lifetime_value.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

EconomicsSection economics(double retention, double discount, std::optional<std::uint32_t> horizon = {}) {
  EconomicsSection section;
  section.retention = retention;
  section.discount = discount;
  section.horizon = horizon;
  return section;
}

TEST(LifetimeValue, IsTheMarginMultipleOfGuptaAndLehmann) {
  // Gupta and Lehmann (2003), r / (1 + i - r): 80 % at 12 % is 2.5, 90 % at 10 % is 4.5, 60 % at 16 % is 1.07.
  EXPECT_DOUBLE_EQ(lifetime_multiple(EconomicsSection()), 2.5);
  EXPECT_NEAR(lifetime_multiple(economics(0.9, 0.10)), 4.5, 1e-12);
  EXPECT_NEAR(lifetime_multiple(economics(0.6, 0.16)), 1.0714, 1e-4);
}

TEST(LifetimeValue, SumsThePeriodsOfAHorizon) {
  // 0.5 / 1.25 = 0.4: 0.4 + 0.16 + 0.064.
  EXPECT_NEAR(lifetime_multiple(economics(0.5, 0.25, 3)), 0.624, 1e-12);
  EXPECT_NEAR(lifetime_multiple(economics(1.0, 0.0, 7)), 7.0, 1e-12);
  EXPECT_NEAR(lifetime_multiple(economics(0.8, 0.12, 1000)), 2.5, 1e-9) << "a long horizon is none";
}

TEST(LifetimeValue, CountsEveryPurchaseOfAPeriod) {
  EconomicsSection section;
  section.purchases = 4.0;
  EXPECT_DOUBLE_EQ(lifetime_multiple(section), 10.0);
  section.retention = 0.0;
  EXPECT_DOUBLE_EQ(lifetime_multiple(section), 0.0);
}

}  // namespace
}  // namespace throughline
