// SPDX-License-Identifier: MIT
#include "statistics/least_squares.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <optional>

namespace throughline {
namespace {

double product(std::span<const double> one, std::span<const double> other) {
  double sum = 0.0;
  for (std::size_t row = 0; row < one.size(); ++row) sum += one[row] * other[row];
  return sum;
}

double norm(std::span<const double> vector) {
  // Scaled, so that squares neither overflow nor vanish.
  double largest = 0.0;
  for (const double each : vector) largest = std::max(largest, std::abs(each));
  if (largest == 0.0) return 0.0;
  double sum = 0.0;
  for (const double each : vector) sum += each / largest * (each / largest);
  return largest * std::sqrt(sum);
}

/// A matrix as reflections and what they leave of it, a triangle.
class Factors {
 public:
  explicit Factors(const MatrixColumns& matrix) {
    assert(matrix.empty() || matrix.size() <= matrix.front().size());
    for (const std::vector<double>& column : matrix) add(column);
  }

  std::vector<double> solve(std::vector<double> target) const {
    for (std::size_t place = 0; place < reflections_.size(); ++place) reflect(place, target);
    std::vector<double> solution(triangle_.size());
    for (std::size_t unknown = solution.size(); unknown-- > 0;) {
      double sum = target[unknown];
      for (std::size_t later = unknown + 1; later < solution.size(); ++later)
        sum -= triangle_[later][unknown] * solution[later];
      solution[unknown] = sum / triangle_[unknown][unknown];
    }
    return solution;
  }

 private:
  void add(std::vector<double> column) {
    const std::size_t place = reflections_.size();
    for (std::size_t before = 0; before < place; ++before) reflect(before, column);
    std::vector<double> reflection(column.begin() + static_cast<std::ptrdiff_t>(place), column.end());
    // Away from 0, whatever the sign: nothing cancels.
    const double length = std::copysign(norm(reflection), reflection.front());
    reflection.front() += length;
    const double size = norm(reflection);
    if (size > 0.0)
      for (double& each : reflection) each /= size;
    reflections_.push_back(std::move(reflection));
    column[place] = -length;
    column.resize(place + 1);
    triangle_.push_back(std::move(column));
  }

  void reflect(std::size_t place, std::vector<double>& vector) const {
    const std::vector<double>& reflection = reflections_[place];
    const double along = 2.0 * product(reflection, std::span(vector).subspan(place));
    for (std::size_t row = 0; row < reflection.size(); ++row) vector[place + row] -= along * reflection[row];
  }

  std::vector<std::vector<double>> reflections_;  ///< of length 1, from their row on
  std::vector<std::vector<double>> triangle_;     ///< by column, down to the diagonal
};

/// What is left of the target.
std::vector<double> residual(const MatrixColumns& matrix, std::span<const double> target,
                             std::span<const double> solution) {
  std::vector<double> left(target.begin(), target.end());
  for (std::size_t column = 0; column < matrix.size(); ++column) {
    for (std::size_t row = 0; row < left.size(); ++row) left[row] -= matrix[column][row] * solution[column];
  }
  return left;
}

/// Unknowns that are free and those that are held at a bound.
class ActiveSets {
 public:
  ActiveSets(const MatrixColumns& matrix, std::span<const double> target, std::span<const double> low,
             std::span<const double> high, std::vector<double> start)
      : matrix_(matrix), target_(target), low_(low), high_(high), at_(std::move(start)), free_(matrix.size(), true) {}

  std::vector<double> solve() {
    // Each round frees or holds one; the objective falls whenever one is freed, so that no set comes twice.
    const std::size_t most_rounds = 100 * (matrix_.size() + 1);
    std::optional<std::size_t> freed;
    for (std::size_t round = 0; round < most_rounds; ++round) {
      const std::vector<double> wanted = solution_of_free();
      if (freed && leads_out(*freed, wanted)) {
        // What rounding made look like a gain is none.
        free_[*freed] = false;
        refused_.push_back(*freed);
        freed.reset();
        continue;
      }
      if (move_towards(wanted)) {
        freed = gainful();
        if (!freed) break;
        free_[*freed] = true;
      } else {
        freed.reset();
        refused_.clear();
      }
    }
    return std::move(at_);
  }

 private:
  std::vector<double> solution_of_free() const {
    MatrixColumns columns;
    std::vector<double> held(at_);
    for (std::size_t unknown = 0; unknown < at_.size(); ++unknown) {
      if (!free_[unknown]) continue;
      columns.push_back(matrix_[unknown]);
      held[unknown] = 0.0;
    }
    const std::vector<double> found = least_squares(columns, residual(matrix_, target_, held));
    std::size_t place = 0;
    for (std::size_t unknown = 0; unknown < at_.size(); ++unknown)
      if (free_[unknown]) held[unknown] = found[place++];
    return held;
  }

