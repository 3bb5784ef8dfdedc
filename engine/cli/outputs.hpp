// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "cli/output_file.hpp"
#include "throughline/document.hpp"

namespace throughline {

enum class OutputFormat : std::uint8_t { json, csv, junit, markdown, html, xlsx };

inline constexpr std::array output_formats{OutputFormat::json,     OutputFormat::csv,  OutputFormat::junit,
                                           OutputFormat::markdown, OutputFormat::html, OutputFormat::xlsx};

/// The option that asks for a format: `--json`.
std::string_view option_of(OutputFormat format) noexcept;

struct OutputRequest {
  OutputFormat format = OutputFormat::json;
  std::string path;  ///< `-` is standard output

  bool operator==(const OutputRequest&) const = default;
};

/// The files that a command writes beside its report for people, known to be writable before the work begins.
class Outputs {
 public:
  /// Throws InvalidCommandLine where two requests name the same file, std::system_error where a file cannot be written.
  explicit Outputs(const std::vector<OutputRequest>& requests);
  /// Throws also where one would overwrite the blueprint.
  Outputs(const std::vector<OutputRequest>& requests, const std::string& blueprint) : Outputs(requests) {
    keep_blueprint(blueprint);
  }

  /// Throws InvalidCommandLine where one would overwrite the blueprint.
  void keep_blueprint(const std::string& blueprint);
  /// Throws InvalidCommandLine where one would overwrite the stored result that a run is compared with.
  void keep_baseline(const std::string& baseline) const;
  /// Throws InvalidCommandLine where one would overwrite a survey.
  void keep_survey(const std::string& survey) const;
  /// Throws InvalidCommandLine where one would overwrite a file that the blueprint reads, the last that was kept: those
  /// beside it are named from its folder.
  void keep_inputs(const Document& document) const;

  /// Writes `text()` where the format was asked for; it is not called where not. Throws std::system_error.
  void write(OutputFormat format, const std::function<std::string()>& text) const;

  /// Where the report for people goes: standard output, unless that carries data.
  Stream report_stream() const noexcept;

 private:
  struct Output {
    OutputFormat format;
    OutputFile file;
  };

  std::string blueprint_;
  std::vector<Output> outputs_;
};

}  // namespace throughline
