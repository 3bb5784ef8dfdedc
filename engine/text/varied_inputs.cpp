// SPDX-License-Identifier: MIT
#include "text/varied_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "diagnostic/diagnostics.hpp"
#include "diagnostic/nearest_name.hpp"
#include "text/input_files.hpp"
#include "text/input_tree.hpp"
#include "text/overlay.hpp"
#include "text/sensitivity_reader.hpp"
#include "text/toml_reader.hpp"
#include "text/value.hpp"

namespace throughline {
namespace {

std::string percent(double share) {
  return fmt::format("{:.6g} %", 100.0 * share);
}

/// A value for people; of what is no single value: by how much it changed.
std::string words_of(const Node& node, double change) {
  if (node.is_string()) return node.text;
  if (node.is_number()) return fmt::format("{:.6g}", node.number);
  return fmt::format("{}{}", change < 0.0 ? "-" : "+", percent(std::abs(change)));
}

/// One value of a tree, and how it is varied.
class Input {
 public:
  Input(const Node& tree, std::string path) : path_(std::move(path)), place_(whole_file(tree)) {
    const auto parts = split_path(path_);
    if (!parts) return;
    for (const std::string& part : *parts) {
      std::optional<Place> next = place_behind(place_, part);
      if (!next) {
        std::vector<std::string> valid;
        for (const Entry& entry : place_.node->entries) valid.push_back(entry.key);
        mistake_ = fmt::format("there is no {} here", in_quotes(part));
        hint_ = did_you_mean(part, valid);
        return;
      }
      // The probability of a route is the route's: others change with it.
      if (part == "probability" && next->kind == ValueKind::share_or_rest) break;
      before_ = target_.empty() ? "" : before_ + (before_.empty() ? "" : ".") + target_;
      target_ = part;
      place_ = std::move(*next);
    }
  }

  const std::string& mistake() const noexcept { return mistake_; }
  const std::string& hint() const noexcept { return hint_; }

  VariedInput between(const std::string& low, const std::string& high) const {
    VariedInput input{path_, VariedInput::End{low, {path_, low}}, VariedInput::End{high, {path_, high}}, {}};
    if (!is_route()) return input;
    const Parsed<double> least = parse_share(low);
    const Parsed<double> most = parse_share(high);
    if (!least || !most) return {path_, {}, {}, "its ends are no probabilities"};
    return route(*least, *most);
  }

  /// People: by `people`, or where there are none by the share of them.
  VariedInput by(double share, std::optional<std::int64_t> people) const {
    if (is_route()) {
      const std::optional<double> before = probability_of(*place_.above, target_);
      if (!before) return {path_, {}, {}, "has no probability of its own"};
      return route(*before * (1.0 - share), *before * (1.0 + share));
    }
    const bool counts = place_.kind == ValueKind::count || place_.kind == ValueKind::counts_by_clock;
    const std::int64_t most = people.value_or(std::max<std::int64_t>(1, std::llround(share * largest(*place_.node))));
    const auto end = [&](double sign) -> std::optional<VariedInput::End> {
      const std::optional<Node> node = counts ? with_more(*place_.node, sign < 0.0 ? -most : most)
                                              : scaled(*place_.node, place_.kind, 1.0 + sign * share);
      if (!node) return std::nullopt;
      const std::string words = counts && node->is_table() ? fmt::format("{}{}", sign < 0.0 ? "-" : "+", most)
                                                           : words_of(*node, sign * share);
      return VariedInput::End{words, {path_, toml_of(*node)}};
    };
    VariedInput input{path_, end(-1.0), end(1.0), {}};
    if (!input.low && !input.high) input.reason = "cannot be made larger or smaller by a share";
    return input;
  }

 private:
  bool is_route() const noexcept { return place_.kind == ValueKind::share_or_rest; }

  static double largest(const Node& node) {
    double most = node.number;
    for (const Entry& entry : node.entries) most = std::max(most, entry.value.number);
    return most;
  }

