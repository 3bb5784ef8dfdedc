// SPDX-License-Identifier: MIT
#include "report/gap_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/answer.hpp"
#include "report/number.hpp"
#include "report/shell_word.hpp"
#include "throughline/gap_report.hpp"

namespace throughline {
namespace {

const std::string& currency_of(const Gaps& gaps) {
  return gaps.base.blueprint.currency;
}

/// The change that the JSON holds at `place`, or why there is none.
Phrase change_of(const Gaps& gaps, const Estimate& change, const std::string& place) {
  if (!change.value) return reason_of(change, place);
  return Phrase::figure(place + "/value", change, change_words(gaps, change));
}

Phrase base_of(const Gaps& gaps) {
  const Estimate* const base = gaps.base.find(gaps.north_star);
  if (base == nullptr || !base->value) return {"-"};
  return Phrase::figure("/base/value", *base, figure(*base, currency_of(gaps)));
}

/// Whether the first gap is known to be worth most, and which others may be worth as much.
Sentence what_is_open(const Gaps& gaps) {
  constexpr std::size_t most_named = 2;
  if (gaps.is_decided()) return {"Decided: no other gap is worth as much."};
  std::vector<Sentence> names;
  std::size_t more = 0;
  for (std::size_t rank = 1; rank < gaps.ranking.size(); ++rank) {
    if (gaps.ranking[rank].first_rank > 1) continue;
    if (names.size() < most_named) {
      names.push_back(name_of(gaps.ranking[rank].about));
    } else {
      ++more;
    }
  }
  if (more > 0) names.push_back({Phrase::own(more), " more"});
  Sentence sentence{"Undecided: "};
  append(sentence, joined(names));
  sentence.emplace_back(" may be worth as much.");
  return sentence;
}

Sentence answer_of(const Gaps& gaps) {
  Sentence now{Phrase::code(gaps.north_star), " is ", base_of(gaps)};
  const auto and_then = [&now](const char* words) {
    now.emplace_back(words);
    return now;
  };
  if (gaps.ranking.empty()) return and_then("; there is no gap to close.");
  const RankedGap& first = gaps.ranking.front();
  const Estimate& change = first.effects.front().change;
  if (!change.value) return and_then("; what closing a gap changes could not be found.");
  if (!first.gains) return and_then("; closing no gap is known to better it.");
  Sentence sentence{"Closing the "};
  append(sentence, name_of(first.about));
  append(sentence, {" is worth most: ", change_of(gaps, change, "/gaps/0/effects/0/change"), " of ",
                    Phrase::code(gaps.north_star), ", which is ", base_of(gaps), ". "});
  append(sentence, what_is_open(gaps));
  return sentence;
}

Sentence origin_of(const Gaps& gaps) {
  Sentence sentence = origin_sentence(gaps.base);
  append(sentence, {"; all ", Phrase::number("/intervals", gaps.intervals),
                    " intervals of changes hold together, and all ranks do"});
  return sentence;
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

std::string_view words_of(GapKind kind) noexcept {
  constexpr std::array<std::string_view, 5> words{
      "customers wait for somebody, or for what they do not see; closed: nobody waits longer than is expected",
      "services fail; closed: none does", "services take longer than expected; closed: as long as that, on average",
      "on the routes that lead there something is lost, repeated or delayed; closed: nothing is",
      "patience ends; closed: nobody gives up"};
  return words[static_cast<std::size_t>(kind)];
}

Preface preface_of(const Gaps& gaps) {
  return {gaps.base.blueprint.name, gaps.partial,    gaps.partial_reason,
          {answer_of(gaps)},        origin_of(gaps), doubts_of(gaps.base.warnings)};
}

Sentence name_of(const GapDescription& gap) {
  return {fmt::format("{} at ", name_of(gap.kind)), Phrase::name(gap.name)};
}

Sentence names_of(const Gaps& gaps, const std::vector<std::size_t>& ranks) {
  std::vector<Sentence> names;
  for (const std::size_t rank : ranks) names.push_back(name_of(gaps.ranking[rank].about));
  return joined(names);
}

std::string change_words(const Gaps& gaps, const Estimate& change) {
  return change.value ? margin(change, 0.0, false, currency_of(gaps)) : change.reason;
}

Sentence worth_words(const Gaps& gaps, const GapEffect& effect, const std::string& place) {
  if (!effect.per_money || !effect.per_money->value) return {};
  Estimate many = *effect.per_money;
  for (std::optional<double>* const number : {&many.value, &many.low, &many.high}) {
    if (*number) **number *= money_of_gain;
  }
  Phrase phrase = Phrase::figure(place + "/value", *effect.per_money, margin(many, 0.0, false, currency_of(gaps)));
  phrase.times = money_of_gain;
  return {phrase};
}

std::string cost_words(const Gaps& gaps, const GapDescription& gap) {
  return gap.said && gap.said->cost ? exact(*gap.said->cost, Unit::money, currency_of(gaps)) : "";
}

Verdict verdict_of(const Gaps& gaps, const RankedGap& gap) {
  if (gap.gains) return Verdict::better;
  const Estimate& change = gap.effects.front().change;
  const bool loses =
      change.low && change.high && (gaps.direction == Direction::higher ? *change.high < 0.0 : *change.low > 0.0);
  return loses ? Verdict::worse : Verdict::undecided;
}

std::string heading_of(const Decomposition& parts) {
  std::string heading = parts.of;
  std::replace(heading.begin(), heading.end(), '_', ' ');
  return heading;
}

std::string name_of_part(const Gaps& gaps, std::size_t part) {
  const std::vector<NamedKey>& touchpoints = gaps.base.blueprint.touchpoints;
  return part < touchpoints.size() ? touchpoints[part].name : "no touchpoint";
}

std::vector<Sentence> notes_of(const Gaps& gaps) {
  std::vector<Sentence> notes;
  for (std::size_t index = 0; index < gaps.together.size(); ++index) {
    const GapsTogether& group = gaps.together[index];
    const std::string place = fmt::format("/together/{}", index);
    Sentence& note = notes.emplace_back(names_of(gaps, group.gaps));
    note.emplace_back(", closed together: ");
    if (group.change.value && group.interaction.value) {
      append(note, {change_of(gaps, group.change, place + "/change"), "; less the sum of what each does alone: "});
      note.push_back(change_of(gaps, group.interaction, place + "/interaction"));
    } else {
      note.push_back(group.change.value ? reason_of(group.interaction, place + "/interaction")
                                        : reason_of(group.change, place + "/change"));
    }
  }
  for (const GapLeftOut& each : gaps.left_out)
    notes.push_back({fmt::format("left out: {} at {}{} ({})", name_of(each.kind), each.touchpoint,
                                 each.scenario.empty() ? "" : " by scenario " + each.scenario, each.reason)});
  return notes;
}

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

}  // namespace throughline
