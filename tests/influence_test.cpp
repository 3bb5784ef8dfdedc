// SPDX-License-Identifier: MIT
#include "statistics/influence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "statistics/quantile.hpp"
#include "statistics/ratio.hpp"
#include "statistics/standard_deviation.hpp"

namespace throughline {
namespace {

const std::vector<double> sums{12.0, 7.0, 30.0, 18.0, 22.0};
const std::vector<double> counts{4.0, 2.0, 9.0, 7.0, 6.0};

double total(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(Influence, IsHowFarLeavingOutAReplicationMovesTheRatio) {
  const Influence influence = *influence_of_ratio(sums, counts);
  EXPECT_DOUBLE_EQ(influence.value, total(sums) / total(counts));
  for (std::size_t index = 0; index < sums.size(); ++index) {
    const double without = (total(sums) - sums[index]) / (total(counts) - counts[index]);
    EXPECT_NEAR(influence.moves[index], influence.value - without, 1e-12);
  }
}

TEST(Influence, GivesTheIntervalOfTheRatio) {
  const Influence influence = *influence_of_ratio(sums, counts);
  const Figure direct = ratio_of_totals(sums, counts, 0.95);
  const Figure again = interval_about(influence.value, spread_of(influence.moves), 0.95);
  EXPECT_EQ(*direct.low, *again.low);
  EXPECT_EQ(*direct.high, *again.high);
}

TEST(Influence, OfTheDifferenceOfTwoMeansIsThatOfTheMeanDifference) {
  const std::vector<double> ones(sums.size(), 1.0);
  const std::vector<double> other{11.0, 9.0, 24.0, 18.5, 21.0};
  std::vector<double> apart;
  for (std::size_t index = 0; index < sums.size(); ++index) apart.push_back(sums[index] - other[index]);
  const Influence paired = difference(*influence_of_ratio(sums, ones), *influence_of_ratio(other, ones));
  const Influence direct = *influence_of_ratio(apart, ones);
  EXPECT_NEAR(paired.value, direct.value, 1e-12);
  for (std::size_t index = 0; index < apart.size(); ++index)
    EXPECT_NEAR(paired.moves[index], direct.moves[index], 1e-12);
}

TEST(Influence, OfSectionsIsHowFarLeavingOutAWholeOneMovesIt) {
  const std::vector<double> ones(sums.size(), 1.0);
  const std::vector<std::uint64_t> sizes{2, 1, 2};
  const Influence influence = in_sections(*influence_of_ratio(sums, ones), sizes);
  ASSERT_EQ(influence.moves.size(), 3U);
  EXPECT_NEAR(influence.moves[0], total(sums) / 5.0 - (30.0 + 18.0 + 22.0) / 3.0, 1e-12);
  EXPECT_NEAR(influence.moves[1], total(sums) / 5.0 - (12.0 + 7.0 + 18.0 + 22.0) / 4.0, 1e-12);
  EXPECT_NEAR(influence.moves[2], total(sums) / 5.0 - (12.0 + 7.0 + 30.0) / 3.0, 1e-12);
}

TEST(Influence, TellsWhatCommonLuckBought) {
  // x and x + y with Var x = 4 Var y, uncorrelated: (4 + 5) / 1 = 9.
  const std::vector<double> x{2.0, -2.0, 2.0, -2.0};
  const std::vector<double> y{1.0, 1.0, -1.0, -1.0};
  std::vector<double> both;
  for (std::size_t index = 0; index < x.size(); ++index) both.push_back(x[index] + y[index]);
  EXPECT_NEAR(*variance_ratio({0.0, x}, {0.0, both}), 9.0, 1e-12);
  EXPECT_NEAR(*variance_ratio({0.0, x}, {0.0, y}), 1.0, 1e-12);
  EXPECT_FALSE(variance_ratio({1.0, x}, {3.0, x}));
}

TEST(Influence, OfAStandardDeviationIsHowFarLeavingOutMovesIt) {
  std::vector<Moments> replications(40);
  for (std::size_t index = 0; index < replications.size(); ++index) {
    for (int each = 0; each < 50; ++each)
      replications[index].add(std::fmod(7.3 * each + 3.1 * static_cast<double>(index), 11.0));
  }
  const Influence influence = *influence_of_standard_deviation(replications);
  std::vector<Moments> others(replications.begin() + 1, replications.end());
  const double without = *pooled_standard_deviation(others, 0.95).value;
  EXPECT_NEAR(influence.moves.front(), influence.value - without, 0.1 * std::abs(influence.value - without));
}

TEST(Influence, OfAQuantileGivesAboutItsInterval) {
  std::vector<HistogramSet> sections;
  double seed = 0.37;
  for (int section = 0; section < 30; ++section) {
    HistogramSet set(1);
    for (int each = 0; each < 400; ++each) {
      seed = std::fmod(seed * 997.0 + 0.1234, 1.0);
      set.add(0, -60.0 * std::log(1.0 - 0.999 * seed));
    }
    set.compact();
    sections.push_back(std::move(set));
  }
  const std::vector<std::uint32_t> histograms{0};
  const PooledLaw law(sections, histograms);
  const Influence influence = *law.influence(0.9);
  const Figure direct = law.quantile(0.9, 0.95);
  const Figure again = interval_about(influence.value, spread_of(influence.moves), 0.95);
  EXPECT_EQ(influence.value, *direct.value);
  EXPECT_NEAR((*again.high - *again.low) / (*direct.high - *direct.low), 1.0, 0.15);
}

}  // namespace
}  // namespace throughline
