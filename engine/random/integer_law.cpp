// SPDX-License-Identifier: MIT
#include "throughline/integer_law.hpp"

#include <algorithm>

#include "random/elementary.hpp"

namespace throughline {

IntegerLaw IntegerLaw::constant(std::uint32_t number) {
  return {Family::constant, static_cast<double>(number), {}};
}

IntegerLaw IntegerLaw::geometric(double mean) {
  return {Family::geometric, mean, {}};
}

IntegerLaw IntegerLaw::poisson(double mean) {
  return {Family::poisson, mean, {}};
}

IntegerLaw IntegerLaw::choice(std::vector<Option> options) {
  return {Family::choice, 0.0, std::move(options)};
}

double IntegerLaw::mean() const {
  if (family != Family::choice) return average;
  double sum = 0.0;
  for (const Option& option : options) sum += option.number * option.probability;
  return sum;
}

bool IntegerLaw::can_be_zero() const {
  if (family != Family::choice) return family == Family::poisson || average < 1.0;
  return std::any_of(options.begin(), options.end(),
                     [](const Option& option) { return option.number == 0 && option.probability > 0.0; });
}

std::uint64_t IntegerLaw::draw(RandomStream stream) const {
  switch (family) {
    case Family::constant:
      return static_cast<std::uint64_t>(average);
    case Family::geometric:
      // Whole units of an exponential whose every unit is survived with probability 1 - 1 / mean.
      if (average <= 1.0) return 1;
      return 1 + static_cast<std::uint64_t>(stream.exponential() / -log_portable(1.0 - 1.0 / average));
    case Family::poisson: {
      // Events of a Poisson process of rate 1 up to the mean.
      std::uint64_t number = 0;
      for (double time = stream.exponential(); time <= average; time += stream.exponential()) ++number;
      return number;
    }
    case Family::choice:
      break;
  }
  double left = stream.uniform();
  for (const Option& option : options) {
    if (left < option.probability) return option.number;
    left -= option.probability;
  }
  return options.back().number;
}

}  // namespace throughline
