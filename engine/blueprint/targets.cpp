// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "blueprint/draft.hpp"
#include "blueprint/measure_path.hpp"

namespace throughline {
namespace {

using Bound = BoundKind;

std::string_view unit_words(Unit unit) {
  switch (unit) {
    case Unit::seconds:
      return "a duration";
    case Unit::share:
      return "a share";
    case Unit::count:
      return "a number";
    case Unit::money:
      return "an amount of money";
    case Unit::per_hour:
      return "a number per hour";
    case Unit::points:
      return "a difference of shares";
  }
  return {};
}

std::string_view unit_example(Unit unit) {
  switch (unit) {
    case Unit::seconds:
      return "compare it with a duration, for example \"< 8 min\"";
    case Unit::share:
      return "compare it with a share, for example \">= 80 %\"";
    case Unit::count:
    case Unit::money:
    case Unit::per_hour:
      return "compare it with a number, for example \"< 2.5\"";
    case Unit::points:
      return "compare it with a difference of shares, for example \"> 30 %\" or \"> -0.1\"";
  }
  return {};
}

bool fits(Bound bound, Unit unit) {
  switch (unit) {
    case Unit::seconds:
      return bound == Bound::duration;
    case Unit::share:
    case Unit::points:
      return bound == Bound::share || bound == Bound::number;
    case Unit::count:
    case Unit::money:
    case Unit::per_hour:
      return bound == Bound::number;
  }
  return false;
}

/// What stands in a target, or in one of its share_of_days.
struct WrittenBound {
  Text expression;
  Comparison comparison = Comparison::less;
  double bound = 0.0;
  Bound written_as = Bound::number;
};

void judge_bound(Draft& draft, const std::string& measure, const WrittenBound& section, Unit unit) {
  const std::string subject = fmt::format("target \"{}\"", measure);
  if (!fits(section.written_as, unit)) {
    draft.reject(section.expression.at,
                 fmt::format("{}: \"{}\" does not fit {}", subject, section.expression.value, unit_words(unit)),
                 std::string(unit_example(unit)));
    return;
  }
  const double bound = section.bound;
  if (unit == Unit::points && (bound < -1.0 || bound > 1.0)) {
    draft.reject(section.expression.at, fmt::format("{}: a difference of shares is between -1 and 1", subject),
                 section.written_as == Bound::number ? fmt::format("did you mean \"{}\"?", bound / 100.0) : "");
  }
  if (unit != Unit::share) return;
  if (bound < 0.0 || bound > 1.0) {
    draft.reject(section.expression.at, fmt::format("{}: a share is between 0 and 1", subject),
                 section.written_as == Bound::number ? fmt::format("did you mean \"{} %\"?", bound) : "");
    return;
  }
  // Nobody can be below 0 % or above 100 %: such a target says nothing, whatever the service does.
  const bool never = (section.comparison == Comparison::less && bound == 0.0) ||
                     (section.comparison == Comparison::greater && bound == 1.0);
  const bool always = (section.comparison == Comparison::at_least && bound == 0.0) ||
                      (section.comparison == Comparison::at_most && bound == 1.0);
  if (never || always) {
    draft.reject(section.expression.at,
                 fmt::format("{}: is {} met, for a share is between 0 and 1", subject, never ? "never" : "always"));
  }
}

/// Without which the measure says nothing; nullptr where it is there.
const char* missing_table(const MeasurePath& measure, const Document& document) {
  const auto& experience = document.experience;
  if (measure.quantity == Quantity::dissatisfied)
    return experience && experience->broken_windows ? nullptr : "[experience.broken_windows]";
  if (is_of_experience(measure) && !experience) return "[experience]";
  if (is_of_economics(measure) && !document.economics) return "[economics]";
  return nullptr;
}

/// None, and a mistake, where there is no such measure.
std::optional<MeasurePath> resolve(const MeasureText& measure, const MeasureNames& names, Draft& draft) {
  ResolvedMeasure resolved = resolve(measure, names);
  if (!resolved.mistake) {
    const char* const missing = missing_table(*resolved.path, draft.document);
    if (missing == nullptr) return *resolved.path;
    draft.reject(measure.text.at, fmt::format("measure \"{}\": needs a table {}", measure.text.value, missing),
                 resolved.path->quantity == Quantity::dissatisfied
                     ? "failure = 1.5 there: services of the dissatisfied fail half as often again"
                     : "a table without keys has every default");
    return std::nullopt;
  }
  draft.mistakes.add(resolved.mistake->at, std::move(resolved.mistake->message), std::move(resolved.mistake->hint));
  return std::nullopt;
}

}  // namespace

void resolve_precision(Draft& draft) {
  const MeasureNames names = measure_names(draft.blueprint);
  for (const PrecisionSection& section : draft.document.run.precision) {
    if (const auto path = resolve(section.measure, names, draft))
      draft.blueprint.precision.push_back(
          {*path, section.measure.text.value, section.half_width, draft.document.run.precision_by_default});
  }
}

void resolve_asked(Draft& draft) {
  const MeasureNames names = measure_names(draft.blueprint);
  for (const MeasureText& measure : draft.document.asked) {
    if (const auto path = resolve(measure, names, draft)) draft.blueprint.asked.push_back(*path);
  }
}

void resolve_north_star(Draft& draft) {
  const auto& written = draft.document.blueprint.north_star;
  if (!written) return;
  const std::optional<MeasurePath> path = resolve(*written, measure_names(draft.blueprint), draft);
  if (!path) return;
  if (path->days && draft.document.run.method == Method::batch_means)
    draft.reject(written->text.at, "north_star: batches are not days",
                 "days are counted with method = \"replications\"");
  draft.blueprint.north_star = path;
}

void resolve_targets(Draft& draft) {
  const MeasureNames names = measure_names(draft.blueprint);
  for (const TargetSection& section : draft.document.targets) {
    const std::optional<MeasurePath> path = resolve(section.measure, names, draft);
    if (!path) continue;
    const std::string& measure = section.measure.text.value;
    if (path->days && draft.document.run.method == Method::batch_means) {
      draft.reject(section.measure.text.at, fmt::format("target \"{}\": batches are not days", measure),
                   "days are counted with method = \"replications\"");
    }
    judge_bound(draft, measure, {section.expression, section.comparison, section.bound, section.written_as},
                unit_of(*path));
    if (const auto& days = section.measure.days) {
      MeasurePath of_a_day = *path;
      of_a_day.days.reset();
      judge_bound(draft, measure,
                  {{days->expression, section.measure.text.at}, days->comparison, days->bound, days->written_as},
                  unit_of(of_a_day));
    }
    Target target;
    target.measure = *path;
    target.path = section.measure.text.value;
    target.expression = section.expression.value;
    target.comparison = section.comparison;
    target.bound = section.bound;
    target.at = section.measure.text.at;
    draft.blueprint.targets.push_back(std::move(target));
  }
}

}  // namespace throughline
