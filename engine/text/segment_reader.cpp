// SPDX-License-Identifier: MIT
#include "text/segment_reader.hpp"

#include <fmt/format.h>

#include "text/arrivals_reader.hpp"
#include "text/condition_reader.hpp"
#include "text/format.hpp"
#include "text/key.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_segments = 1'000;

SegmentSection read_segment(const Entry& entry, Reading& reading) {
  SegmentSection segment;
  segment.key = {entry.key, entry.at};
  const FieldReader fields(entry.value, "segments.*", fmt::format("segment {}", in_quotes(entry.key)), reading);
  segment.name = fields.read("name", read_text).value_or(entry.key);
  segment.start = fields.read("start", read_key);
  segment.arrivals = fields.read("arrivals", read_arrivals);
  segment.value = fields.read("value", read_money).value_or(segment.value);
  segment.attributes = read_attributes(fields);
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
