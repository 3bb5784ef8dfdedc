// SPDX-License-Identifier: MIT
#include "text/format.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace throughline {
namespace {

using Kind = ValueKind;

// One row a key: aligned by hand, so that it reads as the table it is.
// clang-format off
constexpr auto rows = std::to_array<KeyInfo>({
    KeyInfo{"", "schema", Kind::version, true, true, "", "the version of this format: schema = 1"},
    KeyInfo{"", "blueprint", Kind::table, false, true, "", "the service as a whole"},
    KeyInfo{"", "run", Kind::table, true, true, "", "what is simulated"},
    KeyInfo{"", "segments", Kind::tables, true, true, "", "classes of customers, and how they arrive"},
    KeyInfo{"", "staff", Kind::tables, false, true, "", "pools of interchangeable people"},
    KeyInfo{"", "steps", Kind::tables, true, true, "", "what happens to a customer"},
    KeyInfo{"", "stages", Kind::tables, false, true, "", "spans of a journey that are clocked"},
    KeyInfo{"", "targets", Kind::table, false, true, "", "what the service promises"},
    KeyInfo{"", "scenarios", Kind::tables, false, true, "", "named changes to this file"},
    KeyInfo{"", "calendar", Kind::table, false, true, "", "dates that are unlike others"},
    KeyInfo{"", "sensitivity", Kind::table, false, true, "every input by a tenth, people one by one", "how far inputs may be from what is said here, for the command sensitivity"},
    KeyInfo{"", "experience", Kind::table, false, true, "none: nothing is scored", "a model of what customers make of what they meet: scores, csat, nps, effort"},
    KeyInfo{"", "economics", Kind::table, false, true, "none: no future is counted", "what customers are worth: lifetime value, lost value, profit"},
    KeyInfo{"", "gaps", Kind::tables, false, true, "every gap is closed whole", "what is known of experience gaps, and what closing them takes, for the command gaps"},

    KeyInfo{"blueprint", "name", Kind::text, false, true, "the name of the file", "what the service is called"},
    KeyInfo{"blueprint", "starts", Kind::date, false, true, "a Monday 00:00", "the clock of shifts and profiles when the run begins"},
    KeyInfo{"blueprint", "currency", Kind::text, false, true, "none", "behind every amount of money"},
    KeyInfo{"blueprint", "north_star", Kind::text, false, true, "none", "the measure that says how well the service does what it is there for: gaps are ranked by it"},
    KeyInfo{"blueprint", "time_unit", Kind::choice, false, true, "none: a bare number is an error", "the unit of bare numbers where a duration is due", "ms|s|min|h|d"},

    KeyInfo{"calendar", "closed", Kind::dates, false, true, "none", "dates on which nobody arrives and no shift begins"},

    KeyInfo{"run", "length", Kind::duration, true, true, "", "how long customers arrive"},
    KeyInfo{"run", "warm_up", Kind::duration_or_auto, false, true, "0 s", "the beginning of the run that is not counted; auto: it is found before the run"},
    KeyInfo{"run", "ending", Kind::choice, false, true, "drain", "whether those inside at the end are still served", "drain|stop"},
    KeyInfo{"run", "replications", Kind::count, false, true, "as precision asks", "independent repetitions of the run; with precision, of a round"},
    KeyInfo{"run", "resamples", Kind::count, false, true, "none", "of the data of empirical laws, 20 or more: intervals then hold what the data leave open, too"},
    KeyInfo{"run", "seed", Kind::count, false, true, "1", "where the random numbers begin"},
    KeyInfo{"run", "confidence", Kind::share, false, true, "0.95", "of every interval"},
    KeyInfo{"run", "time_shares", Kind::flag, false, true, "false", "whether to measure what the time of journeys goes into (journey.share...), which takes time"},
    KeyInfo{"run", "max_inside", Kind::count, false, true, "1000000", "customers inside at once before the run gives up"},
    KeyInfo{"run", "precision", Kind::precision, false, true, "", "replicate in rounds until half of the interval is at most this share of the figure: of the mean journey time, or by measure"},
    KeyInfo{"run", "method", Kind::choice, false, true, "replications", "what intervals rest on: independent repetitions of the run, or batches of one", "replications|batch_means"},
    KeyInfo{"run", "max_replications", Kind::count, false, true, "100000", "how many replications a precision may take"},
    KeyInfo{"run", "max_events", Kind::count, false, true, "1000000000", "how many events a precision may take"},

    KeyInfo{"segments.*", "name", Kind::text, false, true, "the key", "for people"},
    KeyInfo{"segments.*", "start", Kind::key, false, true, "", "the first step of their journey"},
    KeyInfo{"segments.*", "arrivals", Kind::arrivals, false, true, "nobody arrives", "how they arrive: one of its keys"},
    KeyInfo{"segments.*", "value", Kind::money, false, true, "0", "margin of a completed journey"},
    KeyInfo{"segments.*", "attributes", Kind::attributes, false, true, "none", "what is known of each customer from the arrival on: a share, a choice of words, or the law of a number"},
    KeyInfo{"segments.*.arrivals", "rate", Kind::rate, false, true, "", "Poisson arrivals at this rate"},
    KeyInfo{"segments.*.arrivals", "profile", Kind::rates_by_clock, false, true, "", "Poisson arrivals at a rate that depends on the clock"},
    KeyInfo{"segments.*.arrivals", "interarrival", Kind::law, false, true, "", "the time between arrivals, and before the first"},
    KeyInfo{"segments.*.arrivals", "appointments", Kind::table, false, true, "", "by appointment"},
    KeyInfo{"segments.*.arrivals", "replay", Kind::table, false, true, "", "at recorded times"},
    KeyInfo{"segments.*.arrivals", "population", Kind::count, false, true, "", "a closed group of so many, who come again and again"},
    KeyInfo{"segments.*.arrivals", "think", Kind::law, false, true, "", "of a population: the time before each journey, from the start or from the end of the last one"},
    KeyInfo{"segments.*.arrivals", "batch", Kind::integer_law, false, true, "1", "how many come at once"},
    KeyInfo{"segments.*.arrivals", "limit", Kind::count, false, true, "none", "nobody comes after so many"},
    KeyInfo{"segments.*.arrivals", "backlog", Kind::counts_by_step, false, true, "nobody", "how many are at which steps when the run begins, in service as far as there is staff"},
    KeyInfo{"segments.*.arrivals", "uncertainty", Kind::table, false, true, "none", "the rate of every calendar day is multiplied by a random factor of mean 1 (gamma)"},
    KeyInfo{"segments.*.arrivals.appointments", "every", Kind::duration, true, true, "", "the time from slot to slot"},
    KeyInfo{"segments.*.arrivals.appointments", "from", Kind::clock, true, true, "", "the first slot of a day"},
    KeyInfo{"segments.*.arrivals.appointments", "to", Kind::clock, true, true, "", "slots begin before it"},
    KeyInfo{"segments.*.arrivals.appointments", "days", Kind::days, false, true, "every day", "days with appointments"},
    KeyInfo{"segments.*.arrivals.appointments", "per_slot", Kind::integer_law, false, true, "1", "how many are booked for a slot"},
    KeyInfo{"segments.*.arrivals.appointments", "no_show", Kind::share, false, true, "0", "share that never comes"},
    KeyInfo{"segments.*.arrivals.appointments", "punctuality", Kind::signed_law, false, true, "on time", "how much later than booked they come; earlier where negative, which a shift may make it"},
    KeyInfo{"segments.*.arrivals.replay", "csv", Kind::file, false, true, "", "a file with a column of times"},
    KeyInfo{"segments.*.arrivals.replay", "time", Kind::text, false, true, "", "its column: durations since the start of the run; its name may end in a unit: arrival_seconds"},
    KeyInfo{"segments.*.arrivals.replay", "times", Kind::durations, false, true, "", "the times themselves"},
    KeyInfo{"segments.*.arrivals.uncertainty", "cv", Kind::share, true, true, "", "coefficient of variation of the factor"},
    KeyInfo{"segments.*.arrivals.uncertainty", "common", Kind::flag, false, true, "false", "whether all segments that say so have the same factor"},
    KeyInfo{"segments.*.arrivals.profile", "csv", Kind::file, false, true, "", "a file with a column of times and one of rates"},
    KeyInfo{"segments.*.arrivals.profile", "time", Kind::text, false, true, "", "its column of times"},
    KeyInfo{"segments.*.arrivals.profile", "rate", Kind::text, false, true, "", "its column of rates: per hour where neither cell nor column says"},

    KeyInfo{"staff.*", "name", Kind::text, false, true, "the key", "for people"},
    KeyInfo{"staff.*", "count", Kind::counts_by_clock, false, true, "", "how many are present: always, by clock, or from a csv"},
    KeyInfo{"staff.*", "shifts", Kind::shifts, false, true, "", "instead of count: groups that come and go, or a roster of them"},
    KeyInfo{"staff.*", "cost", Kind::money_rate, false, true, "0", "of one person on duty"},
    KeyInfo{"staff.*", "priority", Kind::priority, false, true, "first come, first served", "whom they serve first, first named first"},
    KeyInfo{"staff.*", "kind", Kind::choice, false, true, "person", "a place (bay, line, room) is always there: no shifts, no cost", "person|place"},
    KeyInfo{"staff.*", "discipline", Kind::choice, false, true, "fifo", "who is served next among those of equal priority", "fifo|lifo|random|shortest|due"},
    KeyInfo{"staff.*", "takes_next", Kind::choice, false, true, "priority", "whom a person who becomes free takes: by priority, or whoever has waited the longest", "priority|longest_wait"},
    KeyInfo{"staff.*", "speed", Kind::speeds, false, true, "1", "how fast they are by step: 0.9 takes a ninth longer"},
    KeyInfo{"staff.*", "on_shift_end", Kind::shift_end, false, true, "finish", "whoever is in service is served to the end; or the service is interrupted"},
    KeyInfo{"staff.*.on_shift_end", "then", Kind::choice, true, true, "", "the service is interrupted, and goes on so", "resume|restart|resample"},
    KeyInfo{"staff.*", "absence", Kind::share, false, true, "0", "share of shifts to which a person does not come, paid all the same"},
    KeyInfo{"staff.*", "shrinkage", Kind::share, false, true, "0", "share of paid time in which a person is away, in random breaks of 15 min on average"},
    KeyInfo{"staff.*", "preempt", Kind::table, false, true, "nobody", "who interrupts the service of somebody of lower priority"},
    KeyInfo{"staff.*.preempt", "by", Kind::priority, true, true, "", "entries of priority"},
    KeyInfo{"staff.*.preempt", "then", Kind::choice, false, true, "resume", "how the interrupted service goes on: what is left of it, the same time again, or a new time", "resume|restart|resample"},
    KeyInfo{"staff.*", "interruptions", Kind::tables, false, true, "none", "breakdowns and vacations"},
    KeyInfo{"staff.*.interruptions.*", "while", Kind::choice, true, true, "", "when the clock runs: while the person serves, always, or while it is free", "serving|calendar|idle"},
    KeyInfo{"staff.*.interruptions.*", "every", Kind::law, false, true, "at once, of idle ones", "the time until the next one, on that clock"},
    KeyInfo{"staff.*.interruptions.*", "lasts", Kind::law, true, true, "", "how long the person is away"},
    KeyInfo{"staff.*", "new_staff", Kind::table, false, true, "none", "people who are slower and fail more often until they have learned"},
    KeyInfo{"staff.*.new_staff", "share", Kind::share, true, true, "", "of the people of the pool"},
    KeyInfo{"staff.*.new_staff", "speed", Kind::shape, false, true, "1", "at the start of the run"},
    KeyInfo{"staff.*.new_staff", "failure_factor", Kind::number, false, true, "1", "on the probability of a failure, at the start of the run"},
    KeyInfo{"staff.*.new_staff", "learns_in", Kind::duration, false, true, "never", "from the start of the run; both fade evenly"},
    KeyInfo{"staff.*", "surge", Kind::tables, false, true, "none", "more people when many wait"},
    KeyInfo{"staff.*.surge.*", "when", Kind::queue_condition, true, true, "", "how many wait for these people, and for how long: they are called"},
    KeyInfo{"staff.*.surge.*", "add", Kind::count, true, true, "", "how many people; of those borrowed at most"},
    KeyInfo{"staff.*.surge.*", "after", Kind::duration, false, true, "0 s", "from the call until they are here; once called they come"},
    KeyInfo{"staff.*.surge.*", "until", Kind::queue_condition_or_duration, false, true, "when no longer holds", "they go: when so few wait, or after a time"},
    KeyInfo{"staff.*.surge.*", "from", Kind::key, false, true, "people of their own", "the pool that lends them, as they become free there; meanwhile they are on duty, and paid, here"},
    KeyInfo{"staff.*", "hold_for_appointment", Kind::duration, false, true, "0 s", "customers without appointment are served only while more people are free than appointments begin within this time"},
    KeyInfo{"staff.*", "sharing", Kind::flag, false, true, "false", "whether these people work as one, for everybody who is there at once"},
    KeyInfo{"staff.*", "may_be", Kind::anything, false, false, "", "range for optimization"},
    KeyInfo{"staff.*.count", "csv", Kind::file, false, true, "", "a file with a column of times and one of counts"},
    KeyInfo{"staff.*.count", "time", Kind::text, false, true, "", "its column of times"},
    KeyInfo{"staff.*.count", "count", Kind::text, false, true, "", "its column of counts"},
    KeyInfo{"staff.*.shifts", "csv", Kind::file, true, true, "", "a roster: a file with columns name, from, to, days and count, a shift in each row"},
    KeyInfo{"staff.*.shifts.*", "from", Kind::clock, true, true, "", "when the shift begins"},
    KeyInfo{"staff.*.shifts.*", "to", Kind::clock, true, true, "", "when it ends; not after from: on the next day"},
    KeyInfo{"staff.*.shifts.*", "days", Kind::days, false, true, "every day", "days on which it begins"},
    KeyInfo{"staff.*.shifts.*", "count", Kind::count, true, true, "", "how many people"},
    KeyInfo{"staff.*.shifts.*", "breaks", Kind::tables, false, true, "none", "pauses: paid, and nobody is there to serve"},
    KeyInfo{"staff.*.shifts.*.breaks.*", "at", Kind::clock, true, true, "", "when the first person goes"},
    KeyInfo{"staff.*.shifts.*.breaks.*", "for", Kind::duration, true, true, "", "how long; whoever serves goes later, and stays away as long"},
    KeyInfo{"staff.*.shifts.*.breaks.*", "stagger", Kind::duration, false, true, "0 s", "how much later each further person goes"},

    KeyInfo{"steps.*", "name", Kind::text, false, true, "the key", "for people"},
    KeyInfo{"steps.*", "lane", Kind::choice, false, true, "frontstage", "who acts, and who sees it", "customer|frontstage|backstage|support"},
    KeyInfo{"steps.*", "phase", Kind::text, false, true, "none", "part of the journey it belongs to"},
    KeyInfo{"steps.*", "evidence", Kind::text, false, true, "none", "what the customer sees or holds"},
    KeyInfo{"steps.*", "touchpoint", Kind::switch_or_text, false, true, "its own, in lanes customer and frontstage", "a name that several steps share, or false"},
    KeyInfo{"steps.*", "expects", Kind::table, false, true, "", "what the customer expects"},
    KeyInfo{"steps.*", "waiting", Kind::choices, false, true, "visible", "how customers wait there, for the model of experience: one or several of these", "visible|invisible|occupied|explained|updated"},
    KeyInfo{"steps.*", "staff", Kind::staffing, false, true, "nobody", "who serves it: a pool, several at once, any of several, or the same as at another step"},
    KeyInfo{"steps.*", "time", Kind::law_by_clock, false, true, "0 s", "of the service"},
    KeyInfo{"steps.*", "wrap_up", Kind::law_by_clock, false, true, "none", "work after the customer has left"},
    KeyInfo{"steps.*", "patience", Kind::law_by_clock, false, true, "endless", "how long a customer waits for the service to start"},
    KeyInfo{"steps.*", "on_abandon", Kind::table, false, true, "the journey ends, abandoned", "where those go whose patience ended"},
    KeyInfo{"steps.*", "keeps", Kind::keys, false, true, "none", "pools of its staff who stay with the journey when the step has ended"},
    KeyInfo{"steps.*", "releases", Kind::keys, false, true, "none", "pools kept so far that leave the journey when this step has ended"},
    KeyInfo{"steps.*", "failure", Kind::table, false, true, "never", "services that fail"},
    KeyInfo{"steps.*", "next", Kind::routes, false, true, "done: completed", "the step that follows, or a table of routes"},
    KeyInfo{"steps.*", "for", Kind::tables, false, true, "", "what differs for a segment"},
    KeyInfo{"steps.*", "column", Kind::count, false, true, "as the journey goes", "its column in the drawing, from 1"},
    KeyInfo{"steps.*", "takes", Kind::fraction, false, true, "1/1", "the part of each of its people that one customer takes: with 1/3 they serve three at once"},
    KeyInfo{"steps.*", "pace", Kind::numbers, false, true, "1", "how fast each of them is served while a person serves one, two, three, ..."},
    KeyInfo{"steps.*", "callback", Kind::table, false, true, "none", "a call back instead of a wait: it keeps the place in line and takes no patience"},
    KeyInfo{"steps.*", "capacity", Kind::count, false, true, "no limit", "how many can be at the step, waiting and in service"},
    KeyInfo{"steps.*", "waiting_places", Kind::count, false, true, "no limit", "how many can wait there"},
    KeyInfo{"steps.*", "when_full", Kind::when_full, false, true, "turn_away", "what then happens to those who come: they are turned away, block the step that they come from, or go to another"},
    KeyInfo{"steps.*", "balking", Kind::shares_by_number, false, true, "everybody joins", "share that does not join, by how many are at the step"},
    KeyInfo{"steps.*", "at_close", Kind::choice, false, true, "finish", "whether those who wait when arrivals end are still served, and those who come later", "finish|turn_away"},
    KeyInfo{"steps.*", "deadline", Kind::table, false, true, "none", "whoever is at the step for so long leaves it, in line or in service"},
    KeyInfo{"steps.*", "relief", Kind::duration, false, true, "none", "whoever has waited so long is served at once, by somebody who costs nothing and is nobody's"},
    KeyInfo{"steps.*.deadline", "after", Kind::duration, true, true, "", "from reaching the step"},
    KeyInfo{"steps.*.deadline", "next", Kind::key, true, true, "", "where they go on: a step or done"},
    KeyInfo{"steps.*", "becomes", Kind::shares_by_key, false, true, "nobody changes", "segments whose customers they are from the end of a good service on, each with its share"},
    KeyInfo{"steps.*", "batch", Kind::table, false, true, "each alone", "customers gather and are served together: one call for staff, one service"},
    KeyInfo{"steps.*", "fork", Kind::shares_by_key, false, true, "none", "instead of next: steps at which branches begin at the same time, each taken by its own chance"},
    KeyInfo{"steps.*", "join", Kind::key, false, true, "completed with its branches", "the step where branches meet, and the journey goes on"},
    KeyInfo{"steps.*", "wait_for", Kind::wait_for, false, true, "all", "how many of the branches that are taken must have come there: all, any, or a number"},
    KeyInfo{"steps.*", "others", Kind::choice, false, true, "finish", "the branches that nobody waits for go on, or are called off", "finish|cancel"},
    KeyInfo{"steps.*", "starts", Kind::keys, false, true, "nothing", "steps at which work begins that runs on while the journey goes on"},
    KeyInfo{"steps.*", "awaits", Kind::keys, false, true, "nothing", "before the step: waits until the work that the journey started at these steps has ended"},
    KeyInfo{"steps.*", "interruptible", Kind::choice, false, true, "no", "its staff leaves it for any work of higher rank, and it goes on so", "resume|restart|resample"},
    KeyInfo{"steps.*", "cost", Kind::money, false, true, "0", "of every service that begins, beside what its staff is paid"},
    KeyInfo{"steps.*", "speed_by_queue", Kind::speeds_by_number, false, true, "1", "how fast a service is that begins while so many or more wait here"},
    KeyInfo{"steps.*", "use", Kind::file, false, true, "", "a blueprint whose steps stand in this place, each named after both"},

    KeyInfo{"steps.*.staff", "any_of", Kind::keys, false, true, "", "somebody of one of these pools"},
    KeyInfo{"steps.*.staff", "choose", Kind::choice, false, true, "in_order", "of which, where several have somebody free", "in_order|random|longest_idle"},
    KeyInfo{"steps.*.staff", "same_as", Kind::key, false, true, "", "whoever served the journey at that step"},
    KeyInfo{"steps.*.batch", "size", Kind::count, true, true, "", "how many go together"},
    KeyInfo{"steps.*.batch", "longest_wait", Kind::duration, false, true, "until they are so many", "since the first of them came: then whoever is there goes"},
    KeyInfo{"steps.*.expects", "wait", Kind::duration, false, true, "no expectation", "the wait that customers accept"},
    KeyInfo{"steps.*.expects", "time", Kind::duration, false, true, "no expectation", "the time at the step that they accept"},
    KeyInfo{"steps.*.expects", "weight", Kind::number, false, true, "1", "how much this touchpoint matters"},
    KeyInfo{"steps.*.on_abandon", "next", Kind::key, false, true, "the journey ends, abandoned", "the step they go to, as far as they do not try again"},
    KeyInfo{"steps.*.on_abandon", "again", Kind::share_by_clock, false, true, "0", "share that leaves and comes again to this step"},
    KeyInfo{"steps.*.on_abandon", "after", Kind::law_by_clock, false, true, "", "how long after giving up, with again"},
    KeyInfo{"steps.*.on_abandon", "attempts", Kind::count, false, true, "no limit", "how often they come in all, with again"},
    KeyInfo{"steps.*.callback", "when", Kind::text, true, true, "", "expected_wait > 4 min: those before it and itself, times the mean service, over the people on duty"},
    KeyInfo{"steps.*.callback", "accept", Kind::share, false, true, "1", "share that takes the offer"},
    KeyInfo{"steps.*.callback", "within", Kind::duration, true, true, "", "whoever has not been called back by then has abandoned"},
    KeyInfo{"steps.*.when_full", "divert", Kind::key, true, true, "", "the step they go to instead"},
    KeyInfo{"steps.*.failure", "probability", Kind::share_by_clock, true, true, "", "share of services that fail"},
    KeyInfo{"steps.*.failure", "then", Kind::key, false, true, "leave", "leave (the journey fails), retry, or a step"},
    KeyInfo{"steps.*.failure", "attempts", Kind::count, false, true, "no limit", "services in all, for retry"},
    KeyInfo{"steps.*.failure", "severity", Kind::number, false, true, "1", "how much worse than others customers find it, for the model of experience"},
    KeyInfo{"steps.*.failure", "recovery", Kind::table, false, true, "none", "making up for services that failed for good"},
    KeyInfo{"steps.*.failure.recovery", "probability", Kind::share_by_clock, true, true, "", "share of them that it saves: the journey goes on as if nothing had failed"},
    KeyInfo{"steps.*.failure.recovery", "cost", Kind::money, false, true, "0", "of every attempt to make up"},
    KeyInfo{"steps.*.failure.recovery", "time", Kind::law_by_clock, false, true, "none", "until it is known whether it helped"},
    KeyInfo{"steps.*.next", "shortest", Kind::keys, false, true, "", "alone: steps, of which the one with the fewest waiting is taken"},
    KeyInfo{"steps.*.next", "*", Kind::share_or_rest, false, true, "", "a step or done = its probability, rest, or a table"},
    KeyInfo{"steps.*.next.*", "probability", Kind::share_or_rest, false, true, "1 for a single route", "share that takes this route, or rest"},
    KeyInfo{"steps.*.next.*", "segments", Kind::keys, false, true, "every segment", "who may take it"},
    KeyInfo{"steps.*.next.*", "delay", Kind::law_by_clock, false, true, "none", "of the handoff"},
    KeyInfo{"steps.*.next.*", "loss", Kind::share_by_clock, false, true, "0", "share lost on the way: failed, cause handoff"},
    KeyInfo{"steps.*.next.*", "repeat", Kind::share_by_clock, false, true, "0", "share that has to tell it all again"},
    KeyInfo{"steps.*.next.*", "repeat_time", Kind::law_by_clock, false, true, "back to the source", "the target's service is longer by it"},
    KeyInfo{"steps.*.next.*", "when", Kind::condition, false, true, "always", "a condition on attributes, attempt, queue(STEP) and clock: open only where it holds"},
    KeyInfo{"steps.*.next.*", "handoff", Kind::choice, false, true, "cold", "whether the staff stays with the customer until the target serves (warm)", "cold|warm"},

    KeyInfo{"stages.*", "name", Kind::text, false, true, "the key", "for people"},
    KeyInfo{"stages.*", "from", Kind::points, false, true, "arrival", "where the clock starts: arrival, STEP, STEP.start, STEP.end"},
    KeyInfo{"stages.*", "to", Kind::points, false, true, "end", "where it stops, the earliest of them; else at the end of the journey"},

    KeyInfo{"experience", "journey", Kind::choice, false, true, "peak_end", "how the score of a journey follows from those of its visits: the mean of the worst and the last, the mean, or that by expects.weight", "peak_end|mean|weights"},
    KeyInfo{"experience", "base", Kind::number, false, true, "100", "score of a visit at which nothing goes wrong, at most 100"},
    KeyInfo{"experience", "satisfied", Kind::number, false, true, "75", "score from which on a journey satisfies: csat counts them"},
    KeyInfo{"experience", "promoter", Kind::number, false, true, "90", "score from which on a customer promotes: nps counts them"},
    KeyInfo{"experience", "detractor", Kind::number, false, true, "70", "score below which a customer detracts: nps takes them off, and the journey was bad"},
    KeyInfo{"experience", "failure", Kind::number, false, true, "50", "points lost by a service that fails, times its severity"},
    KeyInfo{"experience", "recovered", Kind::share, false, true, "0.5", "share of these points that a recovery which helps gives back"},
    KeyInfo{"experience", "repeat", Kind::number, false, true, "10", "points lost by having to come again"},
    KeyInfo{"experience", "handoff", Kind::number, false, true, "5", "points lost by having been handed over"},
    KeyInfo{"experience", "expects", Kind::table, false, true, "no expectation", "what is expected of touchpoints that do not say"},
    KeyInfo{"experience", "wait", Kind::table, false, true, "", "points lost by waiting, against the wait that is expected"},
    KeyInfo{"experience", "time", Kind::table, false, true, "", "points lost by time at the step, against the time that is expected"},
    KeyInfo{"experience", "perceived", Kind::table, false, true, "", "how many times as long a wait feels, as the product of what applies"},
    KeyInfo{"experience", "at_most", Kind::table, false, true, "", "the most that journeys score which do not complete"},
    KeyInfo{"experience", "effort", Kind::table, false, true, "", "effort, from 1 to 7: what is added to 1"},
    KeyInfo{"experience", "broken_windows", Kind::table, false, true, "what goes badly changes nothing that comes after it", "what a visit that goes badly does to the rest of the journey"},
    KeyInfo{"experience.expects", "wait", Kind::duration, false, true, "no expectation", "the wait that customers accept"},
    KeyInfo{"experience.expects", "time", Kind::duration, false, true, "no expectation", "the time at the step that they accept"},
    KeyInfo{"experience.wait", "within", Kind::number, false, true, "10", "points lost by exactly the wait that is expected, in proportion by a shorter one"},
    KeyInfo{"experience.wait", "beyond", Kind::number, false, true, "30", "points lost by as long again"},
    KeyInfo{"experience.wait", "most", Kind::number, false, true, "60", "points lost by any wait at the most"},
    KeyInfo{"experience.time", "beyond", Kind::number, false, true, "15", "points lost by as long again as is expected"},
    KeyInfo{"experience.time", "most", Kind::number, false, true, "40", "points lost by any time at the most"},
    KeyInfo{"experience.perceived", "visible", Kind::shape, false, true, "1.36", "in a line that one sees"},
    KeyInfo{"experience.perceived", "invisible", Kind::shape, false, true, "1.5", "where one sees no line"},
    KeyInfo{"experience.perceived", "occupied", Kind::shape, false, true, "0.8", "with something to do"},
    KeyInfo{"experience.perceived", "explained", Kind::shape, false, true, "0.85", "knowing why"},
    KeyInfo{"experience.perceived", "updated", Kind::shape, false, true, "0.85", "knowing how long still"},
    KeyInfo{"experience.at_most", "failed", Kind::number, false, true, "20", "of journeys that failed"},
    KeyInfo{"experience.at_most", "abandoned", Kind::number, false, true, "30", "of those that were given up"},
    KeyInfo{"experience.at_most", "turned_away", Kind::number, false, true, "30", "of those that were turned away"},
    KeyInfo{"experience.effort", "wait", Kind::number, false, true, "0.1", "for each minute of waiting, as it feels"},
    KeyInfo{"experience.effort", "failure", Kind::number, false, true, "2", "for each service that fails"},
    KeyInfo{"experience.effort", "repeat", Kind::number, false, true, "1", "for each time that one has to come again"},
    KeyInfo{"experience.effort", "handoff", Kind::number, false, true, "0.5", "for each time that one is handed over"},
    KeyInfo{"experience.broken_windows", "below", Kind::number, false, true, "detractor", "a visit that scores less leaves its customer dissatisfied for the rest of the journey; at most base"},
    KeyInfo{"experience.broken_windows", "failure", Kind::shape, false, true, "1", "times as likely services of the dissatisfied fail, up to certainty"},
    KeyInfo{"experience.broken_windows", "patience", Kind::shape, false, true, "1", "times as long the dissatisfied are patient"},

    KeyInfo{"economics", "retention", Kind::share, false, true, "0.8", "share of customers who are still customers a period (a year, say) later, all going well"},
    KeyInfo{"economics", "discount", Kind::share, false, true, "0.12", "discount rate of a period"},
    KeyInfo{"economics", "purchases", Kind::number, false, true, "1", "journeys of a customer in a period, each with the value of its segment"},
    KeyInfo{"economics", "horizon", Kind::count, false, true, "all periods", "how many periods count"},
    KeyInfo{"economics", "acquisition_cost", Kind::money, false, true, "0", "of winning a customer"},
    KeyInfo{"economics", "churn", Kind::table, false, true, "", "share of customers who never come again, beside those whom retention does not keep"},
    KeyInfo{"economics.churn", "bad", Kind::share, false, true, "0.25", "after a journey that completed with the score of a detractor"},
    KeyInfo{"economics.churn", "failed", Kind::share, false, true, "0.51", "after a journey that failed, was given up or turned away"},

    KeyInfo{"targets", "*", Kind::expressions, false, true, "", "a measure = \"< 8 min\", \">= 80 %\", or a list of them"},

    KeyInfo{"sensitivity", "*", Kind::uncertainty, false, true, "", "the path of a value in quotes, as of --set = up and down by a share of it, or its two ends: [\"40 s\", \"60 s\"]"},

    KeyInfo{"gaps.*", "touchpoint", Kind::key, true, true, "", "where it is: the key of a touchpoint"},
    KeyInfo{"gaps.*", "kind", Kind::choice, true, true, "", "what is amiss there", "wait|failure|time|handoff|abandonment"},
    KeyInfo{"gaps.*", "feasibility", Kind::choice, false, true, "not said", "how well it can be closed", "low|medium|high"},
    KeyInfo{"gaps.*", "urgency", Kind::choice, false, true, "not said", "how soon it has to be", "low|medium|high"},
    KeyInfo{"gaps.*", "cost", Kind::money, false, true, "not said", "of closing it"},
    KeyInfo{"gaps.*", "constraint", Kind::text, false, true, "none", "what stands in the way: policy, partners"},
    KeyInfo{"gaps.*", "scenario", Kind::key, false, true, "it is closed whole", "a scenario of the file that closes it, as far as it does"},

    KeyInfo{"scenarios.*", "name", Kind::text, false, true, "the key", "for people"},
    KeyInfo{"scenarios.*", "description", Kind::text, false, true, "none", "what it changes, and why"},
    KeyInfo{"scenarios.*", "from", Kind::key, false, true, "base", "the scenario that it builds on"},
    KeyInfo{"scenarios.*", "blueprint", Kind::overlay, false, true, "", "changes to the service as a whole"},
    KeyInfo{"scenarios.*", "run", Kind::overlay, false, true, "", "changes to the run"},
    KeyInfo{"scenarios.*", "segments", Kind::overlay, false, true, "", "changes to segments"},
    KeyInfo{"scenarios.*", "staff", Kind::overlay, false, true, "", "changes to staff"},
    KeyInfo{"scenarios.*", "steps", Kind::overlay, false, true, "", "changes to steps"},
    KeyInfo{"scenarios.*", "stages", Kind::overlay, false, true, "", "changes to stages"},
    KeyInfo{"scenarios.*", "targets", Kind::overlay, false, true, "", "changes to targets"},
    KeyInfo{"scenarios.*", "calendar", Kind::overlay, false, true, "", "changes to the calendar"},
    KeyInfo{"scenarios.*", "experience", Kind::overlay, false, true, "", "changes to the experience"},
    KeyInfo{"scenarios.*", "economics", Kind::overlay, false, true, "", "changes to the economics"},
    KeyInfo{"scenarios.*", "gaps", Kind::overlay, false, true, "", "changes to what is known of gaps"},

    KeyInfo{"by_clock", "by_clock", Kind::levels, true, true, "", "instead of a duration or a share: the value from each time on, in a table from times to values"},
    KeyInfo{"law", "constant", Kind::duration, false, true, "", "always the same; a duration alone says it too"},
    KeyInfo{"law", "exponential", Kind::table, false, true, "", "without memory"},
    KeyInfo{"law", "uniform", Kind::table, false, true, "", "anything between two bounds"},
    KeyInfo{"law", "triangular", Kind::table, false, true, "", "two bounds and a peak"},
    KeyInfo{"law", "normal", Kind::table, false, true, "", "drawn again until above 0; mean and sd before that"},
    KeyInfo{"law", "lognormal", Kind::table, false, true, "", "by mean and cv, or by median and p90"},
    KeyInfo{"law", "gamma", Kind::table, false, true, "", "by mean and cv"},
    KeyInfo{"law", "erlang", Kind::table, false, true, "", "a sum of equal exponential phases"},
    KeyInfo{"law", "weibull", Kind::table, false, true, "", "by shape and scale"},
    KeyInfo{"law", "hyperexponential", Kind::table, false, true, "", "one of two exponentials, balanced means; cv at least 1"},
    KeyInfo{"law", "beta", Kind::table, false, true, "", "between two bounds"},
    KeyInfo{"law", "pert", Kind::table, false, true, "", "a beta by bounds and peak"},
    KeyInfo{"law", "phase_type", Kind::table, false, true, "", "time to absorption of a Markov chain"},
    KeyInfo{"law", "empirical", Kind::table, false, true, "", "one of these values, each as likely"},
    KeyInfo{"law", "mixture", Kind::mixture, false, true, "", "one of several distributions, each with its weight"},
    KeyInfo{"law", "shift", Kind::signed_duration, false, true, "0 s", "added to every draw"},
    KeyInfo{"law", "min", Kind::duration, false, true, "none", "draws below count as this"},
    KeyInfo{"law", "max", Kind::duration, false, true, "none", "draws above count as this"},
    KeyInfo{"integer_law", "geometric", Kind::table, false, true, "", "1 and more, each less likely than the one before by the same factor"},
    KeyInfo{"integer_law", "poisson", Kind::table, false, true, "", "0 and more, as independent events are counted"},
    KeyInfo{"integer_law", "choice", Kind::shares_by_number, false, true, "", "one of some numbers: a table from numbers to probabilities"},
    KeyInfo{"integer_law.geometric", "mean", Kind::number, true, true, "", "mean, at least 1"},
    KeyInfo{"integer_law.poisson", "mean", Kind::number, true, true, "", "mean, above 0"},
    KeyInfo{"law.exponential", "mean", Kind::duration, true, true, "", "mean"},
    KeyInfo{"law.uniform", "min", Kind::duration, true, true, "", "lower bound"},
    KeyInfo{"law.uniform", "max", Kind::duration, true, true, "", "upper bound"},
    KeyInfo{"law.triangular", "min", Kind::duration, true, true, "", "lower bound"},
    KeyInfo{"law.triangular", "mode", Kind::duration, true, true, "", "most likely value"},
    KeyInfo{"law.triangular", "max", Kind::duration, true, true, "", "upper bound"},
    KeyInfo{"law.normal", "mean", Kind::duration, true, true, "", "mean before values below 0 are drawn again"},
    KeyInfo{"law.normal", "sd", Kind::duration, true, true, "", "standard deviation before that"},
    KeyInfo{"law.lognormal", "mean", Kind::duration, false, true, "", "mean, with cv"},
    KeyInfo{"law.lognormal", "cv", Kind::shape, false, true, "", "coefficient of variation"},
    KeyInfo{"law.lognormal", "median", Kind::duration, false, true, "", "median, with p90"},
    KeyInfo{"law.lognormal", "p90", Kind::duration, false, true, "", "nine of ten are shorter"},
    KeyInfo{"law.gamma", "mean", Kind::duration, true, true, "", "mean"},
    KeyInfo{"law.gamma", "cv", Kind::shape, true, true, "", "coefficient of variation"},
    KeyInfo{"law.erlang", "mean", Kind::duration, true, true, "", "mean of the whole"},
    KeyInfo{"law.erlang", "phases", Kind::count, true, true, "", "how many phases"},
    KeyInfo{"law.weibull", "shape", Kind::shape, true, true, "", "below 1: the longer, the longer still"},
    KeyInfo{"law.weibull", "scale", Kind::duration, true, true, "", "63 % are shorter"},
    KeyInfo{"law.hyperexponential", "mean", Kind::duration, true, true, "", "mean"},
    KeyInfo{"law.hyperexponential", "cv", Kind::shape, true, true, "", "coefficient of variation, at least 1"},
    KeyInfo{"law.beta", "min", Kind::duration, true, true, "", "lower bound"},
    KeyInfo{"law.beta", "max", Kind::duration, true, true, "", "upper bound"},
    KeyInfo{"law.beta", "alpha", Kind::shape, true, true, "", "first shape"},
    KeyInfo{"law.beta", "beta", Kind::shape, true, true, "", "second shape"},
    KeyInfo{"law.pert", "min", Kind::duration, true, true, "", "lower bound"},
    KeyInfo{"law.pert", "mode", Kind::duration, true, true, "", "most likely value"},
    KeyInfo{"law.pert", "max", Kind::duration, true, true, "", "upper bound"},
    KeyInfo{"law.phase_type", "initial", Kind::shares, true, true, "", "probability of starting in each phase"},
    KeyInfo{"law.phase_type", "rates", Kind::rate_matrix, true, true, "", "rows of rates between the phases, minus the rate of leaving on the diagonal"},
    KeyInfo{"law.empirical", "values", Kind::durations, false, true, "", "the values"},
    KeyInfo{"law.empirical", "csv", Kind::file, false, true, "", "a file that holds them"},
    KeyInfo{"law.empirical", "column", Kind::text, false, true, "", "its column; its name may end in a unit: service_seconds"},
    KeyInfo{"law.mixture.*", "weight", Kind::share, true, true, "", "probability of this part; together 1"},
});
// clang-format on

/// What a segment may change about a step; the rest of a step's keys belongs to everybody.
constexpr std::array behavior{"batch",      "becomes",  "speed_by_queue", "cost",    "interruptible", "deadline",
                              "fork",       "join",     "wait_for",       "others",  "starts",        "awaits",
                              "staff",      "keeps",    "releases",       "time",    "wrap_up",       "patience",
                              "on_abandon", "callback", "takes",          "pace",    "capacity",      "waiting_places",
                              "balking",    "at_close", "when_full",      "failure", "next",          "relief"};

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

std::vector<KeyInfo> all_keys() {
  std::vector<KeyInfo> keys(rows.begin(), rows.end());
  for (const KeyInfo& row : rows) {
    if (row.table == "steps.*" && row.key != "for") {
      KeyInfo variant = row;
      variant.table = "steps.*.for.*";
      variant.built = std::find(behavior.begin(), behavior.end(), row.key) != behavior.end();
      if (!variant.built) {
        variant.kind = Kind::anything;
        variant.choices = {};
      }
      variant.standard = "as for everybody";
      keys.push_back(variant);
    }
    if (row.table == "law") {
      KeyInfo part = row;
      part.table = "law.mixture.*";
      keys.push_back(part);
    }
  }
  return keys;
}

using Index = std::map<std::pair<std::string_view, std::string_view>, const KeyInfo*>;

const Index& index() {
  static const Index built = [] {
    Index rows_by_name;
    for (const KeyInfo& row : format_keys()) rows_by_name.emplace(std::pair(row.table, row.key), &row);
    return rows_by_name;
  }();
  return built;
}

}  // namespace

