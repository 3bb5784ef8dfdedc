// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace throughline {

// The texts of web/, which the program carries: no file is needed when it runs.

std::string_view report_style() noexcept;
std::string_view report_script() noexcept;  ///< holds no `</script`

}  // namespace throughline
