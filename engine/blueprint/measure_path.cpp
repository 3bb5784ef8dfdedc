// SPDX-License-Identifier: MIT
#include "blueprint/measure_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "diagnostic/nearest_name.hpp"

namespace throughline {
namespace {

constexpr std::array all_scopes{Scope::journey, Scope::step,       Scope::touchpoint, Scope::phase,
                                Scope::lane,    Scope::stage,      Scope::staff,      Scope::throughput,
                                Scope::cost,    Scope::experience, Scope::economics};

const std::vector<std::string>* keys_of(Scope scope, const MeasureNames& names) {
  switch (scope) {
    case Scope::step:
      return &names.steps;
    case Scope::touchpoint:
      return &names.touchpoints;
    case Scope::phase:
      return &names.phases;
    case Scope::lane:
      return &lane_names();
    case Scope::stage:
      return &names.stages;
    case Scope::staff:
      return &names.staff;
    case Scope::journey:
    case Scope::throughput:
    case Scope::cost:
    case Scope::experience:
    case Scope::economics:
      return nullptr;
  }
  return nullptr;
}

std::optional<std::uint32_t> index_of(const std::string& name, const std::vector<std::string>& names) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - names.begin());
}

std::string joined(std::span<const std::string> parts, std::string_view separator = ".") {
  return fmt::format("{}", fmt::join(parts.begin(), parts.end(), separator));
}

/// Everything that can stand behind the scope and its key, without limits: what a misspelling is compared with.
std::vector<std::string> tails_of(Scope scope) {
  std::vector<std::string> tails;
  for (const QuantityRule& rule : quantities_of(scope)) {
    const auto statistics = statistics_of(rule.form);
    if (statistics.empty()) tails.emplace_back(rule.words);
    for (const Statistic statistic : statistics) tails.push_back(fmt::format("{}.{}", rule.words, name_of(statistic)));
  }
  return tails;
}

std::string listed(std::span<const Statistic> statistics) {
  std::string list;
  for (std::size_t index = 0; index < statistics.size(); ++index) {
    if (index > 0) list += index + 1 == statistics.size() ? " or " : ", ";
    list += name_of(statistics[index]);
  }
  return list;
}

/// Reads a path from left to right; every step of the way either goes on or leaves the mistake.
class PathReader {
 public:
  PathReader(const MeasureText& text, const MeasureNames& names) : text_(text), names_(names), rest_(text.parts) {}

  ResolvedMeasure read() {
    if (read_segment() && read_scope() && read_key() && read_quantity() && read_limit() && judge_segment() &&
        judge_days()) {
      return {path_, std::nullopt};
    }
    return {std::nullopt, std::move(mistake_)};
  }

 private:
  bool fail(const std::string& what, std::string hint = {}) {
    mistake_.at = text_.text.at;
    mistake_.message = fmt::format("measure \"{}\": {}", text_.text.value, what);
    mistake_.hint = std::move(hint);
    return false;
  }

  std::string read_so_far() const { return joined(std::span(text_.parts).first(text_.parts.size() - rest_.size())); }

  bool read_segment() {
    if (rest_.empty() || rest_.front() != "segment") return true;
    rest_ = rest_.subspan(1);
    if (rest_.empty()) return fail("\"segment\" needs the name of a segment");
    const auto segment = index_of(rest_.front(), names_.segments);
    if (!segment) {
      return fail(fmt::format("unknown segment \"{}\"", rest_.front()), did_you_mean(rest_.front(), names_.segments));
    }
    path_.segment = SegmentId{*segment};
    rest_ = rest_.subspan(1);
    return true;
  }

  bool read_scope() {
    if (rest_.empty()) return fail("does not say what to measure", "for example \"journey.time.p90\"");
    const std::string& word = rest_.front();
    const auto scope =
        std::find_if(all_scopes.begin(), all_scopes.end(), [&](Scope each) { return word == name_of(each); });
    if (scope == all_scopes.end()) {
      std::vector<std::string> known{"segment"};
      for (const Scope each : all_scopes) known.emplace_back(name_of(each));
      const std::string hint = did_you_mean(word, known);
      return fail(fmt::format("unknown measure \"{}\"", word),
                  hint.empty() ? fmt::format("measures begin with {}", joined(known, ", ")) : hint);
    }
    path_.scope = *scope;
    rest_ = rest_.subspan(1);
    return true;
  }

