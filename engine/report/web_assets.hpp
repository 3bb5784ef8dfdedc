// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace throughline {

/// A text of web/ that the program carries, and the source by which a Content-Security-Policy lets it in.
struct WebAsset {
  std::string_view text;
  std::string_view hash;  ///< `sha256-…`, of exactly that text
};

WebAsset report_style() noexcept;
WebAsset report_script() noexcept;  ///< holds no `</script`

}  // namespace throughline
