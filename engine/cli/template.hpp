// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace throughline {

/// A blueprint that `init` writes: scenarios/templates/NAME.toml.
struct BlueprintTemplate {
  std::string_view name;
  std::string_view text;
};

/// All of them; the first where no other is asked for.
std::span<const BlueprintTemplate> blueprint_templates() noexcept;

/// Their names, in the same order.
std::span<const std::string_view> template_names() noexcept;

}  // namespace throughline
