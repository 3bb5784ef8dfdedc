// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
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
    std::uint64_t section_size = 1;  ///< replications that one thread simulates, and whose histograms stand together
    std::uint64_t sections = 2;      ///< how many are kept at least, once there are so many
    unsigned threads = 1;
    const std::atomic<bool>* interrupt = nullptr;
    std::uint64_t first = 0;  ///< replication
  };

  explicit Evidence(const Source& source);

  /// Simulates the replications behind those that are there, up to `count` in all, or until one overflows or an
  /// interrupt; where the method is that of batch means, all batches of one run, once. `finished` is called after each,
  /// from any thread but never concurrently.
  void extend_to(std::uint64_t count, const std::function<void()>& finished = {});

  /// The same for several at once, whose seeds, sections, threads and interrupts are the same and who have as many
  /// replications: afterwards, too, unless one overflowed.
  static void extend_together(std::span<Evidence> all, std::uint64_t count, const std::function<void()>& finished = {});

  const std::vector<ReplicationResult>& replications() const noexcept { return replications_; }
  /// Histograms of consecutive replications; neighbors are taken together where they become many.
  const std::vector<HistogramSet>& sections() const noexcept { return sections_; }
  /// How many replications each of them holds.
  const std::vector<std::uint64_t>& section_sizes() const noexcept { return section_sizes_; }
  const HalfHours& half_hours() const noexcept { return half_hours_; }
  std::uint64_t events() const noexcept { return events_; }
  /// How many customers arrived while it counted.
  std::uint64_t journeys() const noexcept { return journeys_; }
  /// The replication that had to stop, behind the last one that counts.
  const std::optional<ReplicationResult>& overflow() const noexcept { return overflow_; }
  bool is_interrupted() const noexcept { return interrupted_; }
  /// Nothing more can come.
  bool has_ended() const noexcept { return interrupted_ || overflow_.has_value(); }

 private:
  static void run_batches(std::span<Evidence> all, const std::function<void()>& finished);
  void take(Section section);
  void take_neighbors_together();

  Source source_;
  std::vector<ReplicationResult> replications_;
  std::vector<HistogramSet> sections_;
  std::vector<std::uint64_t> section_sizes_;
  HalfHours half_hours_;
  std::uint64_t events_ = 0;
  std::uint64_t journeys_ = 0;
  std::optional<ReplicationResult> overflow_;
  bool interrupted_ = false;
};

}  // namespace throughline
