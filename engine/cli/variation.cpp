// SPDX-License-Identifier: MIT
#include "cli/variation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "cli/arguments.hpp"
#include "text/value.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_values = 10'000;
constexpr std::size_t most_alternatives = 100'000;
constexpr double largest = 1e12;

/// Cuts at separators that are not within quotes or brackets.
std::vector<std::string> cut(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  int depth = 0;
  for (const char character : text) {
    if (character == '"') quoted = !quoted;
    if (!quoted && (character == '[' || character == '{')) ++depth;
    if (!quoted && (character == ']' || character == '}')) --depth;
    if (character == separator && !quoted && depth == 0) {
      parts.emplace_back();
    } else {
      parts.back() += character;
    }
  }
  return parts;
}

/// `2..6`, `2..10:2`; none where it is no range.
std::optional<std::vector<std::string>> range_of(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const std::size_t colon = text.find(':', dots);
  const Parsed<double> low = parse_number(text.substr(0, dots), -largest, largest);
  const Parsed<double> high = parse_number(
      text.substr(dots + 2, colon == std::string_view::npos ? colon : colon - dots - 2), -largest, largest);
  const Parsed<double> step = colon == std::string_view::npos ? parse_number("1", 0.0, largest)
                                                              : parse_number(text.substr(colon + 1), 0.0, largest);
  if (!low || !high || !step || *step == 0.0 || *high < *low) return std::nullopt;
  const double count = std::floor((*high - *low) / *step + 1e-9) + 1.0;
  if (count > static_cast<double>(most_values)) return std::nullopt;
  std::vector<std::string> values;
  // Rounded to what the step says: 0.1 + 2 * 0.1 is 0.3.
  for (double place = 0.0; place < count; ++place)
    values.push_back(fmt::format("{}", std::round((*low + place * *step) * 1e9) / 1e9));
  return values;
}

}  // namespace

std::pair<std::string, std::string> cut_at_equals(std::string_view option, const std::string& text) {
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] != '=' || quoted) continue;
    if (at == 0) break;
    return {text.substr(0, at), text.substr(at + 1)};
  }
  throw InvalidCommandLine(
      fmt::format("{} \"{}\": expected path=value, for example staff.clerk.count=3", option, text));
}

Variation variation_of(const std::string& text) {
  auto [path, values] = cut_at_equals("--vary", text);
  if (auto range = range_of(values)) return {std::move(path), std::move(*range)};
  Variation variation{std::move(path), cut(values, ',')};
  const bool empty = std::any_of(variation.values.begin(), variation.values.end(),
                                 [](const std::string& value) { return value.empty(); });
  const bool is_range = values.find("..") != std::string::npos && variation.values.size() == 1;
  if (empty || is_range || variation.values.size() > most_values)
    throw InvalidCommandLine(fmt::format(
        "--vary \"{}\": expected values such as 2..6, 2..10:2 or a,b,c, {} at the most", text, most_values));
  return variation;
}

void check_size(const std::vector<Variation>& variations) {
  double size = 1.0;
  for (auto each = variations.begin(); each != variations.end(); ++each) {
    size *= static_cast<double>(each->values.size());
    if (std::any_of(variations.begin(), each, [&each](const Variation& other) { return other.path == each->path; }))
      throw InvalidCommandLine(fmt::format("--vary names {} twice", each->path));
  }
  if (size > static_cast<double>(most_alternatives))
    throw InvalidCommandLine(fmt::format("--vary makes more than {} alternatives", most_alternatives));
}

std::size_t size_of(const std::vector<Variation>& variations) {
  std::size_t size = 1;
  for (const Variation& each : variations) size *= each.values.size();
  return size;
}

std::vector<std::string> values_of(const std::vector<Variation>& variations, std::size_t index) {
  std::vector<std::string> values(variations.size());
  for (std::size_t place = variations.size(); place-- > 0;) {
    const std::vector<std::string>& all = variations[place].values;
    values[place] = all[index % all.size()];
    index /= all.size();
  }
  return values;
}

}  // namespace throughline
