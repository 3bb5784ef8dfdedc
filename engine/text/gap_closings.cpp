// SPDX-License-Identifier: MIT
#include "text/gap_closings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "diagnostic/diagnostics.hpp"
#include "text/input_tree.hpp"
#include "text/overlay.hpp"
#include "text/toml_reader.hpp"
#include "throughline/touchpoint_key.hpp"

namespace throughline {
namespace {

constexpr std::array kinds{GapKind::wait, GapKind::failure, GapKind::time, GapKind::handoff, GapKind::abandonment};
constexpr std::array effects{"loss", "repeat", "repeat_time", "delay"};  ///< of a handoff
constexpr int ample = 10'000;                                            ///< more than ever serve at once
constexpr std::string_view elsewhere = "its steps are in another file";

using Settings = std::vector<Overlay::Setting>;

struct TouchpointSteps {
  std::string key, name;
  std::vector<const StepSection*> steps;
};

std::vector<TouchpointSteps> touchpoints_of(const Document& document) {
  std::vector<TouchpointSteps> touchpoints;
  for (const StepSection& step : document.steps) {
    const auto key = touchpoint_key(step);
    if (!key) continue;
    auto place = std::find_if(touchpoints.begin(), touchpoints.end(),
                              [&key](const TouchpointSteps& each) { return each.key == *key; });
    if (place == touchpoints.end()) place = touchpoints.insert(place, {*key, step.touchpoint ? *key : step.name, {}});
    place->steps.push_back(&step);
  }
  return touchpoints;
}

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
  const BehaviorSection* read = nullptr;
  const Node* written = nullptr;
  std::string path;  ///< `steps.order`, `steps.order.for.regular`

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
    relief_ = "relief";
    const auto taken = [this] {
      return std::any_of(document_.staff.begin(), document_.staff.end(),
                         [this](const StaffSection& pool) { return pool.key.value == relief_; });
    };
    for (int number = 2; taken(); ++number) relief_ = fmt::format("relief_{}", number);
  }

  const std::vector<TouchpointSteps>& touchpoints() const noexcept { return touchpoints_; }

  /// None where the touchpoint has no such gap.
  std::optional<GapClosing> closing(const TouchpointSteps& touchpoint, GapKind kind) const {
    GapClosing gap;
    gap.touchpoint = touchpoint.key;
    gap.name = touchpoint.name;
    gap.kind = kind;
    bool found = false;
    if (kind == GapKind::handoff) {
      close_handoffs(touchpoint, gap.settings);
      found = !gap.settings.empty();
    }
    for (const StepSection* const step : touchpoint.steps) {
      if (kind == GapKind::handoff || !has(*step, kind)) continue;
      found = true;
      const std::vector<Part> parts = parts_of(*step);
      if (parts.empty()) gap.reason = elsewhere;
      for (const Part& part : parts) close(*step, part, kind, gap);
    }
    if (!found) return std::nullopt;
    if (gap.reason.empty() && gap.settings.empty()) gap.reason = elsewhere;
    if (!gap.reason.empty()) gap.settings.clear();
    if (kind == GapKind::wait && gap.reason.empty()) {
      const std::string called = toml_of_key(relief_);
      if (std::any_of(gap.settings.begin(), gap.settings.end(), [&called](const Overlay::Setting& setting) {
            return setting.value.find(called) != std::string::npos;
          }))
        gap.settings.insert(gap.settings.begin(),
                            {"staff." + relief_, fmt::format(R"({{kind = "place", count = {}}})", ample)});
      gap.eased = eased_by(touchpoint);
    }
    return gap;
  }

 private:
  /// The step as it was written; none where another file says it.
  std::vector<Part> parts_of(const StepSection& step) const {
    const Entry* const steps = tree_.find("steps");
    const Entry* const entry = steps->value.find(step.key.value);
    if (entry == nullptr || entry->value.find("use") != nullptr) return {};
    std::vector<Part> parts{{&step.behavior, &entry->value, "steps." + step.key.value}};
    const Entry* const changed = entry->value.find("for");
    if (changed == nullptr) return parts;
    for (const StepSection::Variant& variant : step.variants) {
      if (const Entry* const other = changed->value.find(variant.segment.value))
        parts.push_back(
            {&variant.behavior, &other->value, fmt::format("{}.for.{}", parts.front().path, variant.segment.value)});
    }
    return parts;
  }

