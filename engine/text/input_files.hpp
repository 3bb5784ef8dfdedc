// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostics.hpp"
#include "throughline/document.hpp"

namespace throughline {

/// The files beside a blueprint (csv, and blueprints that it uses), each read once. Only files in its folder and below
/// are opened: a blueprint may come from anybody.
class InputFiles {
 public:
  static constexpr std::size_t largest = std::size_t{64} << 20U;  ///< bytes
  /// Bytes handed out in all, so that many scenarios and pools that read a large file again are no way to keep us busy.
  static constexpr std::size_t most_read = std::size_t{1} << 30U;

  explicit InputFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The bytes of a file, nullptr and a diagnostic where it cannot be had. Valid as long as this object.
  const std::string* open(const std::string& name, const SourcePosition& at, Diagnostics& diagnostics);

  const std::filesystem::path& folder() const noexcept { return folder_; }

  /// Forgets which files were asked for: another scenario is read.
  void begin_scenario() { used_.clear(); }

  /// Those asked for since then, in that order.
  std::vector<InputFile> used() const;

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::string> contents_;
  std::vector<std::string> used_;
  std::size_t left_ = most_read;
};

/// All bytes of a file (or pipe), cut one byte after `limit`. Throws std::system_error naming the file.
std::string read_file(const std::filesystem::path& file, std::size_t limit);

/// SHA-256 in lower-case hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace throughline
