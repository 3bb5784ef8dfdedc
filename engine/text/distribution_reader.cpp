// SPDX-License-Identifier: MIT
#include "text/distribution_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "text/csv_columns.hpp"
#include "text/phase_type_reader.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

using MaybeLaw = std::optional<Distribution>;

constexpr double smallest_cv = 1e-4;
constexpr double largest_cv = 100.0;
constexpr double smallest_shape = 1e-2;
constexpr double largest_shape = 1e4;
constexpr std::uint64_t most_phases = 1'000;
constexpr double weight_tolerance = 1e-9;

/// A duration above 0.
std::optional<double> positive(const FieldReader& fields, std::string_view key) {
  const std::optional<double> value = fields.read(key, read_duration);
  if (!value || *value > 0.0) return value;
  fields.reading().expected(*fields.find(key), fields.label_of(key),
                            {"a duration above 0", "a constant is a duration alone"});
  return std::nullopt;
}

std::optional<double> shape(const FieldReader& fields, std::string_view key) {
  return fields.read(key, NumberBetween{smallest_shape, largest_shape});
}

std::optional<double> cv(const FieldReader& fields, double low = smallest_cv) {
  return fields.read("cv", NumberBetween{low, largest_cv});
}

/// min below max, diagnosed at the second.
bool ascending(const FieldReader& fields, double min, double max) {
  if (min < max) return true;
  fields.reading().fail(fields.find("max")->at, fields.label_of("max"), "is not above min");
  return false;
}

bool mode_between(const FieldReader& fields, double min, double mode, double max) {
  if (min <= mode && mode <= max) return true;
  fields.reading().fail(fields.find("mode")->at, fields.label_of("mode"), "is not between min and max");
  return false;
}

MaybeLaw read_exponential(const FieldReader& fields) {
  const auto mean = positive(fields, "mean");
  return mean ? MaybeLaw(Distribution::exponential(*mean)) : std::nullopt;
}

MaybeLaw read_uniform(const FieldReader& fields) {
  const auto min = fields.read("min", read_duration);
  const auto max = fields.read("max", read_duration);
  if (!min || !max || !ascending(fields, *min, *max)) return std::nullopt;
  return Distribution::uniform(*min, *max);
}

/// A law by bounds and peak.
MaybeLaw read_peaked(const FieldReader& fields, Distribution (*make)(double, double, double)) {
  const auto min = fields.read("min", read_duration);
  const auto mode = fields.read("mode", read_duration);
  const auto max = fields.read("max", read_duration);
  if (!min || !mode || !max || !ascending(fields, *min, *max) || !mode_between(fields, *min, *mode, *max))
    return std::nullopt;
  return make(*min, *mode, *max);
}

MaybeLaw read_triangular(const FieldReader& fields) {
  return read_peaked(fields, Distribution::triangular);
}
MaybeLaw read_pert(const FieldReader& fields) {
  return read_peaked(fields, Distribution::pert);
}

MaybeLaw read_normal(const FieldReader& fields) {
  const auto mean = fields.read("mean", read_duration);
  const auto sd = positive(fields, "sd");
  if (!mean || !sd) return std::nullopt;
  return Distribution::normal(*mean, *sd);
}

MaybeLaw read_lognormal(const FieldReader& fields) {
  const bool by_mean = fields.has("mean") && fields.has("cv");
  const bool by_median = fields.has("median") && fields.has("p90");
  if (by_mean == by_median || fields.node().entries.size() > 2) {
    if (fields.node().is_table()) {
      fields.reading().fail(fields.node().at, fields.label(), "expected either mean and cv or median and p90");
    }
    return std::nullopt;
  }
  if (by_mean) {
    const auto mean = positive(fields, "mean");
    const auto variation = cv(fields);
    if (!mean || !variation) return std::nullopt;
    return Distribution::lognormal_mean_cv(*mean, *variation);
  }
  const auto median = positive(fields, "median");
  const auto p90 = positive(fields, "p90");
  if (!median || !p90) return std::nullopt;
  if (*p90 <= *median) {
    fields.reading().fail(fields.find("p90")->at, fields.label_of("p90"), "is not above the median");
    return std::nullopt;
  }
  return Distribution::lognormal_median_p90(*median, *p90);
}

MaybeLaw read_gamma(const FieldReader& fields) {
  const auto mean = positive(fields, "mean");
  const auto variation = cv(fields);
  if (!mean || !variation) return std::nullopt;
  return Distribution::gamma_mean_cv(*mean, *variation);
}

