// SPDX-License-Identifier: MIT
#include "statistics/log_histogram.hpp"

namespace throughline {
namespace {

/// Address space, not memory: most histograms stay within so many octaves, and then nothing is ever moved.
constexpr std::size_t expected_pages = 12;

}  // namespace

HistogramSet::HistogramSet(std::size_t histograms) : histograms_(histograms) {
  counts_.reserve((histograms * expected_pages + 1) * LogBuckets::per_octave);
  counts_.resize(LogBuckets::per_octave);
}

std::uint32_t HistogramSet::new_page() {
  const std::size_t page = counts_.size();
  counts_.resize(page + LogBuckets::per_octave);
  return static_cast<std::uint32_t>(page);
}

void HistogramSet::carry(std::uint32_t histogram, std::uint32_t bucket) {
  constexpr std::uint64_t full = std::uint64_t{std::numeric_limits<std::uint16_t>::max()} + 1;
  for (Carry& known : carries_) {
    if (known.histogram == histogram && known.bucket == bucket) {
      known.count += full;
      return;
    }
  }
  carries_.push_back({histogram, bucket, full});
}

std::uint64_t HistogramSet::carried(std::uint32_t histogram, std::uint32_t bucket) const noexcept {
  for (const Carry& known : carries_) {
    if (known.histogram == histogram && known.bucket == bucket) return known.count;
  }
  return 0;
}

void HistogramSet::compact() {
  if (!compacted_.empty()) return;
  std::vector<Compacted> compacted(histograms_.size());
  for (std::uint32_t histogram = 0; histogram < histograms_.size(); ++histogram) {
    const Histogram& entry = histograms_[histogram];
    compacted[histogram] = {entry.total, entry.least, entry.most, bytes_.size(), 0};
    std::uint32_t before = 0;
    for_each(histogram, [&](std::uint32_t bucket, std::uint64_t count) {
      encode(bucket - before);
      encode(count);
      before = bucket;
    });
    compacted[histogram].last = bytes_.size();
  }
  bytes_.shrink_to_fit();
  compacted_ = std::move(compacted);
  histograms_ = {};
  counts_ = {};
  carries_ = {};
}

void HistogramSet::encode(std::uint64_t number) {
  for (; number >= 128; number >>= 7) bytes_.push_back(static_cast<std::uint8_t>(number | 128));
  bytes_.push_back(static_cast<std::uint8_t>(number));
}

std::uint64_t HistogramSet::total(std::uint32_t histogram) const noexcept {
  return compacted_.empty() ? histograms_[histogram].total : compacted_[histogram].total;
}

double HistogramSet::least(std::uint32_t histogram) const noexcept {
  return compacted_.empty() ? histograms_[histogram].least : compacted_[histogram].least;
}

double HistogramSet::most(std::uint32_t histogram) const noexcept {
  return compacted_.empty() ? histograms_[histogram].most : compacted_[histogram].most;
}

}  // namespace throughline
