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

  /// The share-quantile, within 0.1 %. Interval by sectioning: it takes in every duration beyond which, as far as the
  /// spread over sections can tell, the right share of observations may lie (Francisco and Fuller, 1991). The spread is
  /// that of the duration itself, and its skewness counts, so that a few sections with most of the long waits are
  /// believed to be a few. Where they leave a doubt, as their skewness is beyond a gamma law's, the spread at the
  /// quantile is asked too, on the side on which fewer observations lie (Woodruff, 1952), and whichever reaches further
  /// has its way: either may have met no bad day by luck.
  ///
  /// No interval where fewer than 120 observations lie on that side, or where so few sections hold them that their
  /// share is known no better than that of two.
  Figure quantile(double share, double confidence) const;

  /// How the sections move the share-quantile: the share of observations up to it, turned back into durations by the
  /// slope of the pooled law. None where the quantile has no interval.
  std::optional<Influence> influence(double share) const;

  /// Calls visit(bucket, count) for every bucket that is not empty, from low to high.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t part = 0; part < all_.numbers.size(); ++part) {
      visit(all_.numbers[part], all_.through[part] - all_.before(part));
    }
  }

 private:
  /// Numbers of the buckets that are not empty, in order, and observations in each and all lower ones.
  struct Buckets {
    std::vector<std::uint32_t> numbers;
    std::vector<std::uint64_t> through;

    void reserve(std::size_t buckets) {
      numbers.reserve(buckets);
      through.reserve(buckets);
    }
    void add(std::uint32_t number, std::uint64_t count) {
      numbers.push_back(number);
      through.push_back((through.empty() ? 0 : through.back()) + count);
    }
    std::uint64_t before(std::size_t place) const { return place == 0 ? 0 : through[place - 1]; }
  };
  /// What the sections say of the share of observations beyond a bucket.
  struct Tail {
    double share = 0.0;
    Spread spread;
  };

  /// The bucket in which the observation of this rank lies.
  std::size_t part_at(double rank) const;
  double value_at(double share) const;
  /// Ends of a bucket, as far as there are observations.
  std::pair<double, double> ends(std::uint32_t bucket) const;
  double count_at_most(const Buckets& buckets, double value) const;
  /// Why the share-quantile has no interval; empty where it has one.
  std::string obstacle(double share) const;
  /// By how many observations each section has more up to the value than its size asks for.
  std::vector<double> residuals(double value) const;
  /// Standard error of the share of observations up to a value.
  double error_of_share(const std::vector<double>& residuals) const;
  Tail tail_beyond(std::size_t part) const;
  /// The first part and the last beyond whose ends the share of observations may be this.
  std::pair<std::size_t, std::size_t> parts_with_tail(double share, std::size_t middle, double confidence) const;

  Buckets all_;                    ///< all sections together
  std::vector<Buckets> sections_;  ///< none where there is one
  std::vector<std::uint64_t> section_totals_;
  std::uint64_t total_ = 0;
  double least_ = 0.0;
  double most_ = 0.0;
};

}  // namespace throughline
