// SPDX-License-Identifier: MIT
#include "theory/jackson_network.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "theory/erlang_c.hpp"

namespace throughline {
namespace {

/// Solves rates = external + routing' rates by elimination with pivots.
std::vector<double> solve_traffic(const std::vector<Station>& stations) {
  const std::size_t count = stations.size();
  std::vector<std::vector<double>> rows(count, std::vector<double>(count + 1));
  for (std::size_t to = 0; to < count; ++to) {
    for (std::size_t from = 0; from < count; ++from) {
      const std::vector<double>& routing = stations[from].routing;
      rows[to][from] = (to == from ? 1.0 : 0.0) - (to < routing.size() ? routing[to] : 0.0);
    }
    rows[to][count] = stations[to].external_rate;
  }
  for (std::size_t column = 0; column < count; ++column) {
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(column);
    const auto larger = [column](const auto& one, const auto& other) {
      return std::abs(one[column]) < std::abs(other[column]);
    };
    std::swap(*begin, *std::max_element(begin, rows.end(), larger));
    for (std::size_t row = 0; row < count; ++row) {
      if (row == column) continue;
      const double factor = rows[row][column] / rows[column][column];
      for (std::size_t place = column; place <= count; ++place) rows[row][place] -= factor * rows[column][place];
    }
  }
  std::vector<double> rates;
  for (std::size_t station = 0; station < count; ++station)
    rates.push_back(rows[station][count] / rows[station][station]);
  return rates;
}

}  // namespace

JacksonNetwork::JacksonNetwork(const std::vector<Station>& stations) : rates_(solve_traffic(stations)) {
  for (std::size_t index = 0; index < stations.size(); ++index) {
    const Station& station = stations[index];
    times_.push_back(ErlangC(rates_[index], station.service_rate, station.servers).mean_time());
    number_ += rates_[index] * times_.back();
    external_rate_ += station.external_rate;
  }
}

}  // namespace throughline
