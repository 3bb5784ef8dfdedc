// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace throughline {

/// The names of one kind of thing, in the order of the file: a name's place is its id.
class NameIndex {
 public:
  explicit NameIndex(std::vector<std::string> names) : names_(std::move(names)) {
    for (std::uint32_t id = 0; id < names_.size(); ++id) ids_.emplace(names_[id], id);
  }

  std::optional<std::uint32_t> find(const std::string& name) const {
    const auto found = ids_.find(name);
    return found == ids_.end() ? std::nullopt : std::optional(found->second);
  }
  const std::vector<std::string>& names() const noexcept { return names_; }
  std::size_t size() const noexcept { return names_.size(); }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

}  // namespace throughline
