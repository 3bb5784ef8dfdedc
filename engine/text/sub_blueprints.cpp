// SPDX-License-Identifier: MIT
#include "text/sub_blueprints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "text/overlay.hpp"
#include "text/toml_limits.hpp"
#include "text/toml_reader.hpp"

namespace throughline {
namespace {

constexpr std::size_t deepest = 8;
constexpr std::size_t most_values = 200'000;
constexpr std::string_view done = "done";

using Rename = std::function<void(std::string& step)>;

void rename_text(Node* node, const Rename& rename) {
  if (node != nullptr && node->is_string()) rename(node->text);
}

void rename_texts(Node* node, const Rename& rename) {
  if (node == nullptr) return;
  rename_text(node, rename);
  for (Node& item : node->items) rename_text(&item, rename);
}

Node* value_of(Node& table, std::string_view key) {
  Entry* const entry = table.find(key);
  return entry == nullptr ? nullptr : &entry->value;
}

/// Of every `queue(STEP)` in a condition.
void rename_queues(std::string& condition, const Rename& rename) {
  constexpr std::string_view call = "queue(";
  for (std::size_t at = condition.find(call); at != std::string::npos; at = condition.find(call, at)) {
    const std::size_t first = condition.find_first_not_of(' ', at + call.size());
    const std::size_t end = condition.find_first_of(" )", first);
    at += call.size();
    if (first == std::string::npos || end == std::string::npos) return;
    std::string step = condition.substr(first, end - first);
    rename(step);
    condition.replace(first, end - first, step);
  }
}

void rename_in_routes(Node& next, const Rename& rename) {
  rename_text(&next, rename);
  for (Entry& route : next.entries) {
    if (route.key == "shortest") {
      rename_texts(&route.value, rename);
      continue;
    }
    rename(route.key);
    Node* const when = route.value.is_table() ? value_of(route.value, "when") : nullptr;
    if (when != nullptr && when->is_string()) rename_queues(when->text, rename);
  }
}

/// Of every other step that a step names.
void rename_in_step(Node& step, const Rename& rename) {
  for (Entry& entry : step.entries) {
    Node& value = entry.value;
    const bool is_table = value.is_table();
    if (entry.key == "next") rename_in_routes(value, rename);
    if (entry.key == "join") rename_text(&value, rename);
    if (entry.key == "starts" || entry.key == "awaits") rename_texts(&value, rename);
    if (!is_table) continue;
    if (entry.key == "failure") rename_text(value_of(value, "then"), rename);
    if (entry.key == "on_abandon" || entry.key == "deadline") rename_text(value_of(value, "next"), rename);
    if (entry.key == "when_full") rename_text(value_of(value, "divert"), rename);
    if (entry.key == "staff") rename_text(value_of(value, "same_as"), rename);
    for (Entry& inner : value.entries) {
      if (entry.key == "fork") rename(inner.key);
      if (entry.key == "for" && inner.value.is_table()) rename_in_step(inner.value, rename);
    }
  }
}

/// Behind a word such as `step.`, or before one such as `.start`.
void rename_point(std::string& text, std::string_view before, std::string_view behind, const Rename& rename) {
  if (!text.starts_with(before) || !text.ends_with(behind) || text.size() < before.size() + behind.size()) return;
  std::string step = text.substr(before.size(), text.size() - before.size() - behind.size());
  rename(step);
  text = fmt::format("{}{}{}", before, step, behind);
}

void rename_in_staff(Node& pool, const Rename& rename) {
  const Rename rename_path = [&rename](std::string& path) { rename_point(path, "step.", "", rename); };
  rename_texts(value_of(pool, "priority"), rename_path);
  if (Node* const preempt = value_of(pool, "preempt"); preempt != nullptr) {
    rename_texts(value_of(*preempt, "by"), rename_path);
  }
  if (Node* const speed = value_of(pool, "speed"); speed != nullptr) {
    for (Entry& entry : speed->entries) rename_path(entry.key);
  }
}

/// Calls with the name of every step that customers are sent to on from this one, beside branches and work that runs
/// on.
void for_each_way(Node& step, const Rename& visit) {
  Node ways = step;
  std::erase_if(ways.entries, [](const Entry& entry) {
    return entry.key == "fork" || entry.key == "starts" || entry.key == "awaits" || entry.key == "staff";
  });
  for (Entry& entry : ways.entries) {
    if (entry.key != "for") continue;
    for (Entry& variant : entry.value.entries) {
      std::erase_if(variant.value.entries, [](const Entry& inner) {
        return inner.key == "fork" || inner.key == "starts" || inner.key == "awaits" || inner.key == "staff";
      });
    }
  }
  rename_in_step(ways, visit);
}

/// The steps of a file that a customer comes to, from its first; branches and work that runs on end where they are.
std::set<std::string> main_way(Node& steps) {
  std::set<std::string> reached{steps.entries.front().key};
  std::vector<std::string> open{steps.entries.front().key};
  while (!open.empty()) {
    Entry* const entry = steps.find(open.back());
    open.pop_back();
    if (entry == nullptr || !entry->value.is_table()) continue;
    for_each_way(entry->value, [&](std::string& step) {
      if (steps.find(step) != nullptr && reached.insert(step).second) open.push_back(step);
    });
  }
  return reached;
}

void put_csv_in_folder(Node& node, const std::filesystem::path& folder) {
  for (Entry& entry : node.entries) {
    if (entry.key == "csv" && entry.value.is_string()) entry.value.text = (folder / entry.value.text).generic_string();
    put_csv_in_folder(entry.value, folder);
  }
  for (Node& item : node.items) put_csv_in_folder(item, folder);
}

class Expansion {
 public:
  Expansion(InputFiles& files, Diagnostics& diagnostics) : files_(files), diagnostics_(diagnostics) {}

