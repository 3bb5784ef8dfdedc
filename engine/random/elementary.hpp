// SPDX-License-Identifier: MIT
#pragma once

namespace throughline {

/// Exponential and logarithm from additions, multiplications and divisions alone, so with the same bits on every CPU:
/// the C library chooses variants with fused multiply-add at run time. Everything that touches a sampled value uses
/// these. Errors stay below two units in the last place; infinities, NaN and overflow follow IEEE 754, results below
/// 2^-1021 are 0.
double exp_portable(double x) noexcept;

/// Natural logarithm. Minus infinity at 0, NaN below.
double log_portable(double x) noexcept;

/// base to the power of exponent, base >= 0. The relative error grows with |exponent log base|: 1e-13 where the power
/// spans the whole range of double.
double pow_portable(double base, double exponent) noexcept;

}  // namespace throughline
