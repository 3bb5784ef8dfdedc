// SPDX-License-Identifier: MIT
#include "text/levers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "diagnostic/diagnostics.hpp"
#include "diagnostic/nearest_name.hpp"
#include "text/lever_pulls.hpp"
#include "text/overlay.hpp"
#include "text/toml_reader.hpp"
#include "text/value.hpp"

namespace throughline {
namespace {

constexpr std::uint64_t most_people = 10'000;

/// The text with its overlay, as a tree.
Node tree_of(std::string_view text, const std::string& name, const Overlay& overlay) {
  Diagnostics diagnostics(name);
  const std::optional<Node> root = parse_toml(text, name, diagnostics);
  diagnostics.throw_if_any();
  Node tree = with_scenario(*root, overlay.scenario, diagnostics);
  for (const Overlay::Setting& setting : overlay.settings) apply_setting(tree, setting, diagnostics);
  diagnostics.throw_if_any();
  return tree;
}

template <class Section>
std::vector<std::string> keys_of(const std::vector<Section>& sections) {
  std::vector<std::string> keys;
  for (const Section& section : sections) keys.push_back(section.key.value);
  return keys;
}

std::vector<std::string> places(const Document& document, LeverPlace place) {
  switch (place) {
    case LeverPlace::step:
      return keys_of(document.steps);
    case LeverPlace::pool:
      return keys_of(document.staff);
    case LeverPlace::segment:
      break;
  }
  return keys_of(document.segments);
}

LeverPull pull_at(const LeverSite& site, const StepSection& step, std::string_view lever, double amount) {
  if (lever == "self_service") return pull_self_service(site, step, amount);
  if (lever == "early_warning") return pull_early_warning(site, step, amount);
  if (lever == "tools") return pull_tools(site, step, amount);
  if (lever == "fewer_handoffs") return pull_fewer_handoffs(site, step, amount);
  if (lever == "carry_information") return pull_carry_information(site, step, amount);
  if (lever == "voucher") return pull_voucher(site, step, amount);
  return pull_parallel(site, step);
}

LeverPull pull_at(const LeverSite& site, const StaffSection& pool, std::string_view lever, double amount) {
  if (lever == "training") return pull_training(site, pool, amount);
  if (lever == "new_staff") return pull_new_staff(site, pool, amount);
  return pull_surge(site, pool, amount);
}

LeverPull pull_at(const LeverSite& site, const SegmentSection& segment, std::string_view lever, double amount) {
  return lever == "own_staff" ? pull_own_staff(site, segment, amount) : pull_priority(site, segment);
}

/// The size of an amount; none where it is no such amount.
std::optional<double> size_of_amount(const LeverRule& rule, const std::string& text) {
  if (rule.amount == LeverAmount::people) {
    const Parsed<std::uint64_t> people = parse_whole_number(text, 1, most_people);
    return people ? std::optional(static_cast<double>(*people)) : std::nullopt;
  }
  const Parsed<double> share = parse_share(text);
  return share && *share > 0.0 ? std::optional<double>(*share) : std::nullopt;
}

PulledLever refuse(PulledLever lever, std::string reason, std::string hint = {}) {
  lever.reason = std::move(reason);
  lever.hint = std::move(hint);
  return lever;
}

PulledLever pull(const LeverSite& site, const LeverRequest& request) {
  PulledLever lever;
  lever.where = request.where;
  lever.rule = find_lever(request.name);
  if (lever.rule == nullptr)
    return refuse(lever, fmt::format("there is no such lever, only {}", fmt::join(lever_names(), ", ")),
                  did_you_mean(request.name, lever_names()));
  const LeverRule& rule = *lever.rule;
  double amount = 0.0;
  if (rule.amount == LeverAmount::none) {
    if (request.amount) return refuse(lever, "it takes no amount");
  } else {
    lever.amount = request.amount.value_or(std::string(rule.standard));
    const auto size = size_of_amount(rule, lever.amount);
    if (!size)
      return refuse(lever, rule.amount == LeverAmount::people
                               ? fmt::format("expected a number of people from 1 to {}", most_people)
                               : "expected a share above 0 and up to 100 %");
    amount = *size;
  }
  const StepSection* const step = rule.place == LeverPlace::step ? site.step(lever.where) : nullptr;
  const StaffSection* const pool = rule.place == LeverPlace::pool ? site.pool(lever.where) : nullptr;
  const SegmentSection* const segment = rule.place == LeverPlace::segment ? site.segment(lever.where) : nullptr;
  if (step == nullptr && pool == nullptr && segment == nullptr)
    return refuse(lever, fmt::format("the file has no such {}", noun_of(rule.place)),
                  did_you_mean(lever.where, places(site.document(), rule.place)));
  lever.place = step != nullptr ? step->name : pool != nullptr ? pool->name : segment->name;
  const LeverPull pulled = step != nullptr   ? pull_at(site, *step, rule.name, amount)
                           : pool != nullptr ? pull_at(site, *pool, rule.name, amount)
                                             : pull_at(site, *segment, rule.name, amount);
  lever.reason = pulled.reason;
  for (const LeverPull::Change& change : pulled.changes)
    lever.settings.push_back({change.path, written_text(change.value)});
  return lever;
}

std::string sentence(const PulledLever& lever) {
  const std::string amount = lever.amount.empty() ? "" : fmt::format("={}", lever.amount);
  return fmt::format("{}:{}{}: {}", lever.rule->name, lever.where, amount, lever.rule->changes);
}

}  // namespace

std::string written(const LeverRequest& request) {
  return fmt::format("{}:{}{}", request.name, request.where, request.amount ? "=" + *request.amount : "");
}

std::optional<LeverRequest> parse_lever(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::size_t equals = text.find('=', colon);
  LeverRequest request{std::string(text.substr(0, colon)), std::string(text.substr(colon + 1, equals - colon - 1)), {}};
  if (equals == std::string_view::npos) {
    request.where = text.substr(colon + 1);
  } else {
    request.amount = text.substr(equals + 1);
  }
  return request.name.empty() || request.where.empty() ? std::nullopt : std::optional(std::move(request));
}

PulledLever pull_lever(std::string_view text, const std::string& name, const Overlay& overlay, const Document& document,
                       const LeverRequest& request) {
  const Node tree = tree_of(text, name, overlay);
  return pull(LeverSite(tree, document), request);
}

std::vector<PulledLever> pull_everywhere(std::string_view text, const std::string& name, const Overlay& overlay,
                                         const Document& document) {
  const Node tree = tree_of(text, name, overlay);
  const LeverSite site(tree, document);
  std::vector<PulledLever> levers;
  for (const LeverRule& rule : lever_table()) {
    for (const std::string& where : places(document, rule.place)) {
      PulledLever lever = pull(site, {std::string(rule.name), where, {}});
      if (lever.reason.empty()) levers.push_back(std::move(lever));
    }
  }
  return levers;
}

std::string scenario_key(const PulledLever& lever) {
  return fmt::format("{}_{}", lever.rule->name, lever.where);
}

std::string scenario_text(const PulledLever& lever, const std::string& key, const std::string& from) {
  std::string text = fmt::format("[scenarios.{}]\nname = {}\ndescription = {}\n", written_key(key),
                                 written_text(text_node(fmt::format("{}: {}", lever.rule->title, lever.place))),
                                 written_text(text_node(sentence(lever))));
  if (from != "base") text += fmt::format("from = {}\n", written_text(text_node(from)));
  for (const Overlay::Setting& setting : lever.settings) {
    const std::vector<std::string> parts = split_path(setting.path).value();
    std::string path;
    for (const std::string& part : parts) path += (path.empty() ? "" : ".") + written_key(part);
    text += fmt::format("{} = {}\n", path, setting.value);
  }
  return text;
}

}  // namespace throughline
