// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace throughline {

/// The blueprint that `init` writes: scenarios/templates/basic.toml.
std::string_view blueprint_template() noexcept;

}  // namespace throughline
