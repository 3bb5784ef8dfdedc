// SPDX-License-Identifier: MIT
#include "text/csv_columns.hpp"

#include <fmt/format.h>

#include "diagnostic/nearest_name.hpp"
#include "text/value_reader.hpp"

namespace throughline {

std::optional<CsvColumns> read_csv_columns(const FieldReader& fields, const std::vector<std::string>& keys) {
  constexpr std::size_t most_cells = 4'000'000;
  Reading& reading = fields.reading();
  CsvColumns columns;
  bool named = true;
  for (const std::string& key : keys) {
    const std::optional<std::string> title = fields.read(key, read_text);
    if (!fields.has(key)) reading.fail(fields.node().at, fields.label(), fmt::format("{} is missing", in_quotes(key)));
    named = named && title;
    columns.titles.push_back(title.value_or(""));
  }
  const std::optional<std::string> name = fields.read("csv", read_text);
  if (!name || !named) return std::nullopt;
  columns.file = *name;
  const std::string* const bytes = reading.files.open(*name, fields.find("csv")->at, reading.diagnostics);
  if (bytes == nullptr) return std::nullopt;

  CsvReader csv(*bytes, *name, reading.diagnostics);
  if (csv.failed()) return std::nullopt;
  std::vector<std::size_t> places;
  for (std::size_t key = 0; key < keys.size(); ++key) {
    const std::string& title = columns.titles[key];
    if (const std::optional<std::size_t> place = csv.column(title)) {
      places.push_back(*place);
      continue;
    }
    reading.fail(fields.find(keys[key])->at, fields.label_of(keys[key]),
                 fmt::format("{} has no column {}", in_quotes(*name), in_quotes(title)),
                 did_you_mean(title, csv.titles()));
  }
  if (places.size() < keys.size()) return std::nullopt;
  while (const std::vector<CsvReader::Field>* const row = csv.next_row()) {
    if ((columns.rows.size() + 1) * keys.size() > most_cells) {
      reading.fail({*name, row->front().line, 1}, {}, "more rows than a schedule or distribution can use");
      return std::nullopt;
    }
    std::vector<CsvReader::Field>& cells = columns.rows.emplace_back();
    for (const std::size_t place : places) cells.push_back((*row)[place]);
  }
  columns.complete = !csv.failed();
  return columns;
}

std::optional<double> unit_in_title(std::string_view title) {
  while (!title.empty() && (title.back() == ' ' || title.back() == ')' || title.back() == ']')) title.remove_suffix(1);
  const std::size_t before = title.find_last_of(" _([/");
  return before == std::string_view::npos ? std::nullopt : seconds_of_unit(title.substr(before + 1));
}

}  // namespace throughline
