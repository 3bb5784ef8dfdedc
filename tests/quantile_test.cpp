// SPDX-License-Identifier: MIT
#include "statistics/quantile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

HistogramSet section_of(const std::vector<double>& values) {
  HistogramSet set(1);
  for (const double value : values) set.add(0, value);
  set.compact();
  return set;
}

PooledLaw law_of(const std::vector<HistogramSet>& sections) {
  const std::uint32_t first = 0;
  return PooledLaw(sections, {&first, 1});
}

TEST(PooledLaw, FindsQuantilesWithinATenthOfAPercent) {
  RandomStream stream(1, 2, 3, Purpose::service);
  std::vector<double> values;
  std::vector<HistogramSet> sections;
  for (int section = 0; section < 10; ++section) {
    std::vector<double> some;
    for (int n = 0; n < 20'000; ++n) some.push_back(60.0 * stream.exponential());
    sections.push_back(section_of(some));
    values.insert(values.end(), some.begin(), some.end());
  }
  std::sort(values.begin(), values.end());
  const PooledLaw law = law_of(sections);
  EXPECT_EQ(law.observations(), values.size());
  for (const double share : {0.001, 0.1, 0.5, 0.9, 0.99, 0.999}) {
    const double exact = values[static_cast<std::size_t>(std::lround(share * 200'000.0)) - 1];
    const Figure quantile = law.quantile(share, 0.95);
    EXPECT_NEAR(*quantile.value, exact, 0.001 * exact) << share;
    EXPECT_LT(*quantile.low, *quantile.value);
    EXPECT_GT(*quantile.high, *quantile.value);
  }
}

TEST(PooledLaw, FindsAtomsWithinATenthOfAPercent) {
  // A bucket that holds one value only at its end: interpolation must not leave it.
  std::vector<double> values(1000, LogBuckets::high(LogBuckets::of(50.0)) * (1.0 - 1e-12));
  values.resize(1500, 1.0);
  values.resize(2000, 99.0);
  const PooledLaw law = law_of({section_of(values), section_of(values)});
  for (const double share : {0.26, 0.4, 0.5, 0.6, 0.74}) {
    EXPECT_NEAR(*law.quantile(share, 0.95).value, values.front(), 0.001 * values.front()) << share;
  }
}

TEST(PooledLaw, IntervalsTakeInTheWholeBucketOfAnAtom) {
  std::vector<double> values(90, 15.0);
  values.insert(values.end(), 30, 40.0);
  const PooledLaw law = law_of({section_of(values), section_of(values), section_of(values)});
  const Figure middle = law.quantile(0.5, 0.95);
  EXPECT_LE(*middle.low, 15.0);
  EXPECT_GE(*middle.high, 15.0);
}

TEST(PooledLaw, ZeroIsAValueLikeAnyOther) {
  std::vector<HistogramSet> sections;
  RandomStream stream(1, 2, 3, Purpose::service);
  for (int section = 0; section < 20; ++section) {
    std::vector<double> waits(600, 0.0);
    for (int n = 0; n < 400; ++n) waits.push_back(10.0 * stream.exponential());
    sections.push_back(section_of(waits));
  }
  const PooledLaw law = law_of(sections);
  EXPECT_EQ(law.quantile(0.5, 0.95).value, 0.0);
  EXPECT_EQ(law.quantile(0.5, 0.95).high, 0.0);
  // P(wait > x) = 0.4 e^-x/10.
  const Figure quantile = law.quantile(0.9, 0.95);
  EXPECT_LT(*quantile.low, 10.0 * std::log(4.0));
  EXPECT_GT(*quantile.high, 10.0 * std::log(4.0));
}

TEST(PooledLaw, TakesSeveralHistogramsTogether) {
  HistogramSet set(3);
  for (int n = 0; n < 100; ++n) {
    set.add(0, 10.0);
    set.add(1, 1000.0);
    set.add(2, 20.0);
  }
  set.compact();
  const std::vector<HistogramSet> sections = {set, set};
  const std::vector<std::uint32_t> outer = {0, 2};
  const PooledLaw law(sections, outer);
  EXPECT_EQ(law.observations(), 400U);
  EXPECT_NEAR(*law.quantile(0.25, 0.95).value, 10.0, 0.01);
  EXPECT_EQ(*law.quantile(1.0, 0.95).value, 20.0);
}

TEST(PooledLaw, PoolsSectionsInAnyOrder) {
  RandomStream stream(1, 2, 3, Purpose::service);
  std::vector<HistogramSet> sections;
  for (int section = 0; section < 7; ++section) {
    std::vector<double> values;
    for (int n = 0; n < 100 * (section + 1); ++n) values.push_back(stream.exponential());
    sections.push_back(section_of(values));
  }
  const Figure forward = law_of(sections).quantile(0.8, 0.95);
  std::reverse(sections.begin(), sections.end());
  const Figure backward = law_of(sections).quantile(0.8, 0.95);
  EXPECT_EQ(forward.value, backward.value);
  EXPECT_NEAR(*forward.low, *backward.low, 1e-12);
  EXPECT_NEAR(*forward.high, *backward.high, 1e-12);
}

TEST(PooledLaw, OneValueIsItsOwnInterval) {
  const PooledLaw law = law_of({section_of({30.0, 30.0}), section_of({30.0})});
  const Figure quantile = law.quantile(0.9, 0.95);
  EXPECT_EQ(quantile.value, 30.0);
  EXPECT_EQ(quantile.low, 30.0);
  EXPECT_EQ(quantile.high, 30.0);
}

TEST(PooledLaw, SaysWhyThereIsNoInterval) {
  EXPECT_EQ(law_of({section_of({}), section_of({})}).quantile(0.5, 0.95).reason, "no observation");
  EXPECT_FALSE(law_of({section_of({})}).quantile(0.5, 0.95).value);
  EXPECT_EQ(law_of({section_of({1.0, 2.0})}).quantile(0.5, 0.95).reason, "one replication");
  const Figure lone = law_of({section_of({1.0, 2.0, 3.0}), section_of({})}).quantile(0.5, 0.95);
  EXPECT_EQ(lone.reason, "all observations in one replication");
  EXPECT_TRUE(lone.value);
  EXPECT_FALSE(lone.low);
  std::vector<HistogramSet> few;
  RandomStream stream(1, 2, 3, Purpose::service);
  for (int section = 0; section < 5; ++section) few.push_back(section_of({stream.exponential(), stream.exponential()}));
  const Figure rare = law_of(few).quantile(0.99, 0.95);
  EXPECT_TRUE(rare.value);
  EXPECT_FALSE(rare.high);
  EXPECT_EQ(rare.reason, "too few observations beyond the quantile");
}

std::vector<HistogramSet> sections_of(int count, int size) {
  RandomStream stream(1, 2, 3, Purpose::service);
  std::vector<HistogramSet> sections;
  for (int section = 0; section < count; ++section) {
    std::vector<double> values(static_cast<std::size_t>(size));
    for (double& value : values) value = stream.exponential();
    sections.push_back(section_of(values));
  }
  return sections;
}

TEST(PooledLaw, NeedsObservationsBeyondTheQuantile) {
  const std::vector<HistogramSet> few = sections_of(40, 29);
  EXPECT_EQ(law_of(few).quantile(0.9, 0.95).reason, "too few observations beyond the quantile");
  EXPECT_FALSE(law_of(few).influence(0.9));
  EXPECT_TRUE(law_of(few).quantile(0.5, 0.95).low);
  const std::vector<HistogramSet> enough = sections_of(40, 31);
  EXPECT_TRUE(law_of(enough).quantile(0.9, 0.95).low);
  EXPECT_TRUE(law_of(enough).influence(0.9));
}

TEST(PooledLaw, IsNotKnownWhereOneSectionHoldsAllThatLiesBeyond) {
  std::vector<HistogramSet> sections = sections_of(30, 410);
  EXPECT_TRUE(law_of(sections).quantile(0.99, 0.95).high);
  std::vector<double> long_ones;
  for (int value = 0; value < 410; ++value) long_ones.push_back(1000.0 + 10.0 * value);
  sections.front() = section_of(long_ones);
  EXPECT_EQ(law_of(sections).quantile(0.99, 0.95).reason, "too few observations beyond the quantile");
  EXPECT_TRUE(law_of(sections).quantile(0.9, 0.95).high);
}

TEST(PooledLaw, IntervalsOfBadDaysCoverAsPromised) {
  // Days differ by an exponential factor, so that most of the longest tenth are of a few days. P(X > x) is the integral
  // of exp(-f - x / f) over f. The share of a day that lies beyond is at most 1, so its tail is lighter than a gamma
  // law's, and the interval errs on the careful side.
  constexpr int experiments = 1000;
  const double p90 = 2.5829684;
  int held = 0;
  for (std::uint32_t number = 0; number < experiments; ++number) {
    RandomStream stream(7, 8, number, Purpose::service);
    std::vector<HistogramSet> sections;
    for (int section = 0; section < 30; ++section) {
      const double factor = stream.exponential();
      std::vector<double> values(60);
      for (double& value : values) value = factor * stream.exponential();
      sections.push_back(section_of(values));
    }
    const Figure figure = law_of(sections).quantile(0.9, 0.95);
    held += *figure.low <= p90 && p90 <= *figure.high ? 1 : 0;
  }
  EXPECT_GT(static_cast<double>(held) / experiments, 0.94);
  EXPECT_LT(static_cast<double>(held) / experiments, 0.985);
}

TEST(PooledLaw, IntervalsCoverAsPromised) {
  // Days that differ: the service times of a day share a factor, which the sections must show.
  constexpr int experiments = 1000;
  int held_median = 0;
  int held_p90 = 0;
  // P(X > x) for X = F E, F uniform on (0.5, 1.5): the quantiles by integration over F.
  const double median = 0.6540053072;
  const double p90 = 2.3435306338;
  for (std::uint32_t number = 0; number < experiments; ++number) {
    RandomStream stream(5, 6, number, Purpose::service);
    std::vector<HistogramSet> sections;
    for (int section = 0; section < 30; ++section) {
      const double factor = 0.5 + stream.uniform();
      std::vector<double> values(60);
      for (double& value : values) value = factor * stream.exponential();
      sections.push_back(section_of(values));
    }
    const PooledLaw law = law_of(sections);
    const Figure middle = law.quantile(0.5, 0.95);
    const Figure upper = law.quantile(0.9, 0.95);
    held_median += *middle.low <= median && median <= *middle.high ? 1 : 0;
    held_p90 += *upper.low <= p90 && p90 <= *upper.high ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(held_median) / experiments, 0.95, 0.03);
  EXPECT_NEAR(static_cast<double>(held_p90) / experiments, 0.95, 0.03);
}

}  // namespace
}  // namespace throughline
