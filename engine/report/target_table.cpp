// SPDX-License-Identifier: MIT
#include "report/target_table.hpp"

#include <fmt/format.h>

#include <cmath>

#include "report/number.hpp"

namespace throughline {
namespace {

Style style_of(TargetStatus status) {
  switch (status) {
    case TargetStatus::met:
      return Style::good;
    case TargetStatus::missed:
      return Style::bad;
    case TargetStatus::undecided:
      break;
  }
  return Style::doubtful;
}

}  // namespace

std::string name_of(TargetStatus status) {
  switch (status) {
    case TargetStatus::met:
      return "met";
    case TargetStatus::missed:
      return "missed";
    case TargetStatus::undecided:
      break;
  }
  return "undecided";
}

std::optional<std::uint64_t> replications_to_decide(const TargetResult& target) {
  constexpr double most = 1e9;
  const Estimate& estimate = target.estimate;
  if (target.status != TargetStatus::undecided || !estimate.value || !estimate.low || !estimate.high)
    return std::nullopt;
  const double distance = std::abs(target.bound - *estimate.value);
  const double half =
      *estimate.value < target.bound ? *estimate.high - *estimate.value : *estimate.value - *estimate.low;
  // What the data leave open stays, however many there are.
  const double kept = estimate.input_share.value_or(0.0) * half * half;
  const double room = distance * distance - kept;
  const double needed = static_cast<double>(estimate.replications) * (half * half - kept) / room;
  if (room <= 0.0 || !(needed < most)) return std::nullopt;
  return rounded_up(needed);
}

std::optional<std::uint64_t> hours_to_decide(const TargetResult& target, const Provenance& provenance) {
  const auto batches = replications_to_decide(target);
  if (!batches) return std::nullopt;
  const double counted = (provenance.length - provenance.warm_up) / static_cast<double>(target.estimate.replications);
  return static_cast<std::uint64_t>(std::ceil((provenance.warm_up + counted * static_cast<double>(*batches)) / 3600.0));
}

Sentence what_would_decide(const TargetResult& target, const Provenance& provenance, const std::string& place) {
  const auto reason = [&]() -> Sentence { return {reason_of(target.estimate, place)}; };
  if (provenance.batch_means) {
    if (const auto hours = hours_to_decide(target, provenance))
      return {"a run of about ", Phrase::number(place + "/hours_to_decide", *hours), " h would decide"};
    return target.estimate.reason.empty() ? Sentence{"too close to the bound to decide"} : reason();
  }
  if (const auto needed = replications_to_decide(target))
    return {"about ", Phrase::number(place + "/replications_to_decide", *needed), " replications would decide"};
  if (!target.estimate.reason.empty()) return reason();
  if (target.estimate.input_share) return {"more data would decide, for those that laws are drawn from leave it open"};
  return {"too close to the bound to decide"};
}

std::string margin_of(const TargetResult& target, std::string_view currency) {
  const bool below = target.expression.find('<') != std::string::npos;
  return margin(target.estimate, target.bound, below, currency);
}

Table target_table(const ExperimentResult& result) {
  Table table(
      {{"target", Alignment::left}, {"", Alignment::left}, {"status", Alignment::left}, {"measured"}, {"margin"}});
  const std::string& currency = result.blueprint.currency;
  for (const TargetResult& target : result.targets) {
    table.add({{target.path},
               {target.expression},
               {name_of(target.status), style_of(target.status)},
               {figure(target.estimate, currency)},
               {margin_of(target, currency)}});
    if (target.status == TargetStatus::undecided)
      table.add_remark("  " + text_of(what_would_decide(target, result.provenance)));
  }
  return table;
}

}  // namespace throughline
