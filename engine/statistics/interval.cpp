// SPDX-License-Identifier: MIT
#include "statistics/interval.hpp"

#include <boost/math/distributions/students_t.hpp>

namespace throughline {

double student_t(double degrees, double confidence) {
  const boost::math::students_t law(degrees);
  // Seven digits are plenty for a half-width, and keep from it what differs between CPUs: the last bits of the C
  // library's logarithms and powers.
  return static_cast<float>(boost::math::quantile(boost::math::complement(law, (1.0 - confidence) / 2.0)));
}

}  // namespace throughline
