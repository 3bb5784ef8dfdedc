// SPDX-License-Identifier: MIT
#include "experiment/section.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "experiment/day_judge.hpp"
#include "simulation/simulator.hpp"
#include "simulation/time_recorder.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t most_sections = 32;
constexpr std::uint64_t fewest_sections = 10;
/// Cells (step and segment) times sections that are kept: a few hundred megabytes of histograms at the most.
constexpr std::uint64_t most_histogram_cells = 4096;

/// Arrivals = the sum of the outcomes, in every replication: a broken law of conservation is a broken simulator.
void check_conservation(const ReplicationResult& result) {
  for (const JourneyTally& tally : result.journeys) {
    const double ended = tally.completed + tally.failed_service + tally.failed_handoff + tally.abandoned +
                         tally.turned_away + tally.no_show;
    if (tally.arrived != ended + tally.unfinished) {
      throw std::logic_error("arrivals do not equal the sum of the outcomes");
    }
  }
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
    check_conservation(recorder.result());
    recorder.result().days = days.finish(recorder.result());
    section.replications.push_back(std::move(recorder.result()));
    if (finished) finished();
  }
  section.histograms = recorder.take_histograms();
  return section;
}

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
  const auto simulate = model.program().accounts_time ? simulate_with<TimeRecorder> : simulate_with<Recorder>;
  return simulate(model, seed, first, count, interrupt, finished);
}

}  // namespace throughline
