// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace throughline {

/// What stands behind a key.
enum class ValueKind : std::uint8_t {
  version,           ///< the number 1
  text,              ///< for people
  key,               ///< a name of the blueprint
  keys,              ///< one or a list of them
  choice,            ///< one of KeyInfo::choices
  choices,           ///< one or a list of them
  switch_or_text,    ///< a text, or true or false
  flag,              ///< true or false
  count,             ///< whole, from 0
  number,            ///< from 0
  shape,             ///< above 0
  share,             ///< 0.03, "3 %"
  shares,            ///< a list of them
  fraction,          ///< "1/3"
  numbers,           ///< a list of numbers above 0
  share_by_clock,    ///< the same, or by clock
  share_or_rest,     ///< the same, or "rest"
  rate,              ///< "12 per hour"
  rates_by_clock,    ///< levels, or a csv
  counts_by_clock,   ///< a count, or levels, or a csv
  rate_matrix,       ///< rows of rates
  duration,          ///< "90 s"
  duration_or_auto,  ///< the same, or "auto"
  signed_duration,
  durations,         ///< a list of them
  law,               ///< a duration or a distribution
  law_by_clock,      ///< the same, or by clock
  signed_law,        ///< a law that may be negative
  integer_law,       ///< a number, or the law of one
  counts_by_step,    ///< a table from steps to counts
  shares_by_number,  ///< a table from numbers to shares
  mixture,           ///< a list of laws with weights
  clock,             ///< "07:30"
  date,              ///< "2026-01-05 07:00"
  days,              ///< "Mon-Fri"
  dates,             ///< "2026-12-24..2026-12-26", or a list of them
  money,             ///< 4.20
  money_rate,        ///< "19 per hour"
  staffing,          ///< a pool, a list of them, or a table
  shift_end,         ///< finish, interrupt, or a table
  when_full,         ///< turn_away, block, or a table
  speeds,            ///< a table from "step.x" to numbers above 0
  points,            ///< of a stage: "arrival", "STEP.start"
  priority,          ///< "segment.red", "step.review"
  expressions,       ///< "< 8 min", or a list
  attributes,        ///< a table from names to shares, choices or laws
  condition,         ///< "business or amount > 800"
  queue_condition,   ///< "queue > 6 for 5 min"
  queue_condition_or_duration,
  file,              ///< beside the blueprint
  speeds_by_number,  ///< a table from whole numbers to speeds
  shares_by_key,     ///< a table from names to shares, each by clock or not
  wait_for,          ///< all, any, or how many
  levels,            ///< a table from times to values
  routes,            ///< of `next`
  arrivals,          ///< of a segment: replaced whole
  table,             ///< with keys of its own: table "TABLE.KEY"
  tables,            ///< of named tables: table "TABLE.KEY.*"
  shifts,            ///< the same, or a csv: table "TABLE.KEY"
  overlay,           ///< what changes the table of the same name at the top
  precision,         ///< a share, or shares by measure
  uncertainty,       ///< a share, or two ends
  anything,          ///< not built
};

/// One key of the format: the row that the reader, the JSON Schema and the reference are checked against.
struct KeyInfo {
  std::string_view table;  ///< "run", "steps.*", "steps.*.next.*", "law.gamma"; empty at the top of the file
  std::string_view key;    ///< "*" where the writer names it
  ValueKind kind = ValueKind::anything;
  bool required = false;
  bool built = true;
  std::string_view standard;  ///< what holds without it
  std::string_view meaning;
  std::string_view choices;  ///< of kinds choice and choices: "drain|stop"
};

/// Every key of the format, table by table.
const std::vector<KeyInfo>& format_keys();

/// The row of a key; that of "*" where the table's keys are named by the writer; nullptr where the key is unknown.
const KeyInfo* find_key(std::string_view table, std::string_view key) noexcept;

/// The keys of a table that may be written, in the order of the format.
std::vector<std::string> built_keys(std::string_view table);

/// The words of a key of kind choice.
std::vector<std::string> choices_of(std::string_view table, std::string_view key);

/// The table that `key` of `table` opens, empty where it opens none.
std::string table_behind(std::string_view table, const KeyInfo& key);

}  // namespace throughline
