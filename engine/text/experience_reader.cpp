// SPDX-License-Identifier: MIT
#include "text/experience_reader.hpp"

#include <fmt/format.h>

#include "text/format.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr double most_points = 100.0;
constexpr double least_factor = 0.01;
constexpr double most_factor = 100.0;
constexpr double most_effort = 6.0;

constexpr NumberBetween points{0.0, most_points};
constexpr NumberBetween factor{least_factor, most_factor};
constexpr NumberBetween effort{0.0, most_effort};

/// Changes the numbers of a table that are written.
void read_numbers(const FieldReader& fields, const NumberBetween& range,
                  std::initializer_list<std::pair<const char*, double*>> numbers) {
  for (const auto& [key, number] : numbers) *number = fields.read(key, range).value_or(*number);
}

/// Thresholds in their order: who promotes is no detractor, and a visit at which nothing goes wrong is not bad.
void judge_thresholds(const FieldReader& fields, const ExperienceSection& model) {
  const auto at = [&fields](const char* key) {
    const Node* const written = fields.find(key);
    return written == nullptr ? fields.node().at : written->at;
  };
  if (model.detractor > model.promoter) {
    fields.reading().fail(at("detractor"), fields.label_of("detractor"),
                          fmt::format("is above promoter, {}", model.promoter));
  }
  if (model.detractor >= model.base) {
    fields.reading().fail(at("detractor"), fields.label_of("detractor"),
                          fmt::format("is not below base, {}: every journey would be bad", model.base));
  }
}

/// Requires: what else is said of the model has been read.
ExperienceSection::BrokenWindows read_broken_windows(const FieldReader& fields, const ExperienceSection& model) {
  ExperienceSection::BrokenWindows windows;
  windows.below = model.detractor;
  read_numbers(fields, points, {{"below", &windows.below}});
  read_numbers(fields, factor, {{"failure", &windows.failure}, {"patience", &windows.patience}});
  if (!fields.has("failure") && !fields.has("patience") && !fields.holds_strangers()) {
    fields.reading().fail(fields.node().at, fields.label(), "says neither failure nor patience, and so changes nothing",
                          "failure = 1.5: services of the dissatisfied fail half as often again");
  }
  const Node* const below = fields.find("below");
  if (below != nullptr && windows.below > model.base) {
    fields.reading().fail(below->at, fields.label_of("below"),
                          fmt::format("is above base, {}: every visit would dissatisfy", model.base));
  }
  return windows;
}

}  // namespace

std::optional<ExperienceSection> read_experience(const FieldReader& file) {
  const Node* const node = file.find("experience");
  if (node == nullptr) return std::nullopt;
  ExperienceSection model;
  const FieldReader fields(*node, "experience", "[experience]", file.reading());
  if (const auto rule = fields.read("journey", WordOf{choices_of("experience", "journey")}))
    model.journey = static_cast<JourneyRule>(*rule);
  read_numbers(fields, points,
               {{"base", &model.base},
                {"satisfied", &model.satisfied},
                {"promoter", &model.promoter},
                {"detractor", &model.detractor},
                {"failure", &model.failure},
                {"repeat", &model.repeat},
                {"handoff", &model.handoff}});
  model.recovered = fields.read("recovered", read_share).value_or(model.recovered);
  const auto table = [&](const char* key, const auto& read) {
    const Node* const inner = fields.find(key);
    if (inner != nullptr)
      read(FieldReader(*inner, fmt::format("experience.{}", key), fields.label_of(key), fields.reading()));
  };
  table("expects", [&](const FieldReader& expects) {
    model.expects.wait = expects.read("wait", read_duration);
    model.expects.time = expects.read("time", read_duration);
  });
  table("wait", [&](const FieldReader& wait) {
    read_numbers(wait, points,
                 {{"within", &model.wait.within}, {"beyond", &model.wait.beyond}, {"most", &model.wait.most}});
  });
  table("time", [&](const FieldReader& time) {
    read_numbers(time, points, {{"beyond", &model.time.beyond}, {"most", &model.time.most}});
  });
  table("perceived", [&](const FieldReader& perceived) {
    read_numbers(perceived, factor,
                 {{"visible", &model.perceived.visible},
                  {"invisible", &model.perceived.invisible},
                  {"occupied", &model.perceived.occupied},
                  {"explained", &model.perceived.explained},
                  {"updated", &model.perceived.updated}});
  });
  table("at_most", [&](const FieldReader& most) {
    read_numbers(most, points,
                 {{"failed", &model.at_most.failed},
                  {"abandoned", &model.at_most.abandoned},
                  {"turned_away", &model.at_most.turned_away}});
  });
  table("effort", [&](const FieldReader& added) {
    read_numbers(added, effort,
                 {{"wait", &model.effort.wait},
                  {"failure", &model.effort.failure},
                  {"repeat", &model.effort.repeat},
                  {"handoff", &model.effort.handoff}});
  });
  table("broken_windows",
        [&](const FieldReader& windows) { model.broken_windows = read_broken_windows(windows, model); });
  judge_thresholds(fields, model);
  return model;
}

SourcePosition position_of_broken_windows(const FieldReader& file) {
  const Node* const node = file.find("experience");
  const Entry* const windows = node == nullptr ? nullptr : node->find("broken_windows");
  return windows == nullptr ? SourcePosition() : windows->at;
}

}  // namespace throughline