MaybeLaw read_erlang(const FieldReader& fields) {
  const auto mean = positive(fields, "mean");
  const auto phases = fields.read("phases", WholeNumber{1, most_phases});
  if (!mean || !phases) return std::nullopt;
  return Distribution::erlang(*mean, static_cast<std::uint32_t>(*phases));
}

MaybeLaw read_weibull(const FieldReader& fields) {
  const auto form = fields.read("shape", NumberBetween{0.1, largest_shape});
  const auto scale = positive(fields, "scale");
  if (!form || !scale) return std::nullopt;
  return Distribution::weibull(*form, *scale);
}

MaybeLaw read_hyperexponential(const FieldReader& fields) {
  const auto mean = positive(fields, "mean");
  const auto variation = cv(fields, 1.0);
  if (!mean || !variation) return std::nullopt;
  return Distribution::hyperexponential(*mean, *variation);
}

MaybeLaw read_beta(const FieldReader& fields) {
  const auto min = fields.read("min", read_duration);
  const auto max = fields.read("max", read_duration);
  const auto alpha = shape(fields, "alpha");
  const auto beta = shape(fields, "beta");
  if (!min || !max || !alpha || !beta || !ascending(fields, *min, *max)) return std::nullopt;
  return Distribution::beta(*min, *max, *alpha, *beta);
}

std::optional<std::vector<double>> read_values(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_array() || node.items.empty()) {
    reading.expected(node, label, {"a list of durations", {}});
    return std::nullopt;
  }
  std::vector<double> values;
  for (const Node& item : node.items) {
    if (const auto value = read_duration(item, label, reading)) values.push_back(*value);
  }
  return values.size() == node.items.size() ? std::optional(std::move(values)) : std::nullopt;
}

std::optional<std::vector<double>> read_column(const FieldReader& fields) {
  const std::optional<CsvColumns> columns = read_csv_columns(fields, {"column"});
  if (!columns) return std::nullopt;
  Reading& reading = fields.reading();
  const std::string label = fmt::format("column {}", in_quotes(columns->titles.front()));
  const std::optional<double> titled = unit_in_title(columns->titles.front());
  const std::optional<double> unit = titled ? titled : reading.time_unit;
  std::vector<double> values;
  for (const std::vector<CsvReader::Field>& row : columns->rows) {
    const CsvReader::Field& cell = row.front();
    const Parsed<double> value = parse_duration(cell.text, unit);
    if (value) {
      values.push_back(*value);
    } else {
      reading.fail({columns->file, cell.line, cell.column}, label,
                   fmt::format("expected {}, found {}", value.error().expected, in_quotes(cell.text)),
                   value.error().hint);
    }
  }
  if (!columns->complete) return std::nullopt;
  if (columns->rows.empty()) reading.fail(fields.find("csv")->at, fields.label_of("csv"), "the file holds no values");
  const bool valid = !values.empty() && values.size() == columns->rows.size();
  return valid ? std::optional(std::move(values)) : std::nullopt;
}

MaybeLaw read_empirical(const FieldReader& fields) {
  if (!fields.node().is_table()) return std::nullopt;
  const bool inline_values = fields.has("values");
  const bool from_csv = fields.has("csv") || fields.has("column");
  if (inline_values == from_csv) {
    fields.reading().fail(fields.node().at, fields.label(), "expected either values or csv and column");
    return std::nullopt;
  }
  if (from_csv && !fields.has("csv")) {
    fields.reading().fail(fields.node().at, fields.label(), "\"csv\" is missing");
    return std::nullopt;
  }
  std::optional<std::vector<double>> values = inline_values ? fields.read("values", read_values) : read_column(fields);
  return values ? MaybeLaw(Distribution::empirical(std::move(*values))) : std::nullopt;
}

struct FamilyReader {
  std::string_view key;
  MaybeLaw (*read)(const FieldReader&);
};

constexpr std::array families{FamilyReader{"exponential", read_exponential},
                              FamilyReader{"uniform", read_uniform},
                              FamilyReader{"triangular", read_triangular},
                              FamilyReader{"normal", read_normal},
                              FamilyReader{"lognormal", read_lognormal},
                              FamilyReader{"gamma", read_gamma},
                              FamilyReader{"erlang", read_erlang},
                              FamilyReader{"weibull", read_weibull},
                              FamilyReader{"hyperexponential", read_hyperexponential},
                              FamilyReader{"beta", read_beta},
                              FamilyReader{"pert", read_pert},
                              FamilyReader{"phase_type", read_phase_type},
                              FamilyReader{"empirical", read_empirical}};

const FamilyReader* family_of(std::string_view key) {
  const auto found =
      std::find_if(families.begin(), families.end(), [key](const FamilyReader& family) { return family.key == key; });
  return found == families.end() ? nullptr : found;
}

