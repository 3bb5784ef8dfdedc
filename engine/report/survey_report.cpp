// SPDX-License-Identifier: MIT
#include "throughline/survey_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/answer.hpp"
#include "report/csv_row.hpp"
#include "report/display_text.hpp"
#include "report/json_parts.hpp"
#include "report/markdown_text.hpp"
#include "report/number.hpp"
#include "report/preface.hpp"
#include "report/survey_words.hpp"
#include "report/table.hpp"
#include "report/wrapped_text.hpp"

namespace throughline {
namespace {

constexpr std::string_view section = "experience.";

Preface preface_of(const SurveyFit& fit) {
  return {fit.base.blueprint.name,  fit.partial,        fit.partial_reason,
          {{survey_sentence(fit)}}, {origin(fit.base)}, doubts_of(fit.base.warnings)};
}

std::string plain(double value) {
  return exact(value, Unit::count, {});
}

bool is_off(const Estimate& difference) {
  return difference.low && difference.high && (*difference.low > 0.0 || *difference.high < 0.0);
}

Table touchpoint_table(const SurveyFit& fit) {
  Table table({{"touchpoint", Alignment::left, true},
               {"answers"},
               {"survey"},
               {"before"},
               {"after"},
               {"after less survey"},
               {"left out"}});
  for (const SurveyRow& row : fit.touchpoints) {
    table.add({{row.name},
               {fmt::format("{:.0f}", row.answers)},
               {figure(row.survey, {})},
               {figure(row.before, {})},
               {figure(row.after, {})},
               {margin(row.difference, 0.0, false, {}), is_off(row.difference) ? Style::doubtful : Style::plain},
               {row.predicted ? fmt::format("{:.1f}", *row.predicted) : ""}});
  }
  return table;
}

/// Where it ended, or why it has no interval.
std::string constant_note(const FittedConstant& constant) {
  if (constant.bound == ConstantBound::low) return "at the lower end of its range";
  if (constant.bound == ConstantBound::high) return "at the upper end of its range";
  return constant.fitted.reason;
}

Table constant_table(const SurveyFit& fit) {
  Table table({{"constant", Alignment::left}, {"in the file"}, {"fitted"}, {"standard error"}, {"", Alignment::left}});
  for (const FittedConstant& each : fit.constants) {
    table.add({{each.path},
               {plain(each.in_file)},
               {each.bound == ConstantBound::none ? figure(each.fitted, {}) : plain(*each.fitted.value)},
               {each.standard_error ? brief(*each.standard_error, Unit::count, {}) : ""},
               {constant_note(each)}});
  }
  return table;
}

/// A key of TOML: in quotes, unless it is letters, digits, `_` and `-` alone.
std::string toml_key(const std::string& key) {
  constexpr std::string_view bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  if (!key.empty() && key.find_first_not_of(bare) == std::string::npos) return key;
  std::string quoted = "\"";
  for (const char character : key) {
    if (character == '"' || character == '\\') quoted += '\\';
    quoted += character;
  }
  return quoted + '"';
}

Json json_of(const SurveyRow& row) {
  Json object = {{"key", row.key}, {"name", row.name}, {"answers", row.answers}};
  object["survey"] = throughline::json_of(row.survey);
  object["before"] = throughline::json_of(row.before);
  object["after"] = throughline::json_of(row.after);
  object["difference"] = throughline::json_of(row.difference);
  put(object, "left_out", row.predicted);
  return object;
}

Json json_of(const FittedConstant& constant) {
  Json object = {{"path", constant.path}, {"in_file", constant.in_file}};
  object["fitted"] = throughline::json_of(constant.fitted);
  put(object, "standard_error", constant.standard_error);
  put(object, "replications_share", constant.model_share);
  object["bound"] = name_of(constant.bound);
  return object;
}

Json json_of(const std::vector<NamedKey>& names) {
  Json list = Json::array();
  for (const NamedKey& each : names) list.push_back(Json{{"key", each.key}, {"name", each.name}});
  return list;
}

Json json_of_misfit(const SurveyFit& fit) {
  Json object;
  object["errors"] = name_of(fit.errors);
  put(object, "chi_squared", fit.chi_squared);
  object["degrees_of_freedom"] = fit.degrees;
  put(object, "chance", fit.chance);
  object["widened"] = fit.widened;
  return object;
}

}  // namespace

std::string_view name_of(SurveyErrors errors) noexcept {
  constexpr std::array<std::string_view, 3> names{"answers", "misfit", "unknown"};
  return names[static_cast<std::size_t>(errors)];
}

std::string_view name_of(ConstantBound bound) noexcept {
  constexpr std::array<std::string_view, 3> names{"none", "low", "high"};
  return names[static_cast<std::size_t>(bound)];
}

std::string write_toml(const SurveyFit& fit) {
  if (fit.constants.empty()) return "";
  const std::string& scenario = fit.base.provenance.scenario;
  std::string text =
      scenario == "base" ? "[experience]\n" : fmt::format("[scenarios.{}.experience]\n", toml_key(scenario));
  for (const FittedConstant& each : fit.constants) {
    const std::string error =
        each.standard_error ? fmt::format(", standard error {}", brief(*each.standard_error, Unit::count, {})) : "";
    text += fmt::format("{} = {}  # {} before{}\n", each.path.substr(section.size()), *each.fitted.value,
                        plain(each.in_file), error);
  }
  return text;
}

std::string write_terminal(const SurveyFit& fit, const TerminalOptions& options) {
  const auto line = [&options](const std::string& text, std::string_view before, Style style) {
    return wrapped(harmless(text), before, style, options.width, options.color);
  };
  std::string text = write_terminal(preface_of(fit), options);
  if (const Table rows = touchpoint_table(fit); !rows.empty())
    text +=
        "\n" + rows.write(options.width, options.color) + line(std::string(words_of_survey_table), "  ", Style::remark);
  if (const Table rows = constant_table(fit); !rows.empty()) text += "\n" + rows.write(options.width, options.color);
  for (const std::string& note : survey_notes(fit)) text += line(note, "  ", Style::remark);
  if (fit.constants.empty()) return text;
  text += "\n" + line("To write into the blueprint:", "", Style::remark) + "\n";
  const std::string toml = write_toml(fit);
  for (std::size_t from = 0; from < toml.size();) {
    const std::size_t end = toml.find('\n', from);
    text += "  " + harmless(toml.substr(from, end - from)) + "\n";
    from = end + 1;
  }
  return text + "\n" + line("The same scores:", "", Style::remark) + "  " + harmless(survey_command(fit)) + "\n";
}

std::string write_warnings(const SurveyFit& fit) {
  return write_warnings(fit.base);
}

std::string write_markdown(const SurveyFit& fit) {
  const Preface preface = preface_of(fit);
  std::string text = markdown_beginning(preface);
  if (const Table rows = touchpoint_table(fit); !rows.empty())
    text += fmt::format("\n{}\n{}\n", rows.write_markdown(), emphasized(words_of_survey_table, "*"));
  if (const Table rows = constant_table(fit); !rows.empty()) text += fmt::format("\n{}", rows.write_markdown());
  std::vector<Sentence> notes;
  for (const std::string& note : survey_notes(fit)) notes.push_back({note});
  text += markdown_end(preface, notes);
  // Keys hold letters, digits, `_` and `-` alone: none ends the block.
  if (const std::string toml = write_toml(fit); !toml.empty()) text += fmt::format("\n```toml\n{}```\n", toml);
  return text;
}

std::string write_json(const SurveyFit& fit, bool with_timing) {
  JsonLines lines("throughline.survey/1", fit.partial, fit.partial_reason);
  lines.add("provenance", throughline::json_of(fit.base.provenance), 0);
  if (with_timing) lines.add("timing", throughline::json_of(fit.timing), 0);
  lines.add("survey", fit.survey, 0);
  lines.add("confidence", fit.confidence, 0);
  lines.add("miss_before", throughline::json_of(fit.miss_before), 0);
  lines.add("miss_after", throughline::json_of(fit.miss_after), 0);
  lines.add("prediction_error", throughline::json_of(fit.prediction_error), 0);
  lines.add("misfit", json_of_misfit(fit), 0);
  lines.add("converged", fit.converged, 0);
  Json touchpoints = Json::array();
  for (const SurveyRow& row : fit.touchpoints) touchpoints.push_back(json_of(row));
  lines.add("touchpoints", touchpoints, 1);
  Json constants = Json::array();
  for (const FittedConstant& each : fit.constants) constants.push_back(json_of(each));
  lines.add("constants", constants, 1);
  Json held = Json::array();
  for (const HeldConstant& each : fit.held)
    held.push_back(Json{{"path", each.path}, {"in_file", each.in_file}, {"reason", each.reason}});
  lines.add("kept", held, 1);
  lines.add("not_in_survey", json_of(fit.not_asked), 1);
  lines.add("not_visited", json_of(fit.not_scored), 1);
  lines.add("settings", Json(survey_settings(fit)), 1);
  if (!fit.constants.empty()) lines.add("toml", write_toml(fit), 0);
  if (const std::string command = survey_command(fit); !command.empty()) lines.add("command", command, 0);
  lines.add("warnings", throughline::json_of(fit.base.warnings), 1);
  return lines.text();
}

std::string write_csv(const SurveyFit& fit) {
  const auto number = [](const std::optional<double>& value) {
    return value && std::isfinite(*value) ? CsvCell::of_number(*value) : CsvCell{};
  };
  std::string text =
      csv_header({"kind", "key", "name", "answers", "survey", "survey_low", "survey_high", "before", "after",
                  "difference", "low", "high", "confidence", "standard_error", "left_out", "bound", "reason"});
  for (const SurveyRow& row : fit.touchpoints) {
    text += csv_row({CsvCell::of_text("touchpoint"), CsvCell::of_text(row.key), CsvCell::of_text(row.name),
                     CsvCell::of_number(row.answers), number(row.survey.value), number(row.survey.low),
                     number(row.survey.high), number(row.before.value), number(row.after.value),
                     number(row.difference.value), number(row.difference.low), number(row.difference.high),
                     CsvCell::of_number(fit.confidence), CsvCell{}, number(row.predicted), CsvCell{},
                     CsvCell::of_text(row.difference.reason)});
  }
  const auto constant = [&](std::string_view kind, const std::string& path, double before, const Estimate* after,
                            const std::optional<double>& error, std::string_view bound, const std::string& reason) {
    const std::optional<double> none;
    const std::optional<double>& value = after == nullptr ? none : after->value;
    text +=
        csv_row({CsvCell::of_text(kind), CsvCell::of_text(path), CsvCell{}, CsvCell{}, CsvCell{}, CsvCell{}, CsvCell{},
                 CsvCell::of_number(before), number(value), CsvCell{}, number(after == nullptr ? none : after->low),
                 number(after == nullptr ? none : after->high), CsvCell::of_number(fit.confidence), number(error),
                 CsvCell{}, CsvCell::of_text(bound), CsvCell::of_text(reason)});
  };
  for (const FittedConstant& each : fit.constants)
    constant("constant", each.path, each.in_file, &each.fitted, each.standard_error, name_of(each.bound),
             each.fitted.reason);
  for (const HeldConstant& each : fit.held)
    constant("kept", each.path, each.in_file, nullptr, std::nullopt, "", each.reason);
  return text;
}

}  // namespace throughline
