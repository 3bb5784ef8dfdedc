// SPDX-License-Identifier: MIT
#include "statistics/interval.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace throughline {
namespace {

TEST(Interval, StudentsQuantilesAreThoseOfThePublishedTables) {
  EXPECT_NEAR(student_t(1, 0.95), 12.7062, 5e-5);
  EXPECT_NEAR(student_t(2, 0.95), 4.30265, 5e-6);
  EXPECT_NEAR(student_t(9, 0.95), 2.26216, 5e-6);
  EXPECT_NEAR(student_t(29, 0.99), 2.75639, 5e-6);
  EXPECT_NEAR(student_t(120, 0.90), 1.65765, 5e-6);
  EXPECT_NEAR(student_t(1e9, 0.95), 1.959964, 1e-6);
}

TEST(Interval, AFigureSaysWhatItLacks) {
  const Figure absent = Figure::absent("no observation");
  EXPECT_FALSE(absent.value || absent.low || absent.high);
  EXPECT_EQ(absent.reason, "no observation");
  const Figure lone = Figure::without_interval(3.0, "one replication");
  EXPECT_EQ(lone.value, 3.0);
  EXPECT_FALSE(lone.low || lone.high);
  const Figure around = Figure::around(3.0, 0.5);
  EXPECT_EQ(around.low, 2.5);
  EXPECT_EQ(around.high, 3.5);
  EXPECT_TRUE(around.reason.empty());
}

TEST(NormalScore, IsAsUnlikelyAsStudentsT) {
  EXPECT_NEAR(normal_score(1.959964, 1e9), 1.959964, 1e-5);
  EXPECT_NEAR(normal_score(2.262157, 9), 1.959964, 1e-5) << "97.5 % of Student's law with 9 degrees";
  EXPECT_NEAR(normal_score(-12.7062, 1), -1.959964, 1e-5);
  EXPECT_EQ(normal_score(0.0, 9), 0.0);
  EXPECT_EQ(normal_score(1e9, 1e6), std::numeric_limits<double>::infinity());
  EXPECT_EQ(normal_score(-std::numeric_limits<double>::infinity(), 9), -std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace throughline
