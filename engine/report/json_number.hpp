// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace throughline {

/// As JSON writes it: the shortest digits that give the same number again. Requires a finite number.
std::string json_number(double value);

}  // namespace throughline
