// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace throughline {

/// The families of product.md, in its order. `parameters` of a Distribution hold what stands behind each name.
enum class Family : std::uint8_t {
  constant,          ///< value
  exponential,       ///< mean
  uniform,           ///< min, max
  triangular,        ///< min, mode, max
  normal,            ///< mean, standard deviation of the untruncated law; drawn by rejection above 0
  lognormal,         ///< mu, sigma of the logarithm
  gamma,             ///< shape, scale
  erlang,            ///< phases, mean of one phase
  weibull,           ///< shape, scale
  hyperexponential,  ///< probability of the first phase, mean of the first, mean of the second
  beta,              ///< min, max, alpha, beta
  pert,              ///< min, mode, max
  phase_type,        ///< table: n initial probabilities, then the n x n sub-generator, row by row
  empirical,         ///< table: the values, each equally likely
  mixture            ///< parts with weights
};

/// The law of a duration (seconds), as a value: copyable, comparable, immutable by habit. A draw is
/// clamp(law + shift, minimum, maximum). Parameters are trusted: the factories assert, the reader diagnoses.
struct Distribution {
  Family family = Family::constant;
  std::array<double, 4> parameters{};
  std::vector<double> table;
  std::vector<double> weights;      ///< of `parts`, sum 1
  std::vector<Distribution> parts;  ///< of a mixture
  double shift = 0.0;
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();

  static Distribution constant(double value);
  static Distribution exponential(double mean);
  static Distribution uniform(double min, double max);
  static Distribution triangular(double min, double mode, double max);
  static Distribution normal(double mean, double standard_deviation);
  static Distribution lognormal_mean_cv(double mean, double cv);
  static Distribution lognormal_median_p90(double median, double p90);
  static Distribution gamma_mean_cv(double mean, double cv);
  static Distribution erlang(double mean, std::uint32_t phases);
  static Distribution weibull(double shape, double scale);
  /// Two phases with balanced means, cv > 1 (Sauer and Chandy, 1975); cv = 1 gives the exponential.
  static Distribution hyperexponential(double mean, double cv);
  static Distribution beta(double min, double max, double alpha, double beta);
  static Distribution pert(double min, double mode, double max);
  static Distribution phase_type(std::vector<double> initial, const std::vector<std::vector<double>>& rates);
  static Distribution empirical(std::vector<double> values);
  static Distribution mixture(std::vector<double> weights, std::vector<Distribution> parts);

  /// Exact moments of what is drawn: after truncation, shift and clamping. Seconds, seconds squared. Their last bits
  /// may differ between CPUs: draws do not depend on them, and no result may.
  double mean() const;
  double variance() const;
  /// Smallest and largest value that can be drawn.
  double lower_bound() const;
  double upper_bound() const;
  /// True where two independent draws can be equal (constants, tables, clamped laws): such blueprints need exact tie
  /// order.
  bool has_atoms() const;
  /// `lognormal, mean 45 s, cv 0.6`: for people.
  std::string description() const;

  bool operator==(const Distribution&) const = default;
};

}  // namespace throughline
