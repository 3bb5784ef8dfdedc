// SPDX-License-Identifier: MIT
#include "statistics/moments.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace throughline {
namespace {

Moments moments_of(const std::vector<double>& values, double center) {
  Moments moments;
  moments.center = center;
  for (const double value : values) moments.add(value);
  return moments;
}

TEST(Moments, CountSumAndSquareAboutAnyPoint) {
  const Moments moments = moments_of({1.0, 2.0, 6.0}, 2.5);
  EXPECT_EQ(moments.count, 3.0);
  EXPECT_EQ(moments.sum, 9.0);
  EXPECT_NEAR(moments.squares_about(3.0), 14.0, 1e-14);
  EXPECT_NEAR(moments.squares_about(0.0), 41.0, 1e-14);
  EXPECT_EQ(moments.squares_about(2.5), moments.squares);
}

TEST(Moments, KeepTheirPrecisionFarFromZero) {
  // A hundred years away from zero, a millisecond apart.
  const double far = 3e9;
  const Moments moments = moments_of({far, far + 0x1p-10, far + 0x1p-9}, far);
  const double mean = moments.sum / moments.count;
  EXPECT_NEAR(moments.squares_about(mean), 2.0 * 0x1p-20, 1e-10 * 0x1p-20 + 1e-9);
}

TEST(Moments, AddUpWhateverTheirCenters) {
  const std::vector<double> first = {1.0, 5.0, 9.0};
  const std::vector<double> second = {2.0, 2.0};
  Moments sum = moments_of(first, 4.0);
  sum += moments_of(second, 7.0);
  const Moments whole = moments_of({1.0, 5.0, 9.0, 2.0, 2.0}, 4.0);
  EXPECT_EQ(sum.count, whole.count);
  EXPECT_EQ(sum.sum, whole.sum);
  EXPECT_NEAR(sum.squares, whole.squares, 1e-13);
}

TEST(Moments, NothingAddedToNothingIsNothing) {
  Moments sum;
  sum += Moments{};
  EXPECT_EQ(sum, Moments{});
  sum += moments_of({3.0}, 2.0);
  EXPECT_EQ(sum.center, 2.0);
  EXPECT_EQ(sum.squares, 1.0);
}

TEST(Moments, AdditionIsAssociativeWithinRounding) {
  const Moments a = moments_of({1.0, 2.5}, 1.5);
  const Moments b = moments_of({7.0}, 6.0);
  const Moments c = moments_of({3.0, 3.5, 4.0}, 3.0);
  Moments left = a;
  left += b;
  left += c;
  Moments right = b;
  right += c;
  Moments whole = a;
  whole += right;
  EXPECT_EQ(left.count, whole.count);
  EXPECT_NEAR(left.sum, whole.sum, 1e-14);
  EXPECT_NEAR(left.squares_about(3.5), whole.squares_about(3.5), 1e-13);
}

}  // namespace
}  // namespace throughline
