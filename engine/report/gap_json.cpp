// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "report/gap_words.hpp"
#include "report/study_json.hpp"
#include "report/unit_name.hpp"
#include "throughline/gap_report.hpp"

namespace throughline {
namespace {

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
  object["names"] = text_of(names_of(gaps, group.gaps));
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

std::string write_json(const Gaps& gaps, bool with_timing) {
  JsonLines lines = begun_json("throughline.gaps/1", gaps, "north_star", gaps.north_star, with_timing);
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
  lines.add("blueprint", throughline::json_of(gaps.base.blueprint), 2);
  lines.add("measures", throughline::json_of(gaps.base.measures), 1);
  lines.add("warnings", throughline::json_of(gaps.base.warnings), 1);
  return lines.text();
}

}  // namespace throughline
