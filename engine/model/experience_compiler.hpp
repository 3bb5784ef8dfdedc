// SPDX-License-Identifier: MIT
#pragma once

#include "model/catalog.hpp"
#include "model/program.hpp"

namespace throughline {

struct Blueprint;

/// Adds what the experience of customers is judged by and what they are worth, where the blueprint has [experience] or
/// [economics]. Requires: the routes are numbered.
void compile_experience(const Blueprint& blueprint, const Catalog& catalog, Program& program);

}  // namespace throughline
