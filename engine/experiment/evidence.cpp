// SPDX-License-Identifier: MIT
#include "experiment/evidence.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include "experiment/parallel.hpp"
#include "model/program.hpp"

namespace throughline {
namespace {

/// Calls it from any thread, but never concurrently; nothing where there is nothing to call.
std::function<void()> one_at_a_time(const std::function<void()>& finished) {
  if (!finished) return {};
  return [&finished, telling = std::make_shared<std::mutex>()] {
    const std::lock_guard<std::mutex> lock(*telling);
    finished();
  };
}

}  // namespace

Evidence::Evidence(const Source& source) : source_(source), half_hours_(source.model.program()) {}

void Evidence::extend_to(std::uint64_t count, const std::function<void()>& finished) {
  extend_together({this, 1}, count, finished);
}

void Evidence::extend_together(std::span<Evidence> all, std::uint64_t count, const std::function<void()>& finished) {
  const Source& common = all.front().source_;
  if (common.model.program().method == Method::batch_means) return run_batches(all, finished);
  const std::uint64_t begin = all.front().replications_.size();
  // Later sections are as large as those before them have become: fewer to make, and alike.
  const std::vector<std::uint64_t>& sizes = all.front().section_sizes_;
  const std::uint64_t size = std::max(common.section_size, sizes.empty() ? 0 : sizes.front());
  const auto parts = static_cast<std::size_t>((count - begin + size - 1) / size);
  // Part by part: what one of them lost, none of them has.
  std::vector<Section> done(parts * all.size());
  const std::function<void()> tell = one_at_a_time(finished);
  const auto work = [&](std::size_t index) {
    const std::uint64_t first = begin + index / all.size() * size;
    done[index] = simulate_section(all[index % all.size()].source_.model, common.seed, common.first + first,
                                   std::min(size, count - first), common.interrupt, tell);
  };
  bool overflow = false;
  bool interrupted = false;
  const auto fold = [&](std::size_t index) {
    overflow = overflow || done[index].overflow;
    interrupted = interrupted || done[index].interrupted;
    if ((index + 1) % all.size() != 0) return true;
    const bool incomplete = all.size() > 1 && (overflow || interrupted);
    for (std::size_t each = 0; each < all.size(); ++each) {
      Section section = std::exchange(done[index + 1 - all.size() + each], {});
      if (incomplete) section.replications.clear();
      all[each].take(std::move(section));
      all[each].interrupted_ = interrupted;
    }
    return !overflow && !incomplete;
  };
  work_in_parallel_fold_in_order(done.size(), common.threads, work, fold);
  for (Evidence& each : all) each.take_neighbors_together();
}

void Evidence::run_batches(std::span<Evidence> all, const std::function<void()>& finished) {
  if (!all.front().replications_.empty()) return;  // one run has no more batches
  const std::function<void()> tell = one_at_a_time(finished);
  std::vector<std::vector<Section>> runs(all.size());
  const auto work = [&](std::size_t index) {
    const Source& source = all[index].source_;
    runs[index] = simulate_batches(source.model, source.seed, source.section_size, source.interrupt, tell);
  };
  work_in_parallel_fold_in_order(all.size(), all.front().source_.threads, work, [](std::size_t) { return true; });
  const auto whole = [](const std::vector<Section>& run) {
    return static_cast<std::size_t>(std::count_if(
        run.begin(), run.end(), [](const Section& section) { return !section.interrupted && !section.overflow; }));
  };
  std::size_t common = whole(runs.front());
  for (const std::vector<Section>& run : runs) common = std::min(common, whole(run));
  for (std::size_t index = 0; index < all.size(); ++index) {
    for (std::size_t place = 0; place < runs[index].size(); ++place) {
      Section& section = runs[index][place];
      // What one of them lost, none of them has.
      if (all.size() > 1 && place >= common) section.replications.clear();
      all[index].interrupted_ = all[index].interrupted_ || section.interrupted;
      all[index].take(std::move(section));
    }
    all[index].take_neighbors_together();
  }
}

void Evidence::take(Section section) {
  if (!section.replications.empty()) {
    sections_.push_back(std::move(section.histograms));
    section_sizes_.push_back(section.replications.size());
  }
  for (ReplicationResult& replication : section.replications) {
    // Of the batches of a run the last brings the half hours of all.
    if (source_.model.program().method == Method::replications || !replication.half_hours.empty())
      half_hours_.add(replication.half_hours);
    replication.half_hours = {};
    events_ += replication.events;
    // Who becomes one of another segment in a later batch than that of the arrival is taken from the first segment
    // there.
    double arrived = 0.0;
    for (const JourneyTally& tally : replication.journeys) arrived += tally.arrived;
    journeys_ += static_cast<std::uint64_t>(arrived);
    replications_.push_back(std::move(replication));
  }
  overflow_ = std::move(section.overflow);
}

void Evidence::take_neighbors_together() {
  while (sections_.size() >= 2 * source_.sections) {
    std::vector<HistogramSet> pairs;
    std::vector<std::uint64_t> sizes;
    for (std::size_t first = 0; first + 1 < sections_.size(); first += 2) {
      pairs.push_back(HistogramSet::merged(sections_[first], sections_[first + 1]));
      sizes.push_back(section_sizes_[first] + section_sizes_[first + 1]);
    }
    if (sections_.size() % 2 == 1) {
      pairs.push_back(std::move(sections_.back()));
      sizes.push_back(section_sizes_.back());
    }
    sections_ = std::move(pairs);
    section_sizes_ = std::move(sizes);
  }
}

}  // namespace throughline
