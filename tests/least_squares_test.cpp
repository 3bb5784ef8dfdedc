// SPDX-License-Identifier: MIT
#include "statistics/least_squares.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

using Vector = std::vector<double>;

TEST(LeastSquares, FitsALineByHand) {
  // Through (1, 1), (2, 2) and (3, 2): slope 1/2, intercept 2/3.
  const Vector line = least_squares({{1.0, 1.0, 1.0}, {1.0, 2.0, 3.0}}, Vector{1.0, 2.0, 2.0});
  EXPECT_NEAR(line[0], 2.0 / 3.0, 1e-14);
  EXPECT_NEAR(line[1], 0.5, 1e-14);
}

TEST(LeastSquares, HoldsWhereNormalEquationsDoNot) {
  // Läuchli (1961): squares of 1e-9 vanish beside 1, reflections do not square.
  const double little = 1e-9;
  const MatrixColumns matrix{{1.0, little, 0.0}, {1.0, 0.0, little}};
  const Vector found = least_squares(matrix, Vector{2.0, little, little});
  EXPECT_NEAR(found[0], 1.0, 1e-6);
  EXPECT_NEAR(found[1], 1.0, 1e-6);
}

TEST(LeastSquares, TellsHowUnknownsMoveWithTheirTargets) {
  const MatrixColumns effects = target_effects({{1.0, 1.0, 1.0}, {1.0, 2.0, 3.0}});
  const MatrixColumns expected{{4.0 / 3.0, 1.0 / 3.0, -2.0 / 3.0}, {-0.5, 0.0, 0.5}};
  for (std::size_t unknown = 0; unknown < 2; ++unknown)
    for (std::size_t row = 0; row < 3; ++row)
      EXPECT_NEAR(effects[unknown][row], expected[unknown][row], 1e-14) << unknown << " " << row;
}

TEST(BoundedLeastSquares, StaysWithinItsBounds) {
  // Freely 1 and 3; with the second at most 2, the first is (1 + (4 - 2)) / 2.
  const MatrixColumns matrix{{1.0, 1.0}, {0.0, 1.0}};
  const Vector found =
      bounded_least_squares(matrix, Vector{1.0, 4.0}, Vector{-9.0, -9.0}, Vector{9.0, 2.0}, Vector{0.0, 0.0});
  EXPECT_NEAR(found[0], 1.5, 1e-14);
  EXPECT_EQ(found[1], 2.0);
}

TEST(BoundedLeastSquares, LeavesABoundThatItCameTo) {
  // From (0, 0) freely to (-1, 5); held at 0 the first lets the second go to 4.
  const MatrixColumns matrix{{1.0, 1.0}, {0.0, 1.0}};
  const Vector found =
      bounded_least_squares(matrix, Vector{-1.0, 4.0}, Vector{0.0, 0.0}, Vector{9.0, 9.0}, Vector{0.0, 0.0});
  EXPECT_EQ(found[0], 0.0);
  EXPECT_NEAR(found[1], 4.0, 1e-14);
}

double squares_left(const MatrixColumns& matrix, const Vector& target, const Vector& at) {
  double sum = 0.0;
  for (std::size_t row = 0; row < target.size(); ++row) {
    double left = target[row];
    for (std::size_t column = 0; column < matrix.size(); ++column) left -= matrix[column][row] * at[column];
    sum += left * left;
  }
  return sum;
}

TEST(BoundedLeastSquares, IsWhereNoStepInsideGains) {
  RandomStream random(7, 0, 0, Purpose::service);
  int at_bounds = 0;
  for (int trial = 0; trial < 300; ++trial) {
    const std::size_t rows = 4 + static_cast<std::size_t>(random.uniform() * 6.0);
    const std::size_t count = 1 + static_cast<std::size_t>(random.uniform() * 4.0);
    MatrixColumns matrix(count, Vector(rows));
    for (Vector& column : matrix)
      for (double& each : column) each = random.uniform() - 0.4;
    Vector target(rows);
    for (double& each : target) each = 6.0 * random.uniform() - 3.0;
    const Vector low(count, -0.5);
    const Vector high(count, 1.0);
    const Vector found = bounded_least_squares(matrix, target, low, high, Vector(count, 0.0));
    const double least = squares_left(matrix, target, found);
    for (std::size_t unknown = 0; unknown < count; ++unknown) {
      ASSERT_GE(found[unknown], -0.5);
      ASSERT_LE(found[unknown], 1.0);
      at_bounds += found[unknown] == -0.5 || found[unknown] == 1.0 ? 1 : 0;
      for (const double step : {-1e-3, 1e-3}) {
        Vector beside = found;
        beside[unknown] = std::clamp(found[unknown] + step, -0.5, 1.0);
        EXPECT_GE(squares_left(matrix, target, beside), least - 1e-12) << trial << " " << unknown;
      }
    }
  }
  EXPECT_GT(at_bounds, 100) << "the test must see bounds";
}

TEST(Dependences, NameWhatAColumnIsASumOf) {
  const MatrixColumns matrix{{1.0, 0.0, 0.0}, {0.0, 0.0, 0.0}, {0.0, 2.0, 0.0}, {3.0, 4.0, 0.0}, {0.0, 5.0, 0.0}};
  const std::vector<ColumnDependence> found = dependences(matrix, 1e-6);
  EXPECT_TRUE(found[0].independent);
  EXPECT_FALSE(found[1].independent);
  EXPECT_TRUE(found[1].on.empty()) << "nothing is no sum";
  EXPECT_TRUE(found[2].independent);
  EXPECT_EQ(found[3].on, (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(found[4].on, (std::vector<std::size_t>{2}));
}

TEST(Dependences, FindNoMoreThanThereAreRows) {
  const std::vector<ColumnDependence> found = dependences({{1.0, 0.0}, {1.0, 1.0}, {5.0, 2.0}}, 1e-6);
  EXPECT_TRUE(found[1].independent);
  EXPECT_FALSE(found[2].independent);
  EXPECT_EQ(found[2].on.size(), 2U);
}

}  // namespace
}  // namespace throughline