  VariedInput route(double low, double high) const {
    const auto end = [this](double probability) -> std::optional<VariedInput::End> {
      const std::optional<Node> routes = with_probability(*place_.above, target_, probability);
      if (!routes) return std::nullopt;
      return VariedInput::End{percent(*probability_of(*routes, target_)), {before_, toml_of(*routes)}};
    };
    VariedInput input{path_, end(low), end(high), {}};
    if (!input.low) input.reason = "depends on more than a probability";
    return input;
  }

  std::string path_;
  Place place_;
  std::string before_, target_;  ///< the path of the table that holds it, and its key there
  std::string mistake_, hint_;
};

/// The paths of what matters in a tree, in its order.
class Inventory {
 public:
  struct Item {
    std::string path;
    bool people = false;
    std::string reason;  ///< why it cannot be varied
  };

  explicit Inventory(const Node& tree) {
    for (const Entry& section : tree.entries) {
      for (const Entry& named : section.value.entries) {
        if (is_full()) return;
        const std::string path = section.key + "." + named.key;
        if (section.key == "segments") segment(named.value, path);
        if (section.key == "staff") staff(named.value, path);
        if (section.key == "steps") step(named.value, path);
      }
    }
  }

  /// One more than may be at the most, where there are more.
  const std::vector<Item>& items() const noexcept { return items_; }
  bool is_full() const noexcept { return items_.size() > most_inputs; }

 private:
  void add(const Node& table, const std::string& path, std::initializer_list<const char*> keys) {
    for (const char* const key : keys) {
      if (table.find(key) != nullptr) items_.push_back({path + "." + key, false, {}});
    }
  }

  void segment(const Node& node, const std::string& path) {
    const Entry* const arrivals = node.find("arrivals");
    if (arrivals == nullptr) return;
    const std::string inner = path + ".arrivals";
    add(arrivals->value, inner, {"rate", "profile", "interarrival", "population", "think"});
    if (arrivals->value.find("appointments") != nullptr)
      items_.push_back({inner + ".appointments", false, "appointments are booked; name what is uncertain with --vary"});
    if (arrivals->value.find("replay") != nullptr) items_.push_back({inner + ".replay", false, "recorded times"});
  }

  void staff(const Node& node, const std::string& path) {
    if (node.find("count") != nullptr) items_.push_back({path + ".count", true, {}});
    const Entry* const shifts = node.find("shifts");
    if (shifts == nullptr) return;
    if (shifts->value.find("csv") != nullptr) items_.push_back({path + ".shifts", true, "a roster of a csv"});
    for (const Entry& shift : shifts->value.entries) {
      if (is_full()) return;
      if (shift.value.find("count") != nullptr)
        items_.push_back({fmt::format("{}.shifts.{}.count", path, shift.key), true, {}});
    }
  }

  void step(const Node& node, const std::string& path) {
    if (node.find("use") != nullptr) items_.push_back({path, false, "its steps are in another file"});
    add(node, path, {"time", "wrap_up", "patience"});
    if (const Entry* const failure = node.find("failure")) add(failure->value, path + ".failure", {"probability"});
    if (const Entry* const next = node.find("next")) routes(next->value, path + ".next");
    const Entry* const changed = node.find("for");
    if (changed == nullptr) return;
    for (const Entry& segment : changed->value.entries)
      step(segment.value, fmt::format("{}.for.{}", path, segment.key));
  }

  /// Of two routes the first: the other is what it leaves.
  void routes(const Node& node, const std::string& path) {
    if (node.entries.size() < 2) return;
    std::size_t probabilities = 0;
    for (const Entry& route : node.entries) {
      if (is_full()) return;
      if (!probability_of(route.value)) continue;
      ++probabilities;
      if (node.entries.size() > 2 || probabilities == 1) items_.push_back({path + "." + route.key, false, {}});
    }
  }

