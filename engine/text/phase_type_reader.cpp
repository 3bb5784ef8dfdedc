// SPDX-License-Identifier: MIT
#include "text/phase_type_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "text/value_reader.hpp"

namespace throughline {
namespace {

using Matrix = std::vector<std::vector<double>>;

constexpr std::size_t most_phases = 100;
constexpr double tolerance = 1e-9;

std::optional<std::vector<double>> read_initial(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_array() || node.items.empty() || node.items.size() > most_phases) {
    reading.expected(node, label, {fmt::format("a list of 1 to {} shares", most_phases), {}});
    return std::nullopt;
  }
  std::vector<double> initial;
  for (const Node& item : node.items) {
    if (const auto share = read_share(item, label, reading)) initial.push_back(*share);
  }
  if (initial.size() < node.items.size()) return std::nullopt;
  const double sum = std::accumulate(initial.begin(), initial.end(), 0.0);
  if (std::abs(sum - 1.0) > tolerance) {
    reading.fail(node.at, label, fmt::format("the probabilities sum to {:.9g}, not to 1", sum));
    return std::nullopt;
  }
  for (double& share : initial) share /= sum;
  return initial;
}

std::optional<Matrix> read_rates(const Node& node, const std::string& label, Reading& reading) {
  const ValueError expected{
      "a list of rows of rates such as [[\"-3 per min\", \"1 per min\"], [\"0 per min\", \"-2 per min\"]]", {}};
  if (!node.is_array() || node.items.empty() || node.items.size() > most_phases) {
    reading.expected(node, label, expected);
    return std::nullopt;
  }
  Matrix rates;
  bool valid = true;
  for (const Node& row : node.items) {
    std::vector<double>& values = rates.emplace_back();
    if (!row.is_array() || row.items.size() != node.items.size()) {
      reading.fail(row.at, label, fmt::format("a row must hold {} rates, one for each phase", node.items.size()));
      return std::nullopt;
    }
    for (const Node& item : row.items) {
      const auto rate = read_signed_rate(item, label, reading);
      valid = valid && rate;
      values.push_back(rate.value_or(0.0));
    }
  }
  return valid ? std::optional(std::move(rates)) : std::nullopt;
}

/// The signs of a sub-generator: minus on the diagonal, nothing negative beside it, no row above 0.
bool is_sub_generator(const Matrix& rates, const Node& node, const std::string& label, Reading& reading) {
  for (std::size_t row = 0; row < rates.size(); ++row) {
    const std::vector<double>& values = rates[row];
    const double scale = std::abs(values[row]);
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    bool negative_beside = false;
    for (std::size_t column = 0; column < values.size(); ++column) {
      negative_beside = negative_beside || (column != row && values[column] < 0.0);
    }
    std::string wrong;
    if (!(values[row] < 0.0)) wrong = "the rate on the diagonal is not negative";
    if (negative_beside) wrong = "a rate beside the diagonal is negative";
    if (wrong.empty() && sum > tolerance * scale) wrong = "its rates sum to more than 0";
    if (wrong.empty()) continue;
    reading.fail(node.items[row].at, label, fmt::format("row {}: {}", row + 1, wrong));
    return false;
  }
  return true;
}

/// Whether the chain ends, from whatever phase: phases that can leave, and all that can reach them.
bool ends(const Matrix& rates) {
  std::vector<bool> leaves(rates.size());
  for (std::size_t row = 0; row < rates.size(); ++row) {
    const double sum = std::accumulate(rates[row].begin(), rates[row].end(), 0.0);
    leaves[row] = sum < -tolerance * std::abs(rates[row][row]);
  }
  for (std::size_t round = 0; round < rates.size(); ++round) {
    for (std::size_t row = 0; row < rates.size(); ++row) {
      for (std::size_t column = 0; column < rates.size(); ++column) {
        if (column != row && rates[row][column] > 0.0 && leaves[column]) leaves[row] = true;
      }
    }
  }
  return std::find(leaves.begin(), leaves.end(), false) == leaves.end();
}

}  // namespace

std::optional<Distribution> read_phase_type(const FieldReader& fields) {
  const auto initial = fields.read("initial", read_initial);
  const auto rates = fields.read("rates", read_rates);
  if (!initial || !rates) return std::nullopt;
  const Node& node = *fields.find("rates");
  const std::string label = fields.label_of("rates");
  Reading& reading = fields.reading();
  if (rates->size() != initial->size()) {
    reading.fail(node.at, label, fmt::format("{} rows for {} initial probabilities", rates->size(), initial->size()));
    return std::nullopt;
  }
  if (!is_sub_generator(*rates, node, label, reading)) return std::nullopt;
  if (!ends(*rates)) {
    reading.fail(node.at, label, "from some phase the chain never ends");
    return std::nullopt;
  }
  return Distribution::phase_type(*initial, *rates);
}

}  // namespace throughline
