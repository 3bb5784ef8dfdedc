// SPDX-License-Identifier: MIT
#include "cli/event_log.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <unordered_map>

#include "blueprint/pool_names.hpp"
#include "report/csv_row.hpp"

namespace throughline {
namespace {

constexpr std::int64_t microseconds_per_second = 1'000'000;

CsvCell optional_seconds(const std::optional<double>& seconds) {
  return seconds ? CsvCell::of_exact_number(*seconds) : CsvCell{};
}

CsvCell service_seconds(const VisitRecord& visit) {
  const bool ended = visit.started && visit.ending != VisitEnding::unfinished && visit.ending != VisitEnding::cut_off;
  return ended ? CsvCell::of_exact_number(visit.ended - *visit.started) : CsvCell{};
}

}  // namespace

Calendar::Calendar(const BlueprintSection& about) : starts_(about.starts) {
  using std::chrono::days;
  const std::chrono::sys_days first_monday{days(4)};
  const std::chrono::sys_days day = about.date ? std::chrono::sys_days{days(*about.date)} : first_monday;
  const std::chrono::sys_days monday = day - days(std::chrono::weekday(day).iso_encoding() - 1);
  monday_ = static_cast<double>(monday.time_since_epoch().count()) * seconds_per_day;
}

std::string Calendar::timestamp(double time) const {
  using namespace std::chrono;
  // Microseconds of the run are rounded before the date is added: the sum would have lost them.
  const auto whole = static_cast<std::int64_t>(monday_ + std::floor(starts_ + time)) * microseconds_per_second;
  const double fraction = (starts_ + time) - std::floor(starts_ + time);
  const auto rounded = static_cast<std::int64_t>(std::llround(fraction * static_cast<double>(microseconds_per_second)));
  const sys_time<microseconds> instant{microseconds(whole + rounded)};
  const sys_days day = floor<days>(instant);
  const year_month_day date(day);
  const hh_mm_ss<microseconds> clock(instant - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::string resource_of(const Blueprint& blueprint, const VisitRecord& visit) {
  const Step& step = blueprint.step(visit.step);
  const Behavior& behavior = step.behaviors[step.behavior_of_segment[static_cast<std::size_t>(visit.segment)]];
  if (!behavior.staff || !visit.started) return {};
  const std::string pool = pool_names(blueprint, *behavior.staff);
  return visit.server ? fmt::format("{} {}", pool, *visit.server + 1) : pool;
}

std::string write_event_log(const Blueprint& blueprint, const Witnessed& witnessed) {
  const Calendar calendar(blueprint.about);
  std::unordered_map<std::uint64_t, const JourneyRecord*> journeys;
  for (const JourneyRecord& journey : witnessed.journeys()) journeys.emplace(journey.journey, &journey);
  std::string text =
      csv_header({"case:concept:name", "concept:name", "start_timestamp", "time:timestamp", "org:resource",
                  "case:segment", "case:outcome", "case:cause", "step", "visit", "ending", "arrived_seconds",
                  "reached_seconds", "started_seconds", "ended_seconds", "service_seconds", "patience_seconds"});
  for (const VisitRecord& visit : witnessed.visits()) {
    const Step& step = blueprint.step(visit.step);
    const auto journey = journeys.find(visit.journey);
    const bool known = journey != journeys.end();
    text += csv_row({CsvCell::of_count(visit.journey), CsvCell::of_text(step.name),
                     CsvCell::of_text(visit.started ? calendar.timestamp(*visit.started) : ""),
                     CsvCell::of_text(calendar.timestamp(visit.ended)), CsvCell::of_text(resource_of(blueprint, visit)),
                     CsvCell::of_text(blueprint.segments[static_cast<std::size_t>(visit.segment)].key),
                     CsvCell::of_text(known ? to_string(journey->second->outcome) : ""),
                     CsvCell::of_text(known ? journey->second->cause : ""), CsvCell::of_text(step.key),
                     CsvCell::of_count(visit.visit + 1ULL), CsvCell::of_text(to_string(visit.ending)),
                     CsvCell::of_exact_number(visit.arrived), CsvCell::of_exact_number(visit.reached),
                     optional_seconds(visit.started), CsvCell::of_exact_number(visit.ended), service_seconds(visit),
                     optional_seconds(visit.patience)});
  }
  return text;
}

}  // namespace throughline