  std::vector<Item> items_;
};

bool lies_in(const std::string& path, const std::string& outer) {
  return path == outer || path.starts_with(outer + ".");
}

VariedInput varied(const Input& input, const InputVariation& variation, double share) {
  if (!variation.low.empty()) return input.between(variation.low, variation.high);
  return input.by(variation.share.value_or(share), std::nullopt);
}

/// Diagnosed where there is no such input, or it cannot be varied.
std::optional<VariedInput> demanded(const Node& tree, const InputVariation& variation, double share,
                                    Diagnostics& diagnostics) {
  const Input input(tree, variation.path);
  const std::string label =
      variation.at.line > 0 ? fmt::format("[sensitivity]: {}", in_quotes(variation.path)) : variation.path;
  if (!input.mistake().empty()) {
    diagnostics.add(variation.at, fmt::format("{}: {}", label, input.mistake()), input.hint());
    return std::nullopt;
  }
  VariedInput result = varied(input, variation, share);
  if (result.reason.empty()) return result;
  diagnostics.add(variation.at, fmt::format("{}: {}", label, result.reason));
  return std::nullopt;
}

std::vector<VariedInput> everything(const Node& tree, const std::vector<InputVariation>& stated, double share) {
  std::vector<VariedInput> inputs;
  std::vector<bool> taken(stated.size(), false);
  const auto take = [&](const std::function<bool(const InputVariation&)>& wanted) {
    bool any = false;
    for (std::size_t index = 0; index < stated.size(); ++index) {
      if (taken[index] || !wanted(stated[index])) continue;
      any = taken[index] = true;
      const Input input(tree, stated[index].path);
      inputs.push_back(input.mistake().empty() ? varied(input, stated[index], share)
                                               : VariedInput{stated[index].path, {}, {}, "not in this scenario"});
    }
    return any;
  };
  const Inventory inventory(tree);
  for (const Inventory::Item& item : inventory.items()) {
    if (take([&item](const InputVariation& each) { return lies_in(each.path, item.path); })) continue;
    inputs.push_back(item.reason.empty()
                         ? Input(tree, item.path).by(share, item.people ? std::optional<std::int64_t>(1) : std::nullopt)
                         : VariedInput{item.path, {}, {}, item.reason});
  }
  take([](const InputVariation&) { return true; });
  return inputs;
}

}  // namespace

void check_variations(const Node& tree, const std::vector<InputVariation>& variations, Diagnostics& diagnostics) {
  for (const InputVariation& variation : variations) demanded(tree, variation, 0.1, diagnostics);
}

std::vector<VariedInput> read_varied_inputs(std::string_view text, const std::string& name, const Overlay& overlay,
                                            const VariationRequest& request) {
  Diagnostics diagnostics(name);
  const std::optional<Node> root = parse_toml(text, name, diagnostics);
  diagnostics.throw_if_any();
  Node tree = with_scenario(*root, overlay.scenario, diagnostics);
  for (const Overlay::Setting& setting : overlay.settings) apply_setting(tree, setting, diagnostics);
  InputFiles files{{}};
  ReadingBudget budget;
  Reading reading{diagnostics, files, std::nullopt, {}, budget};
  const std::vector<InputVariation> stated = read_sensitivity(FieldReader::checked(tree, "", "", reading));
  std::vector<VariedInput> inputs;
  if (request.asked.empty()) inputs = everything(tree, stated, request.share);
  for (InputVariation asked : request.asked) {
    const auto same = std::find_if(stated.begin(), stated.end(),
                                   [&asked](const InputVariation& each) { return each.path == asked.path; });
    if (!asked.share && asked.low.empty() && same != stated.end()) {
      asked.share = same->share;
      asked.low = same->low;
      asked.high = same->high;
    }
    if (auto input = demanded(tree, asked, request.share, diagnostics)) inputs.push_back(std::move(*input));
  }
  if (inputs.size() > most_inputs)
    diagnostics.add({"--vary", 0, 0},
                    fmt::format("more than {} inputs: name those that matter with --vary", most_inputs));
  diagnostics.throw_if_any();
  return inputs;
}

}  // namespace throughline
