// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace throughline {

/// The text of a stored result. Throws std::system_error naming the file, InvalidStoredResult where it is larger than
/// any result.
std::string stored_text(const std::string& name);

}  // namespace throughline
