// SPDX-License-Identifier: MIT
#include "text/gap_closings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "diagnostic/diagnostics.hpp"
#include "text/input_tree.hpp"
#include "text/overlay.hpp"
#include "text/toml_reader.hpp"
#include "text/touchpoint_steps.hpp"
#include "throughline/touchpoint_key.hpp"

namespace throughline {
namespace {

constexpr std::array kinds{GapKind::wait, GapKind::failure, GapKind::time, GapKind::handoff, GapKind::abandonment};
constexpr std::array effects{"loss", "repeat", "repeat_time"};  ///< of a handoff
constexpr int ample = 10'000;                                   ///< more than ever serve at once
constexpr std::string_view elsewhere = "its steps are in another file";

using Settings = std::vector<Overlay::Setting>;

bool happens(const Share& share) {
  return std::any_of(share.levels.begin(), share.levels.end(), [](const auto& level) { return level.value > 0.0; });
}

double longest_mean(const TimeLaw& law) {
  double longest = 0.0;
  for (const auto& level : law.levels) longest = std::max(longest, level.value.mean());
  return longest;
}

/// What a step does with customers: for everybody, and where it differs for a segment. The same behavior as it was read
/// and as it was written.
struct Part {
  const BehaviorSection* everybody = nullptr;
  const BehaviorSection* read = nullptr;
  const Node* written = nullptr;
  std::string path;  ///< `steps.order`, `steps.order.for.regular`

  bool is_of_everybody() const { return read == everybody; }
  const Node* find(std::string_view key) const {
    const Entry* const entry = written->find(key);
    return entry == nullptr ? nullptr : &entry->value;
  }
  void remove(std::string_view key, Settings& settings) const {
    if (find(key) != nullptr) settings.push_back({fmt::format("{}.{}", path, key), "none"});
  }
};

/// The gaps of one text.
class Gaps {
 public:
  Gaps(const Node& tree, const Document& document)
      : tree_(tree), document_(document), touchpoints_(touchpoints_of(document)) {
    for (const StepSection& step : document_.steps) steps_.emplace(step.key.value, &step);
    for (const StepSection& step : document_.steps) read_routes(step);
  }

  const std::vector<TouchpointSteps>& touchpoints() const noexcept { return touchpoints_; }

  /// None where the touchpoint has no such gap.
  std::optional<GapClosing> closing(const TouchpointSteps& touchpoint, GapKind kind) const {
    GapClosing gap;
    gap.touchpoint = touchpoint.key;
    gap.name = touchpoint.name;
    gap.kind = kind;
    bool found = false;
    if (kind == GapKind::handoff) add(handoffs_, touchpoint.key, gap.settings);
    if (kind == GapKind::wait) add(slow_ways_, touchpoint.key, gap.settings);
    found = !gap.settings.empty();
    close_at(touchpoint.steps, nullptr, kind, gap, found);
    if (kind == GapKind::wait) close_at(touchpoint.behind, touchpoint.steps.front(), kind, gap, found);
    if (!found) return std::nullopt;
    if (gap.reason.empty() && gap.settings.empty()) {
      if (kind == GapKind::wait) return std::nullopt;  // nobody waits longer as it is
      gap.reason = elsewhere;
    }
    if (!gap.reason.empty()) gap.settings.clear();
    if (kind == GapKind::wait && gap.reason.empty()) gap.eased = eased_by(touchpoint);
    return gap;
  }

 private:
  /// The step as it was written; none where another file says it.
  std::vector<Part> parts_of(const StepSection& step) const {
    const Entry* const steps = tree_.find("steps");
    const Entry* const entry = steps->value.find(step.key.value);
    if (entry == nullptr || entry->value.find("use") != nullptr) return {};
    std::vector<Part> parts{{&step.behavior, &step.behavior, &entry->value, "steps." + step.key.value}};
    const Entry* const changed = entry->value.find("for");
    if (changed == nullptr) return parts;
    for (const StepSection::Variant& variant : step.variants) {
      if (const Entry* const other = changed->value.find(variant.segment.value))
        parts.push_back({&step.behavior, &variant.behavior, &other->value,
                         fmt::format("{}.for.{}", parts.front().path, variant.segment.value)});
    }
    return parts;
  }

  /// `seen`: whose expectations are those of the steps; nullptr: their own. `found`: whether one of them has such a
  /// gap.
  void close_at(const std::vector<const StepSection*>& steps, const StepSection* seen, GapKind kind, GapClosing& gap,
                bool& found) const {
    for (const StepSection* const step : steps) {
      if (!has(*step, kind)) continue;
      found = true;
      const std::vector<Part> parts = parts_of(*step);
      if (parts.empty()) gap.reason = elsewhere;
      for (const Part& part : parts) close(seen == nullptr ? *step : *seen, part, kind, gap);
    }
  }

