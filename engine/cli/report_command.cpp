// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/output_file.hpp"
#include "cli/outputs.hpp"
#include "cli/stored_file.hpp"
#include "report/beside.hpp"
#include "throughline/experiment.hpp"
#include "throughline/gap_report.hpp"
#include "throughline/report.hpp"

namespace throughline {
namespace {

/// Another run to stand beside the one reported: every measure that both have.
std::string beside_text(const ExperimentResult& result, const HtmlOptions& options, const Page& page) {
  if (options.beside == nullptr) return {};
  return "\n" + beside_table(*options.beside, result, options.name_beside, options.name).write(page.width, page.color);
}

std::string beside_markdown(const ExperimentResult& result, const HtmlOptions& options) {
  if (options.beside == nullptr) return {};
  return "\n" + beside_table(*options.beside, result, options.name_beside, options.name).write_markdown();
}

// Anything else stands beside nothing.
template <class Found>
std::string beside_text(const Found&, const HtmlOptions&, const Page&) {
  return {};
}
template <class Found>
std::string beside_markdown(const Found&, const HtmlOptions&) {
  return {};
}

/// Throws InvalidCommandLine where there is no workbook of that, before anything is written.
template <class Found>
void write_workbook(const Found& found, const std::string& file, const Outputs& outputs) {
  outputs.write(OutputFormat::xlsx, [&]() -> std::string {
    if constexpr (requires { write_xlsx(found); }) return write_xlsx(found);
    throw InvalidCommandLine(fmt::format("--xlsx: {} is of a command that writes no workbook", file));
  });
}

/// A run, or InvalidCommandLine: of anything else every page holds several simulations already.
ExperimentResult run_of(AnyResult any, const std::string& file) {
  if (auto* const result = std::get_if<ExperimentResult>(&any)) return std::move(*result);
  throw InvalidCommandLine(fmt::format("report sets runs side by side, and {} is none", file));
}

}  // namespace

ExitCode execute(const ReportCommand& command) {
  Outputs outputs(command.outputs);
  outputs.keep_blueprint(command.file);
  const std::string text = stored_text(command.file);
  AnyResult any = read_any_result(text, command.file);
  HtmlOptions options;
  std::optional<ExperimentResult> first;
  if (command.other) {
    // The first that is named is what the second is compared with.
    outputs.keep_blueprint(*command.other);
    const std::string other = stored_text(*command.other);
    first = run_of(std::move(any), command.file);
    ExperimentResult second = run_of(read_any_result(other, *command.other), *command.other);
    second.baseline = compare_with_baseline(second, read_stored_result(text, command.file));
    any = std::move(second);
    options.beside = &*first;
    options.name = *command.other;
    options.name_beside = command.file;
  }
  std::visit(
      [&](const auto& result) {
        write_workbook(result, command.file, outputs);
        outputs.write(OutputFormat::csv, [&] { return write_csv(result); });
        outputs.write(OutputFormat::markdown,
                      [&] { return write_markdown(result) + beside_markdown(result, options); });
        outputs.write(OutputFormat::html, [&] { return write_html(result, options); });
        if (!command.outputs.empty()) return;
        const Stream stream = outputs.report_stream();
        const Page page = page_of(stream, command.color);
        write(stream, write_terminal(result, {page.color, page.width}) + beside_text(result, options, page));
      },
      any);
  return ExitCode::success;
}

}  // namespace throughline