  bool read_key() {
    const std::vector<std::string>* keys = keys_of(path_.scope, names_);
    if (keys == nullptr) return true;
    const std::string_view scope = name_of(path_.scope);
    if (rest_.empty()) return fail(fmt::format("\"{}\" needs a name", scope));
    const auto key = index_of(rest_.front(), *keys);
    if (!key) return fail(fmt::format("unknown {} \"{}\"", scope, rest_.front()), did_you_mean(rest_.front(), *keys));
    path_.key = *key;
    rest_ = rest_.subspan(1);
    return true;
  }

  bool read_quantity() {
    const QuantityRule* rule = match_words();
    if (rule == nullptr && read_time_of_stage()) return true;
    if (rule == nullptr) return fail_unknown();
    path_.quantity = rule->quantity;
    const auto statistics = statistics_of(rule->form);
    if (statistics.empty()) return rest_.empty() || fail_unknown();
    if (rest_.empty()) {
      return fail(fmt::format("\"{}\" needs a statistic: {}", rule->words, listed(statistics)),
                  fmt::format("for example \"{}.{}\"", text_.text.value, name_of(statistics[statistics.size() / 2])));
    }
    const auto statistic = std::find_if(statistics.begin(), statistics.end(),
                                        [&](Statistic each) { return rest_.front() == name_of(each); });
    if (statistic == statistics.end() || rest_.size() > 1) {
      return fail(fmt::format("unknown statistic \"{}\"", joined(rest_)),
                  fmt::format("\"{}\" takes {}", rule->words, listed(statistics)));
    }
    path_.statistic = *statistic;
    rest_ = {};
    return true;
  }

  /// `stage.S.p90` is short for `stage.S.time.p90`.
  bool read_time_of_stage() {
    if (path_.scope != Scope::stage || rest_.size() != 1) return false;
    const auto statistics = statistics_of(rule_of(Scope::stage, Quantity::time).form);
    const auto statistic = std::find_if(statistics.begin(), statistics.end(),
                                        [&](Statistic each) { return rest_.front() == name_of(each); });
    if (statistic == statistics.end()) return false;
    path_.quantity = Quantity::time;
    path_.statistic = *statistic;
    rest_ = {};
    return true;
  }

  /// Takes the words of the longest quantity that the path goes on with: `failed.service` before `failed`.
  const QuantityRule* match_words() {
    for (std::size_t length = std::min<std::size_t>(3, rest_.size()) + 1; length-- > 0;) {
      const std::string words = joined(rest_.first(length));
      for (const QuantityRule& rule : quantities_of(path_.scope)) {
        if (rule.words != words) continue;
        quantity_at_ = rest_;
        rest_ = rest_.subspan(length);
        return &rule;
      }
    }
    quantity_at_ = rest_;
    return nullptr;
  }

  bool fail_unknown() {
    rest_ = quantity_at_;
    if (rest_.empty()) return fail(fmt::format("does not say what of the {} to measure", name_of(path_.scope)));
    const std::string prefix = read_so_far();
    std::vector<std::string> valid = tails_of(path_.scope);
    const auto nearest = nearest_name(joined(rest_), valid);
    const bool is_thing = path_.scope != Scope::experience && path_.scope != Scope::economics;
    return fail(fmt::format("{}{} has no measure \"{}\"", is_thing ? "a " : "", name_of(path_.scope), joined(rest_)),
                nearest ? fmt::format("did you mean \"{}{}{}\"?", prefix, nearest->empty() ? "" : ".", *nearest) : "");
  }

  bool read_limit() {
    const QuantityRule& rule = rule_of(path_.scope, path_.quantity);
    const bool takes_limit = rule.form == PathForm::limit;
    if (takes_limit && !text_.argument) {
      return fail(fmt::format("\"{}\" needs a duration", rule.words),
                  fmt::format("for example \"{}(3 min)\"", text_.text.value));
    }
    if (!takes_limit && text_.argument) {
      return fail(fmt::format("\"{}\" takes no duration", rule.words.empty() ? name_of(path_.scope) : rule.words));
    }
    path_.argument = text_.argument;
    return true;
  }

