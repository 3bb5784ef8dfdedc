// SPDX-License-Identifier: MIT
// A blueprint from memory, with mistakes: all of them are reported at once, each with its place and what would be
// right.

#include <cstdio>

#include "throughline/throughline.hpp"

int main() {
  const char* text = R"(schema = 1
[blueprint]
name = "Kiosk"
[run]
length = "8 hours ago"
[segments.visitor]
start = "buy"
arrivals = { rate = "30 per hour" }
[staff.seller]
cuont = 1
[steps.buy]
staff = "saler"
time = { lognormal = { mean = "40 s", cv = -1 } }
)";
  try {
    throughline::build_blueprint(throughline::read_document_text(text, "kiosk.toml"));
  } catch (const throughline::InvalidBlueprint& invalid) {
    for (const throughline::Diagnostic& diagnostic : invalid.diagnostics()) {
      std::printf("%s\n", throughline::to_string(diagnostic).c_str());
    }
    return 0;
  }
  return 1;
}
