// SPDX-License-Identifier: MIT
#include "statistics/mser.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

/// Each value five times, so that those taken together are the values themselves.
std::vector<double> five_times(const std::vector<double>& values) {
  std::vector<double> series;
  for (const double value : values) series.insert(series.end(), 5, value);
  return series;
}

/// By hand, squares about the mean over the square of the number: 75.7/144 of all, 24.7/121 without one, 11.6/100
/// without two, 8/81 without three, 8/64 without four, and more from there on.
TEST(Mser, LeavesOutWhatMakesTheStandardErrorLeast) {
  const Truncation truncation = mser_5(five_times({12, 8, 6, 4, 5, 3, 5, 3, 5, 3, 5, 3}));
  EXPECT_EQ(truncation.count, 15U);
  EXPECT_TRUE(truncation.settled);
}

TEST(Mser, TakesValuesTogetherByFive) {
  // Means of five of 20, 30, 10, 15, 25 and of ten times 1, 3, 2, 0, 4: one mean of 20, ten of 2.
  std::vector<double> series{20, 30, 10, 15, 25};
  for (int time = 0; time < 10; ++time) series.insert(series.end(), {1, 3, 2, 0, 4});
  EXPECT_EQ(mser_5(series).count, 5U);
  series.insert(series.end(), {1000, 1000});
  EXPECT_EQ(mser_5(series).count, 5U) << "what is over";
}

TEST(Mser, FindsAJump) {
  std::vector<double> values(200, 0.0);
  for (std::size_t index = 0; index < values.size(); ++index) {
    values[index] = (index < 40 ? 10.0 : 0.0) + (index % 2 == 0 ? 1.0 : -1.0);
  }
  EXPECT_EQ(mser_5(five_times(values)).count, 200U);
}

TEST(Mser, LeavesNothingOutOfConstants) {
  const Truncation truncation = mser_5(std::vector<double>(1000, 7.0));
  EXPECT_EQ(truncation.count, 0U);
  EXPECT_TRUE(truncation.settled);
}

TEST(Mser, LeavesLittleOutOfIndependentValues) {
  RandomStream stream(SegmentLuck(1, 2, 3).journey_key(0), 0, 0, Purpose::service);
  std::vector<double> values;
  for (int count = 0; count < 1000; ++count) values.push_back(stream.uniform());
  const Truncation truncation = mser_5(values);
  EXPECT_LT(truncation.count, 100U);
  EXPECT_TRUE(truncation.settled);
}

TEST(Mser, SaysWhereASeriesHasNotSettled) {
  std::vector<double> values;
  for (int count = 0; count < 1000; ++count) values.push_back(count);
  EXPECT_FALSE(mser_5(values).settled);
  EXPECT_FALSE(mser_5(std::vector<double>(49, 1.0)).settled) << "too few to tell anything";
  EXPECT_TRUE(mser_5(std::vector<double>(50, 1.0)).settled);
}

}  // namespace
}  // namespace throughline
