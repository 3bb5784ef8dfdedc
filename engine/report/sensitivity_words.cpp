// SPDX-License-Identifier: MIT
#include "report/sensitivity_words.hpp"

#include <fmt/format.h>

#include "report/answer.hpp"
#include "report/number.hpp"

namespace throughline {
namespace {

bool is_certain(const Estimate& change) {
  return change.low && change.high && (*change.low > 0.0 || *change.high < 0.0);
}

Phrase end_of(const std::optional<OtherValue>& value, const char* place) {
  return value ? Phrase::quote(place, value->words) : Phrase("as it is");
}

Sentence answer_of(const Sensitivity& sensitivity) {
  const Estimate* const base = sensitivity.base.find(sensitivity.measure);
  const std::string& currency = sensitivity.base.blueprint.currency;
  Sentence sentence{
      Phrase::code(sensitivity.measure), " is ",
      base == nullptr || !base->value ? Phrase("-") : Phrase::figure("/base/value", *base, figure(*base, currency))};
  const auto and_then = [&sentence](const char* words) {
    sentence.emplace_back(words);
    return sentence;
  };
  if (sensitivity.inputs.empty()) return and_then("; there is no input to vary.");
  const InputEffect& first = sensitivity.inputs.front();
  if (!first.swing.value) return and_then("; what changes it could not be found.");
  if (!is_certain(first.swing)) return and_then("; no input is known to change it.");
  append(sentence,
         {". What changes it most is ", Phrase::code(first.path), ": by ",
          Phrase::figure("/inputs/0/swing/value", first.swing, margin(first.swing, 0.0, false, currency)), " from ",
          end_of(first.low, "/inputs/0/low/words"), " to ", end_of(first.high, "/inputs/0/high/words"), "."});
  return sentence;
}

Sentence origin_of(const Sensitivity& sensitivity) {
  Sentence sentence = origin_sentence(sensitivity.base);
  append(sentence, {"; all ", Phrase::number("/intervals", sensitivity.intervals),
                    " intervals of changes and swings hold together"});
  return sentence;
}

}  // namespace

Preface preface_of(const Sensitivity& sensitivity) {
  return {sensitivity.base.blueprint.name, sensitivity.partial,    sensitivity.partial_reason,
          {answer_of(sensitivity)},        origin_of(sensitivity), doubts_of(sensitivity.base.warnings)};
}

std::vector<Sentence> notes_of(const Sensitivity& sensitivity) {
  std::vector<Sentence> notes;
  for (const InputLeftOut& each : sensitivity.left_out)
    notes.push_back({fmt::format("not varied: {} ({})", each.path, each.reason)});
  return notes;
}

}  // namespace throughline
