// SPDX-License-Identifier: MIT
#include "text/measure_reader.hpp"

#include <array>
#include <string_view>

#include "text/text_cursor.hpp"
#include "text/value.hpp"

namespace throughline {
namespace {

constexpr double largest_bound = 1e15;

struct ComparisonSign {
  std::string_view sign;
  Comparison comparison;
};

/// Longer signs first.
constexpr std::array signs{ComparisonSign{"<=", Comparison::at_most}, ComparisonSign{">=", Comparison::at_least},
                           ComparisonSign{"<", Comparison::less}, ComparisonSign{">", Comparison::greater}};

/// Splits `segment.app.step.order.service_level(3 min)` at its dots; the argument of the last part is a duration.
std::optional<MeasureText> read_plain_measure(std::string_view path, const SourcePosition& at, const std::string& label,
                                              Reading& reading) {
  MeasureText measure;
  const std::size_t open = path.find('(');
  if (open != std::string_view::npos) {
    const bool closed = path.back() == ')';
    const Parsed<double> argument =
        parse_duration(closed ? path.substr(open + 1, path.size() - open - 2) : "", reading.time_unit);
    if (!argument) {
      reading.fail(at, label, "expected a duration in parentheses at the end, as in service_level(3 min)",
                   argument.error().hint);
      return std::nullopt;
    }
    measure.argument = *argument;
    path = path.substr(0, open);
  }
  while (true) {
    const std::size_t dot = path.find('.');
    measure.parts.emplace_back(path.substr(0, dot));
    if (measure.parts.back().empty()) {
      reading.fail(at, label, "expected a measure such as journey.time.p90");
      return std::nullopt;
    }
    if (dot == std::string_view::npos) return measure;
    path.remove_prefix(dot + 1);
  }
}

/// Between the brackets of `share_of_days(step.order.service_level(20 s) >= 80 %)`.
std::optional<MeasureText> read_measure_of_days(std::string_view inside, const SourcePosition& at,
                                                const std::string& label, Reading& reading) {
  const std::size_t sign = inside.find_first_of("<>");
  const auto bounded = sign == std::string_view::npos ? std::nullopt : read_bound(inside.substr(sign));
  if (!bounded) {
    reading.fail(at, label, "expected a measure and what it is compared with in parentheses",
                 "for example share_of_days(step.order.service_level(20 s) >= 80 %)");
    return std::nullopt;
  }
  std::string_view path = inside.substr(0, sign);
  while (!path.empty() && path.back() == ' ') path.remove_suffix(1);
  while (!path.empty() && path.front() == ' ') path.remove_prefix(1);
  auto measure = read_plain_measure(path, at, label, reading);
  if (!measure) return std::nullopt;
  measure->days =
      DayConditionText{bounded->comparison, bounded->bound, bounded->written_as, std::string(inside.substr(sign))};
  return measure;
}

}  // namespace

std::optional<WrittenBound> read_bound(std::string_view text) {
  TextCursor cursor(text);
  cursor.skip_spaces();
  for (const ComparisonSign& sign : signs) {
    if (!cursor.take(sign.sign)) continue;
    const std::string_view written = cursor.rest();
    if (const Parsed<double> number = parse_number(written, -largest_bound, largest_bound)) {
      return WrittenBound{sign.comparison, *number, BoundKind::number};
    }
    if (written.find('%') != std::string_view::npos) {
      // A difference of shares may be negative.
      const std::size_t minus = written.find_first_not_of(' ');
      const bool negative = written[minus] == '-';
      const Parsed<double> share = parse_share(negative ? written.substr(minus + 1) : written);
      if (!share) return std::nullopt;
      return WrittenBound{sign.comparison, negative ? -*share : *share, BoundKind::share};
    }
    const Parsed<double> duration = parse_duration(written);
    return duration ? std::optional(WrittenBound{sign.comparison, *duration, BoundKind::duration}) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<MeasureText> read_measure(const Text& written, const std::string& label, Reading& reading) {
  constexpr std::string_view days = "share_of_days(";
  const std::string_view path = written.value;
  const bool of_days = path.starts_with(days) && path.back() == ')';
  auto measure = of_days ? read_measure_of_days(path.substr(days.size(), path.size() - days.size() - 1), written.at,
                                                label, reading)
                         : read_plain_measure(path, written.at, label, reading);
  if (measure) measure->text = written;
  return measure;
}

}  // namespace throughline
