// SPDX-License-Identifier: MIT
#include "random/sampler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "laws.hpp"
#include "random/exact_moments.hpp"

namespace throughline {
namespace {

// Fewer where assertions and sanitizers make each draw slow; what they look for shows in any draw.
#ifdef NDEBUG
constexpr int draws = 1'000'000;
#else
constexpr int draws = 100'000;
#endif

/// Draws as the simulator makes them: a freshly addressed stream for each.
std::vector<double> sample_of(const Distribution& distribution, std::string_view name) {
  SamplerTable table;
  const std::uint32_t sampler = table.add(distribution);
  std::vector<double> sample(draws);
  for (std::uint32_t number = 0; number < draws; ++number) {
    RandomStream stream(SegmentLuck(1, 0, 0).journey_key(number), address_of(name), 0, Purpose::service);
    sample[number] = table.draw(sampler, stream);
  }
  return sample;
}

/// P(draw > x), shift, clamp and mixing included.
double drawn_above(const Distribution& law, double x) {
  if (x < law.minimum) return 1.0;
  if (x >= law.maximum) return 0.0;
  if (law.family != Family::mixture) return survival(law, x - law.shift);
  double sum = 0.0;
  for (std::size_t part = 0; part < law.parts.size(); ++part) {
    sum += law.weights[part] * drawn_above(law.parts[part], x - law.shift);
  }
  return sum;
}

class EveryLaw : public ::testing::TestWithParam<testing::Law> {};

TEST_P(EveryLaw, IsDrawnWithItsMomentsAndItsDistribution) {
  const Distribution& law = GetParam().distribution;
  std::vector<double> sample = sample_of(law, GetParam().name);
  std::sort(sample.begin(), sample.end());
  EXPECT_GE(sample.front(), law.lower_bound());
  EXPECT_LE(sample.back(), law.upper_bound());

  const double mean = law.mean();
  const double variance = law.variance();
  double sum = 0.0;
  double squares = 0.0;
  double fourths = 0.0;
  for (const double value : sample) {
    const double distance = value - mean;
    sum += distance;
    squares += distance * distance;
    fourths += distance * distance * distance * distance;
  }
  EXPECT_LE(std::abs(sum / draws), 4.0 * std::sqrt(variance / draws));
  const double error = std::sqrt(std::max(0.0, fourths / draws - variance * variance) / draws);
  EXPECT_LE(std::abs(squares / draws - variance), 4.0 * error + 1e-12 * variance);

  // Kolmogorov's distance on both sides of every value, so that atoms count; above 1.95 in one of a thousand samples.
  double distance = 0.0;
  for (int rank = 0; rank < draws; rank += draws / 10'000) {
    const double value = sample[static_cast<std::size_t>(rank)];
    const auto [first, last] = std::equal_range(sample.begin(), sample.end(), value);
    const double before = std::nextafter(value, -std::numeric_limits<double>::infinity());
    distance = std::max({distance, std::abs(static_cast<double>(sample.end() - last) / draws - drawn_above(law, value)),
                         std::abs(static_cast<double>(sample.end() - first) / draws - drawn_above(law, before))});
  }
  EXPECT_LT(distance * std::sqrt(draws), 1.95);
}

std::string test_name(const ::testing::TestParamInfo<testing::Law>& info) {
  std::string name;
  for (const char letter : info.param.name) {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0)
      name += letter;
    else if (letter == ' ')
      name += '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Sampler, EveryLaw, ::testing::ValuesIn(testing::every_law()), test_name);

TEST(Sampler, ShapesNearTheirLimitsStayFinite) {
  for (const Distribution& law : {Distribution::gamma_mean_cv(1.0, 100.0), Distribution::beta(0.0, 1.0, 0.001, 0.001),
                                  Distribution::beta(0.0, 1.0, 0.001, 1000.0), Distribution::weibull(0.05, 1.0),
                                  Distribution::lognormal_mean_cv(1.0, 50.0), Distribution::normal(-1000.0, 1.0),
                                  Distribution::hyperexponential(1.0, 1000.0)}) {
    SamplerTable table;
    const std::uint32_t sampler = table.add(law);
    for (std::uint32_t visit = 0; visit < 100'000; ++visit) {
      RandomStream stream(1, 2, visit, Purpose::service);
      const double value = table.draw(sampler, stream);
      ASSERT_TRUE(std::isfinite(value) && value >= 0.0) << law.description() << ": " << value;
    }
  }
}

TEST(Sampler, EqualDistributionsShareAnIndex) {
  SamplerTable table;
  const std::uint32_t first = table.add(Distribution::exponential(2.0));
  const std::uint32_t second = table.add(Distribution::exponential(3.0));
  EXPECT_NE(first, second);
  EXPECT_EQ(table.add(Distribution::exponential(2.0)), first);
  EXPECT_EQ(table.size(), 2U);
  EXPECT_EQ(table.distribution(second), Distribution::exponential(3.0));
}

TEST(Sampler, PartsOfMixturesKeepTheIndicesRight) {
  SamplerTable table;
  const Distribution inner =
      Distribution::mixture({0.5, 0.5}, {Distribution::exponential(2.0), Distribution::uniform(1.0, 2.0)});
  const Distribution outer = Distribution::mixture({0.5, 0.5}, {inner, Distribution::constant(7.0)});
  const std::uint32_t sampler = table.add(outer);
  EXPECT_EQ(table.distribution(sampler), outer);
  EXPECT_EQ(table.distribution(table.add(inner)), inner);
  EXPECT_EQ(table.distribution(table.add(Distribution::uniform(1.0, 2.0))), Distribution::uniform(1.0, 2.0));
  EXPECT_EQ(table.size(), 5U);
}

TEST(Sampler, TablesOfTheSameLawsAreEqual) {
  SamplerTable first;
  SamplerTable second;
  for (const testing::Law& law : testing::every_law()) {
    first.add(law.distribution);
    second.add(law.distribution);
  }
  EXPECT_EQ(first, second);
  second.add(Distribution::constant(1.0));
  EXPECT_FALSE(first == second);
}

TEST(Sampler, ADrawDependsOnItsLawAndItsStreamAlone) {
  SamplerTable alone;
  SamplerTable among_others;
  for (const testing::Law& law : testing::every_law()) among_others.add(law.distribution);
  const Distribution law = Distribution::gamma_mean_cv(70.0, 0.5);
  RandomStream one(1, 2, 3, Purpose::service);
  RandomStream other(1, 2, 3, Purpose::service);
  EXPECT_EQ(alone.draw(alone.add(law), one), among_others.draw(among_others.add(law), other));
  EXPECT_EQ(one.bits(), other.bits());
}

TEST(Sampler, AShorterMeanMakesTheSameCustomerFasterInProportion) {
  SamplerTable table;
  const std::uint32_t slow = table.add(Distribution::lognormal_mean_cv(60.0, 0.5));
  const std::uint32_t fast = table.add(Distribution::lognormal_mean_cv(30.0, 0.5));
  for (std::uint32_t visit = 0; visit < 100; ++visit) {
    RandomStream one(1, 2, visit, Purpose::service);
    RandomStream other(1, 2, visit, Purpose::service);
    EXPECT_NEAR(table.draw(slow, one), 2.0 * table.draw(fast, other), 1e-12);
  }
}

}  // namespace
}  // namespace throughline