const std::vector<KeyInfo>& format_keys() {
  static const std::vector<KeyInfo> keys = all_keys();
  return keys;
}

const KeyInfo* find_key(std::string_view table, std::string_view key) noexcept {
  auto found = index().find({table, key});
  if (found == index().end()) found = index().find({table, "*"});
  return found == index().end() ? nullptr : found->second;
}

std::vector<std::string> built_keys(std::string_view table) {
  std::vector<std::string> keys;
  for (const KeyInfo& row : format_keys()) {
    if (row.table == table && row.built) keys.emplace_back(row.key);
  }
  return keys;
}

std::vector<std::string> choices_of(std::string_view table, std::string_view key) {
  std::vector<std::string> words(1);
  for (const char character : find_key(table, key)->choices) {
    if (character == '|') {
      words.emplace_back();
    } else {
      words.back() += character;
    }
  }
  return words;
}

std::string table_behind(std::string_view table, const KeyInfo& key) {
  // Tables of a step that a segment changes, and laws wherever they stand, are described once.
  std::string_view owner = starts_with(table, "steps.*.for.*") ? "steps.*" : table;
  if (starts_with(table, "law.mixture")) owner = "law";
  const std::string path = owner.empty() ? std::string(key.key) : std::string(owner) + "." + std::string(key.key);
  switch (key.kind) {
    case ValueKind::table:
    case ValueKind::arrivals:
    case ValueKind::routes:
    case ValueKind::staffing:
    case ValueKind::shift_end:
    case ValueKind::when_full:
      return path;
    case ValueKind::tables:
    case ValueKind::shifts:
      return path + ".*";
    case ValueKind::law:
    case ValueKind::law_by_clock:
    case ValueKind::signed_law:
      return "law";
    case ValueKind::integer_law:
      return "integer_law";
    default:
      return {};
  }
}

}  // namespace throughline
