// SPDX-License-Identifier: MIT
// Which gap to close first, as a page.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "report/display_text.hpp"
#include "report/gap_words.hpp"
#include "report/html_parts.hpp"
#include "report/html_sections.hpp"
#include "report/number.hpp"
#include "report/verdict_words.hpp"
#include "report/xml_text.hpp"
#include "throughline/gap_report.hpp"

namespace throughline {
namespace {

constexpr std::size_t most_bars = 40;  // of a chart
constexpr std::size_t frame_of_row = 300;
constexpr std::array kinds{GapKind::wait, GapKind::failure, GapKind::time, GapKind::handoff, GapKind::abandonment};

const std::string& currency_of(const Gaps& gaps) {
  return gaps.base.blueprint.currency;
}

/// What the JSON of a run would hold, as far as that of gaps does: of a partial result the page says so once.
ExperimentResult frame_of(const Gaps& gaps) {
  ExperimentResult frame;
  frame.provenance = gaps.base.provenance;
  frame.blueprint = gaps.base.blueprint;
  frame.measures = gaps.base.measures;
  return frame;
}

std::string change_html(const Gaps& gaps, const Estimate& change, const std::string& place) {
  return html_figure_as(place + "/value", change, change_words(gaps, change));
}

std::string rank_html(const RankedGap& gap, const std::string& place) {
  const std::string first = html_number(place + "/first_rank", std::uint64_t{gap.first_rank});
  if (gap.first_rank == gap.last_rank) return first;
  return first + " to " + html_number(place + "/last_rank", std::uint64_t{gap.last_rank});
}

/// Why there is no change, where there is none.
std::string name_html(const RankedGap& gap, const std::string& place) {
  const Estimate& change = gap.effects.front().change;
  const std::string name = html_sentence(name_of(gap.about));
  if (change.value) return name;
  return fmt::format("{} <span class=\"note\">{}</span>", name,
                     html_phrase(reason_of(change, place + "/effects/0/change")));
}

std::string names_html(const std::vector<std::string>& names) {
  std::vector<Sentence> parts;
  for (const std::string& name : names) parts.push_back({Phrase::name(name)});
  return html_sentence(joined(parts));
}

std::string settings_html(const GapDescription& gap) {
  std::string text;
  for (const std::string& setting : gap.settings) text += (text.empty() ? "" : "<br>") + html_path(setting);
  return text;
}

std::string level_of(const std::optional<GapLevel>& level) {
  return level ? std::string(name_of(*level)) : "";
}

std::vector<std::string> row_of(const Gaps& gaps, std::size_t rank) {
  const RankedGap& gap = gaps.ranking[rank];
  const std::string place = fmt::format("/gaps/{}", rank);
  const std::string_view verdict = name_of(verdict_of(gaps, gap));
  std::vector<std::string> cells{name_html(gap, place), rank_html(gap, place), pill_html(verdict, verdict)};
  for (std::size_t effect = 0; effect < gap.effects.size(); ++effect) {
    const std::string here = fmt::format("{}/effects/{}", place, effect);
    cells.push_back(change_html(gaps, gap.effects[effect].change, here + "/change"));
    if (effect == 0)
      cells.push_back(html_figure(here + "/figure/value", gap.effects[effect].figure, currency_of(gaps)));
  }
  const std::optional<GapSection>& said = gap.about.said;
  cells.push_back(said && said->cost ? html_number(place + "/said/cost", *said->cost, cost_words(gaps, gap.about))
                                     : "");
  cells.push_back(html_sentence(worth_words(gaps, gap.effects.front(), place + "/effects/0/per_money")));
  cells.push_back(said ? level_of(said->feasibility) : "");
  cells.push_back(said ? level_of(said->urgency) : "");
  cells.push_back(said && !said->constraint.empty() ? html_quote(place + "/said/constraint", said->constraint) : "");
  return cells;
}

std::string chart_of_changes(HtmlReport& report, const Gaps& gaps) {
  Json rows = Json::array();
  Unit unit = Unit::count;
  for (std::size_t rank = 0; rank < gaps.ranking.size() && rows.size() < most_bars; ++rank) {
    const RankedGap& gap = gaps.ranking[rank];
    const Estimate& change = gap.effects.front().change;
    if (!change.value || !change.low || !change.high) continue;
    unit = change.unit;
    rows.push_back({{"name", harmless(fmt::format("{}  {}", rank + 1, text_of(name_of(gap.about))))},
                    {"value", chart_number(*change.value)},
                    {"low", chart_number(*change.low)},
                    {"high", chart_number(*change.high)},
                    {"verdict", name_of(verdict_of(gaps, gap))}});
  }
  if (rows.empty()) return {};
  report.page.add_chart("changes", {{"label", "What closing each gap changes, with its interval"},
                                    {"axis", harmless("Change of " + gaps.north_star)},
                                    {"unit", chart_unit(unit, currency_of(gaps))},
                                    {"rows", rows}});
  return html_chart(
      "What closing each gap alone makes of the north star, in the order of the ranking: a dot for the change, a line "
      "for its interval",
      html_plot("changes", "differences"), "");
}

std::string kinds_html(const Gaps& gaps) {
  std::string text;
  for (const GapKind kind : kinds) {
    const auto is_it = [kind](const RankedGap& gap) { return gap.about.kind == kind; };
    if (std::none_of(gaps.ranking.begin(), gaps.ranking.end(), is_it)) continue;
    text += fmt::format("<dt>{}</dt><dd>{}</dd>\n", name_of(kind), words_of(kind));
  }
  return text.empty() ? "" : fmt::format("<h3>Kinds of gaps</h3>\n<dl>\n{}</dl>\n", text);
}

/// The settings that close each gap, in so many bytes.
std::string closings(const Gaps& gaps, std::size_t most) {
  HtmlTable table({"run finds the same figures with these as --set; eased: the same people serve there"},
                  {{"Gap", false}, {"Scenario", false}, {"Settings", false}, {"Eased too", false}});
  std::size_t rows = 0;
  for (; rows < gaps.ranking.size() && table.size() + rows * frame_of_row < most; ++rows) {
    const GapDescription& gap = gaps.ranking[rows].about;
    table.add({html_sentence(name_of(gap)), gap.scenario.empty() ? "" : html_name(gap.scenario), settings_html(gap),
               names_html(gap.eased)});
  }
  return html_details({"Table: what closes each gap"}, table.write() + html_no_room(gaps.ranking.size() - rows));
}

std::string ranking(HtmlReport& report, const Gaps& gaps) {
  if (gaps.ranking.empty()) return {};
  std::vector<HtmlColumn> columns{{"Gap", false}, {"Rank"}, {"Verdict", false}};
  for (const GapEffect& effect : gaps.ranking.front().effects) {
    columns.push_back({effect.path});
    if (columns.size() == 4) columns.push_back({"It is then"});
  }
  for (const HtmlColumn& column :
       {HtmlColumn{"Cost"}, HtmlColumn{fmt::format("For {}", exact(money_of_gain, Unit::money, currency_of(gaps)))},
        HtmlColumn{"Feasibility", false}, HtmlColumn{"Urgency", false}, HtmlColumn{"Constraint", false}})
    columns.push_back(column);
  HtmlTable table(
      {fmt::format("What closing changes: {}; verdict: whether the north star is better for it", words_of_ranking)},
      std::move(columns));
  std::string text = chart_of_changes(report, gaps);
  const std::size_t most = report.room() / 3;
  std::size_t rows = 0;
  while (rows < gaps.ranking.size() && table.size() + rows * frame_of_row < most) table.add(row_of(gaps, rows++));
  return text + table.write(true) + html_no_room(gaps.ranking.size() - rows) + closings(gaps, most) + kinds_html(gaps);
}

std::string together(const Gaps& gaps) {
  HtmlTable table({"Interaction: what they change at once, less the sum of what each changes alone"},
                  {{"Closed at once", false}, {"Change of the north star"}, {"Interaction"}});
  for (std::size_t index = 0; index < gaps.together.size(); ++index) {
    const GapsTogether& group = gaps.together[index];
    const std::string place = fmt::format("/together/{}", index);
    table.add({html_sentence(names_of(gaps, group.gaps)), change_html(gaps, group.change, place + "/change"),
               change_html(gaps, group.interaction, place + "/interaction")});
  }
  return table.write();
}

/// A part in its own unit where that is money, as a share of the total else.
std::string part_html(const Gaps& gaps, std::size_t of, std::size_t part) {
  const Decomposition& parts = gaps.decompositions[of];
  const double amount = parts.parts[part];
  if (amount == 0.0 || parts.total == 0.0) return {};
  const std::string place = fmt::format("/decompositions/{}/parts/{}", of, part);
  const double share = amount / parts.total;
  if (!std::isfinite(share)) return {};
  const std::string of_all = html_number(place + "/share", share, exact(share, Unit::share, {}));
  if (parts.unit != Unit::money) return of_all;
  return fmt::format("{} <span class=\"note\">{}</span>",
                     html_number(place + "/amount", amount, exact(amount, parts.unit, currency_of(gaps))), of_all);
}

std::string chart_of_parts(HtmlReport& report, const Gaps& gaps, std::size_t of) {
  const Decomposition& parts = gaps.decompositions[of];
  Json rows = Json::array();
  for (std::size_t part = 0; part < parts.parts.size() && rows.size() < most_bars; ++part) {
    if (parts.parts[part] == 0.0 || parts.total == 0.0) continue;
    rows.push_back({{"name", harmless(name_of_part(gaps, part))},
                    {"part", "share"},
                    {"value", chart_number(parts.parts[part] / parts.total)}});
  }
  if (rows.empty()) return {};
  const std::string chart = fmt::format("parts_{}", of);
  const std::string heading = harmless(heading_of(parts));
  report.page.add_chart(chart, {{"label", "Touchpoints and their shares of " + heading},
                                {"axis", "Share of " + heading},
                                {"unit", "share"},
                                {"parts", {"share"}},
                                {"rows", rows}});
  return html_chart(fmt::format("Of all {}, each touchpoint has:", heading), html_plot(chart, "bars"), "");
}

std::string decompositions(HtmlReport& report, const Gaps& gaps) {
  std::vector<HtmlColumn> columns{{"Touchpoint", false}};
  for (const Decomposition& each : gaps.decompositions) columns.push_back({heading_of(each)});
  HtmlTable table({std::string(words_of_parts)}, std::move(columns));
  const std::size_t most = report.room() / 2;
  std::size_t rows = 0;
  std::size_t left = 0;
  for (std::size_t part = 0; part <= gaps.base.blueprint.touchpoints.size(); ++part) {
    std::vector<std::string> cells{html_name(name_of_part(gaps, part))};
    for (std::size_t of = 0; of < gaps.decompositions.size(); ++of) cells.push_back(part_html(gaps, of, part));
    if (std::all_of(cells.begin() + 1, cells.end(), [](const std::string& cell) { return cell.empty(); })) continue;
    if (table.size() + rows * frame_of_row > most) {
      ++left;
    } else {
      table.add(std::move(cells));
      ++rows;
    }
  }
  if (table.empty()) return {};
  std::vector<std::string> totals{"All together"};
  for (std::size_t of = 0; of < gaps.decompositions.size(); ++of) {
    const Decomposition& each = gaps.decompositions[of];
    totals.push_back(each.total == 0.0 ? ""
                                       : html_number(fmt::format("/decompositions/{}/total", of), each.total,
                                                     exact(each.total, each.unit, currency_of(gaps))));
  }
  table.add(std::move(totals));
  std::string text = table.write();
  text += html_no_room(left);
  for (std::size_t of = 0; of < gaps.decompositions.size(); ++of) text += chart_of_parts(report, gaps, of);
  return text;
}

std::string left_out(const HtmlReport& report, const Gaps& gaps) {
  HtmlTable table({"Gaps that were not closed, and why"}, {{"Gap", false}, {"By scenario", false}, {"Why not", false}});
  const std::size_t most = report.room() / 2;
  std::size_t rows = 0;
  for (; rows < gaps.left_out.size() && table.size() + rows * frame_of_row < most; ++rows) {
    const GapLeftOut& each = gaps.left_out[rows];
    table.add({fmt::format("{} at {}", name_of(each.kind), html_name(each.touchpoint)),
               each.scenario.empty() ? "" : html_name(each.scenario),
               html_quote(fmt::format("/left_out/{}/reason", rows), each.reason)});
  }
  std::string text = table.write();
  text += html_no_room(gaps.left_out.size() - rows);
  return text;
}

}  // namespace

std::string write_html(const Gaps& gaps, const HtmlOptions& options) {
  const ExperimentResult frame = frame_of(gaps);
  HtmlReport report(frame, options);
  add_preface(report, preface_of(gaps));
  report.page.add("ranking", "The ranking", ranking(report, gaps));
  report.page.add("together", "Several at once", together(gaps));
  report.page.add("parts", "What journeys are made of", decompositions(report, gaps));
  report.page.add("left-out", "Left out", left_out(report, gaps));
  if (frame.provenance.replications > 0) add_drawing(report);
  add_assumptions(report);
  add_definitions(report);
  add_origin(report, gaps.timing, "/timing", {"The same with the first gap closed", command_of(gaps)});
  return report.page.write();
}

}  // namespace throughline
