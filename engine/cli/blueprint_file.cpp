// SPDX-License-Identifier: MIT
#include "cli/blueprint_file.hpp"

#include "text/input_files.hpp"
#include "text/toml_limits.hpp"

namespace throughline {

BlueprintFile::BlueprintFile(const std::string& name) : name_(name), text_(read_file(name, TomlLimits::bytes)) {}

}  // namespace throughline
