// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

#include "throughline/blueprint.hpp"

namespace throughline {

/// The rest of a document behind the keys that every one needs; runs from Monday 08:00 for 8 hours.
inline Document document_of(const std::string& text, const std::string& starts = "2026-01-05 08:00",
                            const std::string& length = "8 h") {
  return read_document_text("schema = 1\n[blueprint]\nname = \"Test\"\nstarts = \"" + starts +
                                "\"\n[run]\nlength = \"" + length + "\"\n" + text,
                            "test.toml");
}

inline Blueprint blueprint_of(const std::string& text) {
  return build_blueprint(document_of(text));
}

inline StepId step_named(const Blueprint& blueprint, const std::string& key) {
  for (std::uint32_t step = 0; step < blueprint.step_count(); ++step) {
    if (blueprint.graph[step].key == key) return StepId{step};
  }
  throw std::invalid_argument("no step " + key);
}

}  // namespace throughline
