// SPDX-License-Identifier: MIT
#include "coverage.hpp"

#include <atomic>
#include <cassert>
#include <cmath>
#include <thread>

#include "experiment/contrast.hpp"
#include "experiment/estimator.hpp"
#include "experiment/evidence.hpp"
#include "experiment/judged_measures.hpp"
#include "experiment/precision.hpp"
#include "experiment/section.hpp"
#include "replay.hpp"
#include "statistics/paired_difference.hpp"
#include "statistics/ratio.hpp"
#include "throughline/experiment.hpp"

namespace throughline::testing {
namespace {

constexpr std::size_t chunk_count = 50;
/// Of the histograms: taking them together costs more than simulating.
constexpr std::size_t pooled_one_of = 5;

/// What all experiments say together of one model. Totals by experiment, histograms by chunk of them.
struct Pool {
  struct Totals {
    std::vector<double> numerators, denominators;
  };
  Pool(std::size_t figures, std::size_t experiments)
      : totals(figures, {std::vector<double>(experiments), std::vector<double>(experiments)}), sections(chunk_count) {}

  void add(std::size_t figure, std::size_t experiment, const Estimate& estimate) {
    const auto weight = static_cast<double>(estimate.observations);
    totals[figure].numerators[experiment] = estimate.value.value_or(0.0) * weight;
    totals[figure].denominators[experiment] = weight;
  }
  void add(std::size_t chunk, const Evidence& evidence) {
    // Neighbors first: small ones with small ones.
    std::vector<HistogramSet> together(evidence.sections());
    for (std::size_t width = 1; width < together.size(); width *= 2) {
      for (std::size_t first = 0; first + width < together.size(); first += 2 * width)
        together[first] = HistogramSet::merged(together[first], together[first + width]);
    }
    std::optional<HistogramSet>& section = sections[chunk];
    section = section ? HistogramSet::merged(*section, together.front()) : std::move(together.front());
  }
  Influence influence(const Model& model, std::size_t figure, const MeasurePath& measure) const;

  std::vector<Totals> totals;
  std::vector<std::optional<HistogramSet>> sections;
  std::vector<ReplicationResult> some;  ///< replications that have observations of everything
};

bool is_quantile(const MeasurePath& measure) {
  return measure.statistic == Statistic::p50 || measure.statistic == Statistic::p90 ||
         measure.statistic == Statistic::p95 || measure.statistic == Statistic::p99;
}

Influence Pool::influence(const Model& model, std::size_t figure, const MeasurePath& measure) const {
  if (!is_quantile(measure)) return *influence_of_ratio(totals[figure].numerators, totals[figure].denominators);
  std::vector<HistogramSet> all;
  for (const std::optional<HistogramSet>& section : sections) all.push_back(*section);
  return *Estimator(model.program(), model.catalog(), some, all, 0.95).influence(measure);
}

class Series {
 public:
  Series(const CoverageSeries& series, std::size_t experiments)
      : series_(series),
        models_{model_of(series.blueprint)},
        answers_(series.figures.size(), std::vector<Estimate>(experiments)) {
    if (series.method == IntervalMethod::paired) models_.push_back(model_of(series.redesign));
    if (series.method != IntervalMethod::precision)
      pools_.assign(models_.size(), Pool(series.figures.size(), experiments));
  }

  /// Chunks may be simulated at once.
  void simulate(std::size_t chunk) {
    for (std::size_t experiment = chunk * size(); experiment < (chunk + 1) * size(); ++experiment) {
      if (series_.method == IntervalMethod::precision) {
        stop_at_precision(experiment);
      } else {
        stop_at_number(chunk, experiment);
      }
    }
  }

  std::vector<StudyRow> rows() const {
    std::vector<StudyRow> rows;
    for (std::size_t figure = 0; figure < answers_.size(); ++figure) rows.push_back(row(figure));
    return rows;
  }

 private:
  /// Of a chunk.
  std::size_t size() const { return answers_.front().size() / chunk_count; }

  const MeasurePath& measure(std::size_t figure) const {
    return find_measure(models_.front().catalog(), series_.figures[figure].path)->measure;
  }

  Evidence begun(const Model& model, std::size_t experiment) const {
    const std::uint64_t sections = section_count(models_.front().program());
    return Evidence({model, experiment + 1, section_size(sections, series_.replications), sections, 1, nullptr});
  }

