// SPDX-License-Identifier: MIT
#include "text/segment_reader.hpp"

#include <fmt/format.h>

#include "text/distribution_reader.hpp"
#include "text/format.hpp"
#include "text/key.hpp"
#include "text/schedule_reader.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

using Arrivals = SegmentSection::Arrivals;

constexpr std::size_t most_segments = 1'000;

/// Customers who arrive faster than any rate allows would never let the clock go on.
std::optional<Distribution> read_interarrival(const Node& node, const std::string& label, Reading& reading) {
  std::optional<Distribution> law = read_distribution(node, label, reading);
  if (!law || law->mean() * highest_rate >= 1.0) return law;
  reading.fail(node.at, label, "the mean time between arrivals is below a microsecond");
  return std::nullopt;
}

std::optional<Arrivals> read_arrivals(const Node& node, const std::string& label, Reading& reading) {
  if (!node.is_table()) {
    reading.expected(node, label, {"a table such as { rate = \"20 per hour\" }", {}});
    return std::nullopt;
  }
  const FieldReader fields(node, "segments.*.arrivals", label, reading);
  std::optional<Arrivals> arrivals;
  if (const auto rate = fields.read("rate", read_rate)) arrivals = Schedule<double>(*rate);
  if (const auto profile = fields.read("profile", read_profile)) arrivals = *profile;
  if (const auto interarrival = fields.read("interarrival", read_interarrival)) arrivals = *interarrival;
  const int kinds = int{fields.has("rate")} + int{fields.has("profile")} + int{fields.has("interarrival")};
  const bool explained = kinds == 0 && fields.holds_strangers();
  if (kinds != 1 && !explained) reading.fail(node.at, label, "expected one of rate, profile or interarrival");
  return arrivals;
}

SegmentSection read_segment(const Entry& entry, Reading& reading) {
  SegmentSection segment;
  segment.key = {entry.key, entry.at};
  const FieldReader fields(entry.value, "segments.*", fmt::format("segment {}", in_quotes(entry.key)), reading);
  segment.name = fields.read("name", read_text).value_or(entry.key);
  segment.start = fields.read("start", read_key);
  segment.arrivals = fields.read("arrivals", read_arrivals);
  segment.value = fields.read("value", read_money).value_or(segment.value);
  return segment;
}

}  // namespace

std::vector<SegmentSection> read_segments(const FieldReader& file) {
  std::vector<SegmentSection> segments;
  const Node* const node = file.find("segments");
  if (node == nullptr) return segments;
  Reading& reading = file.reading();
  for (const Entry* const entry : named_tables(*node, "[segments]", most_segments, {"none"}, reading)) {
    segments.push_back(read_segment(*entry, reading));
  }
  return segments;
}

}  // namespace throughline
