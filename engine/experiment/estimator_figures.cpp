// SPDX-License-Identifier: MIT
// From projections of the replications to figures; what is projected is in estimator.cpp.
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "experiment/estimator.hpp"
#include "statistics/ratio.hpp"
#include "statistics/standard_deviation.hpp"

namespace throughline {
namespace {

double share_of(Statistic statistic) {
  switch (statistic) {
    case Statistic::p50:
      return 0.50;
    case Statistic::p90:
      return 0.90;
    case Statistic::p95:
      return 0.95;
    default:
      return 0.99;
  }
}

/// 1, 2 or 5 times a power of ten, at least `width`.
double readable_width(double width) {
  const double power = std::pow(10.0, std::floor(std::log10(width)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= width) return step * power;
  }
  return 10.0 * power;
}

}  // namespace

Estimate Estimator::estimate(const MeasurePath& measure) const {
  const Observed observed = observe(measure);
  const Figure figure = figure_of(observed);
  Estimate estimate;
  estimate.unit = observed.unit;
  estimate.confidence = confidence_;
  estimate.replications = replications_.size();
  estimate.value = figure.value;
  estimate.low = figure.low;
  estimate.high = figure.high;
  estimate.reason = figure.reason;
  constexpr std::string_view parts = "replication";
  const std::size_t place = figure.reason.find(parts);
  if (program_.method == Method::batch_means && place != std::string::npos)
    estimate.reason.replace(place, parts.size(), "batch");
  estimate.observations = static_cast<std::uint64_t>(observed.observations);
  return estimate;
}

Figure Estimator::figure_of(const Observed& observed) const {
  switch (observed.kind) {
    case Observed::Kind::nothing:
      return Figure::absent(observed.reason);
    case Observed::Kind::certain:
      return Figure::without_interval(observed.numerators.front(), observed.reason);
    case Observed::Kind::ratio:
      return ratio_of_totals(observed.numerators, observed.denominators, confidence_);
    case Observed::Kind::share:
      return share_of_totals(observed.numerators, observed.denominators, confidence_);
    case Observed::Kind::law:
      break;
  }
  switch (observed.statistic) {
    case Statistic::none:
    case Statistic::mean:
      return pooled_mean(observed.moments, confidence_);
    case Statistic::sd:
      return pooled_standard_deviation(observed.moments, confidence_);
    default:
      return pooled(observed.histograms).quantile(share_of(observed.statistic), confidence_);
  }
}

std::optional<Influence> Estimator::influence(const MeasurePath& measure) const {
  const Observed observed = observe(measure);
  switch (observed.kind) {
    case Observed::Kind::nothing:
    case Observed::Kind::certain:
      return std::nullopt;
    case Observed::Kind::ratio:
    case Observed::Kind::share:
      return influence_of_ratio(observed.numerators, observed.denominators);
    case Observed::Kind::law:
      break;
  }
  switch (observed.statistic) {
    case Statistic::none:
    case Statistic::mean:
      return influence_of_mean(observed.moments);
    case Statistic::sd:
      return influence_of_standard_deviation(observed.moments);
    default:
      return pooled(observed.histograms).influence(share_of(observed.statistic));
  }
}

std::vector<std::optional<double>> Estimator::by_replication(const MeasurePath& measure) const {
  const Observed observed = observe(measure);
  std::vector<std::optional<double>> values;
  const auto add = [&values](double numerator, double denominator) {
    values.push_back(denominator > 0.0 ? std::optional(numerator / denominator) : std::nullopt);
  };
  if (observed.kind == Observed::Kind::ratio || observed.kind == Observed::Kind::share) {
    for (std::size_t index = 0; index < observed.numerators.size(); ++index)
      add(observed.numerators[index], observed.denominators[index]);
  }
  const bool is_mean = observed.statistic == Statistic::mean || observed.statistic == Statistic::none;
  if (observed.kind == Observed::Kind::law && is_mean) {
    for (const Moments& moments : observed.moments) add(moments.sum, moments.count);
  }
  return values;
}

const PooledLaw& Estimator::pooled(std::vector<std::uint32_t> histograms) const {
  // Without the empty ones many lists are the same: the waits of all are those of the served where nobody gives up.
  std::erase_if(histograms, [this](std::uint32_t histogram) {
    return std::all_of(sections_.begin(), sections_.end(),
                       [histogram](const HistogramSet& section) { return section.total(histogram) == 0; });
  });
  if (!pooled_ || pooled_histograms_ != histograms) {
    pooled_.emplace(sections_, histograms);
    pooled_histograms_ = std::move(histograms);
  }
  return *pooled_;
}

Observed Estimator::law(const MeasurePath& measure, const MomentsProjection& moments,
                        const std::vector<std::uint32_t>& histograms, const char* nothing) const {
  Observed observed;
  observed.kind = Observed::Kind::law;
  observed.statistic = measure.statistic;
  observed.histograms = histograms;
  for (const ReplicationResult& replication : replications_) {
    observed.moments.push_back(moments(replication));
    observed.observations += observed.moments.back().count;
  }
  return observed.observations == 0.0 ? Observed::nothing(Unit::seconds, nothing) : observed;
}

Observed Estimator::ratio(Unit unit, const Projection& numerator, const Projection& denominator,
                          const char* nothing) const {
  Observed observed;
  observed.unit = unit;
  observed.kind = unit == Unit::share ? Observed::Kind::share : Observed::Kind::ratio;
  for (const ReplicationResult& replication : replications_) {
    observed.numerators.push_back(numerator(replication));
    observed.denominators.push_back(denominator(replication));
    observed.observations += observed.denominators.back();
  }
  return observed.observations == 0.0 ? Observed::nothing(unit, nothing) : observed;
}

Observed Estimator::mean(Unit unit, const Projection& value) const {
  Observed observed;
  observed.unit = unit;
  observed.kind = Observed::Kind::ratio;
  for (const ReplicationResult& replication : replications_) observed.numerators.push_back(value(replication));
  observed.denominators.assign(replications_.size(), 1.0);
  observed.observations = static_cast<double>(replications_.size());
  return observed;
}

Observed Estimator::per_replication(Unit unit, const Projection& value) const {
  const auto batches = static_cast<double>(program_.batches_of_run());
  return mean(unit, [&value, batches](const ReplicationResult& result) { return batches * value(result); });
}

Observed Estimator::most(const Projection& value) const {
  if (program_.method == Method::replications) return mean(Unit::count, value);
  // The most of a run is the most of any batch, but how it varies from run to run batches do not tell.
  double most = 0.0;
  for (const ReplicationResult& batch : replications_) most = std::max(most, value(batch));
  Observed observed;
  observed.unit = Unit::count;
  observed.kind = Observed::Kind::certain;
  observed.observations = 1.0;
  observed.numerators = {most};
  observed.reason = "one run";
  return observed;
}

std::vector<HistogramSummary> Estimator::histograms() const {
  constexpr double bins = 40.0;
  std::vector<HistogramSummary> all;
  const auto add = [&](const std::string& path, const std::vector<std::uint32_t>& histograms) {
    const PooledLaw& law = pooled(histograms);
    if (law.observations() == 0) return;
    const double wide = *law.quantile(0.995, confidence_).value;
    const double width = readable_width(std::max(wide, 1e-9) / bins);
    const auto count = static_cast<std::size_t>(std::floor(wide / width)) + 1;
    HistogramSummary summary{path, {}};
    for (std::size_t bin = 0; bin < count; ++bin) {
      summary.bins.push_back({static_cast<double>(bin) * width, static_cast<double>(bin + 1) * width, 0});
    }
    // The last bin is open: it ends where the largest bucket does.
    law.for_each([&](std::uint32_t bucket, std::uint64_t observations) {
      const double middle = bucket == 0 ? 0.0 : (LogBuckets::low(bucket) + LogBuckets::high(bucket)) / 2.0;
      const std::size_t bin = std::min(static_cast<std::size_t>(middle / width), count - 1);
      summary.bins[bin].count += observations;
      if (bin == count - 1) summary.bins[bin].high = std::max(summary.bins[bin].high, LogBuckets::high(bucket));
    });
    all.push_back(std::move(summary));
  };
  std::vector<std::uint32_t> journeys;
  for (std::uint32_t segment = 0; segment < layout_.segments; ++segment)
    journeys.push_back(layout_.journey_time(segment));
  add("journey.time", journeys);
  for (std::uint32_t segment = 0; segment < layout_.segments && layout_.segments > 1; ++segment) {
    add("segment." + catalog_.names.segments[segment].key + ".journey.time", {layout_.journey_time(segment)});
  }
  for (std::size_t touchpoint = 0; touchpoint < catalog_.touchpoint_steps.size(); ++touchpoint) {
    std::vector<std::uint32_t> visits;
    for (const std::uint32_t step : catalog_.touchpoint_steps[touchpoint]) {
      for (std::uint32_t segment = 0; segment < layout_.segments; ++segment) {
        visits.push_back(layout_.time(step * layout_.segments + segment));
      }
    }
    add("touchpoint." + catalog_.names.touchpoints[touchpoint].key + ".time", visits);
  }
  return all;
}

std::vector<ConvergencePoint> Estimator::convergence() const {
  constexpr std::size_t most_points = 50;
  std::vector<double> sums;
  std::vector<double> counts;
  std::vector<ConvergencePoint> points;
  const std::size_t stride = std::max<std::size_t>(1, replications_.size() / most_points);
  for (const ReplicationResult& replication : replications_) {
    Moments moments;
    for (const JourneyTally& tally : replication.journeys) moments += tally.time;
    sums.push_back(moments.sum);
    counts.push_back(moments.count);
    if (sums.size() < 2 || (sums.size() % stride != 0 && sums.size() != replications_.size())) continue;
    const Figure mean = ratio_of_totals(sums, counts, confidence_);
    if (mean.low) points.push_back({sums.size(), *mean.value, *mean.low, *mean.high});
  }
  return points;
}

void Estimator::fill_flows(std::vector<RouteSummary>& routes) const {
  if (replications_.empty()) return;
  for (std::size_t route = 0; route < routes.size(); ++route) {
    double passages = 0.0;
    for (const ReplicationResult& replication : replications_) {
      for (std::size_t segment = 0; segment < layout_.segments; ++segment) {
        passages += replication.passages[route * layout_.segments + segment];
      }
    }
    routes[route].flow =
        passages * static_cast<double>(program_.batches_of_run()) / static_cast<double>(replications_.size());
  }
}

}  // namespace throughline