bool names_family(std::string_view key) {
  return key == "constant" || key == "mixture" || family_of(key) != nullptr;
}

enum class Sign : std::uint8_t { never_negative, any };

MaybeLaw read_law(const FieldReader& fields, Sign sign = Sign::never_negative);

MaybeLaw read_mixture(const Node& node, const std::string& label, Reading& reading) {
  constexpr std::size_t most_parts = 1'000;
  if (!node.is_array() || node.items.empty() || node.items.size() > most_parts) {
    reading.expected(node, label, {"a list such as [{ weight = 0.3, exponential = { mean = \"5 min\" } }, ...]", {}});
    return std::nullopt;
  }
  std::vector<double> weights;
  std::vector<Distribution> parts;
  double sum = 0.0;
  for (const Node& item : node.items) {
    const FieldReader fields(item, "law.mixture.*", fmt::format("{}: part {}", label, weights.size() + 1), reading);
    const std::optional<double> weight = fields.read("weight", read_share);
    MaybeLaw part = read_law(fields);
    weights.push_back(weight.value_or(0.0));
    sum += weights.back();
    if (weight && part) parts.push_back(std::move(*part));
  }
  if (parts.size() < weights.size()) return std::nullopt;
  if (std::abs(sum - 1.0) > weight_tolerance) {
    reading.fail(node.at, label, fmt::format("the weights sum to {:.9g}, not to 1", sum));
    return std::nullopt;
  }
  for (double& weight : weights) weight /= sum;
  return Distribution::mixture(std::move(weights), std::move(parts));
}

/// The one family that a table names.
MaybeLaw read_family(const FieldReader& fields) {
  const Entry* chosen = nullptr;
  for (const Entry& entry : fields.node().entries) {
    if (!names_family(entry.key)) continue;
    if (chosen != nullptr) {
      fields.reading().fail(
          entry.at, fields.label(),
          fmt::format("{} and {} are two distributions", in_quotes(chosen->key), in_quotes(entry.key)),
          "a mixture holds several");
      return std::nullopt;
    }
    chosen = &entry;
  }
  if (chosen == nullptr) {
    if (!fields.holds_strangers()) {
      fields.reading().fail(fields.node().at, fields.label(),
                            "expected a distribution such as { exponential = { mean = \"5 min\" } }");
    }
    return std::nullopt;
  }
  if (chosen->key == "mixture") return fields.read("mixture", read_mixture);
  if (chosen->key == "constant") {
    const auto value = fields.read("constant", read_duration);
    return value ? MaybeLaw(Distribution::constant(*value)) : std::nullopt;
  }
  const FieldReader parameters(chosen->value, fmt::format("law.{}", chosen->key), fields.label_of(chosen->key),
                               fields.reading());
  return family_of(chosen->key)->read(parameters);
}

MaybeLaw read_law(const FieldReader& fields, Sign sign) {
  MaybeLaw law = read_family(fields);
  const auto shift = fields.read("shift", read_signed_duration);
  const auto min = fields.read("min", read_duration);
  const auto max = fields.read("max", read_duration);
  if (min && max && *min > *max) {
    fields.reading().fail(fields.find("max")->at, fields.label_of("max"), "is below min");
    return std::nullopt;
  }
  if (!law) return std::nullopt;
  law->shift = shift.value_or(law->shift);
  law->minimum = min.value_or(law->minimum);
  law->maximum = max.value_or(law->maximum);
  const SourcePosition& at = fields.node().at;
  if (sign == Sign::never_negative && law->lower_bound() < 0.0) {
    fields.reading().fail(at, fields.label(), "a duration could be drawn below 0", "add min = \"0 s\"");
    return std::nullopt;
  }
  const bool bounded = std::isfinite(law->variance()) && law->mean() <= longest_duration;
  if (!bounded) {
    fields.reading().fail(at, fields.label(), "the mean is beyond 1000 years");
    return std::nullopt;
  }
  return law;
}

}  // namespace

std::optional<Distribution> read_distribution(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table()) {
    const std::optional<double> value = read_duration(node, label, reading);
    return value ? MaybeLaw(Distribution::constant(*value)) : std::nullopt;
  }
  return read_law(FieldReader(node, "law", label, reading));
}

std::optional<Distribution> read_signed_distribution(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table()) {
    const std::optional<double> value = read_signed_duration(node, label, reading);
    return value ? MaybeLaw(Distribution::constant(*value)) : std::nullopt;
  }
  return read_law(FieldReader(node, "law", label, reading), Sign::any);
}

}  // namespace throughline
