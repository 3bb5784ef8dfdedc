// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "experiment/half_hours.hpp"
#include "experiment/section.hpp"
#include "simulation/recorder.hpp"
#include "simulation/replication_result.hpp"
#include "throughline/model.hpp"

namespace throughline {

/// Everything that the replications of an experiment left, in their order. Grows batch by batch; the same for any
/// number of threads. Not thread-safe.
class Evidence {
 public:
  struct Source {
    const Model& model;
    std::uint64_t seed = 1;
    std::uint64_t round = 1;  ///< replications: sections are about a thirtieth of it
    unsigned threads = 1;
    const std::atomic<bool>* interrupt = nullptr;
  };

  explicit Evidence(const Source& source);

  /// Where the method is that of batch means, all batches of one run; once. Else
  /// simulates the replications behind those that are there, up to `count` in all, or until one overflows or an
  /// interrupt. `finished` is called after each, from any thread but never concurrently.
  void extend_to(std::uint64_t count, const std::function<void()>& finished = {});

  const std::vector<ReplicationResult>& replications() const noexcept { return replications_; }
  /// Histograms of consecutive replications; neighbors are taken together where they become many.
  const std::vector<HistogramSet>& sections() const noexcept { return sections_; }
  const HalfHours& half_hours() const noexcept { return half_hours_; }
  std::uint64_t events() const noexcept { return events_; }
  /// The replication that had to stop, behind the last one that counts.
  const std::optional<ReplicationResult>& overflow() const noexcept { return overflow_; }
  bool is_interrupted() const noexcept { return interrupted_; }
  /// Nothing more can come.
  bool has_ended() const noexcept { return interrupted_ || overflow_.has_value(); }

 private:
  void take(Section section);
  void take_neighbors_together();

  Source source_;
  std::uint64_t section_size_;
  std::vector<ReplicationResult> replications_;
  std::vector<HistogramSet> sections_;
  HalfHours half_hours_;
  std::uint64_t events_ = 0;
  std::optional<ReplicationResult> overflow_;
  bool interrupted_ = false;
};

}  // namespace throughline
