// SPDX-License-Identifier: MIT
#include "random/alias_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace throughline {
namespace {

/// The probability of every index that the columns stand for.
std::vector<double> shares_of(const std::vector<AliasColumn>& columns) {
  std::vector<double> shares(columns.size());
  for (std::size_t column = 0; column < columns.size(); ++column) {
    shares[column] += columns[column].threshold / static_cast<double>(columns.size());
    shares[columns[column].alias] += (1.0 - columns[column].threshold) / static_cast<double>(columns.size());
  }
  return shares;
}

TEST(AliasTable, StandsForExactlyItsWeights) {
  const std::vector<std::vector<double>> cases = {{1.0},
                                                  {0.5, 0.5},
                                                  {1.0, 2.0, 3.0, 4.0},
                                                  {0.0, 1.0, 0.0},
                                                  {1e-9, 1.0},
                                                  {3.0, 0.0, 0.0, 0.0, 5.0},
                                                  {0.1, 0.1, 0.1, 0.1, 0.1, 0.5}};
  for (const std::vector<double>& weights : cases) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    const std::vector<double> shares = shares_of(make_alias_columns(weights));
    for (std::size_t index = 0; index < weights.size(); ++index) {
      EXPECT_NEAR(shares[index], weights[index] / sum, 1e-15) << index << " of " << weights.size();
    }
  }
}

TEST(AliasTable, NeverPicksWhatWeighsNothing) {
  const std::vector<AliasColumn> columns = make_alias_columns(std::vector<double>{0.0, 2.0, 0.0, 1.0});
  for (int n = 0; n < 1000; ++n) {
    const std::uint32_t picked = pick(columns, (n + 0.5) / 1000.0);
    EXPECT_TRUE(picked == 1 || picked == 3) << picked;
  }
}

TEST(AliasTable, PicksByShareOfTheUnitInterval) {
  const std::vector<AliasColumn> columns = make_alias_columns(std::vector<double>{1.0, 2.0, 5.0});
  std::vector<int> counts(3);
  constexpr int draws = 80'000;
  for (int n = 0; n < draws; ++n) ++counts[pick(columns, (n + 0.5) / draws)];
  EXPECT_NEAR(counts[0], draws / 8, 3);
  EXPECT_NEAR(counts[1], draws / 4, 3);
  EXPECT_NEAR(counts[2], draws * 5 / 8, 3);
}

TEST(AliasTable, TheLargestUniformStaysInTheTable) {
  for (std::size_t count = 1; count < 200; ++count) {
    const std::vector<AliasColumn> columns = make_alias_columns(std::vector<double>(count, 1.0));
    EXPECT_LT(pick(columns, 1.0 - 0x1p-53), count);
  }
}

}  // namespace
}  // namespace throughline
