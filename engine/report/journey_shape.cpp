// SPDX-License-Identifier: MIT
#include "report/journey_shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/blocks.hpp"
#include "report/display_text.hpp"
#include "report/number.hpp"

namespace throughline {

const HistogramSummary* journey_times(const ExperimentResult& result) noexcept {
  const auto found = std::find_if(result.histograms.begin(), result.histograms.end(),
                                  [](const HistogramSummary& each) { return each.path == "journey.time"; });
  return found == result.histograms.end() || found->bins.empty() ? nullptr : &*found;
}

std::string journey_shape(const ExperimentResult& result, std::size_t width) {
  const HistogramSummary* const times = journey_times(result);
  if (times == nullptr) return {};
  const std::vector<HistogramBin>& bins = times->bins;
  const std::string name = "journey time  ";
  // The last bin is open: it begins where the others end.
  const std::string range = bins.size() == 1 ? fmt::format("  up to {}", exact_duration(bins.front().high))
                                             : fmt::format("  {} to {} and beyond", exact_duration(bins.front().low),
                                                           exact_duration(bins.back().low));
  const std::size_t words = display_width(name) + display_width(range);
  const std::size_t columns = std::clamp<std::size_t>(width > words ? width - words : 1, 1, bins.size());
  // As many neighbors in each column, so that heights can be compared.
  const std::size_t together = (bins.size() + columns - 1) / columns;
  std::vector<double> counts((bins.size() + together - 1) / together);
  for (std::size_t bin = 0; bin < bins.size(); ++bin) counts[bin / together] += static_cast<double>(bins[bin].count);
  return name + sparkline(counts) + range;
}

}  // namespace throughline
