// SPDX-License-Identifier: MIT
#include "text/step_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "text/fork_reader.hpp"
#include "text/format.hpp"
#include "text/key.hpp"
#include "text/number_table.hpp"
#include "text/overlay.hpp"
#include "text/room_reader.hpp"
#include "text/route_reader.hpp"
#include "text/schedule_reader.hpp"
#include "text/value_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_steps = 10'000;
constexpr std::size_t most_variants = 1'000;
constexpr std::uint64_t most_columns = 200;

/// Names that mean something else where a step could stand.
const std::vector<std::string> reserved_names{"done", "rest", "leave", "retry", "arrival", "end", "none", "shortest"};

std::optional<StaffingSection> read_staffing(const Node& node, const std::string& label, Reading& reading) {
  StaffingSection staffing;
  if (!node.is_table()) {
    const auto pools = read_keys(node, label, reading);
    if (!pools) return std::nullopt;
    staffing.pools = *pools;
    return staffing;
  }
  const FieldReader fields(node, "steps.*.staff", label, reading);
  const auto any_of = fields.read("any_of", read_keys);
  const auto same_as = fields.read("same_as", read_key);
  const auto choose = fields.read("choose", WordOf{choices_of("steps.*.staff", "choose")});
  if (fields.has("any_of") == fields.has("same_as")) {
    if (!fields.holds_strangers()) reading.fail(node.at, label, "expected one of any_of or same_as");
    return std::nullopt;
  }
  if (fields.has("choose") && fields.has("same_as")) {
    reading.fail(fields.find("choose")->at, fields.label_of("choose"), "goes with any_of, not with same_as");
  }
  if (!any_of && !same_as) return std::nullopt;
  staffing.kind = any_of ? StaffingKind::any_of : StaffingKind::same_as;
  if (choose) staffing.choose = static_cast<Choose>(*choose);
  staffing.pools = any_of.value_or(std::vector<Text>{});
  staffing.step = same_as.value_or(Text{});
  return staffing;
}

/// `1/3`.
std::optional<Part> read_part(const Node& node, const std::string& label, Reading& reading) {
  constexpr std::uint64_t most_parts = 60;
  const std::size_t slash = node.is_string() ? node.text.find('/') : std::string::npos;
  if (slash != std::string::npos) {
    const auto of = parse_whole_number(node.text.substr(0, slash), 1, most_parts);
    const auto whole = parse_whole_number(node.text.substr(slash + 1), 1, most_parts);
    if (of && whole && *of <= *whole) return Part{static_cast<std::uint32_t>(*of), static_cast<std::uint32_t>(*whole)};
  }
  reading.expected(node, label, {"a part of a person such as \"1/3\", at most 1 and at least 1/60", {}});
  return std::nullopt;
}

std::optional<double> read_cost(const Node& node, const std::string& label, Reading& reading) {
  const auto money = read_money(node, label, reading);
  if (!money || *money >= 0.0) return money;
  reading.expected(node, label, {"money, not below 0", {}});
  return std::nullopt;
}

constexpr NumberBetween reasonable_speed{1e-3, 1e3};

std::optional<std::vector<SpeedLevel>> read_speed_by_queue(const Node& node, const std::string& label,
                                                           Reading& reading) {
  const auto speeds = read_by_number(node, label, "{ \"0\" = 1.0, \"5\" = 1.1 }", reasonable_speed, reading);
  if (!speeds) return std::nullopt;
  std::vector<SpeedLevel> levels;
  for (const auto& [from, speed] : *speeds) levels.push_back({from, speed});
  return levels;
}

std::optional<std::vector<double>> read_pace(const Node& node, const std::string& label, Reading& reading) {
  constexpr std::size_t most_at_once = 60;
  if (!node.is_array() || node.items.empty() || node.items.size() > most_at_once) {
    reading.expected(node, label, {"a list of speeds such as [1.0, 0.85, 0.7]", {}});
    return std::nullopt;
  }
  std::vector<double> pace;
  for (const Node& item : node.items) {
    if (const auto speed = reasonable_speed(item, label, reading)) pace.push_back(*speed);
  }
  return pace.size() == node.items.size() ? std::optional(std::move(pace)) : std::nullopt;
}

std::optional<Recovery> read_recovery(const Node& node, const std::string& label, Reading& reading) {
  const FieldReader fields(node, "steps.*.failure.recovery", label, reading);
  const auto probability = fields.read("probability", read_share_by_clock);
  const auto cost = fields.read("cost", read_cost);
  const auto time = fields.read("time", read_time_law);
  return probability ? std::optional(Recovery{*probability, cost.value_or(0.0), time}) : std::nullopt;
}

