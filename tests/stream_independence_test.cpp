// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "throughline/random_stream.hpp"

// Neighboring addresses must look like independent streams: the first number of each, taken along one part of the
// address and interleaved over several, is examined as if it were one generator.
namespace throughline {
namespace {

constexpr std::uint32_t numbers = 1U << 20U;

const std::uint64_t order = address_of("order");

std::uint64_t first_bits(std::uint64_t journey, std::uint64_t place, std::uint32_t visit, Purpose purpose) {
  return RandomStream(journey, place, visit, purpose).bits();
}

struct Walk {
  std::string name;
  std::function<std::uint64_t(std::uint32_t)> number;
};

// Keys and places are made where a walk first asks for them: every test is a process, and most ask for none.
std::uint64_t journey_key(std::uint64_t number) {
  static const std::vector<std::uint64_t> keys = [] {
    std::vector<std::uint64_t> all;
    for (std::uint64_t each = 0; each < numbers; ++each)
      all.push_back(SegmentLuck(1, 0, address_of("walk_in")).journey_key(each));
    return all;
  }();
  return keys[number];
}

std::uint64_t place(std::uint64_t number) {
  static const std::vector<std::uint64_t> places = [] {
    std::vector<std::uint64_t> all;
    for (int each = 0; each < 1024; ++each) all.push_back(address_of("step_" + std::to_string(each)));
    return all;
  }();
  return places[number];
}

std::vector<Walk> walks() {
  static const std::uint64_t key = SegmentLuck(1, 0, address_of("walk_in")).journey_key(0);
  return {
      {"journeys", [](std::uint32_t n) { return first_bits(journey_key(n), order, 0, Purpose::service); }},
      {"visits", [](std::uint32_t n) { return first_bits(key, order, n, Purpose::service); }},
      {"replications",
       [](std::uint32_t n) {
         return first_bits(SegmentLuck(1, n, address_of("walk_in")).journey_key(0), order, 0, Purpose::service);
       }},
      {"seeds",
       [](std::uint32_t n) {
         return first_bits(SegmentLuck(n, 0, address_of("walk_in")).journey_key(0), order, 0, Purpose::service);
       }},
      {"places_of_journeys",
       [](std::uint32_t n) { return first_bits(journey_key(n / 1024), place(n % 1024), 0, Purpose::service); }},
      {"purposes_of_visits",
       [](std::uint32_t n) { return first_bits(key, order, n / 10, static_cast<Purpose>(1 + n % 10)); }},
      {"purposes_of_journeys",
       [](std::uint32_t n) { return first_bits(journey_key(n / 10), order, 0, static_cast<Purpose>(1 + n % 10)); }},
      {"raw_consecutive_keys", [](std::uint32_t n) { return first_bits(n, order, 0, Purpose::service); }},
      {"numbers_of_one_draw",
       [stream = RandomStream(key, order, 0, Purpose::service)](std::uint32_t) mutable { return stream.bits(); }},
  };
}

class Streams : public ::testing::TestWithParam<Walk> {};

/// Standard normal if `count` cells were equally likely: Wilson and Hilferty (1931) make it so.
double chi_square_score(const std::vector<std::uint32_t>& cells) {
  double total = 0.0;
  for (const std::uint32_t count : cells) total += count;
  const double expected = total / static_cast<double>(cells.size());
  double statistic = 0.0;
  for (const std::uint32_t count : cells) statistic += (count - expected) * (count - expected) / expected;
  const double degrees = static_cast<double>(cells.size()) - 1.0;
  return (std::cbrt(statistic / degrees) - (1.0 - 2.0 / (9.0 * degrees))) / std::sqrt(2.0 / (9.0 * degrees));
}

TEST_P(Streams, FillCellsEvenlyAtBothEndsOfTheWord) {
  Walk walk = GetParam();
  std::vector<std::uint32_t> high(1U << 12U);
  std::vector<std::uint32_t> low(1U << 12U);
  for (std::uint32_t n = 0; n < numbers; ++n) {
    const std::uint64_t word = walk.number(n);
    ++high[word >> 52];
    ++low[word & 0xfff];
  }
  EXPECT_LT(std::abs(chi_square_score(high)), 4.0);
  EXPECT_LT(std::abs(chi_square_score(low)), 4.0);
}

TEST_P(Streams, FillPairsOfSuccessiveNumbersEvenly) {
  Walk walk = GetParam();
  std::vector<std::uint32_t> high(1U << 14U);
  std::vector<std::uint32_t> low(1U << 14U);
  std::uint64_t before = walk.number(0);
  for (std::uint32_t n = 1; n < numbers; ++n) {
    const std::uint64_t word = walk.number(n);
    ++high[(before >> 57) << 7 | word >> 57];
    ++low[(before & 127) << 7 | (word & 127)];
    before = word;
  }
  EXPECT_LT(std::abs(chi_square_score(high)), 4.0);
  EXPECT_LT(std::abs(chi_square_score(low)), 4.0);
}

TEST_P(Streams, HaveFairBitsThatFlipIndependently) {
  Walk walk = GetParam();
  std::array<double, 64> ones{};
  std::array<double, 64> flips{};
  std::uint64_t before = 0;
  for (std::uint32_t n = 0; n < numbers; ++n) {
    const std::uint64_t word = walk.number(n);
    for (unsigned bit = 0; bit < 64; ++bit) {
      ones[bit] += static_cast<double>(word >> bit & 1);
      flips[bit] += static_cast<double>((word ^ before) >> bit & 1);
    }
    before = word;
  }
  const double error = std::sqrt(numbers) / 2.0;
  for (unsigned bit = 0; bit < 64; ++bit) {
    EXPECT_LT(std::abs(ones[bit] - numbers / 2.0), 4.5 * error) << bit;
    EXPECT_LT(std::abs(flips[bit] - numbers / 2.0), 4.5 * error) << bit;
  }
}

TEST_P(Streams, AreUncorrelatedAtEveryShortLag) {
  Walk walk = GetParam();
  std::vector<double> uniforms(numbers);
  for (std::uint32_t n = 0; n < numbers; ++n) uniforms[n] = static_cast<double>(walk.number(n) >> 11) * 0x1p-53 - 0.5;
  for (std::uint32_t lag = 1; lag <= 32; ++lag) {
    double sum = 0.0;
    for (std::uint32_t n = lag; n < numbers; ++n) sum += uniforms[n] * uniforms[n - lag];
    EXPECT_LT(std::abs(12.0 * sum / std::sqrt(numbers - lag)), 4.5) << lag;
  }
}

TEST_P(Streams, SpaceTheirBirthdaysLikeChance) {
  // 2^15 birthdays in a year of 2^40 days have a number of equal spacings that is Poisson of mean 8 (Marsaglia, 1985).
  constexpr std::uint32_t birthdays = 1U << 15U;
  for (const unsigned shift : {0U, 24U}) {
    Walk walk = GetParam();
    double equal = 0.0;
    std::uint32_t n = 0;
    for (int year = 0; year < 32; ++year) {
      std::vector<std::uint64_t> days(birthdays);
      for (std::uint64_t& day : days) day = walk.number(n++) >> shift & 0xff'ffff'ffff;
      std::sort(days.begin(), days.end());
      for (std::size_t index = days.size(); --index > 0;) days[index] -= days[index - 1];
      std::sort(days.begin(), days.end());
      for (std::size_t index = 1; index < days.size(); ++index) equal += days[index] == days[index - 1] ? 1.0 : 0.0;
    }
    EXPECT_LT(std::abs(equal - 256.0), 4.0 * 16.0) << shift;
  }
}

INSTANTIATE_TEST_SUITE_P(Addresses, Streams, ::testing::ValuesIn(walks()),
                         [](const auto& walk) { return walk.param.name; });

TEST(Addresses, OneBitOfTheAddressFlipsHalfOfTheNumber) {
  // Avalanche, over both parts and every bit of each: no pair of bits is tied.
  constexpr int trials = 4096;
  double largest = 0.0;
  for (int part = 0; part < 2; ++part) {
    for (unsigned bit = 0; bit < 64; ++bit) {
      std::array<int, 64> flips{};
      for (int trial = 0; trial < trials; ++trial) {
        const std::uint64_t key = SegmentLuck(5, 0, 0).journey_key(static_cast<std::uint64_t>(trial));
        const std::uint64_t place = address_of(std::to_string(trial));
        const std::uint64_t flip = std::uint64_t{1} << bit;
        const std::uint64_t changed =
            first_bits(key, place, 0, Purpose::service) ^
            first_bits(part == 0 ? key ^ flip : key, part == 1 ? place ^ flip : place, 0, Purpose::service);
        for (unsigned out = 0; out < 64; ++out) flips[out] += static_cast<int>(changed >> out & 1);
      }
      for (const int count : flips)
        largest = std::max(largest, std::abs(count - trials / 2.0) / (std::sqrt(trials) / 2.0));
    }
  }
  EXPECT_LT(largest, 5.2);  // the largest of 8192 standard normals
}

}  // namespace
}  // namespace throughline
