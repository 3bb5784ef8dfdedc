// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "model/program.hpp"
#include "simulation/histogram_layout.hpp"
#include "simulation/journey.hpp"
#include "simulation/replication_result.hpp"
#include "statistics/log_histogram.hpp"

namespace throughline {

/// The statistics of a run, as policy of the Simulator: streaming sums of one replication, and histograms over all
/// replications since they were last taken. Only counted journeys (arrived in [warm_up, length)) leave a trace.
class Recorder {
 public:
  /// Whether the simulator tells what the time of journeys goes into.
  static constexpr bool accounts_time = false;

  explicit Recorder(const Program& program);

  void begin_replication();  ///< or a batch of one
  /// The sums of the replication that has just ended; the simulator adds what it alone knows.
  ReplicationResult& result();
  /// Who is told the same at the end of each day of the clock but the last, where Program::tells_days.
  void tell_days(std::function<void(const ReplicationResult&)> listener) { listener_ = std::move(listener); }
  /// Who is told at the end of each batch of the run but the last, to take the result and begin anew.
  void tell_batches(std::function<void()> listener) { batch_listener_ = std::move(listener); }
  HistogramSet take_histograms();

  void day_ends(double now) {
    if (now > warm_up_) listener_(result());
  }
  void batch_ends() { batch_listener_(); }
  bool counts(const Journey& journey) const noexcept { return journey.arrived >= warm_up_; }

  void arrived(const Journey& journey) {
    if (counts(journey)) result_.journeys[journey.segment].arrived += 1.0;
  }
  void reached(const Journey&) {}
  void has_patience(const Journey&, double) {}
  void serves(const Journey&, double) {}
  void gave_up(const Journey& journey, double now);
  /// A person has served: the whole visit is recorded at its end.
  void served(const Journey& journey, double now) { note(journey, now, true); }
  /// The same where the service was interrupted for so long.
  void served_with_breaks(const Journey& journey, double now, double lost);
  /// The same where nobody is needed.
  void finished(const Journey& journey, double now) { note(journey, now, false); }
  void failed(const Journey& journey) {
    if (counts(journey)) visits_[journey.cell].failures += 1.0;
  }
  /// It goes on, and counts, as one of `segment`.
  void became(const Journey& journey, std::uint16_t segment);
  void recovered(const Journey& journey, bool saved);
  void judged_wait(const Journey& journey, double wait, bool served, std::uint32_t first_limit, std::uint32_t limits);
  void waited_beyond_due(const Journey& journey, double wait);  ///< a wait has ended, of an appointment
  void turned_away(const Journey& journey, double) {
    if (counts(journey)) begun_visit(journey.cell, journey.visit > 0).turned_away += 1.0;
  }
  void part_began(const Journey&, const Journey&, bool /*is_case*/) {}
  void part_ended(const Journey&) {}
  /// A visit ends before its service does, by what happens elsewhere.
  void cut_off(const Journey& journey, Whereabouts whereabouts, double now);
  void passed(const Journey& journey, std::uint32_t route) {
    if (counts(journey)) result_.passages[route * segments_ + journey.segment] += 1.0;
  }
  void spanned(const Journey& journey, std::uint32_t stage, double span);
  void left(const Journey& journey, double now, Exit exit) {
    const double time = now - journey.arrived;
    if (exit != Exit::completed) return left_otherwise(journey, time, exit);
    JourneyTally& tally = result_.journeys[journey.segment];
    if (now >= warm_up_ && now < length_) tally.completed_in_window += 1.0;
    if (!counts(journey)) return;
    tally.time.add(time);
    histograms_.add(layout_.journey_time(journey.segment), time);
    if (judges_journeys_) judge_journey(journey, time);
  }
  /// `customer`: not a part of a journey.
  void unfinished(const Journey& journey, Whereabouts whereabouts, double now, bool customer);

 protected:
  ReplicationResult result_;

 private:
  /// A visit that has ended.
  struct Visit {
    double reached, started, ended;
    std::uint32_t cell;
    bool staffed;
  };
  /// The visits of one cell that have ended by service, in a cache line of its own.
  struct alignas(64) Served {
    double count = 0.0;
    double center = 0.0;  ///< of the squares of service and time
    double wait = 0.0, wait_squares = 0.0;
    double service = 0.0, service_squares = 0.0;
    double time = 0.0, time_squares = 0.0;
  };
  /// Visits are noted and recorded many at a time: the processor then fetches their cells side by side.
  static constexpr std::size_t most_noted = 128;

  void note(const Journey& journey, double now, bool staffed) {
    if (!counts(journey)) return;
    if (journey.visit > 0) visits_[journey.cell].repeats += 1.0;
    noted_[noted_count_] = {journey.reached, journey.started, now, journey.cell, staffed};
    if (++noted_count_ == most_noted) [[unlikely]]
      record_noted();
  }
  void record_noted();
  void record(std::uint32_t cell, bool staffed, double wait, double service, double time);
  VisitTally& begun_visit(std::uint32_t cell, bool repeated) {
    VisitTally& tally = visits_[cell];
    tally.reached += 1.0;
    if (repeated) tally.repeats += 1.0;
    return tally;
  }
  void record_wait(std::uint32_t cell, double wait) {
    if (wait > 0.0) {
      histograms_.add(layout_.wait_served(cell), wait);
    } else {
      histograms_.add_zero(layout_.wait_served(cell));
    }
  }
  void left_otherwise(const Journey& journey, double time, Exit exit);
  void judge_journey(const Journey& journey, double time);

  const Program* program_;
  double warm_up_;
  double length_;
  std::uint32_t segments_;
  bool judges_journeys_;
  HistogramLayout layout_;
  std::function<void(const ReplicationResult&)> listener_ = [](const ReplicationResult&) {};
  std::function<void()> batch_listener_ = [] {};
  VisitTally* visits_ = nullptr;     ///< of the result
  std::vector<Served> served_;       ///< by cell: on their way to the result
  std::vector<std::uint8_t> alone_;  ///< by cell: whether nobody is needed there, and so nobody waited for
  HistogramSet histograms_;
  std::size_t noted_count_ = 0;
  std::array<Visit, most_noted> noted_;
};

}  // namespace throughline
