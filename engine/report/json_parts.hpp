// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "throughline/result.hpp"

namespace throughline {

// What the JSON of every command is made of.

using Json = nlohmann::ordered_json;

/// JSON knows no infinity and no NaN: such a number is absent.
void put(Json& object, const char* key, const std::optional<double>& value);

/// An empty text is absent.
void put_text(Json& object, const char* key, const std::string& text);

Json json_of(const Estimate& estimate);
Json json_of(const Provenance& provenance);
Json json_of(const TargetResult& target, const Provenance& provenance);
Json json_of(const PrecisionResult& precision);
Json json_of(const Timing& timing);
Json json_of(const BaselineComparison& baseline);
Json json_of(const HistogramSummary& histogram);
Json json_of(const InputUncertainty& inputs);
/// By their paths.
Json json_of(const std::vector<Measure>& measures);
/// As people read them.
Json json_of(const std::vector<Diagnostic>& warnings);
/// All that the drawing and every table need.
Json json_of(const BlueprintSummary& blueprint);
/// What the others say of the blueprint: its name, when it starts, its currency.
Json json_of_names(const BlueprintSummary& blueprint);

/// What a command found: an object, its members line by line. It begins with what it is, and whether it is whole.
class JsonLines {
 public:
  JsonLines(const char* schema, bool partial, const std::string& partial_reason);

  /// Containers line by line down to `depth`, each of their members on one line: people and `diff` find their way.
  void add(const char* key, const Json& value, int depth);

  std::string text() const { return text_ + "\n}\n"; }

 private:
  std::string text_ = "{";
};

}  // namespace throughline
