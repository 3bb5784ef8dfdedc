// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "blueprint/draft.hpp"

namespace throughline {
namespace {

using Event = StagePoint::Event;

/// `arrival`, `end`, `STEP`, `STEP.start` or `STEP.end`; nothing where the name is wrong, which is noted.
std::optional<StagePoint> resolve_point(Draft& draft, const Text& written, const std::string& subject) {
  if (written.value == "arrival") return StagePoint{Event::arrival, std::nullopt};
  if (written.value == "end") return StagePoint{Event::end, std::nullopt};
  const std::size_t dot = written.value.find('.');
  const std::string name = written.value.substr(0, dot);
  const std::string moment = dot == std::string::npos ? "" : written.value.substr(dot + 1);
  const auto step = draft.steps.find(name);
  if (!step) {
    std::vector<std::string> valid = draft.steps.names();
    valid.insert(valid.end(), {"arrival", "end"});
    draft.mistakes.add(written.at, fmt::format("{}: unknown step \"{}\"", subject, name), did_you_mean(name, valid));
    return std::nullopt;
  }
  if (dot == std::string::npos) return StagePoint{Event::reached, StepId{*step}};
  if (moment == "start") return StagePoint{Event::start, StepId{*step}};
  if (moment == "end") return StagePoint{Event::finish, StepId{*step}};
  draft.reject(written.at, fmt::format("{}: a step has no moment \"{}\"", subject, moment),
               fmt::format("\"{0}\" (reached), \"{0}.start\" or \"{0}.end\"", name));
  return std::nullopt;
}

bool same_point(const StagePoint& one, const StagePoint& other) {
  return one.event == other.event && one.step == other.step;
}

void resolve_from(Draft& draft, const StageSection& section, const std::string& subject, Stage& stage) {
  const auto from = resolve_point(draft, section.from, subject);
  if (!from) return;
  stage.from = *from;
  if (from->event == Event::end) {
    draft.reject(section.from.at, subject + ": begins at the end of the journey", "\"end\" goes with `to`");
  }
}

void resolve_to(Draft& draft, const StageSection& section, const std::string& subject, Stage& stage) {
  for (const Text& written : section.to) {
    const auto to = resolve_point(draft, written, subject);
    if (!to) continue;
    if (to->event == Event::arrival) {
      draft.reject(written.at, subject + ": ends at the arrival of the journey", "\"arrival\" goes with `from`");
    } else if (same_point(*to, stage.from)) {
      draft.reject(written.at, subject + ": ends where it begins", "its time would always be 0");
    }
    const bool again =
        std::any_of(stage.to.begin(), stage.to.end(), [&to](const StagePoint& each) { return same_point(each, *to); });
    if (again) draft.reject(written.at, fmt::format("{}: to names \"{}\" twice", subject, written.value));
    stage.to.push_back(*to);
  }
}

}  // namespace

void resolve_stages(Draft& draft) {
  for (const StageSection& section : draft.document.stages) {
    const std::string subject = fmt::format("stage \"{}\"", section.key.value);
    Stage stage;
    stage.key = section.key.value;
    stage.name = section.name;
    resolve_from(draft, section, subject, stage);
    resolve_to(draft, section, subject, stage);
    draft.blueprint.stages.push_back(std::move(stage));
  }
}

}  // namespace throughline
