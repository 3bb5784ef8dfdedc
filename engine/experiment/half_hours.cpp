// SPDX-License-Identifier: MIT
#include "experiment/half_hours.hpp"

#include <algorithm>
#include <cmath>

namespace throughline {
namespace {

constexpr double half_hour = 1800.0;

/// The q-quantile of the values: the smallest that at least a share q of them does not exceed.
double quantile_of(std::vector<float> values, double q) {
  if (values.empty()) return 0.0;
  const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

}  // namespace

void HalfHours::add(const std::vector<HalfHour>& replication) {
  if (sums_.size() < replication.size()) {
    sums_.resize(replication.size());
    queues_.resize(replication.size());
  }
  for (std::size_t index = 0; index < replication.size(); ++index) {
    sums_[index].busy += replication[index].busy;
    sums_[index].on_duty += replication[index].on_duty;
    sums_[index].overtime += replication[index].overtime;
    sums_[index].queue += replication[index].queue;
    if (replications_ < band_replications) {
      const double seconds = duration_of(index / program_->pools.size());
      queues_[index].push_back(seconds > 0.0 ? static_cast<float>(replication[index].queue / seconds) : 0.0F);
    }
  }
  ++replications_;
}

double HalfHours::start_of(std::size_t slot) const {
  const double first = std::floor(program_->starts_clock / half_hour) * half_hour;
  return folded() ? static_cast<double>(slot) * half_hour
                  : std::max(0.0, first + static_cast<double>(slot) * half_hour - program_->starts_clock);
}

double HalfHours::duration_of(std::size_t slot) const {
  if (!folded()) {
    const double first = std::floor(program_->starts_clock / half_hour) * half_hour;
    const double end =
        std::min(program_->length, first + static_cast<double>(slot + 1) * half_hour - program_->starts_clock);
    return end - start_of(slot);
  }
  // Of every week that the run touches, what lies between the warm-up and the close.
  const double from = program_->starts_clock + program_->warm_up;
  const double to = program_->starts_clock + program_->length;
  double seconds = 0.0;
  for (double week = std::floor(from / seconds_per_week) * seconds_per_week; week < to; week += seconds_per_week) {
    const double begin = week + static_cast<double>(slot) * half_hour;
    seconds += std::max(0.0, std::min(to, begin + half_hour) - std::max(from, begin));
  }
  return seconds;
}

std::vector<Series> HalfHours::series(const Catalog& catalog) const {
  std::vector<Series> all;
  const std::size_t pools = program_->pools.size();
  if (pools == 0 || replications_ == 0) return all;
  for (std::size_t pool = 0; pool < pools; ++pool) {
    Series series;
    series.staff = catalog.names.staff[pool].key;
    series.folded = folded();
    for (std::size_t slot = 0; slot * pools < sums_.size(); ++slot) {
      const HalfHour& sum = sums_[slot * pools + pool];
      const double seconds = duration_of(slot) * static_cast<double>(replications_);
      if (seconds <= 0.0) continue;
      SeriesPoint point;
      point.from = start_of(slot);
      point.on_duty = sum.on_duty / seconds;
      point.busy = sum.busy / seconds;
      point.queue_mean = sum.queue / seconds;
      if (sum.on_duty + sum.overtime > 0.0) point.occupancy = sum.busy / (sum.on_duty + sum.overtime);
      point.queue_p5 = quantile_of(queues_[slot * pools + pool], 0.05);
      point.queue_p95 = quantile_of(queues_[slot * pools + pool], 0.95);
      series.points.push_back(point);
    }
    all.push_back(std::move(series));
  }
  return all;
}

}  // namespace throughline