std::optional<FailureSection> read_failure(const Node& node, const std::string& label, Reading& reading) {
  constexpr std::uint64_t most_attempts = 1'000'000;
  constexpr double most_severe = 1e3;
  FailureSection failure;
  failure.at = node.at;
  const FieldReader fields(node, "steps.*.failure", label, reading);
  const std::optional<Share> probability = fields.read("probability", read_share_by_clock);
  if (const std::optional<Text> then = fields.read("then", read_key)) {
    failure.step = *then;
    failure.then = then->value == "leave"   ? FailureThen::leave
                   : then->value == "retry" ? FailureThen::retry
                                            : FailureThen::step;
  }
  failure.attempts = static_cast<std::uint32_t>(fields.read("attempts", WholeNumber{1, most_attempts}).value_or(0));
  if (fields.has("attempts") && failure.then != FailureThen::retry) {
    reading.fail(fields.find("attempts")->at, fields.label_of("attempts"),
                 "only then = \"retry\" makes further attempts");
  }
  failure.severity = fields.read("severity", NumberBetween{0.0, most_severe}).value_or(failure.severity);
  failure.recovery = fields.read("recovery", read_recovery);
  if (failure.recovery && failure.then == FailureThen::retry && failure.attempts == 0) {
    reading.fail(fields.find("recovery")->at, fields.label_of("recovery"),
                 "is never needed: who fails tries again, as often as it takes", "attempts = 3 sets a limit");
  }
  failure.probability = probability.value_or(failure.probability);
  return failure;
}

std::optional<DeadlineSection> read_deadline(const Node& node, const std::string& label, Reading& reading) {
  const FieldReader fields(node, "steps.*.deadline", label, reading);
  const auto after = fields.read("after", read_duration);
  const auto next = fields.read("next", read_key);
  if (!after || !next) return std::nullopt;
  return DeadlineSection{node.at, *after, *next};
}

std::optional<BatchRule> read_batch(const Node& node, const std::string& label, Reading& reading) {
  constexpr std::uint64_t most_together = 1'000'000;
  const FieldReader fields(node, "steps.*.batch", label, reading);
  const auto size = fields.read("size", WholeNumber{1, most_together});
  const auto longest_wait = fields.read("longest_wait", read_duration);
  return size ? std::optional(BatchRule{static_cast<std::uint32_t>(*size), longest_wait}) : std::nullopt;
}

BehaviorSection read_behavior(const FieldReader& fields, const SourcePosition& at) {
  BehaviorSection behavior;
  behavior.at = at;
  behavior.staff = fields.read("staff", read_staffing);
  behavior.keeps = fields.read("keeps", read_keys).value_or(behavior.keeps);
  behavior.releases = fields.read("releases", read_keys).value_or(behavior.releases);
  behavior.takes = fields.read("takes", read_part).value_or(behavior.takes);
  behavior.pace = fields.read("pace", read_pace).value_or(behavior.pace);
  behavior.speed_by_queue = fields.read("speed_by_queue", read_speed_by_queue).value_or(behavior.speed_by_queue);
  behavior.batch = fields.read("batch", read_batch);
  behavior.time = fields.read("time", read_time_law);
  behavior.wrap_up = fields.read("wrap_up", read_time_law);
  behavior.patience = fields.read("patience", read_time_law);
  behavior.on_abandon = fields.read("on_abandon", read_on_abandon);
  behavior.callback = fields.read("callback", read_callback);
  behavior.room = read_room(fields);
  behavior.failure = fields.read("failure", read_failure);
  behavior.fork = read_fork(fields);
  behavior.becomes =
      fields.read("becomes", SharesByName{"{ urgent = \"15 %\" }", most_variants}).value_or(behavior.becomes);
  behavior.deadline = fields.read("deadline", read_deadline);
  behavior.relief = fields.read("relief", read_duration);
  behavior.cost = fields.read("cost", read_cost).value_or(behavior.cost);
  if (const auto again = fields.read("interruptible", WordOf{choices_of("steps.*", "interruptible")})) {
    behavior.yields = static_cast<Again>(*again);
  }
  behavior.starts = fields.read("starts", read_keys).value_or(behavior.starts);
  behavior.awaits = fields.read("awaits", read_keys).value_or(behavior.awaits);
  if (const Node* const next = fields.find("next")) {
    behavior.next = read_routes(*next, fields.label(), fields.reading()).value_or(std::vector<RouteSection>{});
  }
  return behavior;
}

/// The entries that a segment may change.
Node behavior_of(const Node& node) {
  Node behavior;
  behavior.at = node.at;
  for (const Entry& entry : node.entries) {
    const KeyInfo* const key = find_key("steps.*.for.*", entry.key);
    if (key != nullptr && key->built) behavior.entries.push_back(entry);
  }
  return behavior;
}

