// SPDX-License-Identifier: MIT
#include "random/phase_type.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace throughline {
namespace {

using Matrix = std::vector<double>;

Matrix product(const Matrix& left, const Matrix& right, std::size_t count) {
  Matrix result(count * count);
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t middle = 0; middle < count; ++middle) {
      const double factor = left[row * count + middle];
      for (std::size_t column = 0; column < count; ++column) {
        result[row * count + column] += factor * right[middle * count + column];
      }
    }
  }
  return result;
}

}  // namespace

PhaseType::PhaseType(std::span<const double> table)
    : count_(static_cast<std::size_t>(std::sqrt(static_cast<double>(table.size())))),
      initial_(table.first(count_)),
      generator_(table.subspan(count_)) {}

double PhaseType::initially(const std::vector<double>& values) const {
  double sum = 0.0;
  for (std::size_t phase = 0; phase < count_; ++phase) sum += initial_[phase] * values[phase];
  return sum;
}

// exp(T x) 1, by uniformization over a short step (Jensen, 1953) and squaring: only sums and products of what is not
// negative.
std::vector<double> PhaseType::survivals(double x) const {
  double fastest = 0.0;
  for (std::size_t phase = 0; phase < count_; ++phase) fastest = std::max(fastest, -generator_[phase * count_ + phase]);
  int doublings = 0;
  double step = fastest * x;
  for (; step > 1.0; step /= 2.0) ++doublings;

  Matrix jump(count_ * count_);
  for (std::size_t cell = 0; cell < jump.size(); ++cell) jump[cell] = generator_[cell] / fastest;
  for (std::size_t phase = 0; phase < count_; ++phase) jump[phase * count_ + phase] += 1.0;

  Matrix sum(count_ * count_);
  Matrix term(count_ * count_);
  for (std::size_t phase = 0; phase < count_; ++phase) term[phase * count_ + phase] = std::exp(-step);
  for (int n = 1; n < 24; ++n) {
    for (std::size_t cell = 0; cell < sum.size(); ++cell) sum[cell] += term[cell];
    term = product(term, jump, count_);
    for (double& cell : term) cell *= step / static_cast<double>(n);
  }
  for (; doublings > 0; --doublings) sum = product(sum, sum, count_);

  std::vector<double> survivals(count_);
  for (std::size_t phase = 0; phase < count_; ++phase) {
    for (std::size_t next = 0; next < count_; ++next) survivals[phase] += sum[phase * count_ + next];
  }
  return survivals;
}

// -T y = right, by elimination with row exchanges.
std::vector<double> PhaseType::solve(std::vector<double> right) const {
  Matrix left(count_ * count_);
  for (std::size_t cell = 0; cell < left.size(); ++cell) left[cell] = -generator_[cell];
  for (std::size_t column = 0; column < count_; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < count_; ++row) {
      if (std::abs(left[row * count_ + column]) > std::abs(left[pivot * count_ + column])) pivot = row;
    }
    if (pivot != column) {
      std::swap_ranges(&left[pivot * count_], &left[pivot * count_] + count_, &left[column * count_]);
      std::swap(right[pivot], right[column]);
    }
    for (std::size_t row = column + 1; row < count_; ++row) {
      const double factor = left[row * count_ + column] / left[column * count_ + column];
      if (factor == 0.0) continue;
      for (std::size_t next = column; next < count_; ++next)
        left[row * count_ + next] -= factor * left[column * count_ + next];
      right[row] -= factor * right[column];
    }
  }
  for (std::size_t row = count_; row-- > 0;) {
    for (std::size_t next = row + 1; next < count_; ++next) right[row] -= left[row * count_ + next] * right[next];
    right[row] /= left[row * count_ + row];
  }
  return right;
}

double PhaseType::survival(double x) const {
  return initially(survivals(x));
}

// With A = -T: E min(X, u) = a A^-1 (1 - exp(-A u) 1), and by parts E min(X, u)^2 = 2 a A^-1 (A^-1 (1 - exp(-A u) 1) -
// u exp(-A u) 1).
PhaseType::Limited PhaseType::limited(double limit) const {
  std::vector<double> beyond(count_);
  if (limit < std::numeric_limits<double>::infinity())
    beyond = survivals(limit);
  else
    limit = 0.0;
  std::vector<double> within(count_);
  for (std::size_t phase = 0; phase < count_; ++phase) within[phase] = 1.0 - beyond[phase];
  std::vector<double> first = solve(std::move(within));
  std::vector<double> rest(count_);
  for (std::size_t phase = 0; phase < count_; ++phase) rest[phase] = first[phase] - limit * beyond[phase];
  return {initially(first), 2.0 * initially(solve(std::move(rest)))};
}

ExactMoments PhaseType::clamped(double from, double to) const {
  const Limited low = from > 0.0 ? limited(from) : Limited{};
  const Limited high = limited(to);
  const double first = high.first - low.first;
  const double second = high.second - low.second - 2.0 * from * first;
  return {first, std::max(0.0, second - first * first)};
}

}  // namespace throughline
