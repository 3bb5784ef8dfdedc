// SPDX-License-Identifier: MIT
#include "statistics/input_variance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace throughline {
namespace {

TEST(InputVariance, IsThatOfTheFiguresWhereLuckIsTheSameForAll) {
  const std::vector<double> luck{0.3, -0.1, -0.4, 0.2};
  const std::vector<Influence> figures{{10.0, luck}, {12.0, luck}, {17.0, luck}};
  EXPECT_DOUBLE_EQ(input_variance(figures), 13.0);
}

TEST(InputVariance, LeavesOutWhatLuckAddsToTheDifferences) {
  // About their mean the moves are 1 and -1, none, -1 and 1; the error of two units that move a figure by so much is 1.
  const std::vector<Influence> figures{{10.0, {2.0, -2.0}}, {12.0, {1.0, -1.0}}, {17.0, {0.0, 0.0}}};
  EXPECT_DOUBLE_EQ(input_variance(figures), 13.0 - (1.0 + 0.0 + 1.0) / 2.0);
}

TEST(InputVariance, IsNothingWhereLuckExplainsMore) {
  const std::vector<Influence> figures{{10.0, {5.0, -5.0}}, {10.1, {-5.0, 5.0}}};
  EXPECT_EQ(input_variance(figures), 0.0);
}

TEST(InputVariance, IsAllThatFiguresVaryByWhereNothingTellsOfLuck) {
  const std::vector<double> figures{10.0, 12.0, 17.0};
  EXPECT_DOUBLE_EQ(input_variance(figures), 13.0);
}

TEST(InputVariance, TakesLogarithmsOfWhatIsPositiveAndLogOddsOfShares) {
  EXPECT_EQ(scale_for(std::vector<double>{0.5, 2.0}, false), Scale::logarithm);
  EXPECT_EQ(scale_for(std::vector<double>{0.5, 0.0}, false), Scale::plain);
  EXPECT_EQ(scale_for(std::vector<double>{0.5, 0.9}, true), Scale::log_odds);
  EXPECT_EQ(scale_for(std::vector<double>{0.5, 1.0}, true), Scale::plain);
  const Influence time = on_scale(Scale::logarithm, {4.0, {1.0, -2.0}, 0.0});
  EXPECT_DOUBLE_EQ(time.value, std::log(4.0));
  EXPECT_DOUBLE_EQ(time.moves[1], -0.5);
  const Influence share = on_scale(Scale::log_odds, {0.2, {0.016, -0.016}, 0.0});
  EXPECT_DOUBLE_EQ(share.value, std::log(0.25));
  EXPECT_DOUBLE_EQ(share.moves[0], 0.1);
}

TEST(InputVariance, WidensOnItsScale) {
  const double step = std::log(2.0);
  // Distances of log 2 and log 4, and as much again of log 2 to each side.
  const Figure time = widened({8.0, 4.0, 32.0, {}}, step, Scale::logarithm);
  EXPECT_NEAR(*time.low, 8.0 / std::exp(std::sqrt(2.0) * step), 1e-6);
  EXPECT_NEAR(*time.high, 8.0 * std::exp(std::sqrt(5.0) * step), 1e-5);
  const Figure share = widened({0.5, 0.5, 1.0, {}}, step, Scale::log_odds);
  EXPECT_NEAR(*share.low, 1.0 / 3.0, 1e-7);
  EXPECT_EQ(*share.high, 1.0);
}

TEST(InputVariance, WidensEachSideByItsOwnDistance) {
  const Figure wide = widened({10.0, 7.0, 15.0, {}}, 4.0, Scale::plain);
  EXPECT_DOUBLE_EQ(*wide.value, 10.0);
  EXPECT_DOUBLE_EQ(*wide.low, 5.0);
  EXPECT_DOUBLE_EQ(*wide.high, 10.0 + std::sqrt(25.0 + 16.0));
  EXPECT_FALSE(widened(Figure::without_interval(3.0, "one replication"), 1.0, Scale::plain).low);
}

}  // namespace
}  // namespace throughline
