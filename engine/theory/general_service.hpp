// SPDX-License-Identifier: MIT
#pragma once

namespace throughline {

/// Mean wait of M/G/1 in the steady state, any order of service that does not look at service times:
/// lambda E[S^2] / 2 (1 - rho) (Pollaczek, 1930; Khinchine, 1932).
/// Requires arrival_rate x mean_service < 1. Any unit of time; `second_moment` = E[S^2].
double pollaczek_khinchine_wait(double arrival_rate, double mean_service, double second_moment);

}  // namespace throughline
