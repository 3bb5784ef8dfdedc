// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace throughline {

struct Blueprint;
struct Catalog;
struct Program;

/// A blueprint compiled for simulation: flat tables and one short program per step (Program), and what people call them
/// (Catalog). A cheap handle on an immutable value: copies share it, threads may share it.
class Model {
 public:
  Model(Program program, Catalog catalog);

  const Program& program() const noexcept { return *program_; }
  const Catalog& catalog() const noexcept { return *catalog_; }

  /// Equal where the same would be simulated: names and targets do not count.
  bool operator==(const Model& other) const noexcept;

 private:
  std::shared_ptr<const Program> program_;
  std::shared_ptr<const Catalog> catalog_;
};

/// Compiles a validated blueprint. Pure.
Model compile(const Blueprint& blueprint);

/// The same model with a warm-up of so many seconds, whatever its blueprint says. Requires that it is shorter than the
/// run.
Model with_warm_up(const Model& model, double seconds);

/// The same with so many replications (of a precision: in a round; of batch means: batches), at least one.
Model with_replications(const Model& model, std::uint64_t count);

/// The same with the data of its empirical laws resampled: of n values n - 1, drawn with replacement. Each resample has
/// luck of its own.
Model with_resampled_data(const Model& model, std::uint64_t seed, std::uint64_t resample);

/// The programs as a listing, one instruction a line: what `check --explain` prints.
std::string explain(const Model& model);

}  // namespace throughline
