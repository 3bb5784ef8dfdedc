// SPDX-License-Identifier: MIT
#include "cli/pulled_levers.hpp"

#include <fmt/format.h>

#include "cli/arguments.hpp"

namespace throughline {

PulledLever pulled(const BlueprintFile& file, const Overlay& overlay, const LeverRequest& lever) {
  const Document document = file.document(overlay);
  if (!document.mistakes.empty()) throw InvalidBlueprint(document.mistakes);
  PulledLever result = file.pull_lever(overlay, document, lever);
  if (result.reason.empty()) return result;
  throw InvalidCommandLine(fmt::format("--lever \"{}\": {}{}", written(lever), result.reason,
                                       result.hint.empty() ? "" : "; " + result.hint));
}

Overlay with_levers(const BlueprintFile& file, const Overlay& overlay, const std::vector<LeverRequest>& levers) {
  if (levers.empty()) return overlay;
  Overlay before;
  before.scenario = overlay.scenario;
  for (const LeverRequest& lever : levers) {
    const PulledLever one = pulled(file, before, lever);
    before.settings.insert(before.settings.end(), one.settings.begin(), one.settings.end());
  }
  Overlay result = overlay;
  result.settings.insert(result.settings.begin(), before.settings.begin(), before.settings.end());
  return result;
}

}  // namespace throughline