  bool has(const StepSection& step, GapKind kind) const {
    const auto any = [&step](const auto& holds) {
      return holds(step.behavior) || std::any_of(step.variants.begin(), step.variants.end(),
                                                 [&holds](const auto& variant) { return holds(variant.behavior); });
    };
    switch (kind) {
      case GapKind::wait:
        return any([](const BehaviorSection& each) { return each.staff.has_value(); });
      case GapKind::failure:
        return any([](const BehaviorSection& each) { return each.failure && happens(each.failure->probability); });
      case GapKind::time:
        return any([this, &step](const BehaviorSection& each) { return is_too_long(step, each); });
      case GapKind::abandonment:
        return any([](const BehaviorSection& each) { return each.patience.has_value(); });
      case GapKind::handoff:
        break;
    }
    return false;
  }

  /// By the step, else by what customers expect everywhere.
  std::optional<double> expected(const StepSection& step, std::optional<double> Expectation::*what) const {
    if (step.expects.*what) return step.expects.*what;
    return document_.experience ? document_.experience->expects.*what : std::nullopt;
  }

  bool is_too_long(const StepSection& step, const BehaviorSection& behavior) const {
    const std::optional<double> time = expected(step, &Expectation::time);
    return time && behavior.time && longest_mean(*behavior.time) > *time;
  }

  void close(const StepSection& step, const Part& part, GapKind kind, GapClosing& gap) const {
    switch (kind) {
      case GapKind::wait:
        relieve(expected(step, &Expectation::wait), part, gap);
        break;
      case GapKind::failure:
        if (const Node* const failure = part.find("failure"); failure != nullptr && failure->find("probability"))
          gap.settings.push_back({part.path + ".failure.probability", "0"});
        break;
      case GapKind::time:
        shorten(step, part, gap);
        break;
      case GapKind::abandonment:
        part.remove("patience", gap.settings);
        part.remove("on_abandon", gap.settings);
        part.remove("callback", gap.settings);
        break;
      case GapKind::handoff:
        break;
    }
  }

  /// Nobody waits longer than is expected; where nothing is, nobody waits.
  void relieve(std::optional<double> expected, const Part& part, GapClosing& gap) const {
    const bool staffed = part.read->staff.has_value();
    // A segment's step waits no longer than everybody's, unless only one of them has staff.
    if (!staffed || (!part.is_of_everybody() && part.everybody->staff)) return;
    for (const Text& pool : part.read->keeps) {
      // Whoever stands in does not stay with the journey; but of places there may be more, for they cost nothing.
      if (!is_place(pool.value)) gap.reason = "its people stay with the journey when the step has ended";
      gap.settings.push_back({fmt::format("staff.{}.count", pool.value), fmt::format("{}", ample)});
    }
    const double wait = expected.value_or(0.0);
    if (part.read->relief && *part.read->relief <= wait) return;
    gap.settings.push_back({part.path + ".relief", fmt::format("{:.9g} s", wait)});
  }

  bool is_place(const std::string& pool) const {
    return std::any_of(document_.staff.begin(), document_.staff.end(), [&pool](const StaffSection& each) {
      return each.key.value == pool && each.kind == StaffKind::place;
    });
  }

  void shorten(const StepSection& step, const Part& part, GapClosing& gap) const {
    const Node* const time = part.find("time");
    if (time == nullptr || !is_too_long(step, *part.read)) return;
    const double factor = *expected(step, &Expectation::time) / longest_mean(*part.read->time);
    if (const auto shorter = shortened(*time, factor)) {
      gap.settings.push_back({part.path + ".time", *shorter});
    } else {
      gap.reason = "its time cannot be scaled";
    }
  }

  /// To nine digits: the last bits of a mean are nobody's promise.
  static std::optional<std::string> shortened(const Node& law, double factor) {
    const auto shorter = scaled(law, ValueKind::law_by_clock, std::stod(fmt::format("{:.9g}", factor)));
    return shorter ? std::optional(toml_of(*shorter)) : std::nullopt;
  }

  /// What routes do to the touchpoints that they lead to; where they lead to none, to the one that they come from.
  void read_routes(const StepSection& source) {
    for (const Part& part : parts_of(source)) {
      const Node* const next = part.find("next");
      if (next == nullptr || !next->is_table() || next->find("shortest") != nullptr) continue;
      for (const Entry& written : next->entries) {
        const auto route = std::find_if(part.read->next.begin(), part.read->next.end(),
                                        [&written](const auto& each) { return each.target.value == written.key; });
        if (!written.value.is_table() || route == part.read->next.end()) continue;
        const auto place = steps_.find(written.key);
        const StepSection* const target = place == steps_.end() ? nullptr : place->second;
        const auto owner = target != nullptr ? touchpoint_key(*target) : std::nullopt;
        const auto touchpoint = owner ? owner : touchpoint_key(source);
        if (!touchpoint) continue;
        const std::string path = fmt::format("{}.next.{}.", part.path, written.key);
        for (const char* const effect : effects) {
          if (written.value.find(effect) != nullptr) handoffs_[*touchpoint].push_back({path + effect, "none"});
        }
        const Entry* const delay = written.value.find("delay");
        if (delay == nullptr || target == nullptr) continue;
        if (is_between_people(*part.read, target->behavior)) {
          handoffs_[*touchpoint].push_back({path + "delay", "none"});
        } else if (owner && is_out_of_sight(source)) {
          hasten(*route->delay, delay->value, {path + "delay", ""}, *target);
        }
      }
    }
  }