  void expand(Node& root, const std::filesystem::path& folder) {
    Entry* const steps = root.find("steps");
    if (steps == nullptr || !steps->value.is_table()) return;
    std::map<std::string, std::string> first_of;  ///< by the step that uses a file
    std::vector<Placed> expanded;
    std::vector<Entry> written = std::move(steps->value.entries);
    std::vector<Entry> people;
    for (Entry& entry : written) {
      const bool uses = entry.value.is_table() && entry.value.find("use") != nullptr;
      std::optional<Node> part = uses ? part_of(entry, folder) : std::nullopt;
      if (!part) {
        // Where a file is wrong, nothing else is said of those who are sent there.
        if (uses) entry.value.entries.clear();
        expanded.push_back({std::move(entry), false});
        continue;
      }
      Node& inner = part->find("steps")->value;
      first_of[entry.key] = fmt::format("{}-{}", entry.key, inner.entries.front().key);
      for (Entry& step : steps_of(entry, inner)) expanded.push_back({std::move(step), true});
      const Entry* const staff = part->find("staff");
      if (staff == nullptr || !staff->value.is_table()) continue;
      for (Entry pool : staff->value.entries) {
        rename_in_staff(pool.value, prefixed(entry.key, inner));
        people.push_back(std::move(pool));
      }
    }
    root.find("steps")->value.entries = merged(std::move(expanded));
    add_staff(root, std::move(people));
    if (!first_of.empty()) rename_parts(root, first_of);
  }

 private:
  struct Placed {
    Entry step;
    bool from_file = false;
  };

  static Rename prefixed(const std::string& key, const Node& inner) {
    return [&key, &inner](std::string& step) {
      if (inner.find(step) != nullptr) step = fmt::format("{}-{}", key, step);
    };
  }

