// SPDX-License-Identifier: MIT
#include "cli/closed_gaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "throughline/blueprint.hpp"

namespace throughline {
namespace {

GapDescription description_of(const GapClosing& gap, const Document& document) {
  GapDescription description{gap.touchpoint, gap.name, gap.kind, gap.scenario, {}, gap.eased, std::nullopt};
  for (const Overlay::Setting& setting : gap.settings)
    description.settings.push_back(fmt::format("{}={}", setting.path, setting.value));
  if (gap.described_by) description.said = document.gaps[*gap.described_by];
  return description;
}

}  // namespace

ClosedGaps::ClosedGaps(Reader read, Overlay overlay, const Document& document, const std::vector<GapClosing>& all)
    : read_(std::move(read)), overlay_(std::move(overlay)) {
  overlay_.alone = true;  // the document has been read in every scenario
  for (const GapClosing& gap : all) {
    const std::string reason = gap.reason.empty() ? model_with({&gap}).reason : gap.reason;
    if (reason.empty()) {
      kept_.push_back(gap);
      descriptions_.push_back(description_of(gap, document));
    } else {
      left_out_.push_back({gap.touchpoint, gap.kind, gap.scenario, reason});
    }
  }
}

ClosedModel ClosedGaps::model(const std::vector<std::size_t>& closed) const {
  std::vector<const GapClosing*> gaps;
  for (const std::size_t gap : closed) gaps.push_back(&kept_[gap]);
  return model_with(gaps);
}

ClosedModel ClosedGaps::model_with(const std::vector<const GapClosing*>& closed) const {
  std::vector<Overlay::Setting> settings;
  for (const GapClosing* const gap : closed) {
    for (const Overlay::Setting& setting : gap->settings) {
      const bool again = std::any_of(settings.begin(), settings.end(), [&setting](const Overlay::Setting& other) {
        return other.path == setting.path && other.value == setting.value;
      });
      if (!again) settings.push_back(setting);
    }
  }
  Overlay overlay = overlay_;
  overlay.settings.insert(overlay.settings.end(), settings.begin(), settings.end());
  try {
    return {compile(build_blueprint(read_(overlay))), ""};
  } catch (const InvalidBlueprint& mistakes) {
    // No mistake of whoever wrote the blueprint: it is told beside the gaps that can be closed.
    return {std::nullopt, mistakes.diagnostics().front().message};
  }
}

}  // namespace throughline
