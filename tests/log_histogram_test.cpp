// SPDX-License-Identifier: MIT
#include "statistics/log_histogram.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "throughline/random_stream.hpp"

namespace throughline {
namespace {

using Counts = std::map<std::uint32_t, std::uint64_t>;

Counts counts_of(const HistogramSet& set, std::uint32_t histogram) {
  Counts counts;
  std::uint32_t before = 0;
  set.for_each(histogram, [&](std::uint32_t bucket, std::uint64_t count) {
    EXPECT_TRUE(counts.empty() || bucket > before) << "from low to high";
    EXPECT_GT(count, 0U);
    before = bucket;
    counts[bucket] = count;
  });
  return counts;
}

TEST(LogBuckets, HoldWhatLiesBetweenTheirEnds) {
  RandomStream stream(1, 2, 3, Purpose::service);
  for (int n = 0; n < 100'000; ++n) {
    const double value = std::ldexp(1.0 + stream.uniform(), static_cast<int>(stream.bits() % 64) - 30);
    const std::uint32_t bucket = LogBuckets::of(value);
    ASSERT_LE(LogBuckets::low(bucket), value);
    ASSERT_LT(value, LogBuckets::high(bucket));
  }
}

TEST(LogBuckets, AreNarrowerThanATenthOfAPercent) {
  double widest = 0.0;
  for (std::uint32_t bucket = 1; bucket < LogBuckets::count; ++bucket) {
    widest = std::max(widest, LogBuckets::high(bucket) / LogBuckets::low(bucket) - 1.0);
    ASSERT_EQ(LogBuckets::of(LogBuckets::low(bucket)), bucket);
  }
  EXPECT_LT(widest, 0.001);
}

TEST(LogBuckets, TakeWhatIsTinyAndWhatIsHuge) {
  EXPECT_EQ(LogBuckets::of(0.0), 0U);
  EXPECT_EQ(LogBuckets::of(-0.0), 0U);
  EXPECT_EQ(LogBuckets::of(std::nextafter(0x1p-30, 0.0)), 0U);
  EXPECT_EQ(LogBuckets::of(0x1p-30), 1U);
  EXPECT_EQ(LogBuckets::of(std::nextafter(0x1p34, 0.0)), LogBuckets::count - 1);
  EXPECT_EQ(LogBuckets::of(0x1p34), LogBuckets::count - 1);
  EXPECT_EQ(LogBuckets::of(std::numeric_limits<double>::max()), LogBuckets::count - 1);
  EXPECT_EQ(LogBuckets::of(std::numeric_limits<double>::infinity()), LogBuckets::count - 1);
}

TEST(HistogramSet, CountsWhatWasAdded) {
  HistogramSet set(3);
  Counts expected;
  RandomStream stream(1, 2, 3, Purpose::service);
  double least = std::numeric_limits<double>::infinity();
  double most = 0.0;
  for (int n = 0; n < 100'000; ++n) {
    const double value = n % 5 == 0 ? 0.0 : 60.0 * stream.exponential();
    set.add(1, value);
    ++expected[LogBuckets::of(value)];
    least = std::min(least, value);
    most = std::max(most, value);
  }
  set.add(2, 7.0);
  set.compact();
  EXPECT_EQ(set.size(), 3U);
  EXPECT_EQ(counts_of(set, 0), Counts{});
  EXPECT_EQ(counts_of(set, 1), expected);
  EXPECT_EQ(counts_of(set, 2), (Counts{{LogBuckets::of(7.0), 1}}));
  EXPECT_EQ(set.total(0), 0U);
  EXPECT_EQ(set.total(1), 100'000U);
  EXPECT_EQ(set.least(1), least);
  EXPECT_EQ(set.most(1), most);
  EXPECT_EQ(set.least(2), 7.0);
  EXPECT_EQ(set.most(2), 7.0);
}

TEST(HistogramSet, KeepsEveryOctaveApart) {
  HistogramSet set(1);
  Counts expected;
  for (int exponent = -30; exponent < 34; ++exponent) {
    for (int times = 0; times <= exponent + 30; ++times) {
      set.add(0, std::ldexp(1.3, exponent));
      ++expected[LogBuckets::of(std::ldexp(1.3, exponent))];
    }
  }
  set.compact();
  EXPECT_EQ(expected.size(), 64U);
  EXPECT_EQ(counts_of(set, 0), expected);
}

TEST(HistogramSet, CountsBeyondSixteenBits) {
  HistogramSet set(2);
  for (int n = 0; n < 200'000; ++n) {
    set.add(0, 30.0);
    set.add(1, 30.0);
    if (n < 65'536) set.add(1, 45.0);
  }
  set.compact();
  EXPECT_EQ(counts_of(set, 0), (Counts{{LogBuckets::of(30.0), 200'000}}));
  EXPECT_EQ(counts_of(set, 1), (Counts{{LogBuckets::of(30.0), 200'000}, {LogBuckets::of(45.0), 65'536}}));
  EXPECT_EQ(set.total(1), 265'536U);
}

TEST(HistogramSet, TheOrderOfAddingDoesNotMatter) {
  std::vector<double> values;
  RandomStream stream(1, 2, 3, Purpose::service);
  for (int n = 0; n < 10'000; ++n) values.push_back(100.0 * stream.exponential());
  HistogramSet forward(1);
  HistogramSet backward(1);
  for (std::size_t n = 0; n < values.size(); ++n) {
    forward.add(0, values[n]);
    backward.add(0, values[values.size() - 1 - n]);
  }
  forward.compact();
  backward.compact();
  EXPECT_EQ(counts_of(forward, 0), counts_of(backward, 0));
  EXPECT_EQ(forward.least(0), backward.least(0));
  EXPECT_EQ(forward.most(0), backward.most(0));
}

}  // namespace
}  // namespace throughline
