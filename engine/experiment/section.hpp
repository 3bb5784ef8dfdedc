// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "model/program.hpp"
#include "simulation/recorder.hpp"
#include "simulation/replication_result.hpp"
#include "throughline/model.hpp"

namespace throughline {

/// Consecutive replications (or batches of one run), simulated one after the other by one thread: each in numbers of
/// its own, their histograms together. Sections are what intervals of quantiles rest on.
struct Section {
  std::vector<ReplicationResult> replications;  ///< those that finished
  HistogramSet histograms;
  std::optional<ReplicationResult> overflow;  ///< the replication behind them, where it had to stop
  bool interrupted = false;
};

/// How many sections are worth having: about thirty, fewer for large programs, whose histograms need room.
std::uint64_t section_count(const Program& program);

/// How many replications form a section, so that about so many are made.
std::uint64_t section_size(std::uint64_t sections, std::uint64_t replications);

/// Simulates replications [first, first + count), or as many as finish before an overflow or an interrupt.
/// Calls `finished` after each.
Section simulate_section(const Model& model, std::uint64_t seed, std::uint64_t first, std::uint64_t count,
                         const std::atomic<bool>* interrupt = nullptr, const std::function<void()>& finished = {});

/// The batches of replication 0 of a model of batch means, as sections of `size` consecutive ones: each batch is what a
/// replication is otherwise, and what ends in it counts in it. Up to the last section that was whole before an overflow
/// or an interrupt. Calls `finished` after each batch.
std::vector<Section> simulate_batches(const Model& model, std::uint64_t seed, std::uint64_t size,
                                      const std::atomic<bool>* interrupt = nullptr,
                                      const std::function<void()>& finished = {});

}  // namespace throughline
