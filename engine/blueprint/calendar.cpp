// SPDX-License-Identifier: MIT
#include "blueprint/calendar.hpp"

#include <algorithm>
#include <cmath>

#include "blueprint/draft.hpp"

namespace throughline {

std::vector<Span> merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& one, const Span& other) { return one.from < other.from; });
  std::vector<Span> kept;
  for (const Span& span : spans) {
    if (!kept.empty() && span.from <= kept.back().to) {
      kept.back().to = std::max(kept.back().to, span.to);
    } else {
      kept.push_back(span);
    }
  }
  return kept;
}

std::vector<Span> without(const std::vector<Span>& spans, const std::vector<Span>& others) {
  std::vector<Span> left;
  auto other = others.begin();
  for (Span span : spans) {
    while (other != others.end() && other->to <= span.from) ++other;
    for (auto inside = other; inside != others.end() && inside->from < span.to; ++inside) {
      if (inside->from > span.from) left.push_back({span.from, inside->from});
      span.from = inside->to;
    }
    if (span.from < span.to) left.push_back(span);
  }
  return left;
}

bool is_closed(const std::vector<ClosedDays>& closed, std::int64_t day) {
  const auto ends_before = [](const ClosedDays& days, std::int64_t that) { return days.last < that; };
  const auto days = std::lower_bound(closed.begin(), closed.end(), day, ends_before);
  return days != closed.end() && days->first <= day;
}

std::vector<Span> closed_spans(const std::vector<ClosedDays>& closed, double starts_clock, double length) {
  const double first_midnight = -std::fmod(starts_clock, seconds_per_day);
  std::vector<Span> spans;
  for (const ClosedDays& days : closed) {
    const double from = std::max(0.0, first_midnight + static_cast<double>(days.first) * seconds_per_day);
    const double to = std::min(length, first_midnight + static_cast<double>(days.last + 1) * seconds_per_day);
    if (from < to) spans.push_back({from, to});
  }
  return spans;
}

void resolve_calendar(Draft& draft) {
  const std::vector<CalendarSection::Closed>& written = draft.document.calendar.closed;
  if (written.empty()) return;
  const std::optional<std::int64_t> start = draft.document.blueprint.date;
  if (!start) {
    draft.reject(written.front().at, "[calendar]: closed: dates, but the run starts on none",
                 "for example starts = \"2026-01-05 07:00\" in [blueprint]");
    return;
  }
  std::vector<ClosedDays>& closed = draft.blueprint.closed;
  for (const CalendarSection::Closed& dates : written) closed.push_back({dates.first - *start, dates.last - *start});
  std::sort(closed.begin(), closed.end(),
            [](const ClosedDays& one, const ClosedDays& other) { return one.first < other.first; });
  std::vector<ClosedDays> apart;
  for (const ClosedDays& days : closed) {
    if (!apart.empty() && days.first <= apart.back().last + 1) {
      apart.back().last = std::max(apart.back().last, days.last);
    } else {
      apart.push_back(days);
    }
  }
  closed = std::move(apart);
}

}  // namespace throughline
