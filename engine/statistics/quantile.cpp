// SPDX-License-Identifier: MIT
#include "statistics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace throughline {
namespace {

/// Of observations on the rarer side of a quantile: where they come in clusters, as on bad days, fewer say too little.
constexpr double fewest_beyond = 120.0;
/// Of their share, relative to it: two independent observations would know it so well.
constexpr double most_error_beyond = 0.70710678;

/// Of a gamma law whose mean of so many values is known with this error: four times its squared coefficient of
/// variation. Hall's interval is right for it, to the second order, so that so much skewness is no reason for doubt.
double squared_gamma_skewness(double mean, double error, double values) {
  return mean > 0.0 ? 4.0 * values * (error / mean) * (error / mean) : 0.0;
}

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

  const std::uint32_t first = LogBuckets::of(least_);
  const std::uint32_t last = LogBuckets::of(most_);
  Sum sum(first, last);
  const auto collect = [&](const HistogramSet& section, Buckets& buckets) {
    const auto keep = [&](std::uint32_t bucket, std::uint64_t count) { buckets.add(bucket, count); };
    if (histograms.size() == 1) return section.for_each(histograms.front(), keep);
    for (const std::uint32_t histogram : histograms) {
      section.for_each(histogram, [&](std::uint32_t bucket, std::uint64_t count) { sum.add(bucket, count); });
    }
    sum.take(keep);
  };
  all_.reserve(last - first + 1);
  if (sections.size() == 1) {
    collect(sections.front(), all_);
    return;
  }
  for (const HistogramSet& section : sections) collect(section, sections_.emplace_back());
  for (const Buckets& buckets : sections_) {
    for (std::size_t place = 0; place < buckets.numbers.size(); ++place)
      sum.add(buckets.numbers[place], buckets.through[place] - buckets.before(place));
  }
  sum.take([&](std::uint32_t bucket, std::uint64_t count) { all_.add(bucket, count); });
}

std::size_t PooledLaw::part_at(double rank) const {
  const auto part = std::partition_point(all_.through.begin(), all_.through.end(), [rank](std::uint64_t observations) {
    return static_cast<double>(observations) < rank;
  });
  return static_cast<std::size_t>((part == all_.through.end() ? part - 1 : part) - all_.through.begin());
}

double PooledLaw::value_at(double share) const {
  const double rank = std::clamp(share, 0.0, 1.0) * static_cast<double>(total_);
  const std::size_t part = part_at(rank);
  const auto [low, high] = ends(all_.numbers[part]);
  const std::uint64_t before = all_.before(part);
  const double within = (rank - static_cast<double>(before)) / static_cast<double>(all_.through[part] - before);
  return std::clamp(low + (high - low) * within, least_, most_);
}

std::pair<double, double> PooledLaw::ends(std::uint32_t bucket) const {
  const double low = std::max(LogBuckets::low(bucket), least_);
  return {low, bucket == 0 ? low : std::min(LogBuckets::high(bucket), most_)};
}

