// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>

namespace throughline {

/// How many threads this process may use: the machine's, or fewer where a cgroup's quota says so. At least 1.
unsigned available_threads();

/// Calls work(i) for i = 0, 1, ... count - 1 on up to `threads` threads at once, and fold(i) strictly in that order,
/// one at a time, each after its work. Ends early once fold returns false: later work is not folded. An exception of
/// either ends all and is rethrown.
void work_in_parallel_fold_in_order(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work,
                                    const std::function<bool(std::size_t)>& fold);

}  // namespace throughline
