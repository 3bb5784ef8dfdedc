// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace throughline {

/// Buckets of a duration: 512 of equal width to each power of two of seconds, so that a bucket's middle is within 0.1 %
/// of whatever is in it. From 2^-30 s (a nanosecond) to 2^34 s (five centuries); bucket 0 holds what is smaller.
struct LogBuckets {
  static constexpr int lowest_exponent = -30;
  static constexpr std::uint32_t octaves = 64;
  static constexpr std::uint32_t per_octave = 512;
  static constexpr std::uint32_t count = octaves * per_octave + 1;

  /// Of a value that is not negative.
  static std::uint32_t of(double value) noexcept {
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(value) >> mantissa_shift;
    return bits < first_bits ? 0
                             : static_cast<std::uint32_t>(std::min<std::uint64_t>(bits - first_bits, count - 2)) + 1;
  }
  static double low(std::uint32_t bucket) noexcept {
    return bucket == 0 ? 0.0 : std::bit_cast<double>((first_bits + bucket - 1) << mantissa_shift);
  }
  static double high(std::uint32_t bucket) noexcept { return low(bucket + 1); }

 private:
  static constexpr unsigned mantissa_shift = 43;
  static constexpr std::uint64_t first_bits = static_cast<std::uint64_t>(1023 + lowest_exponent) << 9U;
};

/// Many histograms over LogBuckets at once. Each keeps pages for the octaves it has seen, in an arena that all share:
/// adding allocates only where a histogram meets an octave for the first time. Integer counts: the order of adding does
/// not matter. Not thread-safe.
class HistogramSet {
 public:
  HistogramSet() = default;
  explicit HistogramSet(std::size_t histograms) : histograms_(histograms), counts_(LogBuckets::per_octave) {}

  /// Requires: value >= 0.
  void add(std::uint32_t histogram, double value) {
    Histogram& entry = histograms_[histogram];
    ++entry.total;
    entry.least = std::min(entry.least, value);
    entry.most = std::max(entry.most, value);
    const std::uint32_t bucket = LogBuckets::of(value);
    if (bucket == 0) {
      ++entry.zeros;
      return;
    }
    std::uint32_t& page = entry.pages[(bucket - 1) / LogBuckets::per_octave];
    if (page == 0) page = new_page();
    ++counts_[page + (bucket - 1) % LogBuckets::per_octave];
  }

  std::size_t size() const noexcept { return histograms_.size(); }
  std::uint64_t total(std::uint32_t histogram) const noexcept { return histograms_[histogram].total; }
  double least(std::uint32_t histogram) const noexcept { return histograms_[histogram].least; }
  double most(std::uint32_t histogram) const noexcept { return histograms_[histogram].most; }

  /// Calls visit(bucket, count) for every bucket that is not empty, from low to high.
  template <class Visit>
  void for_each(std::uint32_t histogram, Visit visit) const {
    const Histogram& entry = histograms_[histogram];
    if (entry.zeros > 0) visit(0U, entry.zeros);
    for (std::uint32_t octave = 0; octave < LogBuckets::octaves; ++octave) {
      const std::uint32_t page = entry.pages[octave];
      if (page == 0) continue;
      for (std::uint32_t place = 0; place < LogBuckets::per_octave; ++place) {
        if (counts_[page + place] > 0) visit(octave * LogBuckets::per_octave + place + 1, counts_[page + place]);
      }
    }
  }

 private:
  struct Histogram {
    std::uint64_t total = 0;
    std::uint32_t zeros = 0;
    double least = std::numeric_limits<double>::infinity();
    double most = 0.0;
    std::array<std::uint32_t, LogBuckets::octaves> pages{};  ///< offset of the octave's counts; 0 = none yet
  };

  std::uint32_t new_page() {
    const std::size_t page = counts_.size();
    counts_.resize(page + LogBuckets::per_octave);
    return static_cast<std::uint32_t>(page);
  }

  std::vector<Histogram> histograms_;
  std::vector<std::uint32_t> counts_;  ///< the first page stays unused
};

}  // namespace throughline
