// SPDX-License-Identifier: MIT
#pragma once

/// The whole library: read a blueprint, compile it, run an experiment, read the result.

#include "throughline/absence.hpp"
#include "throughline/arrivals_section.hpp"
#include "throughline/behavior.hpp"
#include "throughline/blueprint.hpp"
#include "throughline/condition.hpp"
#include "throughline/diagnostic.hpp"
#include "throughline/distribution.hpp"
#include "throughline/document.hpp"
#include "throughline/experiment.hpp"
#include "throughline/fork.hpp"
#include "throughline/integer_law.hpp"
#include "throughline/measure.hpp"
#include "throughline/model.hpp"
#include "throughline/observer.hpp"
#include "throughline/random_stream.hpp"
#include "throughline/report.hpp"
#include "throughline/result.hpp"
#include "throughline/room.hpp"
#include "throughline/schedule.hpp"
#include "throughline/staff.hpp"
#include "throughline/staff_section.hpp"
#include "throughline/staffing.hpp"
#include "throughline/step_section.hpp"
#include "throughline/surge.hpp"
