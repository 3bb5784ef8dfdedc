// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "text/gap_closings.hpp"
#include "throughline/document.hpp"
#include "throughline/gap_study.hpp"

namespace throughline {

/// The gaps of a blueprint that can be closed, and the models with some of them closed.
class ClosedGaps {
 public:
  using Reader = std::function<Document(const Overlay&)>;

  /// `document`: what `read` makes of `overlay`. Every model is made once to see whether it can be: a blueprint may not
  /// allow what closes a gap.
  ClosedGaps(Reader read, Overlay overlay, const Document& document, const std::vector<GapClosing>& all);

  const std::vector<GapDescription>& descriptions() const noexcept { return descriptions_; }
  const std::vector<GapLeftOut>& left_out() const noexcept { return left_out_; }

  /// With these closed, by index in descriptions(); a setting that several of them make is made once.
  ClosedModel model(const std::vector<std::size_t>& closed) const;

 private:
  ClosedModel model_with(const std::vector<const GapClosing*>& closed) const;

  Reader read_;
  Overlay overlay_;
  std::vector<GapClosing> kept_;
  std::vector<GapDescription> descriptions_;
  std::vector<GapLeftOut> left_out_;
};

}  // namespace throughline
