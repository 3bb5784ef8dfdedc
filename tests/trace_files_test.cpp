// SPDX-License-Identifier: MIT
// Every file of tests/traces is a blueprint without random numbers; its comments hold what happens in one replication,
// compared exactly. Journeys are numbered in order of arrival, from 1.
//   # expect: TIME EVENT JOURNEY [at STEP]    of every kind of event that a file names it names all
//   # expect: EVENT = N times
//   # expect: order = 1, 2, 4                 journeys as their services start
//   # expect: waits = 0 min, 16 min           before these services
//   # expect: overtime of POOL = 4 min, 1 min of the people who had any, as they leave
//   # expect: last = 100.5 min                when the last event happens
//   # expect: MEASURE = VALUE                 of the result, in seconds and shares
// Events: arrives, starts, ends, fails, abandons, turned_away, completes (the journey), unfinished. TIME is a duration
// after the start of the run; STEP is named where there are several.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "blueprint/roster.hpp"
#include "replay.hpp"
#include "text/value.hpp"
#include "throughline/experiment.hpp"

namespace throughline {
namespace {

namespace files = std::filesystem;

std::vector<files::path> trace_files() {
  std::vector<files::path> found;
  for (const files::directory_entry& entry :
       files::directory_iterator(std::string(THROUGHLINE_SOURCE_DIR) + "/tests/traces")) {
    if (entry.path().extension() == ".toml") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

struct Event {
  double time = 0.0;
  std::string kind;
  std::uint64_t journey = 0;
  std::string step;  ///< of a visit, where the blueprint has several

  bool operator<(const Event& other) const {
    return std::tie(time, kind, journey, step) < std::tie(other.time, other.kind, other.journey, other.step);
  }
};

std::string written(const Event& event) {
  return fmt::format("{} s {} {}{}", event.time, event.kind, event.journey,
                     event.step.empty() ? "" : " at " + event.step);
}

std::vector<std::string> written(std::vector<Event> events) {
  std::sort(events.begin(), events.end());
  std::vector<std::string> lines;
  for (const Event& event : events) lines.push_back(written(event));
  return lines;
}

class Story {
 public:
  explicit Story(const files::path& file) : blueprint_(build_blueprint(read_document(file))) {
    observe(compile(blueprint_), blueprint_.run.seed, 0, replay_);
    for (const JourneyRecord& journey : replay_.journeys) tell(journey);
    for (const VisitRecord& visit : replay_.visits) tell(visit);
    for (const VisitRecord& visit : replay_.unfinished) tell(visit);
  }

  std::vector<Event> of_kinds(const std::set<std::string>& kinds) const {
    std::vector<Event> events;
    std::copy_if(events_.begin(), events_.end(), std::back_inserter(events),
                 [&kinds](const Event& event) { return kinds.count(event.kind) == 1; });
    return events;
  }

  double last() const {
    double time = 0.0;
    for (const Event& event : events_) time = std::max(time, event.kind == "unfinished" ? 0.0 : event.time);
    return time;
  }

  /// Visits whose service started, as it did.
  std::vector<VisitRecord> served() const {
    std::vector<VisitRecord> started;
    for (const auto* visits : {&replay_.visits, &replay_.unfinished}) {
      std::copy_if(visits->begin(), visits->end(), std::back_inserter(started),
                   [](const VisitRecord& visit) { return visit.started.has_value(); });
    }
    std::stable_sort(started.begin(), started.end(),
                     [](const VisitRecord& one, const VisitRecord& other) { return *one.started < *other.started; });
    return started;
  }

  /// Of a pool with shifts: how long each person was there after the end of the shift.
  /// Of a pool with shifts.
  std::vector<double> overtime_of(const std::string& key) const {
    const auto pool = std::find_if(blueprint_.staff.begin(), blueprint_.staff.end(),
                                   [&key](const Staff& staff) { return staff.key == key; });
    EXPECT_NE(pool, blueprint_.staff.end());
    const StaffId id{static_cast<std::uint32_t>(pool - blueprint_.staff.begin())};
    std::vector<double> leaves;  // by person
    for (const DutyPeriod& duty : duty_periods(*pool, blueprint_.about.starts, blueprint_.run.length)) {
      leaves.insert(leaves.end(), duty.count, duty.end);
    }
    std::map<std::uint32_t, double> last_ends;
    for (const VisitRecord& visit : served()) {
      const Step& step = blueprint_.step(visit.step);
      const Behavior& behavior = step.behaviors[step.behavior_of_segment[static_cast<std::size_t>(visit.segment)]];
      if (!visit.server || !behavior.needs(id)) continue;
      last_ends[*visit.server] = std::max(last_ends[*visit.server], visit.ended);
    }
    std::vector<std::pair<double, double>> times;
    for (const auto& [person, end] : last_ends) {
      if (end > leaves[person]) times.emplace_back(end, end - leaves[person]);
    }
    std::sort(times.begin(), times.end());
    std::vector<double> overtime;
    for (const auto& [end, time] : times) overtime.push_back(time);
    return overtime;
  }

 private:
  void tell(const JourneyRecord& journey) {
    events_.push_back({journey.arrived, "arrives", journey.journey, {}});
    const bool completed = journey.outcome == Outcome::completed;
    // Whoever abandons or fails does so at a step, which may not be the end.
    if (journey.outcome == Outcome::abandoned || journey.outcome == Outcome::failed) return;
    if (journey.outcome == Outcome::turned_away) return;
    events_.push_back(
        {journey.ended, completed ? "completes" : std::string(to_string(journey.outcome)), journey.journey, {}});
  }

  void tell(const VisitRecord& visit) {
    const std::string step = blueprint_.step_count() > 1 ? blueprint_.step(visit.step).key : "";
    if (visit.started) events_.push_back({*visit.started, "starts", visit.journey, step});
    if (visit.ending == VisitEnding::unfinished) return;
    const char* const kind = visit.ending == VisitEnding::abandoned     ? "abandons"
                             : visit.ending == VisitEnding::turned_away ? "turned_away"
                             : visit.ending == VisitEnding::failed      ? "fails"
                                                                        : "ends";
    events_.push_back({visit.ended, kind, visit.journey, step});
  }

  Blueprint blueprint_;
  testing::Replay replay_;
  std::vector<Event> events_;
};

std::vector<double> durations(const std::string& list) {
  std::vector<double> values;
  std::istringstream stream(list);
  for (std::string part; std::getline(stream, part, ',');) {
    const Parsed<double> value = parse_duration(part, 1.0);
    EXPECT_TRUE(value) << part;
    values.push_back(value ? *value : 0.0);
  }
  return values;
}

void expect_measure(const files::path& file, const std::string& path, double value) {
  const Model model = compile(build_blueprint(read_document(file)));
  const ExperimentResult result = run_experiment(model, {.replications = 2});
  const Estimate* const estimate = result.find(path);
  ASSERT_NE(estimate, nullptr) << path;
  ASSERT_TRUE(estimate->value) << path << ": " << estimate->reason;
  EXPECT_DOUBLE_EQ(*estimate->value, value) << path;
}

/// One line behind `# expect: `. Events are collected, everything else is compared.
void judge(const std::string& line, const files::path& file, const Story& story, std::vector<Event>& expected) {
  static const std::regex event("([0-9.]+ [a-z]+) ([a-z_]+) ([0-9]+)(?: at (\\S+))?");
  static const std::regex times("([a-z_]+) = ([0-9]+) times");
  static const std::regex list("(order|waits|last|overtime of (\\S+)) = (.+)");
  static const std::regex measure("(\\S+(?: \\S+\\))?) = (-?[0-9.e-]+)");
  std::smatch match;
  if (std::regex_match(line, match, event)) {
    expected.push_back({durations(match[1])[0], match[2], std::stoull(match[3]), match[4]});
  } else if (std::regex_match(line, match, times)) {
    EXPECT_EQ(story.of_kinds({match[1]}).size(), std::stoul(match[2])) << line;
  } else if (std::regex_match(line, match, list)) {
    std::vector<double> values;
    if (match[2].matched) {
      values = story.overtime_of(match[2]);
    } else if (match[1] == "last") {
      values = {story.last()};
    } else {
      for (const VisitRecord& visit : story.served()) {
        values.push_back(match[1] == "order" ? static_cast<double>(visit.journey) : *visit.started - visit.reached);
      }
    }
    EXPECT_EQ(values, durations(match[3])) << line;
  } else if (std::regex_match(line, match, measure)) {
    expect_measure(file, match[1], std::stod(match[2]));
  } else {
    ADD_FAILURE() << "cannot be read: " << line;
  }
}

class TraceFile : public ::testing::TestWithParam<files::path> {};

TEST_P(TraceFile, HappensAsItSays) {
  constexpr std::string_view mark = "# expect: ";
  const Story story(GetParam());
  std::vector<Event> expected;
  std::size_t lines = 0;
  std::ifstream stream(GetParam());
  for (std::string line; std::getline(stream, line);) {
    EXPECT_EQ(line.starts_with("# expect"), line.starts_with(mark)) << "cannot be read: " << line;
    if (!line.starts_with(mark)) continue;
    ++lines;
    judge(line.substr(mark.size()), GetParam(), story, expected);
  }
  EXPECT_GT(lines, 0U) << "a file without `# expect:` lines";
  std::set<std::string> kinds;
  for (const Event& event : expected) kinds.insert(event.kind);
  EXPECT_EQ(written(story.of_kinds(kinds)), written(expected));
}

INSTANTIATE_TEST_SUITE_P(Files, TraceFile, ::testing::ValuesIn(trace_files()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace throughline
