// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/field_reader.hpp"
#include "text/node.hpp"
#include "text/value.hpp"
#include "throughline/document.hpp"

namespace throughline {

// Readers of one value: none and a diagnostic where it is wrong.

std::optional<double> read_duration(const Node& node, const std::string& label, Reading& reading);
std::optional<double> read_signed_duration(const Node& node, const std::string& label, Reading& reading);
std::optional<double> read_rate(const Node& node, const std::string& label, Reading& reading);
/// May be negative; a bare number counts per time_unit.
std::optional<double> read_signed_rate(const Node& node, const std::string& label, Reading& reading);
std::optional<double> read_share(const Node& node, const std::string& label, Reading& reading);
std::optional<double> read_money(const Node& node, const std::string& label, Reading& reading);
std::optional<double> read_money_rate(const Node& node, const std::string& label, Reading& reading);
/// A time on the clock of every day: seconds of the day, in [0, 86400].
std::optional<double> read_time_of_day(const Node& node, const std::string& label, Reading& reading);
std::optional<bool> read_flag(const Node& node, const std::string& label, Reading& reading);
std::optional<std::uint8_t> read_days(const Node& node, const std::string& label, Reading& reading);

/// Text for people: valid for every output, of bounded length, without control characters.
std::optional<std::string> read_text(const Node& node, const std::string& label, Reading& reading);

/// A reference to a key, or the keys of a list of them (a single one counts as a list).
std::optional<Text> read_key(const Node& node, const std::string& label, Reading& reading);
std::optional<std::vector<Text>> read_keys(const Node& node, const std::string& label, Reading& reading);

/// A whole number in a range: `fields.read("seed", WholeNumber{0, most})`.
struct WholeNumber {
  std::uint64_t low = 0;
  std::uint64_t high = largest_count;
  std::optional<std::uint64_t> operator()(const Node& node, const std::string& label, Reading& reading) const;
};

/// A number in a range.
struct NumberBetween {
  double low = 0.0;
  double high = 0.0;
  std::optional<double> operator()(const Node& node, const std::string& label, Reading& reading) const;
};

/// One of the words of a key, by its index.
struct WordOf {
  std::vector<std::string> words;
  std::optional<std::size_t> operator()(const Node& node, const std::string& label, Reading& reading) const;
};

}  // namespace throughline
