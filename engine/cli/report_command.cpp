// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <optional>
#include <string>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/output_file.hpp"
#include "cli/outputs.hpp"
#include "cli/stored_file.hpp"
#include "report/beside.hpp"
#include "throughline/experiment.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

/// Two results: all of the second, and every measure of both.
std::string terminal_text(const ExperimentResult& result, const HtmlOptions& beside, const Page& page) {
  std::string text = write_terminal(result, {page.color, page.width});
  if (beside.beside == nullptr) return text;
  return text + "\n" +
         beside_table(*beside.beside, result, beside.name_beside, beside.name).write(page.width, page.color);
}

std::string markdown_text(const ExperimentResult& result, const HtmlOptions& beside) {
  std::string text = write_markdown(result);
  if (beside.beside == nullptr) return text;
  return text + "\n" + beside_table(*beside.beside, result, beside.name_beside, beside.name).write_markdown();
}

}  // namespace

ExitCode execute(const ReportCommand& command) {
  Outputs outputs(command.outputs);
  outputs.keep_blueprint(command.file);
  const std::string text = stored_text(command.file);
  ExperimentResult result = read_result(text, command.file);
  HtmlOptions options;
  std::optional<ExperimentResult> first;
  if (command.other) {
    // The first that is named is what the second is compared with.
    outputs.keep_blueprint(*command.other);
    const std::string other = stored_text(*command.other);
    first = std::move(result);
    result = read_result(other, *command.other);
    result.baseline = compare_with_baseline(result, read_stored_result(text, command.file));
    options.beside = &*first;
    options.name = *command.other;
    options.name_beside = command.file;
  }
  outputs.write(OutputFormat::csv, [&] { return write_csv(result); });
  outputs.write(OutputFormat::markdown, [&] { return markdown_text(result, options); });
  outputs.write(OutputFormat::html, [&] { return write_html(result, options); });
  outputs.write(OutputFormat::xlsx, [&] { return write_xlsx(result); });
  if (!command.outputs.empty()) return ExitCode::success;
  const Stream stream = outputs.report_stream();
  write(stream, terminal_text(result, options, page_of(stream, command.color)));
  return ExitCode::success;
}

}  // namespace throughline
