// SPDX-License-Identifier: MIT
#include "experiment/evidence.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "experiment/parallel.hpp"
#include "model/program.hpp"

namespace throughline {

Evidence::Evidence(const Source& source)
    : source_(source),
      section_size_(section_size(source.model.program(), source.round)),
      half_hours_(source.model.program()) {}

void Evidence::take(Section section) {
  for (ReplicationResult& replication : section.replications) {
    // Of the batches of a run the last brings the half hours of all.
    if (source_.model.program().method == Method::replications || !replication.half_hours.empty())
      half_hours_.add(replication.half_hours);
    replication.half_hours = {};
    events_ += replication.events;
    replications_.push_back(std::move(replication));
  }
  if (!section.replications.empty()) sections_.push_back(std::move(section.histograms));
  overflow_ = std::move(section.overflow);
  interrupted_ = interrupted_ || section.interrupted;
}

void Evidence::extend_to(std::uint64_t count, const std::function<void()>& finished) {
  if (source_.model.program().method == Method::batch_means) {
    for (Section& section : simulate_batches(source_.model, source_.seed, source_.interrupt, finished)) {
      take(std::move(section));
    }
    return take_neighbors_together();
  }
  const std::uint64_t begin = replications_.size();
  const auto parts = static_cast<std::size_t>((count - begin + section_size_ - 1) / section_size_);
  std::vector<Section> parts_done(parts);
  std::mutex telling;
  const auto tell = [&] {
    if (!finished) return;
    const std::lock_guard<std::mutex> one_at_a_time(telling);
    finished();
  };
  const auto work = [&](std::size_t part) {
    const std::uint64_t first = begin + part * section_size_;
    parts_done[part] = simulate_section(source_.model, source_.seed, first, std::min(section_size_, count - first),
                                        source_.interrupt, tell);
  };
  const auto fold = [&](std::size_t part) {
    take(std::exchange(parts_done[part], {}));
    return !overflow_;
  };
  work_in_parallel_fold_in_order(parts, source_.threads, work, fold);
  take_neighbors_together();
}

void Evidence::take_neighbors_together() {
  while (sections_.size() >= 2 * section_count(source_.model.program())) {
    std::vector<HistogramSet> pairs;
    for (std::size_t first = 0; first + 1 < sections_.size(); first += 2) {
      pairs.push_back(HistogramSet::merged(sections_[first], sections_[first + 1]));
    }
    if (sections_.size() % 2 == 1) pairs.push_back(std::move(sections_.back()));
    sections_ = std::move(pairs);
  }
}

}  // namespace throughline