  bool judge_segment() {
    const QuantityRule& rule = rule_of(path_.scope, path_.quantity);
    if (!path_.segment || rule.by_segment) return true;
    return fail(
        fmt::format("\"{}\" is not measured by segment", rule.words.empty() ? name_of(path_.scope) : rule.words));
  }

  /// Of a single day means, shares and counts of what happened are known; neither quantiles nor people nor queues.
  bool judge_days() {
    if (!text_.days) return true;
    const bool spread = path_.statistic != Statistic::none && path_.statistic != Statistic::mean;
    const bool of_people =
        path_.scope == Scope::staff || path_.scope == Scope::throughput || path_.scope == Scope::cost ||
        path_.quantity == Quantity::queue || is_time_share(path_.quantity) || is_of_experience(path_) ||
        is_of_economics(path_) ||
        (path_.scope == Scope::journey && (path_.quantity == Quantity::cost || path_.quantity == Quantity::idle_cost));
    if (spread || of_people) {
      return fail(spread ? fmt::format("\"{}\" of a single day is not known", name_of(path_.statistic))
                         : "is not known of single days",
                  "share_of_days takes means, shares and counts of journeys, visits and stages");
    }
    path_.days = DayCondition{text_.days->comparison, text_.days->bound};
    return true;
  }

  const MeasureText& text_;
  const MeasureNames& names_;
  std::span<const std::string> rest_;
  std::span<const std::string> quantity_at_;
  MeasurePath path_;
  Diagnostic mistake_;
};

}  // namespace

const std::vector<std::string>& lane_names() {
  static const std::vector<std::string> names{"customer", "frontstage", "backstage", "support"};
  return names;
}

MeasureNames measure_names(const Blueprint& blueprint) {
  const auto keys = [](const auto& things) {
    std::vector<std::string> names;
    for (const auto& thing : things) names.push_back(thing.key);
    return names;
  };
  MeasureNames names{keys(blueprint.segments),    {},
                     keys(blueprint.touchpoints), blueprint.phases,
                     keys(blueprint.stages),      keys(blueprint.staff)};
  for (std::size_t step = 0; step < blueprint.step_count(); ++step) names.steps.push_back(blueprint.graph[step].key);
  return names;
}

ResolvedMeasure resolve(const MeasureText& text, const MeasureNames& names) {
  return PathReader(text, names).read();
}

namespace {

std::string condition_text(const DayCondition& days, Unit unit) {
  constexpr std::array<std::string_view, 4> signs{"<", "<=", ">", ">="};
  const std::string bound = unit == Unit::share     ? fmt::format("{:.10g} %", 100.0 * days.bound)
                            : unit == Unit::seconds ? duration_text(days.bound)
                                                    : fmt::format("{}", days.bound);
  return fmt::format("{} {}", signs[static_cast<std::size_t>(days.comparison)], bound);
}

}  // namespace

std::string path_of(const MeasurePath& measure, const MeasureNames& names) {
  std::string path;
  if (measure.segment) path = fmt::format("segment.{}.", names.segments[static_cast<std::size_t>(*measure.segment)]);
  path += name_of(measure.scope);
  if (const auto* keys = keys_of(measure.scope, names)) path += "." + (*keys)[measure.key];
  const QuantityRule& rule = rule_of(measure.scope, measure.quantity);
  if (!rule.words.empty()) path += fmt::format(".{}", rule.words);
  if (measure.statistic != Statistic::none) path += fmt::format(".{}", name_of(measure.statistic));
  if (measure.argument) path += fmt::format("({})", duration_text(*measure.argument));
  return measure.days ? fmt::format("share_of_days({} {})", path, condition_text(*measure.days, rule.unit)) : path;
}

std::string duration_text(double seconds) {
  struct Scale {
    double seconds;
    std::string_view name;
  };
  constexpr std::array scales{Scale{seconds_per_day, "d"}, Scale{3600.0, "h"}, Scale{60.0, "min"}};
  for (const Scale& scale : scales) {
    if (seconds > 0.0 && std::fmod(seconds, scale.seconds) == 0.0) {
      return fmt::format("{} {}", seconds / scale.seconds, scale.name);
    }
  }
  return fmt::format("{} s", seconds);
}

}  // namespace throughline