  /// The file that a step uses, itself expanded; none where something is wrong with it.
  std::optional<Node> part_of(const Entry& entry, const std::filesystem::path& folder) {
    const Node& use = entry.value.find("use")->value;
    const std::string subject = fmt::format("step {}", in_quotes(entry.key));
    for (const Entry& other : entry.value.entries) {
      constexpr std::array of_the_whole{"use", "next", "phase", "name"};
      if (std::find(of_the_whole.begin(), of_the_whole.end(), other.key) != of_the_whole.end()) continue;
      diagnostics_.add(other.at, fmt::format("{}: {} does not go with use", subject, in_quotes(other.key)),
                       fmt::format("of a step of the file it can be said: [steps.{}-STEP]", entry.key));
    }
    const auto fail = [&](const std::string& what, std::string hint = {}) {
      diagnostics_.add(use.at, fmt::format("{}: use: {}", subject, what), std::move(hint));
      return std::nullopt;
    };
    if (!use.is_string()) return fail(fmt::format("expected the name of a file, found {}", description(use)));
    const std::string name = (folder / use.text).lexically_normal().generic_string();
    if (std::find(open_.begin(), open_.end(), name) != open_.end()) {
      return fail(fmt::format("{} uses itself", in_quotes(use.text)));
    }
    if (open_.size() == deepest) return fail(fmt::format("files use each other more than {} deep", deepest));
    const std::string* const bytes = files_.open(name, use.at, diagnostics_);
    if (bytes == nullptr) return std::nullopt;
    if (bytes->size() > TomlLimits::bytes) return fail(fmt::format("{} is too large", in_quotes(use.text)));
    std::optional<Node> part = parse_toml(*bytes, (files_.folder() / name).generic_string(), diagnostics_);
    if (!part) return std::nullopt;
    const std::size_t size = size_of(*part);
    if (size > left_) return fail(fmt::format("more than {} values in all files that are used", most_values));
    left_ -= size;
    const std::filesystem::path inside = std::filesystem::path(name).parent_path();
    if (!inside.empty()) put_csv_in_folder(*part, inside);
    open_.push_back(name);
    expand(*part, inside);
    open_.pop_back();
    const Entry* const steps = part->find("steps");
    if (steps == nullptr || !steps->value.is_table() || steps->value.entries.empty()) {
      return fail(fmt::format("{} has no steps", in_quotes(use.text)));
    }
    return part;
  }

  /// The steps of a file by their new names, with the ways out of the whole.
  std::vector<Entry> steps_of(const Entry& user, Node& inner) {
    const std::set<std::string> way = main_way(inner);
    const Entry* const onward = user.value.find("next");
    const Entry* const phase = user.value.find("phase");
    const Entry* const name = user.value.find("name");
    std::vector<Entry> steps;
    for (const Entry& original : inner.entries) {
      Entry step = original;
      step.key = fmt::format("{}-{}", user.key, original.key);
      if (step.value.is_table()) {
        rename_in_step(step.value, prefixed(user.key, inner));
        if (onward != nullptr && way.count(original.key) != 0) lead_on(user, step, *onward);
        if (name != nullptr && name->value.is_string()) add_name(step, original.key, *name);
        if (phase != nullptr && step.value.find("phase") == nullptr) step.value.entries.push_back(*phase);
      }
      steps.push_back(std::move(step));
    }
    return steps;
  }

  /// `Passport: Papers`.
  static void add_name(Entry& step, const std::string& key, const Entry& whole) {
    Entry* const own = step.value.find("name");
    if (own == nullptr) {
      step.value.entries.push_back(whole);
      step.value.entries.back().value.text += ": " + key;
    } else if (own->value.is_string()) {
      own->value.text = whole.value.text + ": " + own->value.text;
    }
  }

  /// Whoever would be done goes on by the routes of the whole.
  void lead_on(const Entry& user, Entry& step, const Entry& onward) {
    lead_on_by(user, step.value, onward, step.value.find("fork") == nullptr);
    Entry* const variants = step.value.find("for");
    if (variants == nullptr || !variants->value.is_table()) return;
    for (Entry& variant : variants->value.entries) {
      if (variant.value.is_table()) lead_on_by(user, variant.value, onward, false);
    }
  }

