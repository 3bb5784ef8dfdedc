// SPDX-License-Identifier: MIT
#include "throughline/random_stream.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace throughline {
namespace {

/// The finalizer of SplitMix64 with its published constants.
std::uint64_t spread(std::uint64_t hash) {
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
  return hash ^ (hash >> 31);
}

TEST(RandomStream, AddressesAreThePublishedHashesOfTheText) {
  // FNV-1a, 64 bits: the authors' test vectors.
  EXPECT_EQ(address_of(""), spread(0xcbf29ce484222325));
  EXPECT_EQ(address_of("a"), spread(0xaf63dc4c8601ec8c));
  EXPECT_EQ(address_of("foobar"), spread(0x85944171f73967e8));
  EXPECT_EQ(address_of("foobar"), 0x404da9e3b74078c2U);
}

TEST(RandomStream, AddressesOfManyKeysDiffer) {
  std::set<std::uint64_t> addresses;
  for (int n = 0; n < 100'000; ++n) addresses.insert(address_of("step_" + std::to_string(n)));
  EXPECT_EQ(addresses.size(), 100'000U);
  EXPECT_NE(address_of("ab"), address_of("ba"));
}

TEST(RandomStream, LuckOfSegmentsIsThePublishedAnswersOfPhilox) {
  // kat_vectors of Random123 (Salmon and others, 2011): philox4x32 with 10 rounds; the seed is its key, replication and
  // segment are its counter.
  const SegmentLuck zeros(0, 0, 0);
  EXPECT_EQ(zeros.first, 0xe169c58d6627e8d5U);
  EXPECT_EQ(zeros.second, 0x9b00dbd8bc57ac4cU);
  const std::uint64_t all = ~std::uint64_t{0};
  const SegmentLuck ones(all, all, all);
  EXPECT_EQ(ones.first, 0x41c83b0e408f276dU);
  EXPECT_EQ(ones.second, 0x6d5451fda20bc7c6U);
  const SegmentLuck pi(0x299f31d0a4093822, 0x85a308d3243f6a88, 0x0370734413198a2e);
  EXPECT_EQ(pi.first, 0x94fdccebd16cfe09U);
  EXPECT_EQ(pi.second, 0x24126ea15001e420U);
}

TEST(RandomStream, JourneyKeysDifferInEveryPartOfTheAddress) {
  std::set<std::uint64_t> keys;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (std::uint64_t replication = 0; replication < 10; ++replication) {
      for (std::uint64_t segment = 0; segment < 10; ++segment) {
        for (std::uint64_t number = 0; number < 100; ++number) {
          keys.insert(SegmentLuck(seed, replication, address_of(std::to_string(segment))).journey_key(number));
        }
      }
    }
  }
  EXPECT_EQ(keys.size(), 100'000U);
}

TEST(RandomStream, ItsNumbersNeverChange) {
  // Pinned: a blueprint that was simulated once gives the same answer in every later version.
  RandomStream stream(SegmentLuck(1, 0, address_of("walk_in")).journey_key(0), address_of("order"), 0,
                      Purpose::service);
  EXPECT_EQ(stream.bits(), 0x68d890b6e9ad1ec5U);
  EXPECT_EQ(stream.bits(), 0xe3f109192e74ccb3U);
  EXPECT_EQ(stream.uniform(), 0x1.46a4299c6e448p-4);
  EXPECT_EQ(stream.exponential(), 0x1.33ce323f851f2p+1);
  EXPECT_EQ(stream.normal(), -0x1.547d84ad5bff4p+1);
}

TEST(RandomStream, TheSameAddressGivesTheSameNumbers) {
  RandomStream first(7, 8, 9, Purpose::patience);
  RandomStream again(7, 8, 9, Purpose::patience);
  for (int n = 0; n < 100; ++n) EXPECT_EQ(first.bits(), again.bits());
}

TEST(RandomStream, EveryPartOfTheAddressCounts) {
  std::set<std::uint64_t> words;
  for (std::uint64_t journey = 0; journey < 10; ++journey) {
    for (std::uint64_t place = 0; place < 10; ++place) {
      for (std::uint32_t visit = 0; visit < 10; ++visit) {
        for (std::uint64_t purpose = 1; purpose <= 10; ++purpose) {
          words.insert(RandomStream(journey, place, visit, static_cast<Purpose>(purpose)).bits());
        }
      }
    }
  }
  EXPECT_EQ(words.size(), 10'000U);
}

TEST(RandomStream, UniformNumbersLieStrictlyInsideTheUnitInterval) {
  RandomStream stream(1, 2, 3, Purpose::route);
  double least = 1.0;
  double most = 0.0;
  double sum = 0.0;
  constexpr int draws = 1'000'000;
  for (int n = 0; n < draws; ++n) {
    const double uniform = stream.uniform();
    least = std::min(least, uniform);
    most = std::max(most, uniform);
    sum += uniform;
  }
  EXPECT_GT(least, 0.0);
  EXPECT_LT(most, 1.0);
  EXPECT_LT(least, 1e-4);
  EXPECT_GT(most, 1.0 - 1e-4);
  EXPECT_NEAR(sum / draws, 0.5, 4.0 * std::sqrt(1.0 / 12.0 / draws));
}

/// Largest distance between the empirical and the true distribution function, times the root of the sample size
/// (Kolmogorov, 1933): above 1.95 in one of a thousand samples.
template <class Function>
double kolmogorov(std::vector<double> sample, Function distribution) {
  std::sort(sample.begin(), sample.end());
  const auto size = static_cast<double>(sample.size());
  double distance = 0.0;
  for (std::size_t rank = 0; rank < sample.size(); ++rank) {
    const double exact = distribution(sample[rank]);
    distance =
        std::max({distance, exact - static_cast<double>(rank) / size, static_cast<double>(rank + 1) / size - exact});
  }
  return distance * std::sqrt(size);
}

TEST(RandomStream, ExponentialsFollowTheirLaw) {
  RandomStream stream(11, 12, 13, Purpose::service);
  std::vector<double> sample(1'000'000);
  for (double& value : sample) value = stream.exponential();
  EXPECT_LT(kolmogorov(sample, [](double x) { return -std::expm1(-x); }), 1.95);
}

TEST(RandomStream, NormalsFollowTheirLaw) {
  RandomStream stream(11, 12, 13, Purpose::service);
  std::vector<double> sample(1'000'000);
  for (double& value : sample) value = stream.normal();
  EXPECT_LT(kolmogorov(sample, [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }), 1.95);
}

TEST(RandomStream, TailsBeyondTheZigguratFollowTheirLaw) {
  // The exponential beyond 7.697 begins again; the normal beyond 3.654 has its own rejection.
  RandomStream stream(21, 22, 23, Purpose::service);
  std::vector<double> exponential;
  std::vector<double> normal;
  for (int n = 0; n < 20'000'000; ++n) {
    if (const double value = stream.exponential(); value > 7.69711747013104972) exponential.push_back(value);
    if (const double value = std::abs(stream.normal()); value > 3.6541528853610088) normal.push_back(value);
  }
  const double exponential_expected = 20e6 * std::exp(-7.69711747013104972);
  EXPECT_NEAR(static_cast<double>(exponential.size()), exponential_expected, 4.0 * std::sqrt(exponential_expected));
  EXPECT_LT(kolmogorov(exponential, [](double x) { return -std::expm1(7.69711747013104972 - x); }), 1.95);
  const double beyond = std::erfc(3.6541528853610088 / std::sqrt(2.0));
  EXPECT_NEAR(static_cast<double>(normal.size()), 20e6 * beyond, 4.0 * std::sqrt(20e6 * beyond));
  EXPECT_LT(kolmogorov(normal, [beyond](double x) { return 1.0 - std::erfc(x / std::sqrt(2.0)) / beyond; }), 1.95);
}

/// What the fingerprint program prints under an environment.
std::string fingerprint(const std::string& environment) {
  const std::string command = environment + " " THROUGHLINE_RANDOM_FINGERPRINT;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::array<char, 64> line{};
  if (!pipe || fgets(line.data(), line.size(), pipe.get()) == nullptr) return {};
  return line.data();
}

TEST(RandomStream, DrawsHaveTheSameBitsOnEveryCpu) {
  const std::string here = fingerprint("");
  ASSERT_EQ(here.size(), 34U);
  const std::string plain =
      fingerprint("GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX2_Usable,-FMA_Usable,-FMA4_Usable");
  EXPECT_EQ(plain.substr(0, 16), here.substr(0, 16));
  EXPECT_EQ(here.substr(0, 16), "dc9ee5e6ed109419");
}

}  // namespace
}  // namespace throughline
