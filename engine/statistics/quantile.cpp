// SPDX-License-Identifier: MIT
#include "statistics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace throughline {
namespace {

/// Counts of buckets that come in any order.
class Sum {
 public:
  Sum(std::uint32_t first, std::uint32_t last) : first_(first), range_(last - first + 1) {}

  void add(std::uint32_t bucket, std::uint64_t count) {
    if (counts_.empty()) counts_.resize(range_);
    counts_[bucket - first_] += count;
  }
  /// Gives what is not empty, from low to high, and is empty again.
  template <class Visit>
  void take(Visit visit) {
    for (std::uint32_t place = 0; place < counts_.size(); ++place) {
      if (counts_[place] > 0) visit(first_ + place, std::exchange(counts_[place], 0));
    }
  }

 private:
  std::uint32_t first_;
  std::size_t range_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace

PooledLaw::PooledLaw(std::span<const HistogramSet> sections, std::span<const std::uint32_t> histograms)
    : least_(std::numeric_limits<double>::infinity()) {
  for (const HistogramSet& section : sections) {
    std::uint64_t& total = section_totals_.emplace_back();
    for (const std::uint32_t histogram : histograms) {
      total += section.total(histogram);
      least_ = std::min(least_, section.least(histogram));
      most_ = std::max(most_, section.most(histogram));
    }
    total_ += total;
  }
  if (total_ == 0) return;

  std::uint64_t through = 0;
  const auto cumulate = [&](std::uint32_t bucket, std::uint64_t count) {
    buckets_.push_back(bucket);
    through_.push_back(through += count);
  };
  if (sections.size() == 1 && histograms.size() == 1) {  // nothing to add up
    std::size_t buckets = 0;
    sections.front().for_each(histograms.front(), [&](std::uint32_t, std::uint64_t) { ++buckets; });
    buckets_.reserve(buckets);
    through_.reserve(buckets);
    sections.front().for_each(histograms.front(), cumulate);
    return;
  }
  Sum sum(LogBuckets::of(least_), LogBuckets::of(most_));
  for (const HistogramSet& section : sections) {
    Buckets& buckets = sections_.emplace_back();
    const auto keep = [&](std::uint32_t bucket, std::uint64_t count) { buckets.emplace_back(bucket, count); };
    if (histograms.size() == 1) {
      section.for_each(histograms.front(), keep);
      continue;
    }
    for (const std::uint32_t histogram : histograms) {
      section.for_each(histogram, [&](std::uint32_t bucket, std::uint64_t count) { sum.add(bucket, count); });
    }
    sum.take(keep);
  }
  for (const Buckets& buckets : sections_) {
    for (const auto& [bucket, count] : buckets) sum.add(bucket, count);
  }
  sum.take(cumulate);
}

std::size_t PooledLaw::part_at(double rank) const {
  const auto part = std::partition_point(through_.begin(), through_.end(), [rank](std::uint64_t observations) {
    return static_cast<double>(observations) < rank;
  });
  return static_cast<std::size_t>((part == through_.end() ? part - 1 : part) - through_.begin());
}

double PooledLaw::value_at(double share) const {
  const double rank = std::clamp(share, 0.0, 1.0) * static_cast<double>(total_);
  const std::size_t part = part_at(rank);
  const auto [low, high] = ends(buckets_[part]);
  const std::uint64_t before = through_before(part);
  const double within = (rank - static_cast<double>(before)) / static_cast<double>(through_[part] - before);
  return std::clamp(low + (high - low) * within, least_, most_);
}

std::pair<double, double> PooledLaw::ends(std::uint32_t bucket) const {
  const double low = std::max(LogBuckets::low(bucket), least_);
  return {low, bucket == 0 ? low : std::min(LogBuckets::high(bucket), most_)};
}

double PooledLaw::count_at_most(const Buckets& buckets, double value) const {
  double sum = 0.0;
  for (const auto& [bucket, count] : buckets) {
    const auto [low, high] = ends(bucket);
    if (value < low) break;
    sum += static_cast<double>(count) * (value >= high ? 1.0 : (value - low) / (high - low));
  }
  return sum;
}

std::string PooledLaw::obstacle() const {
  if (section_totals_.size() < 2) return "one replication";
  const bool alone = std::count(section_totals_.begin(), section_totals_.end(), total_) == 1;
  return alone ? "all observations in one replication" : "";
}

std::vector<double> PooledLaw::residuals(double value) const {
  std::vector<double> below;
  double below_in_all = 0.0;
  for (const Buckets& buckets : sections_) {
    below.push_back(count_at_most(buckets, value));
    below_in_all += below.back();
  }
  const double reached = below_in_all / static_cast<double>(total_);
  for (std::size_t section = 0; section < below.size(); ++section) {
    below[section] -= reached * static_cast<double>(section_totals_[section]);
  }
  return below;
}

Figure PooledLaw::quantile(double share, double confidence) const {
  if (total_ == 0) return Figure::absent("no observation");
  const double value = value_at(share);
  std::string reason = obstacle();
  if (!reason.empty()) return Figure::without_interval(value, std::move(reason));
  if (least_ == most_) return {value, value, value, {}};

  const auto sections = static_cast<double>(section_totals_.size());
  double squares = 0.0;
  for (const double residual : residuals(value)) squares += residual * residual;
  const double error = std::sqrt(sections / (sections - 1.0) * squares) / static_cast<double>(total_);
  const double half_width = student_t(sections - 1.0, confidence) * error;
  if (share + half_width >= 1.0 || share - half_width <= 0.0) {
    return Figure::without_interval(value, "too few observations beyond the quantile");
  }
  // Where in its bucket an observation lies is not known: the interval takes whole buckets.
  const auto total = static_cast<double>(total_);
  return {value,
          ends(buckets_[part_at((share - half_width) * total)]).first,
          ends(buckets_[part_at((share + half_width) * total)]).second,
          {}};
}

std::optional<Influence> PooledLaw::influence(double share) const {
  if (total_ == 0 || !obstacle().empty()) return std::nullopt;
  Influence influence{value_at(share), std::vector<double>(section_totals_.size(), 0.0)};
  if (least_ == most_) return influence;
  const auto sections = static_cast<double>(section_totals_.size());
  const std::vector<double> residual = residuals(influence.value);
  double squares = 0.0;
  for (const double each : residual) squares += each * each;
  const double error = std::sqrt(sections / (sections - 1.0) * squares) / static_cast<double>(total_);
  // The slope over the width in which the quantile is likely to lie.
  const double reach = std::min({2.0 * error, share, 1.0 - share});
  if (reach == 0.0) return influence;
  const double slope = (value_at(share + reach) - value_at(share - reach)) / (2.0 * reach);
  const double scale = -slope * sections / ((sections - 1.0) * static_cast<double>(total_));
  for (std::size_t section = 0; section < residual.size(); ++section)
    influence.moves[section] = scale * residual[section];
  return influence;
}

}  // namespace throughline
