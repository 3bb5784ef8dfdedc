// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "throughline/baseline.hpp"
#include "throughline/blueprint_summary.hpp"
#include "throughline/diagnostic.hpp"
#include "throughline/estimate.hpp"

namespace throughline {

struct Measure {
  std::string path;  ///< `journey.time.p90`
  Estimate estimate;
};

enum class TargetStatus : std::uint8_t { met, missed, undecided };

struct TargetResult {
  std::string path;
  std::string expression;
  TargetStatus status = TargetStatus::undecided;
  Estimate estimate;
  double bound = 0.0;
  std::optional<double> margin;  ///< distance of the value to the bound, positive on the good side
  SourcePosition at;
};

/// What became of an asked precision.
struct PrecisionResult {
  std::string path;
  double asked = 0.0;             ///< half of the interval, as a share of the figure
  std::optional<double> reached;  ///< the same; absent where there is no interval, or none around 0
  bool met = false;
  bool by_default = false;                             ///< nobody asked for it
  std::optional<std::uint64_t> replications_to_reach;  ///< about; absent where it is met or cannot be told
};

/// What intervals hold of the uncertainty of the data that empirical laws are drawn from.
struct InputUncertainty {
  std::vector<std::uint32_t> data_sizes;  ///< values of each set of data
  std::uint64_t resamples = 0;            ///< 0: the intervals take the data for the truth
  std::uint64_t replications_each = 0;
  std::string reason;  ///< why the intervals could not be widened, and are absent
};

struct HistogramBin {
  double low = 0.0, high = 0.0;  ///< seconds
  std::uint64_t count = 0;
};

struct HistogramSummary {
  std::string path;  ///< `journey.time`, `segment.app.journey.time`, `touchpoint.order.time`
  std::vector<HistogramBin> bins;
};

/// One half hour of one pool, mean over replications; `queue_p5` and `queue_p95` are quantiles over replications.
struct SeriesPoint {
  double from = 0.0;  ///< seconds after the start of the run (folded: after Monday 00:00)
  double on_duty = 0.0, busy = 0.0, queue_mean = 0.0, queue_p5 = 0.0, queue_p95 = 0.0;
  std::optional<double> occupancy;  ///< absent where nobody was present
};

struct Series {
  std::string staff;
  bool folded = false;  ///< onto the half hours of the week (runs longer than 7 days)
  std::vector<SeriesPoint> points;
};

struct ConvergencePoint {
  std::uint64_t replications = 0;
  double value = 0.0, low = 0.0, high = 0.0;  ///< journey.time.mean so far
};

/// A measure, replication by replication (or batch by batch): where it is a ratio, a share or a mean of one.
struct ReplicationValues {
  std::string path;
  Unit unit = Unit::seconds;
  std::vector<std::optional<double>> values;  ///< absent where the replication did not measure it
};

struct InputSummary {
  std::string name, sha256;
};

struct Provenance {
  std::string version;
  std::uint64_t seed = 1;
  std::string scenario;
  std::vector<std::string> settings;  ///< `staff.barista.count=3`
  std::vector<InputSummary> inputs;
  double length = 0.0, warm_up = 0.0, confidence = 0.95;
  bool warm_up_found = false;  ///< by the experiment itself: warm_up = "auto"
  bool batch_means = false;    ///< replications are batches of one run, in all that follows and in the estimates
  std::string ending;
  std::uint64_t planned_replications = 0, replications = 0, max_inside = 0;
};

/// What differs from run to run of the same input; left out by --reproducible.
struct Timing {
  std::string command, started;
  double seconds = 0.0, simulate_seconds = 0.0;
  unsigned threads = 0;
  std::uint64_t events = 0, journeys = 0, peak_memory = 0;
};

/// Everything an experiment found. A plain record: reports know this and nothing else.
struct ExperimentResult {
  Provenance provenance;
  std::optional<Timing> timing;
  BlueprintSummary blueprint;
  std::vector<Measure> measures;  ///< in a stable order
  std::vector<TargetResult> targets;
  std::vector<PrecisionResult> precision;             ///< empty where none was asked for
  std::optional<InputUncertainty> input_uncertainty;  ///< none where no law is drawn from data
  std::vector<MeasureInfluence> influences;           ///< of what runs are compared by
  std::optional<BaselineComparison> baseline;         ///< none where nobody asked for it
  std::vector<HistogramSummary> histograms;
  std::vector<Series> series;
  std::vector<ConvergencePoint> convergence;
  std::vector<ReplicationValues> replications;  ///< of what runs are compared by, as far as single replications have it
  std::vector<Diagnostic> warnings;             ///< what is doubtful about the blueprint or the run
  bool partial = false;
  std::string partial_reason;  ///< "interrupted", or the step that overflowed
  bool overflow = false;       ///< more inside than max_inside

  /// The measure at `path`, nullptr where there is none.
  const Estimate* find(std::string_view path) const noexcept;
};

/// Met, missed, undecided: whole interval on the good side, none of it, else. No interval: undecided.
TargetStatus judge(const Estimate& estimate, bool below, bool strict, double bound) noexcept;

}  // namespace throughline
