// SPDX-License-Identifier: MIT
#include "text/roster_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "diagnostic/nearest_name.hpp"
#include "text/clock.hpp"
#include "text/csv_reader.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

enum Column : std::size_t { name, from, to, days, count };

constexpr std::array<std::string_view, 5> titles{"name", "from", "to", "days", "count"};

/// Where each column stands; none where it does not.
using Places = std::array<std::optional<std::size_t>, titles.size()>;

/// None, and diagnosed, where the header holds other columns, one of them twice, or not all of them.
std::optional<Places> find_columns(const CsvReader& csv, Reading& reading) {
  const std::vector<std::string> valid(titles.begin(), titles.end());
  Places places;
  std::vector<std::string> meant;
  bool right = true;
  const auto fail = [&](const SourcePosition& at, const std::string& message, std::string hint) {
    reading.fail(at, {}, message, std::move(hint));
    right = false;
  };
  for (std::size_t place = 0; place < csv.header().size(); ++place) {
    const CsvReader::Field& title = csv.header()[place];
    const auto known = static_cast<std::size_t>(std::find(valid.begin(), valid.end(), title.text) - valid.begin());
    if (known < valid.size() && !places[known]) {
      places[known] = place;
    } else if (known < valid.size()) {
      fail(csv.position(title), fmt::format("column {} stands here twice", in_quotes(title.text)), {});
    } else {
      const std::optional<std::string> nearest = nearest_name(title.text, valid);
      if (nearest) meant.push_back(*nearest);
      fail(csv.position(title), fmt::format("unknown column {}", in_quotes(title.text)),
           nearest ? fmt::format("did you mean {}?", in_quotes(*nearest)) : "a roster has name, from, to, days, count");
    }
  }
  for (const Column column : {name, from, to, count}) {
    const bool told = std::find(meant.begin(), meant.end(), valid[column]) != meant.end();
    if (places[column] || told) continue;
    fail(csv.position(csv.header().front()), fmt::format("there is no column {}", in_quotes(valid[column])),
         "a roster has name, from, to, days, count");
  }
  return right ? std::optional(places) : std::nullopt;
}

class RosterReader {
 public:
  RosterReader(CsvReader& csv, const Places& places, Reading& reading)
      : csv_(csv), places_(places), reading_(reading) {}

  std::vector<ShiftSection> read(const SourcePosition& at) {
    std::vector<ShiftSection> shifts;
    std::size_t rows = 0;
    while (const std::vector<CsvReader::Field>* const row = csv_.next_row()) {
      if (++rows > most_shifts) {
        reading_.fail(csv_.position(row->front()), {}, fmt::format("more than {} shifts", most_shifts));
        break;
      }
      if (!reading_.spend(1, csv_.position(row->front()))) break;
      if (std::optional<ShiftSection> shift = read_shift(*row)) shifts.push_back(std::move(*shift));
    }
    if (rows == 0 && !csv_.failed()) reading_.fail(at, {}, "the file holds no shifts");
    return shifts;
  }

 private:
  SourcePosition position(const std::vector<CsvReader::Field>& row, Column column) const {
    return csv_.position(row[*places_[column]]);
  }

  /// A cell goes the way of a string of the blueprint: the same checks, the same messages.
  template <class Read>
  auto read(const std::vector<CsvReader::Field>& row, Column column, Read read_value) {
    Node cell;
    cell.kind = Node::Kind::string;
    cell.text = row[*places_[column]].text;
    cell.at = position(row, column);
    return read_value(cell, fmt::format("column {}", in_quotes(titles[column])), reading_);
  }

