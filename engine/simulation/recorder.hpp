// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "model/program.hpp"
#include "simulation/journey.hpp"
#include "simulation/replication_result.hpp"
#include "statistics/log_histogram.hpp"

namespace throughline {

/// Which histogram of a Recorder's set holds what.
struct HistogramLayout {
  std::uint32_t cells = 0, segments = 0, stages = 0;

  explicit HistogramLayout(const Program& program)
      : cells(static_cast<std::uint32_t>(program.cell_count())),
        segments(static_cast<std::uint32_t>(program.segments.size())),
        stages(program.stage_count) {}

  std::uint32_t wait_served(std::uint32_t cell) const noexcept { return 4 * cell; }
  std::uint32_t wait_abandoned(std::uint32_t cell) const noexcept { return 4 * cell + 1; }
  std::uint32_t service(std::uint32_t cell) const noexcept { return 4 * cell + 2; }
  std::uint32_t time(std::uint32_t cell) const noexcept { return 4 * cell + 3; }
  std::uint32_t journey_time(std::uint32_t segment) const noexcept { return 4 * cells + 2 * segment; }
  std::uint32_t journey_time_all(std::uint32_t segment) const noexcept { return 4 * cells + 2 * segment + 1; }
  std::uint32_t stage(std::uint32_t stage_index, std::uint32_t segment) const noexcept {
    return 4 * cells + 2 * segments + stage_index * segments + segment;
  }
  std::uint32_t count() const noexcept { return 4 * cells + (2 + stages) * segments; }
};

/// The statistics of a run, as policy of the Simulator: streaming sums of one replication, and histograms over all
/// replications since they were last taken. Only counted journeys (arrived in [warm_up, length)) leave a trace.
class Recorder {
 public:
  explicit Recorder(const Program& program);

  void begin_replication();
  /// The sums of the replication that has just ended; the simulator adds what it alone knows.
  ReplicationResult& result() noexcept { return result_; }
  HistogramSet take_histograms();

  bool counts(const Journey& journey) const noexcept { return journey.arrived >= warm_up_; }

  void arrived(const Journey& journey) {
    if (counts(journey)) result_.journeys[journey.segment].arrived += 1.0;
  }
  void reached(const Journey& journey) {
    if (!counts(journey)) return;
    VisitTally& tally = result_.visits[cell(journey)];
    tally.reached += 1.0;
    if (journey.visit > 0) tally.repeats += 1.0;
  }
  void started(const Journey& journey, double wait) {
    if (!counts(journey)) return;
    const std::uint32_t here = cell(journey);
    result_.visits[here].wait_served.add(wait);
    histograms_.add(layout_.wait_served(here), wait);
  }
  void has_patience(const Journey&, double) {}
  void serves(const Journey&, double) {}
  void gave_up(const Journey& journey, double now) {
    if (!counts(journey)) return;
    const std::uint32_t here = cell(journey);
    const double wait = now - journey.reached;
    VisitTally& tally = result_.visits[here];
    tally.wait_abandoned.add(wait);
    tally.time.add(wait);
    histograms_.add(layout_.wait_abandoned(here), wait);
    histograms_.add(layout_.time(here), wait);
  }
  void finished(const Journey& journey, double now) {
    if (!counts(journey)) return;
    const std::uint32_t here = cell(journey);
    VisitTally& tally = result_.visits[here];
    tally.service.add(now - journey.started);
    tally.time.add(now - journey.reached);
    histograms_.add(layout_.service(here), now - journey.started);
    histograms_.add(layout_.time(here), now - journey.reached);
  }
  void failed(const Journey& journey) {
    if (counts(journey)) result_.visits[cell(journey)].failures += 1.0;
  }
  void judged_wait(const Journey& journey, double wait, bool served, std::uint32_t first_limit, std::uint32_t limits);
  void passed(const Journey& journey, std::uint32_t route) {
    if (counts(journey)) result_.passages[route * segments_ + journey.segment] += 1.0;
  }
  void spanned(const Journey& journey, std::uint32_t stage, double span);
  void left(const Journey& journey, double now, Exit exit);
  void unfinished(const Journey& journey);

 private:
  std::uint32_t cell(const Journey& journey) const noexcept { return journey.step * segments_ + journey.segment; }

  const Program* program_;
  double warm_up_;
  double length_;
  std::uint32_t segments_;
  HistogramLayout layout_;
  ReplicationResult result_;
  HistogramSet histograms_;
};

}  // namespace throughline
