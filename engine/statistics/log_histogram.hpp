// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace throughline {

/// Buckets of a duration: 1024 of equal width to each power of two of seconds, so that whatever is in a bucket lies
/// within 0.1 % of whatever else is in it. From 2^-30 s (a nanosecond) to 2^34 s (five centuries); bucket 0 holds what
/// is smaller, the last one what is larger.
struct LogBuckets {
  static constexpr int lowest_exponent = -30;
  static constexpr std::uint32_t octaves = 64;
  static constexpr std::uint32_t per_octave = 1024;
  static constexpr std::uint32_t count = octaves * per_octave + 1;

  /// Of a value that is not negative.
  static std::uint32_t of(double value) noexcept {
    // Adding 0 makes a plus of the sign of -0.
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(value + 0.0) >> mantissa_shift;
    return bits < first_bits ? 0
                             : static_cast<std::uint32_t>(std::min<std::uint64_t>(bits - first_bits, count - 2)) + 1;
  }
  /// Its bucket, counted from the first above bucket 0; count - 1 or more outside of the range.
  static std::uint64_t place_of(double value) noexcept {
    return (std::bit_cast<std::uint64_t>(value) >> mantissa_shift) - first_bits;
  }
  static double low(std::uint32_t bucket) noexcept {
    return bucket == 0 ? 0.0 : std::bit_cast<double>((first_bits + bucket - 1) << mantissa_shift);
  }
  static double high(std::uint32_t bucket) noexcept { return low(bucket + 1); }

 private:
  static constexpr unsigned mantissa_shift = 42;
  static constexpr std::uint64_t first_bits = static_cast<std::uint64_t>(1023 + lowest_exponent) << 10U;
};

/// Many histograms over LogBuckets at once: first values are added, then the set is compacted, then it is read. Adding
/// allocates only where a histogram meets an octave for the first time. Integer counts: the order of adding does not
/// matter, and none overflows below 10^12. Not thread-safe while values are added; threads may share a compacted set.
class HistogramSet {
 public:
  HistogramSet() = default;
  explicit HistogramSet(std::size_t histograms);

  /// Requires: value >= 0, not yet compacted.
  void add(std::uint32_t histogram, double value) {
    Histogram& entry = histograms_[histogram];
    entry.least = std::min(entry.least, value);
    entry.most = std::max(entry.most, value);
    const std::uint64_t place = LogBuckets::place_of(value);
    if (place >= LogBuckets::count - 1) [[unlikely]] {
      add_outside(histogram, value);
      return;
    }
    std::uint32_t& page = pages_[std::size_t{histogram} * LogBuckets::octaves + place / LogBuckets::per_octave];
    if (page == 0) [[unlikely]]
      page = new_page();
    const std::size_t slot = std::size_t{page} + place % LogBuckets::per_octave;
    if (++counts_[slot] == 0) [[unlikely]]
      carry(slot);
  }
  /// The same as add(histogram, 0).
  void add_zero(std::uint32_t histogram) {
    Histogram& entry = histograms_[histogram];
    entry.least = 0.0;
    ++entry.zeros;
  }

  /// Keeps the few bytes that the buckets in use need. What follows requires it.
  void compact();

  /// Both together, compacted. Requires: both are compacted, of the same size.
  static HistogramSet merged(const HistogramSet& one, const HistogramSet& other);

  std::size_t size() const noexcept { return compacted_.size(); }
  std::uint64_t total(std::uint32_t histogram) const noexcept { return compacted_[histogram].total; }
  /// Exact; infinity and 0 where nothing was added.
  double least(std::uint32_t histogram) const noexcept { return compacted_[histogram].least; }
  double most(std::uint32_t histogram) const noexcept { return compacted_[histogram].most; }

  /// Calls visit(bucket, count) for every bucket that is not empty, from low to high.
  template <class Visit>
  void for_each(std::uint32_t histogram, Visit visit) const {
    const Compacted& entry = compacted_[histogram];
    std::uint32_t bucket = 0;
    for (const std::uint8_t* byte = bytes_.data() + entry.first; byte != bytes_.data() + entry.last;) {
      bucket += static_cast<std::uint32_t>(decode(byte));
      visit(bucket, decode(byte));
    }
  }

 private:
  struct Histogram {
    std::uint64_t zeros = 0;
    double least = std::numeric_limits<double>::infinity();
    double most = 0.0;
  };
  /// Bytes [first, last): steps from bucket to bucket and counts, in turn, seven bits to a byte.
  struct Compacted {
    std::uint64_t total = 0;
    double least = 0.0;
    double most = 0.0;
    std::size_t first = 0;
    std::size_t last = 0;
  };

  void add_outside(std::uint32_t histogram, double value);
  std::uint32_t new_page();
  void carry(std::size_t slot);
  bool carries(std::uint32_t page) const noexcept;
  /// Requires: the page of the slot has carries.
  std::uint64_t carried(std::size_t slot) const noexcept;
  /// How many counts from this place of a page on are 0: whole groups, up to the end of the page.
  std::uint32_t empty_from(std::uint32_t page, std::uint32_t place) const noexcept;
  void encode(std::uint64_t number);
  static std::uint64_t decode(const std::uint8_t*& byte) noexcept {
    std::uint64_t number = *byte & 127U;
    for (unsigned shift = 7; (*byte++ & 128U) != 0; shift += 7) number |= std::uint64_t{*byte & 127U} << shift;
    return number;
  }

  std::vector<Histogram> histograms_;
  std::vector<std::uint32_t> pages_;  ///< by histogram and octave: where its counts begin; 0 = none yet
  /// Eight bits keep more buckets in the cache than wider counts would. The first page stays unused.
  std::vector<std::uint8_t> counts_;
  /// What did not fit: pages of their own, for those that ever overflow.
  std::vector<std::uint32_t> carry_pages_;  ///< by page: where its carries begin; 0 = none yet
  std::vector<std::uint32_t> carries_;      ///< in 256s; the first page stays unused
  std::vector<Compacted> compacted_;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace throughline
