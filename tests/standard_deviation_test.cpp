// SPDX-License-Identifier: MIT
#include "statistics/standard_deviation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

Moments moments_of(const std::vector<double>& values, double center) {
  Moments moments;
  moments.center = center;
  for (const double value : values) moments.add(value);
  return moments;
}

TEST(StandardDeviation, IsThatOfThePooledObservations) {
  const std::vector<Moments> replications = {moments_of({2.0, 4.0, 4.0}, 0.0),
                                             moments_of({4.0, 5.0, 5.0, 7.0, 9.0}, 6.0)};
  EXPECT_EQ(pooled_mean(replications, 0.95).value, 5.0);
  EXPECT_NEAR(*pooled_standard_deviation(replications, 0.95).value, 2.0, 1e-14);
}

TEST(StandardDeviation, OfConstantsIsZero) {
  const std::vector<Moments> replications = {moments_of({3.0, 3.0}, 1.0), moments_of({3.0}, 3.0)};
  const Figure deviation = pooled_standard_deviation(replications, 0.95);
  EXPECT_EQ(deviation.value, 0.0);
  EXPECT_EQ(deviation.low, 0.0);
  EXPECT_EQ(deviation.high, 0.0);
}

TEST(StandardDeviation, SaysWhyThereIsNone) {
  EXPECT_EQ(pooled_standard_deviation(std::vector<Moments>{{}, {}}, 0.95).reason, "no observation");
  const Figure lone = pooled_standard_deviation(std::vector<Moments>{moments_of({1.0, 3.0}, 0.0)}, 0.95);
  EXPECT_EQ(lone.value, 1.0);
  EXPECT_EQ(lone.reason, "one replication");
  EXPECT_FALSE(lone.low);
}

TEST(StandardDeviation, CoversAsPromised) {
  constexpr int experiments = 2000;
  int held = 0;
  for (std::uint32_t number = 0; number < experiments; ++number) {
    RandomStream stream(5, 6, number, Purpose::service);
    std::vector<Moments> replications(60);
    for (Moments& moments : replications) {
      moments.center = 10.0;
      for (int visit = 0; visit < 30; ++visit) moments.add(10.0 * stream.exponential());
    }
    const Figure deviation = pooled_standard_deviation(replications, 0.95);
    held += *deviation.low <= 10.0 && 10.0 <= *deviation.high ? 1 : 0;
  }
  EXPECT_GT(static_cast<double>(held) / experiments, 0.93);
  EXPECT_LT(static_cast<double>(held) / experiments, 0.97);
}

}  // namespace
}  // namespace throughline