std::vector<StepSection::Variant> read_variants(const FieldReader& step) {
  std::vector<StepSection::Variant> variants;
  const Node* const node = step.find("for");
  if (node == nullptr) return variants;
  Reading& reading = step.reading();
  for (const Entry* const entry : named_tables(*node, step.label_of("for"), most_variants, {"none"}, reading)) {
    const FieldReader change(entry->value, "steps.*.for.*",
                             fmt::format("{}: for {}", step.label(), in_quotes(entry->key)), reading);
    if (!reading.spend(step.node())) break;
    Node merged = behavior_of(step.node());
    merge(merged, behavior_of(entry->value), "steps.*", reading.diagnostics);
    // The step's own label: what the segment leaves as it is must not be diagnosed in other words.
    const FieldReader fields = FieldReader::checked(merged, "steps.*", step.label(), reading);
    BehaviorSection behavior = read_behavior(fields, entry->at);
    // Who needs nobody waits for nobody, and what relieves the others says nothing of them.
    if (!behavior.staff && entry->value.find("relief") == nullptr) behavior.relief.reset();
    variants.push_back({{entry->key, entry->at}, std::move(behavior)});
  }
  return variants;
}

Expectation read_expectation(const FieldReader& step) {
  constexpr double largest_weight = 1e6;
  Expectation expects;
  const Node* const node = step.find("expects");
  if (node == nullptr) return expects;
  const FieldReader fields(*node, "steps.*.expects", step.label_of("expects"), step.reading());
  expects.wait = fields.read("wait", read_duration);
  expects.time = fields.read("time", read_duration);
  expects.weight = fields.read("weight", NumberBetween{0.0, largest_weight}).value_or(expects.weight);
  return expects;
}

/// A phase is named in measures: `phase.Before the visit.time.mean`.
std::optional<std::string> read_phase(const Node& node, const std::string& label, Reading& reading) {
  std::optional<std::string> phase = read_text(node, label, reading);
  if (!phase || (!phase->empty() && phase->find_first_of(".()\"") == std::string::npos)) return phase;
  reading.expected(node, label, {"a name without dots, quotes or parentheses", {}});
  return std::nullopt;
}

void read_touchpoint(const FieldReader& fields, StepSection& step) {
  const Node* const node = fields.find("touchpoint");
  if (node == nullptr) return;
  if (node->kind == Node::Kind::boolean) {
    step.is_touchpoint = node->boolean;
  } else if (node->is_string() && is_key(node->text)) {
    step.touchpoint = node->text;
  } else {
    fields.reading().expected(*node, fields.label_of("touchpoint"), {"a name that steps share, or false", {}});
  }
}

/// One word or a list of them; whether the line is seen is said once at most.
std::optional<std::vector<Waiting>> read_waiting(const Node& node, const std::string& label, Reading& reading) {
  const WordOf word{choices_of("steps.*", "waiting")};
  std::vector<Waiting> waiting;
  const auto add = [&](const Node& item) {
    const auto index = word(item, label, reading);
    if (!index) return;
    const auto read = static_cast<Waiting>(*index);
    const auto is_there = [&waiting](Waiting each) {
      return std::find(waiting.begin(), waiting.end(), each) != waiting.end();
    };
    if (is_there(read)) {
      reading.fail(item.at, label, fmt::format("{} stands here twice", in_quotes(item.text)));
    } else if ((read == Waiting::visible && is_there(Waiting::invisible)) ||
               (read == Waiting::invisible && is_there(Waiting::visible))) {
      reading.fail(item.at, label, "a line is visible or invisible, not both");
    } else {
      waiting.push_back(read);
    }
  };
  if (!node.is_array()) {
    add(node);
    return waiting;
  }
  for (const Node& item : node.items) add(item);
  return waiting;
}

StepSection read_step(const Entry& entry, Reading& reading) {
  StepSection step;
  step.key = {entry.key, entry.at};
  const FieldReader fields(entry.value, "steps.*", fmt::format("step {}", in_quotes(entry.key)), reading);
  step.name = fields.read("name", read_text).value_or(entry.key);
  if (const auto lane = fields.read("lane", WordOf{choices_of("steps.*", "lane")}))
    step.lane = static_cast<Lane>(*lane);
  step.phase = fields.read("phase", read_phase).value_or("");
  step.evidence = fields.read("evidence", read_text).value_or("");
  if (const auto column = fields.read("column", WholeNumber{1, most_columns}))
    step.column = static_cast<std::uint32_t>(*column);
  read_touchpoint(fields, step);
  step.expects = read_expectation(fields);
  step.waiting = fields.read("waiting", read_waiting).value_or(step.waiting);
  step.behavior = read_behavior(fields, entry.at);
  step.variants = read_variants(fields);
  return step;
}

}  // namespace

std::vector<StepSection> read_steps(const FieldReader& file) {
  std::vector<StepSection> steps;
  const Node* const node = file.find("steps");
  if (node == nullptr) return steps;
  Reading& reading = file.reading();
  for (const Entry* const entry : named_tables(*node, "[steps]", most_steps, reserved_names, reading)) {
    steps.push_back(read_step(*entry, reading));
  }
  return steps;
}

}  // namespace throughline
