// SPDX-License-Identifier: MIT
#include "statistics/paired_difference.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "statistics/ratio.hpp"

namespace throughline {
namespace {

const std::vector<double> ones(6, 1.0);
const std::vector<double> before{10.0, 12.0, 9.0, 14.0, 11.0, 10.0};
const std::vector<double> after{8.0, 10.5, 7.5, 11.0, 9.5, 8.0};

TEST(PairedDifference, IsTheIntervalOfTheDifferencesOfThePairs) {
  std::vector<double> apart;
  for (std::size_t pair = 0; pair < before.size(); ++pair) apart.push_back(after[pair] - before[pair]);
  const Figure direct = mean_of(apart, 0.95);
  const Figure paired = paired_difference(*influence_of_ratio(after, ones), *influence_of_ratio(before, ones), 0.95);
  EXPECT_NEAR(*paired.value, *direct.value, 1e-12);
  EXPECT_NEAR(*paired.low, *direct.low, 1e-9);
  EXPECT_NEAR(*paired.high, *direct.high, 1e-9);
  EXPECT_LT(*paired.high, 0.0);
}

TEST(PairedDifference, OfWhatIsTheSameIsExactlyNothing) {
  const Influence influence = *influence_of_ratio(before, ones);
  const Figure nothing = paired_difference(influence, influence, 0.95);
  EXPECT_EQ(*nothing.low, 0.0);
  EXPECT_EQ(*nothing.high, 0.0);
}

TEST(PairedDifference, OfSharesIsThatOfNewcombeWhereOneNeverHappens) {
  // Nothing of 40 against 4 of 40, ten in each of four: Wilson's intervals are (0, 0.0876) and about (0.04, 0.23).
  const std::vector<double> trials(4, 10.0);
  const std::vector<double> never(4, 0.0);
  const std::vector<double> seldom{1.0, 0.0, 2.0, 1.0};
  const Figure none = share_of_totals(never, trials, 0.95);
  const Figure some = share_of_totals(seldom, trials, 0.95);
  const Figure apart = paired_difference_of_shares(*influence_of_ratio(seldom, trials), some,
                                                   *influence_of_ratio(never, trials), none, 0.95);
  EXPECT_DOUBLE_EQ(*apart.value, 0.1);
  // Newcombe, 1998, equation 10 without correlation.
  const double low = 0.1 - std::hypot(0.1 - *some.low, *none.high - 0.0);
  const double high = 0.1 + std::hypot(*some.high - 0.1, 0.0 - *none.low);
  EXPECT_NEAR(*apart.low, low, 1e-12);
  EXPECT_NEAR(*apart.high, high, 1e-12);
  EXPECT_LT(*apart.low, 0.1 - 1e-3);
}

TEST(PairedDifference, TellsWhatAUnitOfGainCosts) {
  // Twice as much cost as gain in every pair: certain.
  const Influence gain{3.0, {0.5, -0.5, 0.25, -0.25}};
  const Influence cost{6.0, {1.0, -1.0, 0.5, -0.5}};
  const Figure exact = ratio_of_changes(cost, gain, 0.95);
  EXPECT_DOUBLE_EQ(*exact.value, 2.0);
  EXPECT_DOUBLE_EQ(*exact.low, 2.0);
  // A cost that does not vary: the ratio varies as the gain does, the other way round.
  const Influence fixed{6.0, {0.0, 0.0, 0.0, 0.0}};
  const Figure varying = ratio_of_changes(fixed, gain, 0.95);
  const double of_gain = spread_of(gain.moves).error / gain.value;
  EXPECT_NEAR((*varying.high - *varying.low) / 2.0, student_t(3.0, 0.95) * 2.0 * of_gain, 1e-9);
  EXPECT_DOUBLE_EQ(*varying.value, 2.0);
}

}  // namespace
}  // namespace throughline
