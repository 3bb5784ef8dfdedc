// SPDX-License-Identifier: MIT
#include "theory/erlang_b.hpp"

#include <gtest/gtest.h>

namespace throughline {
namespace {

TEST(ErlangB, GivesThePublishedLosses) {
  EXPECT_NEAR(erlang_b(1, 1.0), 0.5, 1e-15);
  EXPECT_NEAR(erlang_b(2, 1.0), 0.2, 1e-15);
  EXPECT_NEAR(erlang_b(10, 10.0), 0.2145823431, 5e-11);
  EXPECT_NEAR(erlang_b(15, 10.0), 0.0364969455, 5e-11);
  EXPECT_NEAR(erlang_b(25, 20.0), 0.0502217779, 5e-11);
  EXPECT_NEAR(erlang_b(100, 100.0), 0.0757004527, 5e-11);
  EXPECT_NEAR(erlang_b(110, 100.0), 0.0274634484, 5e-11);
}

TEST(ErlangB, LosesEverybodyWithoutServersAndNobodyWithoutLoad) {
  EXPECT_EQ(erlang_b(0, 3.0), 1.0);
  EXPECT_EQ(erlang_b(3, 0.0), 0.0);
}

TEST(ErlangB, StaysAccurateForManyServers) {
  // Square-root staffing in the limit: B sqrt(a) tends to phi(0) / Phi(0) at a = c (Jagerman, 1974).
  EXPECT_NEAR(erlang_b(1'000'000, 1'000'000.0) * 1000.0, 0.7978845608, 1e-3);
}

}  // namespace
}  // namespace throughline
