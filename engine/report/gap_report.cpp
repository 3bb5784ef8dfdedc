// SPDX-License-Identifier: MIT
#include "throughline/gap_report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "report/csv_row.hpp"
#include "report/display_text.hpp"
#include "report/gap_words.hpp"
#include "report/markdown_text.hpp"
#include "report/number.hpp"
#include "report/table.hpp"
#include "report/unit_name.hpp"
#include "report/wrapped_text.hpp"

namespace throughline {
namespace {

const std::string& currency_of(const Gaps& gaps) {
  return gaps.base.blueprint.currency;
}

std::string listed(const std::vector<std::string>& names) {
  std::vector<Sentence> parts;
  for (const std::string& name : names) parts.push_back({name});
  return text_of(joined(parts));
}

/// `2`, `1 to 3`.
std::string rank_words(const RankedGap& gap) {
  return gap.first_rank == gap.last_rank ? fmt::format("{}", gap.first_rank)
                                         : fmt::format("{} to {}", gap.first_rank, gap.last_rank);
}

/// How it is closed, where not whole, and what the file says of it, but for its cost.
std::string said_words(const GapDescription& gap) {
  std::vector<std::string> parts;
  if (!gap.scenario.empty()) parts.push_back("by scenario " + gap.scenario);
  if (!gap.said) return fmt::format("{}", fmt::join(parts, "; "));
  if (gap.said->feasibility)
    parts.push_back(fmt::format("feasibility {}", throughline::name_of(*gap.said->feasibility)));
  if (gap.said->urgency) parts.push_back(fmt::format("urgency {}", throughline::name_of(*gap.said->urgency)));
  if (!gap.said->constraint.empty()) parts.push_back(gap.said->constraint);
  return fmt::format("{}", fmt::join(parts, "; "));
}

/// With the first so many of the measures.
Table table_of(const Gaps& gaps, std::size_t measures) {
  std::vector<Column> columns{{"rank", Alignment::left}, {"gap", Alignment::left, true}};
  for (std::size_t effect = 0; effect < measures; ++effect)
    columns.push_back({gaps.ranking.front().effects[effect].path});
  columns.push_back({"cost"});
  columns.push_back({fmt::format("for {}", exact(money_of_gain, Unit::money, currency_of(gaps)))});
  Table table(columns);
  for (const RankedGap& gap : gaps.ranking) {
    std::vector<Cell> cells{{rank_words(gap)}, {text_of(name_of(gap.about))}};
    for (std::size_t effect = 0; effect < measures; ++effect) {
      const Estimate& change = gap.effects[effect].change;
      cells.push_back({change.value ? change_words(gaps, change) : "-"});
    }
    if (gap.gains) cells[2].style = Style::good;
    cells.push_back({cost_words(gaps, gap.about)});
    cells.push_back({text_of(worth_words(gaps, gap.effects.front()))});
    table.add(std::move(cells));
    const Estimate& change = gap.effects.front().change;
    if (!change.value) table.add_remark("  " + change.reason);
    if (!gap.about.eased.empty())
      table.add_remark(fmt::format("  eases {} too: the same people serve there", listed(gap.about.eased)));
    if (const std::string said = said_words(gap.about); !said.empty()) table.add_remark("  " + said);
  }
  return table;
}

Table table_of(const Gaps& gaps) {
  return table_of(gaps, gaps.ranking.empty() ? 0 : gaps.ranking.front().effects.size());
}

/// Names of gaps say more than one more measure does: those of least interest are left to other formats.
Table table_of(const Gaps& gaps, const TerminalOptions& options) {
  Table table = table_of(gaps);
  for (std::size_t measures = gaps.ranking.empty() ? 0 : gaps.ranking.front().effects.size();
       measures > 1 && table.width() > options.width; --measures)
    table = table_of(gaps, measures - 1);
  return table;
}

std::string words_of(const Decomposition& parts, double part, const std::string& currency) {
  // What rounds to nothing beside the whole is left blank.
  constexpr double least_share = 5e-5;
  if (parts.total == 0.0 || std::abs(part) < least_share * std::abs(parts.total)) return "";
  return parts.unit == Unit::money ? brief(part, parts.unit, currency)
                                   : brief(part / parts.total, Unit::share, currency);
}

Table parts_table(const Gaps& gaps) {
  std::vector<Column> columns{{"of all, at", Alignment::left, true}};
  for (const Decomposition& each : gaps.decompositions) columns.push_back({heading_of(each)});
  Table table(columns);
  for (std::size_t row = 0; row <= gaps.base.blueprint.touchpoints.size(); ++row) {
    std::vector<Cell> cells{{name_of_part(gaps, row)}};
    bool any = false;
    for (const Decomposition& each : gaps.decompositions) {
      cells.push_back({words_of(each, each.parts[row], currency_of(gaps))});
      any = any || !cells.back().text.empty();
    }
    if (any) table.add(std::move(cells));
  }
  return table;
}

}  // namespace

std::string write_terminal(const Gaps& gaps, const TerminalOptions& options) {
  const auto remark = [&options](const std::string& text, std::string_view before) {
    return wrapped(harmless(text), before, Style::remark, options.width, options.color);
  };
  std::string text = write_terminal(preface_of(gaps), options);
  const std::string rows = table_of(gaps, options).write(options.width, options.color);
  if (!gaps.ranking.empty()) text += "\n" + rows + remark(std::string(words_of_ranking), "  ");
  for (const Sentence& note : notes_of(gaps)) text += remark(text_of(note), "  ");
  const Table parts = parts_table(gaps);
  if (!parts.empty())
    text += "\n" + parts.write(options.width, options.color) + remark(std::string(words_of_parts), "  ");
  if (const std::string command = command_of(gaps); !command.empty())
    text += "\n" + remark("The same with the first gap closed:", "") + "  " + harmless(command) + "\n";
  return text;
}

std::string write_warnings(const Gaps& gaps) {
  return write_warnings(gaps.base);
}

std::string write_markdown(const Gaps& gaps) {
  const Preface preface = preface_of(gaps);
  std::string text = markdown_beginning(preface);
  if (!gaps.ranking.empty())
    text += fmt::format("\n{}\n{}\n", table_of(gaps).write_markdown(), emphasized(words_of_ranking, "*"));
  const Table parts = parts_table(gaps);
  if (!parts.empty()) text += fmt::format("\n{}\n{}\n", parts.write_markdown(), emphasized(words_of_parts, "*"));
  return text + markdown_end(preface, notes_of(gaps));
}

std::string write_csv(const Gaps& gaps) {
  const auto number = [](const std::optional<double>& value) {
    return value && std::isfinite(*value) ? CsvCell::of_number(*value) : CsvCell{};
  };
  std::string text =
      csv_header({"rank", "first_rank", "last_rank", "touchpoint", "kind", "scenario", "path", "unit", "figure",
                  "change", "low", "high", "confidence", "cost", "feasibility", "urgency", "reason"});
  for (std::size_t rank = 0; rank < gaps.ranking.size(); ++rank) {
    const RankedGap& gap = gaps.ranking[rank];
    const auto level = [&gap](std::optional<GapLevel> GapSection::*member) {
      const auto said = gap.about.said ? (*gap.about.said).*member : std::nullopt;
      return said ? CsvCell::of_text(throughline::name_of(*said)) : CsvCell{};
    };
    for (const GapEffect& effect : gap.effects) {
      text += csv_row({CsvCell::of_count(rank + 1), CsvCell::of_count(gap.first_rank), CsvCell::of_count(gap.last_rank),
                       CsvCell::of_text(gap.about.touchpoint), CsvCell::of_text(throughline::name_of(gap.about.kind)),
                       CsvCell::of_text(gap.about.scenario), CsvCell::of_text(effect.path),
                       CsvCell::of_text(name_of(effect.change.unit)), number(effect.figure.value),
                       number(effect.change.value), number(effect.change.low), number(effect.change.high),
                       CsvCell::of_number(effect.change.confidence),
                       gap.about.said ? number(gap.about.said->cost) : CsvCell{}, level(&GapSection::feasibility),
                       level(&GapSection::urgency), CsvCell::of_text(effect.change.reason)});
    }
  }
  return text;
}

}  // namespace throughline
