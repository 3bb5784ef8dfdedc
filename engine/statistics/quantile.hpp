// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "statistics/influence.hpp"
#include "statistics/interval.hpp"
#include "statistics/log_histogram.hpp"

namespace throughline {

/// The pooled law of some histograms over all sections, ready for any number of quantiles.
class PooledLaw {
 public:
  /// Sections are groups of whole replications, compacted; `histograms` name the same ones in each, and are taken
  /// together.
  PooledLaw(std::span<const HistogramSet> sections, std::span<const std::uint32_t> histograms);

  std::uint64_t observations() const noexcept { return total_; }

  /// The share-quantile, within 0.1 %. Interval by sectioning: the spread over sections of the share of observations up
  /// to the quantile, turned back into durations through the pooled law (Woodruff, 1952; Asmussen and Glynn, 2007,
  /// III.4a).
  Figure quantile(double share, double confidence) const;

  /// How the sections move the share-quantile: the share of observations up to it, turned back into durations by the
  /// slope of the pooled law. None where the quantile has no interval.
  std::optional<Influence> influence(double share) const;

  /// Calls visit(bucket, count) for every bucket that is not empty, from low to high.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t part = 0; part < buckets_.size(); ++part) {
      visit(buckets_[part], through_[part] - through_before(part));
    }
  }

 private:
  using Buckets = std::vector<std::pair<std::uint32_t, std::uint64_t>>;
  std::uint64_t through_before(std::size_t part) const { return part == 0 ? 0 : through_[part - 1]; }

  /// The bucket in which the observation of this rank lies.
  std::size_t part_at(double rank) const;
  double value_at(double share) const;
  /// Ends of a bucket, as far as there are observations.
  std::pair<double, double> ends(std::uint32_t bucket) const;
  double count_at_most(const Buckets& buckets, double value) const;
  /// Why a quantile has no interval; empty where it has one.
  std::string obstacle() const;
  /// By how many observations each section has more up to the value than its size asks for.
  std::vector<double> residuals(double value) const;

  std::vector<std::uint32_t> buckets_;  ///< that are not empty, all sections together
  std::vector<std::uint64_t> through_;  ///< observations in each and all lower ones
  std::vector<Buckets> sections_;       ///< none where there is one of one histogram
  std::vector<std::uint64_t> section_totals_;
  std::uint64_t total_ = 0;
  double least_ = 0.0;
  double most_ = 0.0;
};

}  // namespace throughline