  /// A way that customers do not see takes no longer, on average, than they expect to wait at its end.
  void hasten(const TimeLaw& delay, const Node& written, Overlay::Setting setting, const StepSection& target) {
    const std::optional<double> wait = expected(target, &Expectation::wait);
    const double mean = longest_mean(delay);
    if (!wait || mean <= *wait) return;
    const auto shorter = shortened(written, *wait / mean);
    if (!shorter) return;
    setting.value = *shorter;
    slow_ways_[*touchpoint_key(target)].push_back(std::move(setting));
  }

  /// Both serve customers, and not the same people.
  static bool is_between_people(const BehaviorSection& source, const BehaviorSection& target) {
    if (!source.staff || !target.staff) return false;
    const auto names_of = [](const StaffingSection& staff) {
      std::vector<std::string> names;
      for (const Text& pool : staff.pools) names.push_back(pool.value);
      return names;
    };
    return names_of(*source.staff) != names_of(*target.staff);
  }

  static void add(const std::unordered_map<std::string, Settings>& known, const std::string& touchpoint,
                  Settings& settings) {
    const auto place = known.find(touchpoint);
    if (place != known.end()) settings.insert(settings.end(), place->second.begin(), place->second.end());
  }

  /// Those who serve there and out of sight before.
  static std::vector<std::string> pools_of(const TouchpointSteps& touchpoint) {
    std::vector<std::string> pools;
    for (const auto* const steps : {&touchpoint.steps, &touchpoint.behind}) {
      for (const StepSection* const step : *steps) {
        if (!step->behavior.staff) continue;
        for (const Text& pool : step->behavior.staff->pools) pools.push_back(pool.value);
      }
    }
    return pools;
  }

  std::vector<std::string> eased_by(const TouchpointSteps& touchpoint) const {
    const std::vector<std::string> relieved = pools_of(touchpoint);
    std::vector<std::string> eased;
    for (const TouchpointSteps& other : touchpoints_) {
      if (other.key == touchpoint.key) continue;
      const std::vector<std::string> theirs = pools_of(other);
      if (std::find_first_of(theirs.begin(), theirs.end(), relieved.begin(), relieved.end()) != theirs.end())
        eased.push_back(other.key);
    }
    return eased;
  }

  const Node& tree_;
  const Document& document_;
  std::vector<TouchpointSteps> touchpoints_;
  std::unordered_map<std::string, const StepSection*> steps_;  ///< by key
  std::unordered_map<std::string, Settings> handoffs_;         ///< by touchpoint: what smooths them
  std::unordered_map<std::string, Settings> slow_ways_;        ///< and what shortens ways out of sight
};

}  // namespace

std::vector<GapClosing> read_gap_closings(std::string_view text, const std::string& name, const Overlay& overlay,
                                          const Document& document, const std::vector<std::string>& asked) {
  Diagnostics diagnostics(name);
  const std::optional<Node> root = parse_toml(text, name, diagnostics);
  diagnostics.throw_if_any();
  Node tree = with_scenario(*root, overlay.scenario, diagnostics);
  for (const Overlay::Setting& setting : overlay.settings) apply_setting(tree, setting, diagnostics);
  const Gaps gaps(tree, document);
  std::vector<GapClosing> closings;
  for (const TouchpointSteps& touchpoint : gaps.touchpoints()) {
    if (closings.size() > most_gaps) break;
    if (!asked.empty() && std::find(asked.begin(), asked.end(), touchpoint.key) == asked.end()) continue;
    for (const GapKind kind : kinds) {
      const std::optional<GapClosing> whole = gaps.closing(touchpoint, kind);
      bool by_scenarios_alone = false;
      std::vector<GapClosing> partly;
      std::optional<std::size_t> described_by;
      for (std::size_t index = 0; index < document.gaps.size(); ++index) {
        const GapSection& said = document.gaps[index];
        if (said.touchpoint.value != touchpoint.key || said.kind != kind) continue;
        if (said.scenario) {
          by_scenarios_alone = true;
          partly.push_back({touchpoint.key,
                            touchpoint.name,
                            kind,
                            said.scenario->value,
                            index,
                            settings_of(*root, said.scenario->value, tree),
                            {},
                            {}});
        } else {
          described_by = index;
        }
      }
      if (whole && (described_by || !by_scenarios_alone)) {
        closings.push_back(*whole);
        closings.back().described_by = described_by;
      } else if (described_by) {
        closings.push_back({touchpoint.key, touchpoint.name, kind, {}, described_by, {}, {}, "there is no such gap"});
      }
      closings.insert(closings.end(), partly.begin(), partly.end());
    }
  }
  if (closings.size() > most_gaps)
    diagnostics.add({}, fmt::format("more than {} gaps", most_gaps),
                    "name the touchpoints that matter with --touchpoint");
  diagnostics.throw_if_any();
  return closings;
}

}  // namespace throughline
