// SPDX-License-Identifier: MIT
#include "statistics/log_histogram.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace throughline {
namespace {

/// Address space, not memory: most histograms stay within so many octaves, and then nothing is ever moved.
constexpr std::size_t expected_pages = 12;

/// Short runs leave most counts of a page empty: so many are looked at together.
constexpr std::uint32_t counts_at_once = 8;
static_assert(LogBuckets::per_octave % counts_at_once == 0);

}  // namespace

HistogramSet::HistogramSet(std::size_t histograms) : histograms_(histograms), pages_(histograms * LogBuckets::octaves) {
  counts_.reserve((histograms * expected_pages + 1) * LogBuckets::per_octave);
  counts_.resize(LogBuckets::per_octave);
}

std::uint32_t HistogramSet::new_page() {
  counts_.resize(counts_.size() + LogBuckets::per_octave);
  return static_cast<std::uint32_t>(counts_.size() - LogBuckets::per_octave);
}

void HistogramSet::add_outside(std::uint32_t histogram, double value) {
  if (LogBuckets::of(value) == 0) {
    ++histograms_[histogram].zeros;
  } else {
    add(histogram, LogBuckets::low(LogBuckets::count - 1));
  }
}

void HistogramSet::carry(std::size_t slot) {
  if (carries_.empty()) {
    carries_.reserve((histograms_.size() * expected_pages + 1) * LogBuckets::per_octave);
    carries_.resize(LogBuckets::per_octave);
  }
  carry_pages_.resize(counts_.size() / LogBuckets::per_octave);
  std::uint32_t& page = carry_pages_[slot / LogBuckets::per_octave];
  if (page == 0) {
    page = static_cast<std::uint32_t>(carries_.size());
    carries_.resize(carries_.size() + LogBuckets::per_octave);
  }
  ++carries_[page + slot % LogBuckets::per_octave];
}

bool HistogramSet::carries(std::uint32_t page) const noexcept {
  const std::size_t index = page / LogBuckets::per_octave;
  return index < carry_pages_.size() && carry_pages_[index] != 0;
}

std::uint32_t HistogramSet::empty_from(std::uint32_t page, std::uint32_t place) const noexcept {
  std::uint32_t end = place;
  for (std::uint64_t together = 0; end < LogBuckets::per_octave; end += counts_at_once) {
    std::memcpy(&together, &counts_[std::size_t{page} + end], counts_at_once);
    if (together != 0) break;
  }
  return end - place;
}

std::uint64_t HistogramSet::carried(std::size_t slot) const noexcept {
  const std::uint32_t page = carry_pages_[slot / LogBuckets::per_octave];
  return std::uint64_t{carries_[page + slot % LogBuckets::per_octave]} << 8U;
}

void HistogramSet::compact() {
  assert(compacted_.empty());
  compacted_.resize(histograms_.size());
  for (std::uint32_t histogram = 0; histogram < histograms_.size(); ++histogram) {
    const Histogram& entry = histograms_[histogram];
    compacted_[histogram] = {0, entry.least, entry.most, bytes_.size(), 0};
    std::uint32_t before = 0;
    const auto keep = [&](std::uint32_t bucket, std::uint64_t count) {
      if (count == 0) return;
      compacted_[histogram].total += count;
      encode(bucket - std::exchange(before, bucket));
      encode(count);
    };
    keep(0, entry.zeros);
    for (std::uint32_t octave = 0; octave < LogBuckets::octaves; ++octave) {
      const std::uint32_t page = pages_[std::size_t{histogram} * LogBuckets::octaves + octave];
      if (page == 0) continue;
      const bool has_carries = carries(page);
      for (std::uint32_t place = 0; place < LogBuckets::per_octave; ++place) {
        if (place % counts_at_once == 0 && !has_carries) place += empty_from(page, place);
        if (place == LogBuckets::per_octave) break;
        const std::size_t slot = std::size_t{page} + place;
        keep(octave * LogBuckets::per_octave + place + 1, counts_[slot] + (has_carries ? carried(slot) : 0));
      }
    }
    compacted_[histogram].last = bytes_.size();
  }
  histograms_ = {};
  pages_ = {};
  counts_ = {};
  carry_pages_ = {};
  carries_ = {};
}

HistogramSet HistogramSet::merged(const HistogramSet& one, const HistogramSet& other) {
  assert(one.size() == other.size());
  using Buckets = std::vector<std::pair<std::uint32_t, std::uint64_t>>;
  const auto buckets_of = [](const HistogramSet& set, std::uint32_t histogram, Buckets& buckets) {
    buckets.clear();
    set.for_each(histogram,
                 [&buckets](std::uint32_t bucket, std::uint64_t count) { buckets.emplace_back(bucket, count); });
  };
  HistogramSet both;
  both.compacted_.reserve(one.size());
  Buckets mine;
  Buckets yours;
  for (std::uint32_t histogram = 0; histogram < one.size(); ++histogram) {
    buckets_of(one, histogram, mine);
    buckets_of(other, histogram, yours);
    const std::size_t first = both.bytes_.size();
    std::uint32_t before = 0;
    for (auto left = mine.cbegin(), right = yours.cbegin(); left != mine.cend() || right != yours.cend();) {
      const bool take_left = right == yours.cend() || (left != mine.cend() && left->first <= right->first);
      const bool take_right = left == mine.cend() || (right != yours.cend() && right->first <= left->first);
      const std::uint32_t bucket = take_left ? left->first : right->first;
      both.encode(bucket - std::exchange(before, bucket));
      both.encode((take_left ? left->second : 0) + (take_right ? right->second : 0));
      if (take_left) ++left;
      if (take_right) ++right;
    }
    both.compacted_.push_back({one.total(histogram) + other.total(histogram),
                               std::min(one.least(histogram), other.least(histogram)),
                               std::max(one.most(histogram), other.most(histogram)), first, both.bytes_.size()});
  }
  return both;
}

void HistogramSet::encode(std::uint64_t number) {
  for (; number >= 128; number >>= 7) bytes_.push_back(static_cast<std::uint8_t>(number | 128));
  bytes_.push_back(static_cast<std::uint8_t>(number));
}

}  // namespace throughline