  static bool has(const StepSection& step, GapKind kind) {
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
        return any([&step](const BehaviorSection& each) { return is_too_long(step, each); });
      case GapKind::abandonment:
        return any([](const BehaviorSection& each) { return each.patience.has_value(); });
      case GapKind::handoff:
        break;
    }
    return false;
  }

  static bool is_too_long(const StepSection& step, const BehaviorSection& behavior) {
    return step.expects.time && behavior.time && longest_mean(*behavior.time) > *step.expects.time;
  }

  void close(const StepSection& step, const Part& part, GapKind kind, GapClosing& gap) const {
    switch (kind) {
      case GapKind::wait:
        relieve(part, gap);
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

  void relieve(const Part& part, GapClosing& gap) const {
    if (part.find("staff") == nullptr || !part.read->staff) return;
    const StaffingSection& staff = *part.read->staff;
    if (staff.kind == StaffingKind::same_as) {
      gap.reason = "customers wait for somebody who has served them before";
      return;
    }
    if (!part.read->keeps.empty()) return relieve_beside_kept(part, gap);
    // Several at once are stood in for together.
    std::string people = toml_of_key(relief_);
    if (staff.kind == StaffingKind::any_of || staff.pools.size() == 1) {
      std::string pools;
      for (const Text& pool : staff.pools) pools += toml_of_key(pool.value) + ", ";
      people = fmt::format("{{any_of = [{}{}]}}", pools, people);
    }
    gap.settings.push_back({part.path + ".staff", people});
  }

  /// Nobody stands in for what stays with the journey; but of places there may be more, for they cost nothing.
  void relieve_beside_kept(const Part& part, GapClosing& gap) const {
    const std::vector<Text>& keeps = part.read->keeps;
    std::string people;
    bool relieved = false;
    for (const Text& pool : part.read->staff->pools) {
      const bool kept =
          std::any_of(keeps.begin(), keeps.end(), [&pool](const Text& each) { return each.value == pool.value; });
      if (kept && !is_place(pool.value)) {
        gap.reason = "its people stay with the journey when the step has ended";
        return;
      }
      if (kept) gap.settings.push_back({fmt::format("staff.{}.count", pool.value), fmt::format("{}", ample)});
      if (!kept && relieved) continue;
      people += (people.empty() ? "" : ", ") + toml_of_key(kept ? pool.value : relief_);
      relieved = relieved || !kept;
    }
    if (relieved) gap.settings.push_back({part.path + ".staff", fmt::format("[{}]", people)});
  }

  bool is_place(const std::string& pool) const {
    return std::any_of(document_.staff.begin(), document_.staff.end(), [&pool](const StaffSection& each) {
      return each.key.value == pool && each.kind == StaffKind::place;
    });
  }

  static std::string toml_of_key(const std::string& key) { return fmt::format("\"{}\"", key); }

  static void shorten(const StepSection& step, const Part& part, GapClosing& gap) {
    const Node* const time = part.find("time");
    if (time == nullptr || !is_too_long(step, *part.read)) return;
    // To nine digits: the last bits of a mean are nobody's promise.
    const double factor = std::stod(fmt::format("{:.9g}", *step.expects.time / longest_mean(*part.read->time)));
    const std::optional<Node> shorter = scaled(*time, ValueKind::law_by_clock, factor);
    if (shorter) {
      gap.settings.push_back({part.path + ".time", toml_of(*shorter)});
    } else {
      gap.reason = "its time cannot be scaled";
    }
  }

  /// A route is a gap of the touchpoint that it leads to; where it leads to none, of the one that it comes from.
  void close_handoffs(const TouchpointSteps& touchpoint, Settings& settings) const {
    for (const StepSection& source : document_.steps) {
      for (const Part& part : parts_of(source)) {
        const Node* const next = part.find("next");
        if (next == nullptr || !next->is_table() || next->find("shortest") != nullptr) continue;
        for (const Entry& route : next->entries) {
          if (owner_of(source, route.key) == touchpoint.key) smooth(part.path, route, settings);
        }
      }
    }
  }

  std::optional<std::string> owner_of(const StepSection& source, const std::string& target) const {
    const auto step = std::find_if(document_.steps.begin(), document_.steps.end(),
                                   [&target](const StepSection& each) { return each.key.value == target; });
    const auto owner = step == document_.steps.end() ? std::nullopt : touchpoint_key(*step);
    return owner ? owner : touchpoint_key(source);
  }

  static void smooth(const std::string& path, const Entry& route, Settings& settings) {
    if (!route.value.is_table()) return;
    for (const char* const effect : effects) {
      if (route.value.find(effect) != nullptr)
        settings.push_back({fmt::format("{}.next.{}.{}", path, route.key, effect), "none"});
    }
  }

  static bool needs_any_of(const StepSection& step, const std::vector<std::string>& pools) {
    const auto& staff = step.behavior.staff;
    return staff && std::any_of(staff->pools.begin(), staff->pools.end(), [&pools](const Text& pool) {
             return std::find(pools.begin(), pools.end(), pool.value) != pools.end();
           });
  }

  std::vector<std::string> eased_by(const TouchpointSteps& touchpoint) const {
    std::vector<std::string> pools;
    for (const StepSection* const step : touchpoint.steps) {
      if (!step->behavior.staff) continue;
      for (const Text& pool : step->behavior.staff->pools) pools.push_back(pool.value);
    }
    std::vector<std::string> eased;
    for (const TouchpointSteps& other : touchpoints_) {
      if (other.key == touchpoint.key) continue;
      if (std::any_of(other.steps.begin(), other.steps.end(),
                      [&pools](const StepSection* step) { return needs_any_of(*step, pools); }))
        eased.push_back(other.key);
    }
    return eased;
  }

  const Node& tree_;
  const Document& document_;
  std::vector<TouchpointSteps> touchpoints_;
  std::string relief_;  ///< the key of the pool that is added
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
    diagnostics.add({}, fmt::format("{} gaps are more than {}", closings.size(), most_gaps),
                    "name the touchpoints that matter with --touchpoint");
  diagnostics.throw_if_any();
  return closings;
}

}  // namespace throughline
