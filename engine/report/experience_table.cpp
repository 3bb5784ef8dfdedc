// SPDX-License-Identifier: MIT
#include "report/experience_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "report/blocks.hpp"
#include "report/display_text.hpp"
#include "report/measure_index.hpp"
#include "report/number.hpp"
#include "report/places.hpp"

namespace throughline {
namespace {

constexpr std::size_t columns_of_bar = 20;

std::string sentence(const ExperimentResult& result, std::string_view beginning, std::span<const NamedMeasure> all) {
  std::string text;
  for (const NamedMeasure& each : all) {
    const Estimate* const estimate = result.find(each.path);
    if (estimate == nullptr || !estimate->value) continue;
    text += fmt::format("{} {} {}", text.empty() ? beginning : ",", each.words,
                        figure(*estimate, result.blueprint.currency));
  }
  return text.empty() ? text : harmless(text + ".");
}

/// Where certainly more value is lost than anywhere else; else nullptr.
const ListedPlace* costliest(const MeasureIndex& measures, const std::vector<const ListedPlace*>& places) {
  const auto lost = [&measures](const ListedPlace* place) { return measures.find(place->path + ".lost_value"); };
  const ListedPlace* most = nullptr;
  for (const ListedPlace* const place : places) {
    const Estimate* const estimate = lost(place);
    if (estimate == nullptr || !estimate->low || !estimate->high || *estimate->value <= 0.0) continue;
    if (most == nullptr || *estimate->value > *lost(most)->value) most = place;
  }
  if (most == nullptr) return nullptr;
  const bool is_certain = std::all_of(places.begin(), places.end(), [&](const ListedPlace* place) {
    const Estimate* const other = lost(place);
    return place == most || other == nullptr || !other->value || (other->high && *other->high < *lost(most)->low);
  });
  return is_certain ? most : nullptr;
}

}  // namespace

std::string experience_sentence(const ExperimentResult& result) {
  return sentence(result, "What customers make of it, by the model of the blueprint:", experience_measures);
}

std::string economics_sentence(const ExperimentResult& result) {
  return sentence(result, "What it is worth:", economics_measures);
}

Table experience_table(const ExperimentResult& result) {
  Table table({{"experience", Alignment::left, true}, {"score"}, {"value lost per day"}});
  const MeasureIndex measures(result);
  if (measures.find("experience.score") == nullptr && measures.find("economics.lost_value") == nullptr) return table;
  const Places places = places_of(result.blueprint);
  std::vector<const ListedPlace*> all;
  for (const auto* group : {&places.seen, &places.unseen}) {
    for (const ListedPlace& place : *group) all.push_back(&place);
  }
  const ListedPlace* const worst = costliest(measures, all);
  for (const ListedPlace* const place : all) {
    const Estimate* const score = measures.find(place->path + ".experience");
    const Estimate* const lost = measures.find(place->path + ".lost_value");
    const bool loses = lost != nullptr && lost->value && *lost->value != 0.0;
    if (score == nullptr && !loses) continue;
    table.add({{place->name},
               {score == nullptr ? "" : figure(*score, {})},
               {loses ? figure(*lost, result.blueprint.currency) : ""}});
    if (place == worst) table.add_remark("  most value is lost here", Style::doubtful);
  }
  return table;
}

Table loss_table(const ExperimentResult& result) {
  Table table({{"why value is lost", Alignment::left}, {"per day"}, {"", Alignment::left}});
  const MeasureIndex measures(result);
  const Estimate* const all = measures.find("economics.lost_value");
  if (all == nullptr || !all->value || *all->value <= 0.0) return table;
  for (const NamedMeasure& cause : loss_causes) {
    const Estimate* const lost = measures.find(cause.path);
    if (lost == nullptr || !lost->value || *lost->value == 0.0) continue;
    table.add({{std::string(cause.words)},
               {figure(*lost, result.blueprint.currency)},
               {bar(*lost->value / *all->value, columns_of_bar)}});
  }
  return table;
}

}  // namespace throughline
