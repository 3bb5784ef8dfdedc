// SPDX-License-Identifier: MIT
#include "cli/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "blueprint/clock_text.hpp"
#include "report/display_text.hpp"

namespace throughline {
namespace {

class Narrator {
 public:
  Narrator(const Blueprint& blueprint, const Witnessed& witnessed, std::uint64_t journey)
      : blueprint_(blueprint), witnessed_(witnessed), number_(journey) {}

  std::optional<std::string> tell() {
    const auto& journeys = witnessed_.journeys();
    const auto found = std::find_if(journeys.begin(), journeys.end(),
                                    [this](const JourneyRecord& record) { return record.journey == number_; });
    if (found == journeys.end()) return std::nullopt;
    const std::string& segment = blueprint_.segments[static_cast<std::size_t>(found->segment)].name;
    text_ = fmt::format("Journey {}, {}\n\n", number_, harmless(segment));
    line(found->arrived, "arrives");
    for (const VisitRecord& visit : witnessed_.visits()) {
      if (visit.journey == number_) tell_visit(visit);
    }
    tell_end(*found);
    return std::move(text_);
  }

 private:
  void line(double time, const std::string& words) {
    const bool with_day = std::fmod(blueprint_.about.starts, seconds_per_day) + blueprint_.run.length > seconds_per_day;
    // clock_text leaves out seconds where there are none; a column of times does not.
    std::string clock = clock_text(blueprint_.about.starts + time, with_day);
    if (std::count(clock.begin(), clock.end(), ':') == 1) clock += ":00";
    text_ += fmt::format("{}  {}\n", clock, words);
  }

  void tell_visit(const VisitRecord& visit) {
    const Step& step = blueprint_.step(visit.step);
    const auto& staff = step.behaviors[step.behavior_of_segment[static_cast<std::size_t>(visit.segment)]].staff;
    const std::string again = visit.visit == 0 ? "" : " again";
    line(visit.reached, fmt::format("comes{} to {}", again, in_quotes(step.name)));
    const double waited = visit.started.value_or(visit.ended) - visit.reached;
    waited_ += waited;
    if (!visit.started) {
      const char* const then = visit.ending == VisitEnding::unfinished    ? "still waits"
                               : visit.ending == VisitEnding::cut_off     ? "is called off"
                               : visit.ending == VisitEnding::turned_away ? "is turned away"
                                                                          : "gives up";
      const bool at_once = visit.ending == VisitEnding::turned_away && waited == 0.0;
      line(visit.ended, at_once ? then : fmt::format("has waited {} and {}", spoken_duration(waited), then));
      return;
    }
    const double service = visit.ended - *visit.started;
    served_ += service;
    if (staff) {
      const std::string wait =
          waited == 0.0 ? "is served at once" : fmt::format("has waited {} and is served", spoken_duration(waited));
      line(*visit.started, fmt::format("{} by {}", wait, harmless(resource_of(blueprint_, visit))));
    }
    const std::string lasted = fmt::format("after {}", spoken_duration(service));
    if (visit.ending == VisitEnding::cut_off) {
      line(visit.ended, fmt::format("is called off {}", lasted));
    } else if (visit.ending == VisitEnding::unfinished) {
      line(visit.ended, fmt::format("{} {}", staff ? "is still being served" : "is not done", lasted));
    } else if (visit.ending == VisitEnding::failed) {
      line(visit.ended, fmt::format("{} it turns out to have failed", lasted));
    } else {
      line(visit.ended, fmt::format("is done {}", lasted));
    }
  }

  void tell_end(const JourneyRecord& journey) {
    std::string end;
    switch (journey.outcome) {
      case Outcome::completed:
        end = "completed";
        break;
      case Outcome::failed:
        end = fmt::format("failed{}", journey.cause == "handoff" ? ": lost on the way to the next step" : "");
        break;
      case Outcome::abandoned:
        end = "abandoned";
        break;
      case Outcome::turned_away:
        end = "turned away";
        break;
      case Outcome::no_show:
        end = "never came";
        break;
      case Outcome::unfinished:
        end = "still inside when the run ends";
        break;
    }
    line(journey.ended, end);
    text_ += fmt::format("\n{} in all, of which {} waiting and {} in service.\n",
                         spoken_duration(journey.ended - journey.arrived), spoken_duration(waited_),
                         spoken_duration(served_));
  }

  static std::string in_quotes(const std::string& name) { return fmt::format("\"{}\"", harmless(name)); }

  const Blueprint& blueprint_;
  const Witnessed& witnessed_;
  std::uint64_t number_;
  std::string text_;
  double waited_ = 0.0;
  double served_ = 0.0;
};

}  // namespace

std::optional<std::string> tell_story(const Blueprint& blueprint, const Witnessed& witnessed, std::uint64_t journey) {
  return Narrator(blueprint, witnessed, journey).tell();
}

std::string spoken_duration(double seconds) {
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  std::string text;
  const auto add = [&text](std::int64_t count, const char* unit) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : " ", count, unit);
  };
  add(whole / 86'400, "d");
  add(whole / 3600 % 24, "h");
  add(whole / 60 % 60, "min");
  add(whole % 60, "s");
  return text;
}

}  // namespace throughline
