// SPDX-License-Identifier: MIT
#include "text/schedule_reader.hpp"

#include <fmt/format.h>

#include "text/csv_columns.hpp"
#include "text/distribution_reader.hpp"
#include "text/level_builder.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr double seconds_per_hour = 3600.0;

/// A table from times to values.
template <class T, class ReadValue>
std::optional<Schedule<T>> read_levels(const Node& node, const std::string& label, Reading& reading,
                                       ReadValue read_value) {
  if (!node.is_table()) {
    reading.expected(node, label, {"a table from times to values", {}});
    return std::nullopt;
  }
  LevelBuilder<T> levels(label, reading);
  for (const Entry& entry : node.entries) {
    levels.add(entry.key, entry.at, read_value(entry.value, fmt::format("{}: {}", label, entry.key), reading));
  }
  return levels.build(node.at);
}

/// A value, or `{ by_clock = { ... } }` of values.
template <class T, class ReadValue>
std::optional<Schedule<T>> read_by_clock(const Node& node, const std::string& label, Reading& reading,
                                         ReadValue read_value) {
  if (node.find("by_clock") != nullptr) {
    const FieldReader fields(node, "by_clock", label, reading);
    return fields.read("by_clock", [&](const Node& levels, const std::string&, Reading& same) {
      return read_levels<T>(levels, label, same, read_value);
    });
  }
  std::optional<T> value = read_value(node, label, reading);
  if (!value) return std::nullopt;
  return Schedule<T>(std::move(*value));
}

/// `{ csv = FILE, time = COLUMN, VALUE = COLUMN }`. `parse(text, title)` reads a cell of the column with that title.
template <class T, class ParseCell>
std::optional<Schedule<T>> read_csv_levels(const Node& node, const std::string& table, const std::string& value_key,
                                           const std::string& label, Reading& reading, ParseCell parse) {
  const FieldReader fields(node, table, label, reading);
  const std::optional<CsvColumns> columns = read_csv_columns(fields, {"time", value_key});
  if (!columns) return std::nullopt;
  LevelBuilder<T> levels(label, reading);
  const std::string cell_label = fmt::format("column {}", in_quotes(columns->titles[1]));
  for (const std::vector<CsvReader::Field>& row : columns->rows) {
    const SourcePosition at{columns->file, row[1].line, row[1].column};
    const auto value = parse(row[1].text, columns->titles[1]);
    if (!value) {
      reading.fail(at, cell_label, fmt::format("expected {}, found {}", value.error().expected, in_quotes(row[1].text)),
                   value.error().hint);
    }
    levels.add(row[0].text, {columns->file, row[0].line, row[0].column},
               value ? std::optional<T>(static_cast<T>(*value)) : std::nullopt);
  }
  if (!columns->complete) return std::nullopt;
  return levels.build(node.at);
}

std::optional<std::uint32_t> read_count(const Node& node, const std::string& label, Reading& reading) {
  const std::optional<std::uint64_t> count = WholeNumber{}(node, label, reading);
  return count ? std::optional(static_cast<std::uint32_t>(*count)) : std::nullopt;
}

}  // namespace

std::optional<TimeLaw> read_time_law(const Node& node, const std::string& label, Reading& reading) {
  return read_by_clock<Distribution>(node, label, reading, read_distribution);
}

std::optional<Share> read_share_by_clock(const Node& node, const std::string& label, Reading& reading) {
  return read_by_clock<double>(node, label, reading, read_share);
}

std::optional<std::vector<NamedShare>> SharesByName::operator()(const Node& node, const std::string& label,
                                                                Reading& reading) const {
  if (!node.is_table() || node.entries.empty()) {
    reading.expected(node, label, {fmt::format("a table such as {}", example), {}});
    return std::nullopt;
  }
  if (node.entries.size() > most) {
    reading.fail(node.at, label, fmt::format("has more than {} entries", most));
    return std::nullopt;
  }
  std::vector<NamedShare> shares;
  for (const Entry& entry : node.entries) {
    const auto share = read_share_by_clock(entry.value, fmt::format("{}: {}", label, in_quotes(entry.key)), reading);
    if (share) shares.push_back({{entry.key, entry.at}, *share});
  }
  return shares.size() == node.entries.size() ? std::optional(std::move(shares)) : std::nullopt;
}

std::optional<Schedule<double>> read_profile(const Node& node, const std::string& label, Reading& reading) {
  if (node.find("csv") == nullptr) return read_levels<double>(node, label, reading, read_rate);
  return read_csv_levels<double>(node, "segments.*.arrivals.profile", "rate", label, reading,
                                 [](std::string_view cell, std::string_view title) {
                                   return parse_rate(cell, unit_in_title(title).value_or(seconds_per_hour));
                                 });
}

std::optional<Schedule<std::uint32_t>> read_counts(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table()) {
    const std::optional<std::uint32_t> count = read_count(node, label, reading);
    return count ? std::optional(Schedule<std::uint32_t>(*count)) : std::nullopt;
  }
  if (node.find("csv") == nullptr) return read_levels<std::uint32_t>(node, label, reading, read_count);
  return read_csv_levels<std::uint32_t>(
      node, "staff.*.count", "count", label, reading,
      [](std::string_view cell, std::string_view) { return parse_whole_number(cell, 0, largest_count); });
}

}  // namespace throughline
