// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

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

/// An object, its members line by line.
class JsonLines {
 public:
  /// Containers line by line down to `depth`, each of their members on one line: people and `diff` find their way.
  void add(const char* key, const Json& value, int depth);

  std::string text() const { return text_ + "\n}\n"; }

 private:
  std::string text_ = "{";
};

}  // namespace throughline
