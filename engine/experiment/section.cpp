// SPDX-License-Identifier: MIT
#include "experiment/section.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "experiment/day_judge.hpp"
#include "simulation/experience_recorder.hpp"
#include "simulation/simulator.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t most_sections = 32;
constexpr std::uint64_t fewest_sections = 10;
/// Cells (step and segment) times sections that are kept: a few hundred megabytes of histograms at the most.
constexpr std::uint64_t most_histogram_cells = 4096;

double unaccounted_for(const JourneyTally& tally) {
  const double ended = tally.completed + tally.failed_service + tally.failed_handoff + tally.abandoned +
                       tally.turned_away + tally.no_show;
  return tally.arrived - (ended + tally.unfinished);
}

/// Arrivals = the sum of the outcomes, in every run: a broken law of conservation is a broken simulator.
void check_conservation(bool holds) {
  if (!holds) throw std::logic_error("arrivals do not equal the sum of the outcomes");
}

template <class Statistics>
Section simulate_with(const Model& model, std::uint64_t seed, std::uint64_t first, std::uint64_t count,
                      const std::atomic<bool>* interrupt, const std::function<void()>& finished) {
  const Program& program = model.program();
  DayJudge days(program, model.catalog());
  Section section;
  Statistics recorder(program);
  recorder.tell_days([&days](const ReplicationResult& so_far) { days.day_ends(so_far); });
  Simulator<Statistics> simulator(program, recorder);
  for (std::uint64_t replication = first; replication < first + count; ++replication) {
    if (interrupt != nullptr && interrupt->load(std::memory_order_relaxed)) {
      section.interrupted = true;
      break;
    }
    recorder.begin_replication();
    // A replication that is given up leaves its histograms behind: only the first is, of which nothing else is lost.
    // Later ones last as long as those before them.
    if (!simulator.run(seed, replication, section.replications.empty() ? interrupt : nullptr)) {
      section.interrupted = true;
      return section;
    }
    simulator.report(recorder.result());
    if (recorder.result().overflow_step) {
      // The histograms hold part of a replication that does not count: those before it are simulated again without it.
      ReplicationResult overflow = std::move(recorder.result());
      section = simulate_with<Statistics>(model, seed, first, replication - first, nullptr, nullptr);
      section.overflow = std::move(overflow);
      return section;
    }
    check_conservation(std::all_of(recorder.result().journeys.begin(), recorder.result().journeys.end(),
                                   [](const JourneyTally& tally) { return unaccounted_for(tally) == 0.0; }));
    recorder.result().days = days.finish(recorder.result());
    section.replications.push_back(std::move(recorder.result()));
    if (finished) finished();
  }
  section.histograms = recorder.take_histograms();
  return section;
}

/// One run, cut into batches while it goes on.
template <class Statistics>
class BatchedRun {
 public:
  BatchedRun(const Model& model, std::uint64_t section_size, const std::function<void()>& finished)
      : size_(section_size),
        finished_(finished),
        recorder_(model.program()),
        simulator_(model.program(), recorder_),
        unaccounted_for_(model.program().segments.size()) {
    recorder_.tell_batches([this] {
      simulator_.report(recorder_.result());
      recorder_.result().half_hours = {};  // the last batch brings those of the run
      take_batch();
      recorder_.begin_replication();
    });
  }

  std::vector<Section> simulate(std::uint64_t seed, const std::atomic<bool>* interrupt) && {
    recorder_.begin_replication();
    const bool ran = simulator_.run(seed, 0, interrupt);
    simulator_.report(recorder_.result());
    if (!ran || recorder_.result().overflow_step) {
      // The histograms of a section that is not whole hold part of a batch that does not count.
      Section rest;
      rest.interrupted = !ran;
      if (ran) rest.overflow = std::move(recorder_.result());
      whole_.push_back(std::move(rest));
      return std::move(whole_);
    }
    take_batch();
    if (!section_.replications.empty()) close_section();
    check_conservation(std::all_of(unaccounted_for_.begin(), unaccounted_for_.end(),
                                   [](double customers) { return customers == 0.0; }));
    return std::move(whole_);
  }

 private:
  void take_batch() {
    ReplicationResult& batch = section_.replications.emplace_back(std::move(recorder_.result()));
    batch.events -= std::exchange(events_, batch.events);
    for (std::size_t segment = 0; segment < batch.journeys.size(); ++segment) {
      unaccounted_for_[segment] += unaccounted_for(batch.journeys[segment]);
    }
    if (section_.replications.size() == size_) close_section();
    if (finished_) finished_();
  }

  void close_section() {
    section_.histograms = recorder_.take_histograms();
    whole_.push_back(std::exchange(section_, {}));
  }

  std::uint64_t size_;
  const std::function<void()>& finished_;
  Statistics recorder_;
  Simulator<Statistics> simulator_;
  std::vector<Section> whole_;
  Section section_;                      ///< that is not whole yet
  std::uint64_t events_ = 0;             ///< up to the end of the last batch
  std::vector<double> unaccounted_for_;  ///< by segment: who has come and not ended
};

}  // namespace

std::uint64_t section_count(const Program& program) {
  const std::uint64_t cells = std::max<std::uint64_t>(1, program.cell_count());
  return std::clamp(most_histogram_cells / cells, fewest_sections, most_sections);
}

std::uint64_t section_size(std::uint64_t sections, std::uint64_t replications) {
  return std::max<std::uint64_t>(1, (replications + sections - 1) / sections);
}

Section simulate_section(const Model& model, std::uint64_t seed, std::uint64_t first, std::uint64_t count,
                         const std::atomic<bool>* interrupt, const std::function<void()>& finished) {
  const Program& program = model.program();
  const auto simulate = program.experience      ? simulate_with<ExperienceRecorder>
                        : program.accounts_time ? simulate_with<TimeRecorder>
                                                : simulate_with<Recorder>;
  return simulate(model, seed, first, count, interrupt, finished);
}

std::vector<Section> simulate_batches(const Model& model, std::uint64_t seed, std::uint64_t size,
                                      const std::atomic<bool>* interrupt, const std::function<void()>& finished) {
  if (model.program().experience)
    return BatchedRun<ExperienceRecorder>(model, size, finished).simulate(seed, interrupt);
  if (model.program().accounts_time) return BatchedRun<TimeRecorder>(model, size, finished).simulate(seed, interrupt);
  return BatchedRun<Recorder>(model, size, finished).simulate(seed, interrupt);
}

}  // namespace throughline
