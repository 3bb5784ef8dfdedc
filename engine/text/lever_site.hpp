// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/node.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// What pulling a lever changes; or why it cannot be pulled there, and then nothing.
struct LeverPull {
  struct Change {
    std::string path;  ///< as of --set
    Node value;
  };
  std::vector<Change> changes;
  std::string reason;

  void set(std::string path, Node value) { changes.push_back({std::move(path), std::move(value)}); }
};

LeverPull refused(std::string reason);

/// What a step does with customers, as it was read and as it was written: for everybody, or for a segment.
struct StepPart {
  const BehaviorSection* read = nullptr;
  const Node* written = nullptr;
  std::string path;  ///< `steps.order`, `steps.order.for.regular`

  /// nullptr where the key is not written.
  const Node* find(std::string_view key) const noexcept;
};

/// How customers come to a step.
struct StepReferences {
  struct Place {
    std::string path;
    const Node* node = nullptr;
  };
  std::vector<Place> starts;  ///< of segments: paths of `start`
  std::vector<Place> nexts;   ///< of steps: paths of `next`, whatever it is
  bool shortest = false;      ///< it is one of several lines, of which the shortest is taken
  bool otherwise = false;     ///< by a failure, a deadline, a fork, a backlog, ...
};

/// A blueprint at which a lever is pulled: as it was written, and as it was read. Both must outlive it.
class LeverSite {
 public:
  LeverSite(const Node& tree, const Document& document);

  const Document& document() const noexcept { return document_; }

  // nullptr where there is none of that key.
  const StepSection* step(std::string_view key) const noexcept;
  const StaffSection* pool(std::string_view key) const noexcept;
  const SegmentSection* segment(std::string_view key) const noexcept;

  /// First for everybody, then what differs for segments; none where another file says it.
  std::vector<StepPart> parts_of(const StepSection& step) const;

  /// What was written of a pool or segment; nullptr where another file says it.
  const Node* written(std::string_view section, std::string_view key) const noexcept;

  const StepReferences& references(const std::string& step) const;

  /// The key, or one like it, that no step has.
  std::string free_step_key(const std::string& key) const;

 private:
  void refer(const Node& step, const std::string& path);

  const Node& tree_;
  const Document& document_;
  std::unordered_map<std::string_view, const StepSection*> steps_;
  std::unordered_map<std::string_view, const Node*> written_steps_;
  std::unordered_map<std::string, StepReferences> references_;  ///< by step
};

// Values as they are written.
Node text_node(std::string text);
Node number_node(double number);
Node flag_node(bool flag);
Node table_node();
void put(Node& table, std::string key, Node value);

/// A value as people write it behind an equals sign: bare keys where they can be, numbers to twelve digits.
std::string written_text(const Node& node);

/// A key or a path in TOML: what is no bare key stands in quotes.
std::string written_key(std::string_view key);

}  // namespace throughline
