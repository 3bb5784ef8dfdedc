// SPDX-License-Identifier: MIT
#include "cli/outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/arguments.hpp"

namespace throughline {

std::string_view option_of(OutputFormat format) noexcept {
  switch (format) {
    case OutputFormat::json:
      return "--json";
    case OutputFormat::csv:
      return "--csv";
    case OutputFormat::junit:
      return "--junit";
    case OutputFormat::markdown:
      return "--markdown";
    case OutputFormat::html:
      return "--html";
    case OutputFormat::xlsx:
      break;
  }
  return "--xlsx";
}

Outputs::Outputs(const std::vector<OutputRequest>& requests) {
  for (const OutputRequest& request : requests) {
    for (const Output& other : outputs_) {
      if (other.file.is_same_as(request.path))
        throw InvalidCommandLine(
            fmt::format("{} and {} name the same file", option_of(other.format), option_of(request.format)));
    }
    outputs_.push_back({request.format, OutputFile(request.path)});
  }
}

void Outputs::keep_blueprint(const std::string& blueprint) {
  blueprint_ = blueprint;
  for (const Output& output : outputs_) {
    if (output.file.is_same_as(blueprint))
      throw InvalidCommandLine(fmt::format("{} would overwrite the blueprint", option_of(output.format)));
  }
}

void Outputs::keep_baseline(const std::string& baseline) const {
  for (const Output& output : outputs_) {
    if (output.file.is_same_as(baseline))
      throw InvalidCommandLine(fmt::format("{} would overwrite the baseline", option_of(output.format)));
  }
}

void Outputs::keep_survey(const std::string& survey) const {
  for (const Output& output : outputs_) {
    if (output.file.is_same_as(survey))
      throw InvalidCommandLine(fmt::format("{} would overwrite the survey", option_of(output.format)));
  }
}

void Outputs::keep_inputs(const Document& document) const {
  const std::filesystem::path folder = std::filesystem::path(blueprint_).parent_path();
  for (const Output& output : outputs_) {
    for (const InputFile& input : document.inputs) {
      if (output.file.is_same_as(folder / input.name))
        throw InvalidCommandLine(fmt::format("{} would overwrite {}", option_of(output.format), input.name));
    }
  }
}

void Outputs::write(OutputFormat format, const std::function<std::string()>& text) const {
  for (const Output& output : outputs_) {
    if (output.format == format) output.file.write(text());
  }
}

Stream Outputs::report_stream() const noexcept {
  const bool taken = std::any_of(outputs_.begin(), outputs_.end(),
                                 [](const Output& output) { return output.file.is_standard_output(); });
  return taken ? Stream::error : Stream::output;
}

}  // namespace throughline