double PooledLaw::count_at_most(const Buckets& buckets, double value) const {
  const auto reached = std::partition_point(buckets.numbers.begin(), buckets.numbers.end(),
                                            [&](std::uint32_t bucket) { return ends(bucket).first <= value; });
  if (reached == buckets.numbers.begin()) return 0.0;
  const auto last = static_cast<std::size_t>(reached - buckets.numbers.begin()) - 1;
  const auto [low, high] = ends(buckets.numbers[last]);
  const auto before = static_cast<double>(buckets.before(last));
  const double within = value >= high ? 1.0 : (value - low) / (high - low);
  return before + (static_cast<double>(buckets.through[last]) - before) * within;
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

double PooledLaw::error_of_share(const std::vector<double>& residuals) const {
  const auto sections = static_cast<double>(residuals.size());
  double squares = 0.0;
  for (const double residual : residuals) squares += residual * residual;
  return std::sqrt(sections / (sections - 1.0) * squares) / static_cast<double>(total_);
}

std::string PooledLaw::obstacle(double share) const {
  if (section_totals_.size() < 2) return "one replication";
  const bool alone = std::count(section_totals_.begin(), section_totals_.end(), total_) == 1;
  if (alone) return "all observations in one replication";
  if (least_ == most_) return "";
  const double rarer = std::min(share, 1.0 - share);
  const double error = error_of_share(residuals(value_at(share)));
  const bool few = rarer * static_cast<double>(total_) < fewest_beyond || error > most_error_beyond * rarer;
  return few ? "too few observations beyond the quantile" : "";
}

PooledLaw::Tail PooledLaw::tail_beyond(std::size_t part) const {
  const auto total = static_cast<double>(total_);
  Tail tail{static_cast<double>(total_ - all_.through[part]) / total, {}};
  std::vector<double> moves;
  moves.reserve(sections_.size());
  for (std::size_t section = 0; section < sections_.size(); ++section) {
    const Buckets& buckets = sections_[section];
    const auto reached = std::upper_bound(buckets.numbers.begin(), buckets.numbers.end(), all_.numbers[part]);
    const auto place = static_cast<std::size_t>(reached - buckets.numbers.begin());
    const auto size = static_cast<double>(section_totals_[section]);
    moves.push_back((size - static_cast<double>(buckets.before(place)) - tail.share * size) / total);
  }
  tail.spread = spread_of(moves);
  const auto sections = static_cast<double>(sections_.size());
  tail.spread.error *= sections / (sections - 1.0);
  tail.spread.doubt =
      std::max(0.0, tail.spread.doubt - squared_gamma_skewness(tail.share, tail.spread.error, sections));
  return tail;
}

std::pair<std::size_t, std::size_t> PooledLaw::parts_with_tail(double share, std::size_t middle,
                                                               double confidence) const {
  const auto interval = [&](std::size_t part) {
    const Tail tail = tail_beyond(part);
    return interval_about(tail.share, tail.spread, confidence);
  };
  // Beyond what lies before the first part there are too many; beyond the last one there are too few.
  const auto first_where = [](std::size_t begin, std::size_t end, auto holds) {
    while (begin < end) {
      const std::size_t part = begin + (end - begin) / 2;
      holds(part) ? end = part : begin = part + 1;
    }
    return begin;
  };
  return {first_where(0, middle, [&](std::size_t part) { return *interval(part).low <= share; }),
          first_where(middle, all_.numbers.size() - 1, [&](std::size_t part) { return *interval(part).high < share; })};
}

Figure PooledLaw::quantile(double share, double confidence) const {
  if (total_ == 0) return Figure::absent("no observation");
  const double value = value_at(share);
  std::string reason = obstacle(share);
  if (!reason.empty()) return Figure::without_interval(value, std::move(reason));
  if (least_ == most_) return {value, value, value, {}};
  const auto total = static_cast<double>(total_);
  const std::size_t middle = part_at(share * total);
  auto [first, last] = parts_with_tail(1.0 - share, middle, confidence);
  const double reach =
      student_t(static_cast<double>(sections_.size()) - 1.0, confidence) * error_of_share(residuals(value));
  const bool doubtful = tail_beyond(middle).spread.doubt > 0.0;
  if (doubtful && share >= 0.5) {
    last = std::max(last, part_at((share + reach) * total));
  } else if (doubtful) {
    first = std::min(first, part_at((share - reach) * total));
  }
  // Where in its bucket an observation lies is not known: the interval takes whole buckets.
  return {value, ends(all_.numbers[first]).first, ends(all_.numbers[last]).second, {}};
}

std::optional<Influence> PooledLaw::influence(double share) const {
  if (total_ == 0 || !obstacle(share).empty()) return std::nullopt;
  Influence influence{value_at(share), std::vector<double>(section_totals_.size(), 0.0)};
  if (least_ == most_) return influence;
  const auto sections = static_cast<double>(section_totals_.size());
  const std::vector<double> residual = residuals(influence.value);
  const double error = error_of_share(residual);
  influence.harmless = squared_gamma_skewness(std::min(share, 1.0 - share), error, sections);
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
