// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "experiment/observed.hpp"
#include "model/catalog.hpp"
#include "model/program.hpp"
#include "simulation/recorder.hpp"
#include "statistics/influence.hpp"
#include "statistics/quantile.hpp"
#include "throughline/result.hpp"

namespace throughline {

/// Turns the tallies and histograms of an experiment into figures with intervals, by the definitions of the dictionary
/// of measures: ratios of totals, pooled quantiles, means over replications. Keeps references to what it is given. Not
/// thread-safe.
class Estimator {
 public:
  Estimator(const Program& program, const Catalog& catalog, const std::vector<ReplicationResult>& replications,
            const std::vector<HistogramSet>& sections, double confidence);

  Estimate estimate(const MeasurePath& measure) const;
  /// How the replications, or sections of them, move the figure; none where it has no interval.
  std::optional<Influence> influence(const MeasurePath& measure) const;

  /// The figure of each single replication; empty where single ones have none, as of quantiles.
  std::vector<std::optional<double>> by_replication(const MeasurePath& measure) const;

  /// Journey time over all and by segment, and the time at each touchpoint: bins of a readable width.
  std::vector<HistogramSummary> histograms() const;
  /// journey.time.mean after more and more replications.
  std::vector<ConvergencePoint> convergence() const;
  /// Passages per replication.
  void fill_flows(std::vector<RouteSummary>& routes) const;

 private:
  /// A number of one replication.
  using Projection = std::function<double(const ReplicationResult&)>;
  using MomentsProjection = std::function<Moments(const ReplicationResult&)>;

  std::vector<std::uint32_t> segments_of(const MeasurePath& measure) const;
  std::vector<std::uint32_t> cells_of(const MeasurePath& measure) const;

  Observed observe(const MeasurePath& measure) const;
  /// Of the days on which the measure exists.
  Observed share_of_days(const MeasurePath& measure) const;
  Observed journey(const MeasurePath& measure) const;
  Observed visits(const MeasurePath& measure) const;
  /// Of all the time that counted journeys spend inside the run.
  Observed time_share(const MeasurePath& measure) const;
  /// Of those of one cell that began, and of making up for those that failed.
  double cost_of_services(const ReplicationResult& result, std::size_t cell) const;
  /// Of services, and of staff while they are paid.
  double cost_of_all(const ReplicationResult& result) const;
  /// Of services, and of staff while they were busy.
  double cost_of_use(const ReplicationResult& result) const;
  /// By the model of [experience].
  Observed experience(const MeasurePath& measure) const;
  /// Means per day, or for each journey that ended.
  Observed economics(const MeasurePath& measure) const;
  /// Value lost in a replication, by [economics].
  double lost_value(const ReplicationResult& result, const std::vector<std::uint32_t>& cells, Quantity cause) const;
  /// The mean over replications, or the batches of a run, for each of its days.
  Observed per_day(const Projection& value) const;
  Observed stage(const MeasurePath& measure) const;
  Observed staff(const MeasurePath& measure) const;
  Observed service_level(const MeasurePath& measure) const;

  Observed law(const MeasurePath& measure, const MomentsProjection& moments,
               const std::vector<std::uint32_t>& histograms, const char* nothing) const;
  /// `share`s count successes among trials.
  Observed ratio(Unit unit, const Projection& numerator, const Projection& denominator, const char* nothing) const;
  /// The mean over replications, or over batches of a run.
  Observed mean(Unit unit, const Projection& value) const;
  /// Of what adds up in a run.
  Observed per_replication(Unit unit, const Projection& value) const;
  Observed most(const Projection& value) const;
  Figure figure_of(const Observed& observed) const;
  const PooledLaw& pooled(std::vector<std::uint32_t> histograms) const;

  const Program& program_;
  const Catalog& catalog_;
  const std::vector<ReplicationResult>& replications_;
  const std::vector<HistogramSet>& sections_;
  double confidence_;
  HistogramLayout layout_;
  // Quantiles of one law are asked for one after the other: its pooling is kept until another is asked for.
  mutable std::vector<std::uint32_t> pooled_histograms_;
  mutable std::optional<PooledLaw> pooled_;
};

}  // namespace throughline
