// SPDX-License-Identifier: MIT
#include "statistics/interval.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace throughline {

double student_t(double degrees, double confidence) {
  const boost::math::students_t law(degrees);
  // Seven digits are plenty for a half-width, and keep from it what differs between CPUs: the last bits of the C
  // library's logarithms and powers.
  return static_cast<float>(boost::math::quantile(boost::math::complement(law, (1.0 - confidence) / 2.0)));
}

double normal_score(double t, double degrees) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  if (!std::isfinite(t)) return t;
  const boost::math::students_t law(degrees);
  const double beyond = boost::math::cdf(boost::math::complement(law, std::abs(t)));
  if (beyond < std::numeric_limits<double>::min()) return std::copysign(infinite, t);
  const double score = boost::math::quantile(boost::math::complement(boost::math::normal(), beyond));
  return std::copysign(static_cast<float>(score), static_cast<float>(t));
}

double chi_squared_beyond(double value, double degrees) {
  if (!std::isfinite(value)) return 0.0;
  const boost::math::chi_squared law(degrees);
  return static_cast<float>(boost::math::cdf(boost::math::complement(law, value)));
}

}  // namespace throughline
