// SPDX-License-Identifier: MIT
#include <cmath>
#include <optional>

#include "report/csv_row.hpp"
#include "report/unit_name.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

CsvCell optional_number(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? CsvCell::of_number(*value) : CsvCell{};
}

}  // namespace

std::string write_csv(const ExperimentResult& result) {
  std::string text =
      csv_header({"path", "unit", "value", "low", "high", "confidence", "replications", "observations", "reason"});
  for (const Measure& measure : result.measures) {
    const Estimate& estimate = measure.estimate;
    const bool is_partial = result.partial && estimate.reason.empty();
    text += csv_row({CsvCell::of_text(measure.path), CsvCell::of_text(name_of(estimate.unit)),
                     optional_number(estimate.value), optional_number(estimate.low), optional_number(estimate.high),
                     CsvCell::of_number(estimate.confidence), CsvCell::of_count(estimate.replications),
                     CsvCell::of_count(estimate.observations),
                     CsvCell::of_text(is_partial ? "partial: " + result.partial_reason : estimate.reason)});
  }
  return text;
}

}  // namespace throughline
