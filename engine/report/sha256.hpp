// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace throughline {

/// The source by which a Content-Security-Policy lets exactly this text in: `sha256-` and the digest (FIPS 180-4) in
/// base 64 (RFC 4648).
std::string policy_hash(std::string_view text);

}  // namespace throughline
