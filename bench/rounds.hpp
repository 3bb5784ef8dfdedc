// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// Prints what Google Benchmark prints and keeps one counter of every round of every benchmark, by name. Ratios compare
/// what ran in the same round, so that what slows the machine for a while slows both.
class Rounds : public benchmark::ConsoleReporter {
 public:
  explicit Rounds(std::string counter) : ConsoleReporter(OO_Tabular), counter_(std::move(counter)) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      if (run.error_occurred) wrong_ = true;
      const auto counter = run.counters.find(counter_);
      if (run.run_type == Run::RT_Iteration && counter != run.counters.end()) {
        values_[run.run_name.function_name].push_back(counter->second.value);
      }
    }
  }

  /// Some benchmark did not get the right answer.
  bool wrong() const { return wrong_; }
  bool has(const std::string& name) const { return !values(name).empty(); }
  /// Zero where the benchmark did not run.
  double median(const std::string& name) const { return middle(values(name)); }
  /// The median of the ratios of the rounds.
  double ratio(const std::string& over, const std::string& under) const {
    std::vector<double> ratios;
    const std::size_t count = std::min(values(over).size(), values(under).size());
    for (std::size_t round = 0; round < count; ++round) ratios.push_back(values(over)[round] / values(under)[round]);
    return middle(ratios);
  }

 private:
  static double middle(std::vector<double> values) {
    if (values.empty()) return 0.0;
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), place, values.end());
    return *place;
  }
  const std::vector<double>& values(const std::string& name) const {
    static const std::vector<double> none;
    const auto found = values_.find(name);
    return found == values_.end() ? none : found->second;
  }

  std::string counter_;
  std::map<std::string, std::vector<double>> values_;
  bool wrong_ = false;
};

/// Runs what is registered, each benchmark as many times as there are rounds, in random order. Arguments of the user
/// come after, so they win. False where an argument is unknown.
inline bool run_rounds(int count, char** values, unsigned rounds, benchmark::BenchmarkReporter& reporter) {
  std::string repetitions = "--benchmark_repetitions=" + std::to_string(rounds);
  std::string mixed = "--benchmark_enable_random_interleaving=true";
  std::vector<char*> arguments{values[0], repetitions.data(), mixed.data()};
  arguments.insert(arguments.end(), values + 1, values + count);
  int arguments_count = static_cast<int>(arguments.size());
  benchmark::AddCustomContext("compiler", "g++ " __VERSION__);
  benchmark::Initialize(&arguments_count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(arguments_count, arguments.data())) return false;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return true;
}