  void stop_at_precision(std::size_t experiment) {
    // What run_experiment does, but for all the other figures.
    const Model& model = models_.front();
    Evidence evidence = begun(model, experiment);
    std::vector<PrecisionResult> reached;
    replicate(model, {}, evidence, reached);
    const Estimator estimator(model.program(), model.catalog(), evidence.replications(), evidence.sections(), 0.95);
    for (std::size_t figure = 0; figure < answers_.size(); ++figure)
      answers_[figure][experiment] = estimator.estimate(measure(figure));
  }

  void stop_at_number(std::size_t chunk, std::size_t experiment) {
    std::vector<Evidence> evidence;
    for (const Model& model : models_) evidence.push_back(begun(model, experiment));
    Evidence::extend_together(evidence, series_.replications);
    for (std::size_t side = 0; side < models_.size(); ++side) {
      if ((experiment - chunk * size()) % pooled_one_of == 0) pools_[side].add(chunk, evidence[side]);
      if (experiment == 0) pools_[side].some = evidence[side].replications();
    }
    const Simulated before{&models_.front(), &evidence.front()};
    const Estimator estimator(models_.front().program(), models_.front().catalog(), evidence.front().replications(),
                              evidence.front().sections(), 0.95);
    for (std::size_t figure = 0; figure < answers_.size(); ++figure) {
      if (series_.method == IntervalMethod::paired) {
        const PairedDifference difference =
            contrast(before, {&models_.back(), &evidence.back()}, series_.figures[figure].path, 0.95, 0.01);
        answers_[figure][experiment] = difference.difference;
        pools_.front().add(figure, experiment, difference.reference);
        pools_.back().add(figure, experiment, difference.alternative);
      } else {
        answers_[figure][experiment] = estimator.estimate(measure(figure));
        pools_.front().add(figure, experiment, answers_[figure][experiment]);
      }
    }
  }

  StudyRow row(std::size_t figure) const {
    StudyRow row;
    row.model = series_.model;
    row.figure = series_.figures[figure].path;
    row.truth = series_.figures[figure].truth;
    row.source = series_.source;
    if (!pools_.empty()) {
      Influence pooled = pools_.front().influence(models_.front(), figure, measure(figure));
      if (series_.method == IntervalMethod::paired)
        pooled = difference(pools_.back().influence(models_.back(), figure, measure(figure)), pooled);
      row.pooled = pooled.value;
      if (row.truth) row.pooled_z = (pooled.value - *row.truth) / spread_of(pooled.moves).error;
    }
    if (!row.truth) {
      row.truth = row.pooled;
      row.source = "all experiments together";
    }
    judge(answers_[figure], row);
    row.method = name_of(series_.method);
    if (series_.method == IntervalMethod::precision) row.least = 0.935;
    return row;
  }

  static void judge(const std::vector<Estimate>& answers, StudyRow& row) {
    double widths = 0.0;
    for (const Estimate& answer : answers) {
      row.replications += static_cast<double>(answer.replications);
      if (!answer.low || !answer.high) {
        ++row.refused;
        continue;
      }
      ++row.covered.trials;
      widths += *answer.high - *answer.low;
      if (*answer.high < *row.truth) {
        ++row.too_low;
      } else if (*answer.low > *row.truth) {
        ++row.too_high;
      } else {
        ++row.covered.kept;
      }
    }
    row.replications /= static_cast<double>(answers.size());
    if (row.covered.trials > 0) row.half_width = widths / 2.0 / static_cast<double>(row.covered.trials);
  }

  const CoverageSeries& series_;
  std::vector<Model> models_;
  std::vector<std::vector<Estimate>> answers_;  ///< by figure and experiment
  std::vector<Pool> pools_;                     ///< by model; none where experiments stop by themselves
};

}  // namespace

std::vector<StudyRow> cover(const CoverageSeries& series, std::uint64_t experiments, unsigned threads) {
  assert(experiments > 0 && experiments % chunk_count == 0);
  Series all(series, experiments);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t chunk = next++; chunk < chunk_count; chunk = next++) all.simulate(chunk);
  };
  std::vector<std::jthread> workers;
  for (unsigned worker = 1; worker < threads; ++worker) workers.emplace_back(work);
  work();
  workers.clear();
  return all.rows();
}

}  // namespace throughline::testing
