// SPDX-License-Identifier: MIT
#pragma once

#include "text/lever_site.hpp"

namespace throughline {

// What each lever changes at one place of a blueprint. `share` is the amount, above 0 and up to 1. What is set is set
// so that a scenario, whose tables merge, and --set make the same of it.

// At pools and segments.
LeverPull pull_training(const LeverSite& site, const StaffSection& pool, double share);
LeverPull pull_new_staff(const LeverSite& site, const StaffSection& pool, double share);
LeverPull pull_surge(const LeverSite& site, const StaffSection& pool, double people);
LeverPull pull_own_staff(const LeverSite& site, const SegmentSection& segment, double people);
LeverPull pull_priority(const LeverSite& site, const SegmentSection& segment);

// At steps.
LeverPull pull_early_warning(const LeverSite& site, const StepSection& step, double share);
LeverPull pull_voucher(const LeverSite& site, const StepSection& step, double share);
LeverPull pull_tools(const LeverSite& site, const StepSection& step, double share);

// At the routes that lead on from steps.
LeverPull pull_fewer_handoffs(const LeverSite& site, const StepSection& step, double share);
LeverPull pull_carry_information(const LeverSite& site, const StepSection& step, double share);

// With steps that are added.
LeverPull pull_self_service(const LeverSite& site, const StepSection& step, double share);
LeverPull pull_parallel(const LeverSite& site, const StepSection& step);

}  // namespace throughline