  std::optional<ShiftSection> read_shift(const std::vector<CsvReader::Field>& row) {
    const auto shift_name = read(row, name, read_text);
    const auto begin = read(row, from, read_shift_begin);
    const auto end = read(row, to, read_shift_end);
    const bool every_day = !places_[days] || row[*places_[days]].text.empty();
    const auto on = every_day ? std::optional(ShiftSection().days) : read(row, days, read_days);
    const auto people = read(row, count, [](const Node& cell, const std::string& label, Reading& reading) {
      const Parsed<std::uint64_t> number = parse_whole_number(cell.text, 0, largest_count);
      if (!number) reading.expected(cell, label, number.error());
      return number ? std::optional(*number) : std::nullopt;
    });
    if (!shift_name || !begin || !end || !on || !people) return std::nullopt;
    return ShiftSection{{*shift_name, position(row, name)}, *begin, *end, *on, static_cast<std::uint32_t>(*people)};
  }

  CsvReader& csv_;
  const Places& places_;
  Reading& reading_;
};

/// One row's turn of duty, seconds after Monday 00:00.
struct Turn {
  double begin = 0.0;
  double end = 0.0;
  std::size_t row = 0;
};

/// A name stands for one group of people, who cannot be there twice at once.
void judge_overlaps(const std::vector<ShiftSection>& shifts, Reading& reading) {
  std::map<std::string_view, std::vector<Turn>> turns;
  for (std::size_t row = 0; row < shifts.size(); ++row) {
    const ShiftSection& shift = shifts[row];
    if (shift.from == shift.to) continue;
    for (int day = 0; day < 7; ++day) {
      if (((shift.days >> day) & 1) == 0) continue;
      const double midnight = day * seconds_per_day;
      const double end = midnight + shift.to + (shift.to > shift.from ? 0.0 : seconds_per_day);
      turns[shift.key.value].push_back({midnight + shift.from, end, row});
    }
  }
  std::vector<bool> told(shifts.size());
  for (auto& [shift_name, of_name] : turns) {
    std::stable_sort(of_name.begin(), of_name.end(),
                     [](const Turn& one, const Turn& other) { return one.begin < other.begin; });
    Turn next_week = of_name.front();
    next_week.begin += seconds_per_week;
    of_name.push_back(next_week);
    for (std::size_t turn = 1; turn < of_name.size(); ++turn) {
      const auto [first, second] = std::minmax(of_name[turn - 1].row, of_name[turn].row);
      if (first == second || of_name[turn].begin >= of_name[turn - 1].end || told[second]) continue;
      told[second] = true;
      reading.fail(shifts[second].key.at, {},
                   fmt::format("shift {} overlaps that of line {}", in_quotes(shift_name), shifts[first].key.at.line),
                   "another group of people has another name");
    }
  }
}

}  // namespace

bool names_roster(const Node& shifts) {
  const Entry* const csv = shifts.find("csv");
  return csv != nullptr && !csv->value.is_table();
}

std::optional<double> read_shift_begin(const Node& node, const std::string& label, Reading& reading) {
  const std::optional<double> time = read_time_of_day(node, label, reading);
  if (!time || *time < seconds_per_day) return time;
  reading.fail(node.at, label, "a shift cannot begin at 24:00", "write 00:00, of the next day");
  return std::nullopt;
}

std::optional<double> read_shift_end(const Node& node, const std::string& label, Reading& reading) {
  const std::optional<double> time = read_time_of_day(node, label, reading);
  return time && *time == 0.0 ? seconds_per_day : time;
}

std::vector<ShiftSection> read_roster(const FieldReader& shifts) {
  Reading& reading = shifts.reading();
  const std::optional<std::string> file = shifts.read("csv", read_text);
  if (!file) return {};
  const SourcePosition& at = shifts.find("csv")->at;
  const std::string* const bytes = reading.files.open(*file, at, reading.diagnostics);
  if (bytes == nullptr) return {};
  CsvReader csv(*bytes, *file, reading.diagnostics);
  if (csv.failed()) return {};
  const std::optional<Places> places = find_columns(csv, reading);
  if (!places) return {};
  std::vector<ShiftSection> roster = RosterReader(csv, *places, reading).read(at);
  judge_overlaps(roster, reading);
  return roster;
}

}  // namespace throughline
