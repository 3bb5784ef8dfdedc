// SPDX-License-Identifier: MIT
#include "study_report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>
#include <thread>

namespace throughline::testing {
namespace {

nlohmann::ordered_json optional(const std::optional<double>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

nlohmann::ordered_json record_of(const StudyRow& row) {
  return {{"model", row.model},
          {"method", row.method},
          {"figure", row.figure},
          {"replications", row.replications},
          {"truth", optional(row.truth)},
          {"source", row.source},
          {"pooled", optional(row.pooled)},
          {"pooled_z", optional(row.pooled_z)},
          {"trials", row.covered.trials},
          {"refused", row.refused},
          {"covered", optional(row.share())},
          {"error", optional(row.error())},
          {"too_low", row.too_low},
          {"too_high", row.too_high},
          {"half_width", optional(row.half_width)},
          {"bounds", {row.least, row.most}},
          {"holds", row.holds()}};
}

}  // namespace

double Frequency::error() const {
  return std::sqrt(share() * (1.0 - share()) / static_cast<double>(trials));
}

bool StudyRow::holds(double tolerated_errors) const {
  if (covered.trials == 0) return true;
  const double tolerance = tolerated_errors * covered.error();
  const bool within = covered.share() >= least - tolerance && covered.share() <= most + tolerance;
  return within && (!pooled_z || std::abs(*pooled_z) < 4.0);
}

StudyArguments study_arguments(int count, char** values, std::uint64_t trials) {
  StudyArguments arguments;
  arguments.trials = trials;
  for (int index = 1; index < count; ++index) {
    const std::string_view argument = values[index];
    const std::size_t equals = argument.find('=');
    const std::string_view name = argument.substr(0, equals);
    const std::string value(equals == std::string_view::npos ? "" : argument.substr(equals + 1));
    if (name == "--trials") {
      arguments.trials = std::stoull(value);
    } else if (name == "--threads") {
      arguments.threads = static_cast<unsigned>(std::stoul(value));
    } else if (name == "--commit") {
      arguments.commit = value;
    } else if (name == "--machine") {
      arguments.machine = value;
    } else if (name == "--json") {
      arguments.file = value;
    } else if (name == "--only") {
      arguments.only = value;
    } else {
      throw std::invalid_argument(fmt::format("unknown option {}", argument));
    }
  }
  return arguments;
}

void print_heading() {
  fmt::print("{:14} {:12} {:29} {:>6}  {:>9} {:>6}  {:>15} {:>7} {:>7} {:>7}  {:>9}\n", "model", "method", "figure",
             "repl.", "truth", "z", "covered", "too low", "high", "refused", "half");
}

void print_row(const StudyRow& row) {
  const auto number = [](const std::optional<double>& value, const char* pattern) {
    return value ? fmt::format(fmt::runtime(pattern), *value) : std::string("-");
  };
  const std::string covered = row.covered.trials == 0 ? "-"
                                                      : fmt::format("{:.2f} +- {:.2f} %", 100.0 * row.covered.share(),
                                                                    100.0 * row.covered.error());
  fmt::print("{:14} {:12} {:29} {:6.0f}  {:>9} {:>6}  {:>15} {:7} {:7} {:7}  {:>9}  {}\n", row.model, row.method,
             row.figure, row.replications, number(row.truth, "{:.5g}"), number(row.pooled_z, "{:+.1f}"), covered,
             row.too_low, row.too_high, row.refused, number(row.half_width, "{:.4g}"), row.holds() ? "" : "OUTSIDE");
  std::fflush(stdout);
}

void write_study(const std::string& study, const StudyArguments& arguments, const std::vector<StudyRow>& rows) {
  if (arguments.file.empty()) return;
  std::ofstream file(arguments.file);
  const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  const nlohmann::ordered_json context{{"study", study},
                                       {"date", fmt::format("{:%FT%TZ}", fmt::gmtime(now))},
                                       {"machine", arguments.machine},
                                       {"num_cpus", std::thread::hardware_concurrency()},
                                       {"compiler", "g++ " __VERSION__},
                                       {"commit", arguments.commit}};
  // A row a line: differences of two files can be read.
  file << "{\n  \"context\": " << context.dump() << ",\n  \"rows\": [";
  for (std::size_t index = 0; index < rows.size(); ++index)
    file << (index == 0 ? "\n    " : ",\n    ") << record_of(rows[index]).dump();
  file << "\n  ]\n}\n";
  file.close();
  if (!file) throw std::runtime_error("cannot write " + arguments.file);
}

}  // namespace throughline::testing