  void lead_on_by(const Entry& user, Node& behavior, const Entry& onward, bool ends_without) {
    Entry* const next = behavior.find("next");
    if (next == nullptr) {
      if (ends_without) behavior.entries.push_back(onward);
      return;
    }
    if (next->value.is_string()) {
      if (next->value.text == done) *next = onward;
      return;
    }
    Entry* const end = next->value.find(done);
    if (end == nullptr) return;
    if (onward.value.is_string()) {
      end->key = onward.value.text;
      return;
    }
    diagnostics_.add(end->at,
                     fmt::format("step {}: next: done is one of several routes here, and so are those that step {} "
                                 "goes on by",
                                 in_quotes(user.key), in_quotes(user.key)),
                     fmt::format("a step of its own behind {}: next = \"STEP\"", in_quotes(user.key)));
  }

  /// What is said of a step of a file is merged over what the file says, wherever either stands.
  std::vector<Entry> merged(std::vector<Placed> placed) {
    std::vector<Entry> steps;
    std::map<std::string, std::size_t> places;
    std::vector<bool> from_file;
    for (Placed& each : placed) {
      const auto [place, is_new] = places.emplace(each.step.key, steps.size());
      if (is_new) {
        steps.push_back(std::move(each.step));
        from_file.push_back(each.from_file);
        continue;
      }
      Entry& other = steps[place->second];
      if (each.from_file && !from_file[place->second]) std::swap(other, each.step);
      merge(other.value, each.step.value, "steps.*", diagnostics_);
    }
    return steps;
  }

  static void add_staff(Node& root, std::vector<Entry> people) {
    if (people.empty()) return;
    if (root.find("staff") == nullptr) root.entries.push_back({"staff", people.front().at, Node{}});
    Node& staff = root.find("staff")->value;
    for (Entry& pool : people) {
      if (staff.find(pool.key) == nullptr) staff.entries.push_back(std::move(pool));
    }
  }

  /// Whoever is sent to the whole comes to its first step.
  static void rename_parts(Node& root, const std::map<std::string, std::string>& first_of) {
    const Rename rename = [&first_of](std::string& step) {
      if (const auto part = first_of.find(step); part != first_of.end()) step = part->second;
    };
    const auto for_each = [&root](std::string_view section, const auto& change) {
      Entry* const tables = root.find(section);
      if (tables == nullptr || !tables->value.is_table()) return;
      for (Entry& entry : tables->value.entries) {
        if (entry.value.is_table()) change(entry.value);
      }
    };
    for_each("steps", [&rename](Node& step) { rename_in_step(step, rename); });
    for_each("segments", [&rename](Node& segment) {
      rename_text(value_of(segment, "start"), rename);
      Node* const arrivals = value_of(segment, "arrivals");
      Node* const backlog = arrivals == nullptr ? nullptr : value_of(*arrivals, "backlog");
      if (backlog == nullptr) return;
      for (Entry& entry : backlog->entries) rename(entry.key);
    });
    for_each("stages", [&rename](Node& stage) {
      const Rename point = [&rename](std::string& text) {
        rename(text);
        rename_point(text, "", ".start", rename);
      };
      rename_texts(value_of(stage, "from"), point);
      rename_texts(value_of(stage, "to"), point);
    });
  }

  InputFiles& files_;
  Diagnostics& diagnostics_;
  std::vector<std::string> open_;  ///< files that are being expanded, outermost first
  std::size_t left_ = most_values;
};

}  // namespace

void expand_sub_blueprints(Node& root, InputFiles& files, Diagnostics& diagnostics) {
  Expansion(files, diagnostics).expand(root, {});
}

}  // namespace throughline
