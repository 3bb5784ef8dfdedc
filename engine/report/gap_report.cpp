// SPDX-License-Identifier: MIT
#include "throughline/gap_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "report/answer.hpp"
#include "report/csv_row.hpp"
#include "report/display_text.hpp"
#include "report/json_parts.hpp"
#include "report/markdown_text.hpp"
#include "report/number.hpp"
#include "report/phrase.hpp"
#include "report/shell_word.hpp"
#include "report/table.hpp"
#include "report/unit_name.hpp"
#include "report/verdict_words.hpp"
#include "report/wrapped_text.hpp"

namespace throughline {
namespace {

constexpr std::string_view words_of_table =
    "each gap closed alone, everything else as it is and each customer meeting the same luck; rank: where a gap may "
    "stand as far as the data can tell";
constexpr std::string_view words_of_parts =
    "time: of all that customers spend inside; spread: of the standard deviation of journey time, the covariance of "
    "the "
    "time there with the whole, below 0 where it evens out; failures: services that failed and handoffs that were lost";
constexpr double money_of_gain = 1000.0;  ///< what gains are told for

const std::string& currency_of(const Gaps& gaps) {
  return gaps.base.blueprint.currency;
}

std::string listed(const std::vector<std::string>& names) {
  std::vector<Sentence> parts;
  for (const std::string& name : names) parts.push_back({name});
  return text_of(joined(parts));
}

/// `failure at Baggage reclaim`.
std::string name_of(const GapDescription& gap) {
  return fmt::format("{} at {}", throughline::name_of(gap.kind), gap.name);
}

std::string names_of(const Gaps& gaps, const std::vector<std::size_t>& ranks) {
  std::vector<std::string> names;
  for (const std::size_t rank : ranks) names.push_back(name_of(gaps.ranking[rank].about));
  return listed(names);
}

std::string change_words(const Gaps& gaps, const Estimate& change) {
  return change.value ? margin(change, 0.0, false, currency_of(gaps)) : change.reason;
}

/// `2`, `1 to 3`.
std::string rank_words(const RankedGap& gap) {
  return gap.first_rank == gap.last_rank ? fmt::format("{}", gap.first_rank)
                                         : fmt::format("{} to {}", gap.first_rank, gap.last_rank);
}

/// Whether the first gap is known to be worth most, and which others may be worth as much.
std::string what_is_open(const Gaps& gaps) {
  constexpr std::size_t most_named = 2;
  if (gaps.is_decided()) return "Decided: no other gap is worth as much.";
  std::vector<std::string> names;
  std::size_t more = 0;
  for (std::size_t rank = 1; rank < gaps.ranking.size(); ++rank) {
    if (gaps.ranking[rank].first_rank > 1) continue;
    if (names.size() < most_named) {
      names.push_back(name_of(gaps.ranking[rank].about));
    } else {
      ++more;
    }
  }
  if (more > 0) names.push_back(fmt::format("{} more", more));
  return fmt::format("Undecided: {} may be worth as much.", listed(names));
}

std::string sentence(const Gaps& gaps) {
  const Estimate* const base = gaps.base.find(gaps.north_star);
  const std::string now =
      fmt::format("{} is {}", gaps.north_star, base == nullptr ? "-" : figure(*base, currency_of(gaps)));
  if (gaps.ranking.empty()) return now + "; there is no gap to close.";
  const RankedGap& first = gaps.ranking.front();
  if (!first.effects.front().change.value) return now + "; what closing a gap changes could not be found.";
  if (!first.gains) return now + "; closing no gap is known to better it.";
  return fmt::format("Closing the {} is worth most: {} of {}, which is {}. {}", name_of(first.about),
                     change_words(gaps, first.effects.front().change), gaps.north_star,
                     base == nullptr ? "-" : figure(*base, currency_of(gaps)), what_is_open(gaps));
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

std::string cost_words(const Gaps& gaps, const GapDescription& gap) {
  return gap.said && gap.said->cost ? exact(*gap.said->cost, Unit::money, currency_of(gaps)) : "";
}

std::string worth_words(const Gaps& gaps, const GapEffect& effect) {
  if (!effect.per_money || !effect.per_money->value) return "";
  Estimate many = *effect.per_money;
  for (std::optional<double>* const number : {&many.value, &many.low, &many.high}) {
    if (*number) **number *= money_of_gain;
  }
  return margin(many, 0.0, false, currency_of(gaps));
}

Table table_of(const Gaps& gaps) {
  std::vector<Column> columns{{"rank", Alignment::left}, {"gap", Alignment::left, true}};
  const std::size_t measures = gaps.ranking.empty() ? 0 : gaps.ranking.front().effects.size();
  for (std::size_t effect = 0; effect < measures; ++effect)
    columns.push_back({gaps.ranking.front().effects[effect].path});
  columns.push_back({"cost"});
  columns.push_back({fmt::format("for {}", exact(money_of_gain, Unit::money, currency_of(gaps)))});
  Table table(columns);
  for (const RankedGap& gap : gaps.ranking) {
    std::vector<Cell> cells{{rank_words(gap)}, {name_of(gap.about)}};
    for (const GapEffect& effect : gap.effects)
      cells.push_back({effect.change.value ? change_words(gaps, effect.change) : "-"});
    if (gap.gains) cells[2].style = Style::good;
    cells.push_back({cost_words(gaps, gap.about)});
    cells.push_back({worth_words(gaps, gap.effects.front())});
    table.add(std::move(cells));
    const Estimate& change = gap.effects.front().change;
    if (!change.value) table.add_remark("  " + change.reason);
    if (!gap.about.eased.empty())
      table.add_remark(fmt::format("  eases {} too: the same people serve there", listed(gap.about.eased)));
    if (const std::string said = said_words(gap.about); !said.empty()) table.add_remark("  " + said);
  }
  return table;
}

std::string words_of(const Decomposition& parts, double part, const std::string& currency) {
  if (part == 0.0 || parts.total == 0.0) return "";
  return parts.unit == Unit::money ? brief(part, parts.unit, currency)
                                   : brief(part / parts.total, Unit::share, currency);
}

Table parts_table(const Gaps& gaps) {
  std::vector<Column> columns{{"of all, at", Alignment::left, true}};
  for (const Decomposition& each : gaps.decompositions) {
    std::string heading = each.of;
    std::replace(heading.begin(), heading.end(), '_', ' ');
    columns.push_back({heading});
  }
  Table table(columns);
  const std::vector<NamedKey>& touchpoints = gaps.base.blueprint.touchpoints;
  for (std::size_t row = 0; row <= touchpoints.size(); ++row) {
    std::vector<Cell> cells{{row < touchpoints.size() ? touchpoints[row].name : "no touchpoint"}};
    bool any = false;
    for (const Decomposition& each : gaps.decompositions) {
      cells.push_back({words_of(each, each.parts[row], currency_of(gaps))});
      any = any || !cells.back().text.empty();
    }
    if (any) table.add(std::move(cells));
  }
  return table;
}

std::string origin_of(const Gaps& gaps) {
  return fmt::format("{}; all {} intervals of changes hold together, and all ranks do", origin(gaps.base),
                     gaps.intervals);
}

/// What of a gap could not be told, and what several of them do at once.
std::vector<std::string> notes_of(const Gaps& gaps) {
  std::vector<std::string> lines;
  for (const GapsTogether& group : gaps.together) {
    const std::string names = names_of(gaps, group.gaps);
    if (!group.change.value || !group.interaction.value) {
      lines.push_back(fmt::format("{}, closed together: {}", names,
                                  group.change.value ? group.interaction.reason : group.change.reason));
      continue;
    }
    lines.push_back(fmt::format("{}, closed together: {}; less the sum of what each does alone: {}", names,
                                change_words(gaps, group.change), change_words(gaps, group.interaction)));
  }
  for (const GapLeftOut& each : gaps.left_out)
    lines.push_back(fmt::format("left out: {} at {}{} ({})", throughline::name_of(each.kind), each.touchpoint,
                                each.scenario.empty() ? "" : " by scenario " + each.scenario, each.reason));
  return lines;
}

/// The command that simulates the blueprint with the first gap closed, and finds the same numbers.
std::string command_of(const Gaps& gaps) {
  if (gaps.ranking.empty() || !gaps.ranking.front().effects.front().change.value) return "";
  const Provenance& from = gaps.base.provenance;
  std::string command =
      fmt::format("throughline run {}", shell_word(from.inputs.empty() ? "" : from.inputs.front().name));
  if (from.scenario != "base") command += " --scenario " + shell_word(from.scenario);
  for (const std::string& setting : from.settings) command += " --set " + shell_word(setting);
  for (const std::string& setting : gaps.ranking.front().about.settings) command += " --set " + shell_word(setting);
  if (from.warm_up_found) command += " --set " + shell_word(fmt::format("run.warm_up={} s", from.warm_up));
  return command + fmt::format(" --seed {} --replications {}", from.seed, from.planned_replications);
}

Json json_of(const GapSection& said) {
  Json object = {{"name", said.key.value}};
  if (said.feasibility) object["feasibility"] = throughline::name_of(*said.feasibility);
  if (said.urgency) object["urgency"] = throughline::name_of(*said.urgency);
  put(object, "cost", said.cost);
  put_text(object, "constraint", said.constraint);
  return object;
}

Json json_of(const GapEffect& effect) {
  Json object = {{"path", effect.path}};
  object["figure"] = throughline::json_of(effect.figure);
  object["change"] = throughline::json_of(effect.change);
  if (effect.per_money) object["per_money"] = throughline::json_of(*effect.per_money);
  return object;
}

Json json_of(const RankedGap& gap) {
  Json object = {{"touchpoint", gap.about.touchpoint}, {"kind", throughline::name_of(gap.about.kind)}};
  object["name"] = gap.about.name;
  put_text(object, "scenario", gap.about.scenario);
  object["first_rank"] = gap.first_rank;
  object["last_rank"] = gap.last_rank;
  object["gains"] = gap.gains;
  object["effects"] = Json::array();
  for (const GapEffect& effect : gap.effects) object["effects"].push_back(json_of(effect));
  object["settings"] = gap.about.settings;
  if (!gap.about.eased.empty()) object["eases"] = gap.about.eased;
  if (gap.about.said) object["said"] = json_of(*gap.about.said);
  return object;
}

Json json_of(const Gaps& gaps, const GapsTogether& group) {
  Json object;
  object["ranks"] = Json::array();
  for (const std::size_t rank : group.gaps) object["ranks"].push_back(rank + 1);
  object["change"] = throughline::json_of(group.change);
  object["interaction"] = throughline::json_of(group.interaction);
  object["names"] = names_of(gaps, group.gaps);
  return object;
}

Json json_of(const Decomposition& parts, const std::vector<NamedKey>& touchpoints) {
  Json object = {{"of", parts.of}, {"unit", name_of(parts.unit)}, {"total", parts.total}};
  object["parts"] = Json::array();
  for (std::size_t part = 0; part < parts.parts.size(); ++part) {
    Json entry;
    if (part < touchpoints.size()) entry["touchpoint"] = touchpoints[part].key;
    entry["amount"] = parts.parts[part];
    if (parts.total != 0.0) entry["share"] = parts.parts[part] / parts.total;
    object["parts"].push_back(entry);
  }
  return object;
}

}  // namespace

std::string_view name_of(GapKind kind) noexcept {
  constexpr std::array<std::string_view, 5> names{"wait", "failure", "time", "handoff", "abandonment"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(GapLevel level) noexcept {
  constexpr std::array<std::string_view, 3> names{"low", "medium", "high"};
  return names[static_cast<std::size_t>(level)];
}

std::string write_terminal(const Gaps& gaps, const TerminalOptions& options) {
  const auto line = [&options](const std::string& text, std::string_view before, Style style) {
    return wrapped(harmless(text), before, style, options.width, options.color);
  };
  std::string text;
  if (gaps.partial) text += line("Partial result: " + gaps.partial_reason + ".", "", Style::bad);
  text += line(sentence(gaps), "", Style::plain);
  text += line(origin_of(gaps), "", Style::remark);
  const std::string rows = table_of(gaps).write(options.width, options.color);
  if (!gaps.ranking.empty()) text += "\n" + rows + line(std::string(words_of_table), "  ", Style::remark);
  for (const std::string& note : notes_of(gaps)) text += line(note, "  ", Style::remark);
  const Table parts = parts_table(gaps);
  if (!parts.empty())
    text += "\n" + parts.write(options.width, options.color) + line(std::string(words_of_parts), "  ", Style::remark);
  if (const std::string command = command_of(gaps); !command.empty())
    text += "\n" + line("The same with the first gap closed:", "", Style::remark) + "  " + harmless(command) + "\n";
  return text;
}

std::string write_warnings(const Gaps& gaps) {
  return write_warnings(gaps.base);
}

std::string write_markdown(const Gaps& gaps) {
  std::string text = fmt::format("## {}\n\n", markdown_text(gaps.base.blueprint.name));
  if (gaps.partial) text += emphasized("Partial result: " + gaps.partial_reason + ".", "**") + "\n\n";
  text += markdown_text(sentence(gaps)) + "\n";
  if (!gaps.ranking.empty())
    text += fmt::format("\n{}\n{}\n", table_of(gaps).write_markdown(), emphasized(std::string(words_of_table), "*"));
  const Table parts = parts_table(gaps);
  if (!parts.empty())
    text += fmt::format("\n{}\n{}\n", parts.write_markdown(), emphasized(std::string(words_of_parts), "*"));
  text += fmt::format("\n- {}\n", markdown_text(origin_of(gaps)));
  for (const std::string& note : notes_of(gaps)) text += fmt::format("- {}\n", markdown_text(note));
  for (const Diagnostic& warning : gaps.base.warnings)
    text += fmt::format("- **Doubtful:** {}\n", markdown_text(to_string(warning)));
  return text;
}

std::string write_json(const Gaps& gaps, bool with_timing) {
  JsonLines lines;
  lines.add("schema", "throughline.gaps/1", 0);
  lines.add("partial", gaps.partial, 0);
  if (!gaps.partial_reason.empty()) lines.add("partial_reason", gaps.partial_reason, 0);
  lines.add("provenance", throughline::json_of(gaps.base.provenance), 0);
  if (with_timing) lines.add("timing", throughline::json_of(gaps.timing), 0);
  lines.add("north_star", gaps.north_star, 0);
  lines.add("better", name_of(gaps.direction), 0);
  const Estimate* const base = gaps.base.find(gaps.north_star);
  lines.add("base", base == nullptr ? Json::object() : throughline::json_of(*base), 0);
  lines.add("confidence", gaps.confidence, 0);
  lines.add("intervals", gaps.intervals, 0);
  lines.add("pairs", gaps.pairs, 0);
  lines.add("decided", gaps.is_decided(), 0);
  Json ranking = Json::array();
  for (const RankedGap& gap : gaps.ranking) ranking.push_back(json_of(gap));
  lines.add("gaps", ranking, 1);
  Json together = Json::array();
  for (const GapsTogether& group : gaps.together) together.push_back(json_of(gaps, group));
  lines.add("together", together, 1);
  Json others = Json::array();
  for (const GapLeftOut& each : gaps.left_out) {
    Json entry = {{"touchpoint", each.touchpoint}, {"kind", throughline::name_of(each.kind)}};
    put_text(entry, "scenario", each.scenario);
    entry["reason"] = each.reason;
    others.push_back(entry);
  }
  lines.add("left_out", others, 1);
  Json decompositions = Json::array();
  for (const Decomposition& each : gaps.decompositions)
    decompositions.push_back(json_of(each, gaps.base.blueprint.touchpoints));
  lines.add("decompositions", decompositions, 1);
  if (const std::string command = command_of(gaps); !command.empty()) lines.add("command", command, 0);
  Json warnings = Json::array();
  for (const Diagnostic& warning : gaps.base.warnings) warnings.push_back(to_string(warning));
  lines.add("warnings", warnings, 1);
  return lines.text();
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
