// SPDX-License-Identifier: MIT
#include "text/lever_site.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/input_tree.hpp"

namespace throughline {
namespace {

template <class Section>
const Section* find_section(const std::vector<Section>& sections, std::string_view key) noexcept {
  const auto found =
      std::find_if(sections.begin(), sections.end(), [key](const Section& each) { return each.key.value == key; });
  return found == sections.end() ? nullptr : &*found;
}

const Node* behind(const Node* node, std::string_view key) noexcept {
  const Entry* const entry = node == nullptr ? nullptr : node->find(key);
  return entry == nullptr ? nullptr : &entry->value;
}

}  // namespace

LeverPull refused(std::string reason) {
  LeverPull pull;
  pull.reason = std::move(reason);
  return pull;
}

const Node* StepPart::find(std::string_view key) const noexcept {
  return behind(written, key);
}

LeverSite::LeverSite(const Node& tree, const Document& document) : tree_(tree), document_(document) {
  for (const StepSection& step : document.steps) steps_.emplace(step.key.value, &step);
  if (const Node* const segments = behind(&tree, "segments")) {
    for (const Entry& segment : segments->entries) {
      const Node* const start = behind(&segment.value, "start");
      if (start != nullptr && start->is_string())
        references_[start->text].starts.push_back({fmt::format("segments.{}.start", segment.key), start});
      if (const Node* const backlog = behind(behind(&segment.value, "arrivals"), "backlog")) {
        for (const Entry& step : backlog->entries) references_[step.key].otherwise = true;
      }
    }
  }
  const Node* const steps = behind(&tree, "steps");
  if (steps == nullptr) return;
  for (const Entry& step : steps->entries) {
    written_steps_.emplace(step.key, &step.value);
    const std::string path = "steps." + step.key;
    refer(step.value, path);
    const Node* const changed = behind(&step.value, "for");
    if (changed == nullptr) continue;
    for (const Entry& segment : changed->entries) refer(segment.value, fmt::format("{}.for.{}", path, segment.key));
  }
}

void LeverSite::refer(const Node& step, const std::string& path) {
  const auto otherwise = [this](const Node* node) {
    if (node == nullptr) return;
    if (node->is_string()) references_[node->text].otherwise = true;
    for (const Node& item : node->items) references_[item.text].otherwise = true;
    for (const Entry& entry : node->entries) references_[entry.key].otherwise = true;
  };
  const Node* const next = behind(&step, "next");
  if (const Node* const shortest = behind(next, "shortest")) {
    for (const Node& line : shortest->items) references_[line.text].shortest = true;
  } else if (next != nullptr) {
    if (next->is_string()) references_[next->text].nexts.push_back({path + ".next", next});
    for (const Entry& route : next->entries) references_[route.key].nexts.push_back({path + ".next", next});
  }
  for (const char* const key : {"fork", "join", "starts", "awaits"}) otherwise(behind(&step, key));
  otherwise(behind(behind(&step, "failure"), "then"));
  otherwise(behind(behind(&step, "on_abandon"), "next"));
  otherwise(behind(behind(&step, "deadline"), "next"));
  otherwise(behind(behind(&step, "when_full"), "divert"));
  otherwise(behind(behind(&step, "balking"), "divert"));
}

const StepSection* LeverSite::step(std::string_view key) const noexcept {
  const auto found = steps_.find(key);
  return found == steps_.end() ? nullptr : found->second;
}
const StaffSection* LeverSite::pool(std::string_view key) const noexcept {
  return find_section(document_.staff, key);
}
const SegmentSection* LeverSite::segment(std::string_view key) const noexcept {
  return find_section(document_.segments, key);
}

const Node* LeverSite::written(std::string_view section, std::string_view key) const noexcept {
  return behind(behind(&tree_, section), key);
}

const StepReferences& LeverSite::references(const std::string& step) const {
  static const StepReferences none;
  const auto found = references_.find(step);
  return found == references_.end() ? none : found->second;
}

std::vector<StepPart> LeverSite::parts_of(const StepSection& step) const {
  const auto written = [this](std::string_view key) {
    const auto found = written_steps_.find(key);
    return found == written_steps_.end() ? nullptr : found->second;
  };
  const std::string& key = step.key.value;
  const Node* const whole = written(key);
  if (whole == nullptr || behind(whole, "use") != nullptr) return {};
  // `bags-serve` may say no more than what differs from the step of another file.
  for (std::size_t dash = key.find('-'); dash != std::string::npos; dash = key.find('-', dash + 1)) {
    if (behind(written(std::string_view(key).substr(0, dash)), "use") != nullptr) return {};
  }
  std::vector<StepPart> parts{{&step.behavior, whole, "steps." + key}};
  const Node* const changed = behind(whole, "for");
  for (const StepSection::Variant& variant : step.variants) {
    if (const Node* const other = behind(changed, variant.segment.value))
      parts.push_back({&variant.behavior, other, fmt::format("steps.{}.for.{}", key, variant.segment.value)});
  }
  return parts;
}

std::string LeverSite::free_step_key(const std::string& key) const {
  std::string free = key;
  for (int number = 2; step(free) != nullptr; ++number) free = fmt::format("{}_{}", key, number);
  return free;
}

Node text_node(std::string text) {
  Node node;
  node.kind = Node::Kind::string;
  node.text = std::move(text);
  return node;
}

Node number_node(double number) {
  Node node;
  node.kind = Node::Kind::real;
  node.number = number;
  return node;
}

Node flag_node(bool flag) {
  Node node;
  node.kind = Node::Kind::boolean;
  node.boolean = flag;
  return node;
}

Node table_node() {
  return {};
}

void put(Node& table, std::string key, Node value) {
  if (Entry* const entry = table.find(key)) {
    entry->value = std::move(value);
  } else {
    table.entries.push_back({std::move(key), {}, std::move(value)});
  }
}

std::string written_key(std::string_view key) {
  const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_' || letter == '-';
  });
  return bare ? std::string(key) : toml_of(text_node(std::string(key)));
}

std::string written_text(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::real:
      return fmt::format("{:.12g}", node.number);
    case Node::Kind::array:
      for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + written_text(item);
      return "[" + text + "]";
    case Node::Kind::table:
      for (const Entry& entry : node.entries)
        text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", written_key(entry.key), written_text(entry.value));
      return text.empty() ? "{}" : "{ " + text + " }";
    case Node::Kind::string:
    case Node::Kind::integer:
    case Node::Kind::boolean:
      break;
  }
  return toml_of(node);
}

}  // namespace throughline
