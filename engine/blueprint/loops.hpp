// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace throughline {

/// The vertices in groups that lie on a common loop (strongly connected), most of them alone; each group after all
/// groups that lead to it, its vertices in ascending order. `sources[v]`: the vertices that lead to v, repetitions
/// allowed.
std::vector<std::vector<std::size_t>> loops_downstream(const std::vector<std::vector<std::size_t>>& sources);

}  // namespace throughline