  bool leads_out(std::size_t unknown, const std::vector<double>& wanted) const {
    return at_[unknown] == low_[unknown] ? wanted[unknown] <= low_[unknown] : wanted[unknown] >= high_[unknown];
  }

  /// As far as the bounds let it; true where it came all the way.
  bool move_towards(const std::vector<double>& wanted) {
    double share = 1.0;
    for (std::size_t unknown = 0; unknown < at_.size(); ++unknown) {
      if (!free_[unknown] || (wanted[unknown] >= low_[unknown] && wanted[unknown] <= high_[unknown])) continue;
      const double bound = wanted[unknown] < low_[unknown] ? low_[unknown] : high_[unknown];
      share = std::min(share, (bound - at_[unknown]) / (wanted[unknown] - at_[unknown]));
    }
    bool whole = true;
    for (std::size_t unknown = 0; unknown < at_.size(); ++unknown) {
      if (!free_[unknown]) continue;
      const bool out = wanted[unknown] < low_[unknown] || wanted[unknown] > high_[unknown];
      const double bound = wanted[unknown] < low_[unknown] ? low_[unknown] : high_[unknown];
      const bool first = out && (bound - at_[unknown]) / (wanted[unknown] - at_[unknown]) <= share;
      if (first) {
        at_[unknown] = bound;
        free_[unknown] = false;
        whole = false;
      } else {
        at_[unknown] = share == 1.0 ? wanted[unknown] : at_[unknown] + share * (wanted[unknown] - at_[unknown]);
      }
    }
    return whole;
  }

  /// The unknown at a bound that gains most by leaving it, if any does.
  std::optional<std::size_t> gainful() const {
    constexpr double rounding = 1e-12;
    const std::vector<double> left = residual(matrix_, target_, at_);
    const double size = norm(left);
    std::optional<std::size_t> best;
    double most = rounding;
    for (std::size_t unknown = 0; unknown < at_.size(); ++unknown) {
      const bool refused = std::find(refused_.begin(), refused_.end(), unknown) != refused_.end();
      if (free_[unknown] || refused || size == 0.0 || low_[unknown] == high_[unknown]) continue;
      const double length = norm(matrix_[unknown]);
      if (length == 0.0) continue;
      const double slope = product(matrix_[unknown], left) / (length * size);
      const double gain = at_[unknown] == low_[unknown] ? slope : -slope;
      if (gain <= most) continue;
      most = gain;
      best = unknown;
    }
    return best;
  }

  const MatrixColumns& matrix_;
  std::span<const double> target_, low_, high_;
  std::vector<double> at_;
  std::vector<bool> free_;
  std::vector<std::size_t> refused_;
};

}  // namespace

std::vector<double> least_squares(const MatrixColumns& matrix, std::span<const double> target) {
  return Factors(matrix).solve({target.begin(), target.end()});
}

std::vector<double> bounded_least_squares(const MatrixColumns& matrix, std::span<const double> target,
                                          std::span<const double> low, std::span<const double> high,
                                          std::vector<double> start) {
  return ActiveSets(matrix, target, low, high, std::move(start)).solve();
}

MatrixColumns target_effects(const MatrixColumns& matrix) {
  MatrixColumns effects(matrix.size());
  if (matrix.empty()) return effects;
  const Factors factors(matrix);
  const std::size_t rows = matrix.front().size();
  for (std::vector<double>& effect : effects) effect.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<double> unit(rows, 0.0);
    unit[row] = 1.0;
    const std::vector<double> moved = factors.solve(std::move(unit));
    for (std::size_t unknown = 0; unknown < moved.size(); ++unknown) effects[unknown][row] = moved[unknown];
  }
  return effects;
}

std::vector<ColumnDependence> dependences(const MatrixColumns& matrix, double precision) {
  std::vector<ColumnDependence> found;
  MatrixColumns kept;
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < matrix.size(); ++place) {
    ColumnDependence& dependence = found.emplace_back();
    std::vector<double> column = matrix[place];
    const double length = norm(column);
    if (length > 0.0)
      for (double& each : column) each /= length;
    const bool as_many_as_rows = kept.size() == column.size();
    const std::vector<double> sum = least_squares(kept, column);
    const double left = norm(residual(kept, column, sum));
    if (length > 0.0 && !as_many_as_rows && left > precision) {
      kept.push_back(std::move(column));
      places.push_back(place);
      continue;
    }
    dependence.independent = false;
    for (std::size_t other = 0; other < sum.size(); ++other)
      if (std::abs(sum[other]) > precision && length > 0.0) dependence.on.push_back(places[other]);
  }
  return found;
}

}  // namespace throughline
