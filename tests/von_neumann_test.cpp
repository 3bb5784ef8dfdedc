// SPDX-License-Identifier: MIT
#include "statistics/von_neumann.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

/// Differences 1, 1, 1 against squares 5: the ratio is 0.6; its variance 4 * 2 / 15.
TEST(VonNeumann, MeasuresHowAlikeNeighborsAre) {
  EXPECT_NEAR(von_neumann_score(std::vector<double>{1, 2, 3, 4}), 1.4 / std::sqrt(8.0 / 15.0), 1e-12);
  // Differences 2, 2, 2 against squares 4: the ratio is 3.
  EXPECT_NEAR(von_neumann_score(std::vector<double>{1, -1, 1, -1}), -1.0 / std::sqrt(8.0 / 15.0), 1e-12);
}

TEST(VonNeumann, TellsNothingOfTwoValuesOrOfNoSpread) {
  EXPECT_EQ(von_neumann_score(std::vector<double>{1, 2}), 0.0);
  EXPECT_EQ(von_neumann_score(std::vector<double>{3, 3, 3, 3}), 0.0);
}

TEST(VonNeumann, IsStandardNormalWhereNeighborsAreIndependent) {
  RandomStream stream(SegmentLuck(4, 5, 6).journey_key(0), 0, 0, Purpose::service);
  constexpr int rounds = 4000;
  double sum = 0.0;
  double squares = 0.0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> values;
    for (int count = 0; count < 30; ++count) values.push_back(stream.uniform() + stream.uniform() + stream.uniform());
    const double score = von_neumann_score(values);
    sum += score;
    squares += score * score;
  }
  EXPECT_NEAR(sum / rounds, 0.0, 4.0 / std::sqrt(rounds));
  EXPECT_NEAR(squares / rounds, 1.0, 4.0 * std::sqrt(2.0 / rounds));
}

}  // namespace
}  // namespace throughline
