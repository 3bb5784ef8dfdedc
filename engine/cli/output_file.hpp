// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace throughline {

enum class Existing : std::uint8_t { replaced, kept };

/// A file that will be written whole or not at all: beside its place first, then moved there. Devices, pipes and
/// standard output (`-`) are written as they are. Every failure is a std::system_error that names the file.
class OutputFile {
 public:
  /// Finds out now, before the work is done, whether the file can be written. `Existing::kept`: only where there is
  /// none.
  explicit OutputFile(const std::string& path, Existing existing = Existing::replaced);

  void write(std::string_view text) const;

  bool is_standard_output() const noexcept { return name_ == "-"; }

  /// Whether writing this would overwrite that.
  bool is_same_as(const std::filesystem::path& other) const;

 private:
  std::string name_;             ///< as the user wrote it
  std::filesystem::path place_;  ///< behind all symbolic links
  Existing existing_;
  bool in_place_ = false;  ///< a device or a pipe
};

/// Adds to the end of a file that others write to as well, which is made where there is none: all of the text, or
/// nothing of it.
std::error_code append(const std::string& path, std::string_view text);

}  // namespace throughline
