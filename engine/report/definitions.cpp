// SPDX-License-Identifier: MIT
#include "report/definitions.hpp"

#include <algorithm>
#include <array>

namespace throughline {
namespace {

constexpr std::string_view anywhere = "….";  // of a step, a touchpoint, a phase, a lane

// Of two forms that fit the longer is meant: it comes first.
constexpr std::array definitions{
    Definition{"journey.time_all",
               "arrival to outcome, of all journeys that ended: completed, failed, abandoned, turned away"},
    Definition{"journey.time", "arrival to outcome, of completed journeys"},
    Definition{"journey.within", "completed within so long, of the journeys that completed"},
    Definition{"journey.completed",
               "completed, of the journeys that ended (completed, failed, abandoned, turned away)"},
    Definition{"journey.failed.service", "failed because a service failed, of the journeys that ended"},
    Definition{"journey.failed.handoff", "failed because a handoff was lost, of the journeys that ended"},
    Definition{"journey.failed", "failed, of the journeys that ended"},
    Definition{"journey.abandoned", "gave up when their patience was over, of the journeys that ended"},
    Definition{"journey.turned_away", "turned away (balked, no room, closing), of the journeys that ended"},
    Definition{"journey.no_show", "did not come to their appointment, of the arrivals"},
    Definition{"journey.unfinished", "still inside at the end, of the arrivals"},
    Definition{"journey.value", "margin of completed journeys, for each journey that ended"},
    Definition{"journey.cost", "what a journey used: staff while they are busy, and services, for each that ended"},
    Definition{"journey.idle_cost", "what is paid for staff beside that, for each journey that ended"},
    Definition{"journey.handoffs",
               "routes between two steps that both have staff and share none, or that cross the line of visibility, "
               "for each journey"},
    Definition{"journey.visits", "visits to steps, for each journey"},
    Definition{"journey.count", "journeys per replication that arrived, or came to that outcome"},
    Definition{"journey.share.visible_wait", "share of all the time inside: waiting at customer and frontstage steps"},
    Definition{"journey.share.off_duty",
               "share of all the time inside: in line while nobody who could serve is on duty"},
    Definition{
        "journey.share",
        "share of all the time that journeys spend inside, spent in that way; of branches, that of the one waited for"},
    Definition{
        "experience.nps",
        "output of the model [experience], no survey: share of ended journeys whose score makes a promoter less that "
        "of detractors, in points from -100 to 100"},
    Definition{"experience.csat", "output of the model [experience], no survey: ended journeys whose score satisfies"},
    Definition{"experience.ces",
               "output of the model [experience], no survey: effort of an ended journey from 1 (none) to 7, for waits, "
               "failures, repeats and handoffs"},
    Definition{"experience.score",
               "output of the model [experience], no survey: mean score of ended journeys, from 0 to 100"},
    Definition{"experience.dissatisfied",
               "output of the model [experience], no survey: ended journeys of which some visit scored below "
               "broken_windows.below"},
    Definition{
        "economics.profit",
        "per day: margin of completed journeys, less what staff and services cost, less the lifetime value of those "
        "who will not come again for what they met"},
    Definition{"economics.operating_profit",
               "per day: margin of completed journeys, less what staff and services cost"},
    Definition{"economics.cost_to_serve", "what staff and services cost, busy or not, for each journey that ended"},
    Definition{
        "economics.lifetime_value",
        "for each journey that ended: its margin and what its customer will bring (Gupta and Lehmann, 2003), less "
        "acquisition; those who will not come again bring nothing"},
    Definition{"economics.churn",
               "customers who will not come again for what they met, of those whose journey ended; beside those whom "
               "retention does not keep"},
    Definition{
        "economics.lost_value",
        "per day: margin not earned and lifetime value lost, each journey for one cause: how it ended, or what was "
        "worst of a bad one that completed"},
    Definition{"throughput", "completed journeys per hour of the counted time"},
    Definition{"cost", "what a replication costs: staff who are paid, and services"},
    Definition{"stage",
               "a span of the journey, from one point to another, or the share that is done with it in so long"},
    Definition{"staff.occupancy",
               "busy (service, wrap-up, held, blocked) over present (on shift less breaks, absence and breakdown, and "
               "overtime)"},
    Definition{"staff.utilization", "busy within shift over paid time of shifts"},
    Definition{"staff.cost", "pay of the pool, per replication"},
    Definition{"staff.overtime", "time on duty after the end of shifts, per replication"},
    Definition{"….visits", "comings of journeys to the step, per replication"},
    Definition{"….wait_served", "the wait of those who were served"},
    Definition{"….wait_due", "the wait from the later of coming and appointment"},
    Definition{"….wait", "from reaching the step to the start of service or to leaving; who finds free staff waits 0"},
    Definition{"….service", "the time of the service itself"},
    Definition{"….time", "from reaching the step to leaving it, of a visit"},
    Definition{"….failure", "services that failed, of the services that ended"},
    Definition{"….recovered", "failures that were made up for, of the failures"},
    Definition{"….abandonment",
               "visits that were given up, of those that joined (reached the step and were not turned away)"},
    Definition{"….turned_away", "visits that were turned away, of those that reached the step"},
    Definition{"….repeats", "visits that are not the first of their journey to the step"},
    Definition{"….service_level",
               "served with a wait of at most so long, of those who joined less those who gave up within it"},
    Definition{"….queue.max", "the most who were in line at once, on average over replications"},
    Definition{"….queue", "how many are in line, on average over time"},
    Definition{"….experience", "output of the model [experience], no survey: mean score of visits, from 0 to 100"},
    Definition{"….lost_value",
               "per day: margin not earned and lifetime value lost by journeys that end there, or were worst there"},
    Definition{"….cost", "what services cost there, per replication"},
    Definition{"….share", "share of all the time that journeys spend inside, spent there, or there in that way"},
    Definition{"share_of_days", "days on which the measure of the day satisfies that, of all days"},
};

constexpr std::array places{"step.", "touchpoint.", "phase.", "lane."};

/// Whether what follows `end` is the rest of a word.
bool ends_word(std::string_view path, std::size_t end) {
  return end == path.size() || path[end] == '.' || path[end] == '(';
}

bool fits(std::string_view form, std::string_view path) {
  if (path.starts_with("segment.")) {
    // A key holds no dot.
    const std::size_t rest = path.find('.', std::string_view("segment.").size());
    return rest != std::string_view::npos && fits(form, path.substr(rest + 1));
  }
  if (form == "share_of_days" || form == "stage" || form.starts_with("journey.") || form.starts_with("experience.") ||
      form.starts_with("economics.") || form == "cost" || form == "throughput")
    return path.starts_with(form) && ends_word(path, form.size());
  const bool of_staff = form.starts_with("staff.");
  const std::string_view quantity = form.substr(of_staff ? std::string_view("staff").size() : anywhere.size() - 1);
  const bool is_there = of_staff ? path.starts_with("staff.")
                                 : std::any_of(places.begin(), places.end(),
                                               [path](const char* place) { return path.starts_with(place); });
  if (!is_there) return false;
  // Names of phases may hold anything, so the quantity is looked for from the end.
  const std::size_t at = path.rfind(quantity);
  return at != std::string_view::npos && ends_word(path, at + quantity.size());
}

}  // namespace

std::vector<Definition> definitions_of(const ExperimentResult& result) {
  std::vector<Definition> found;
  for (const Definition& definition : definitions) {
    const bool is_used = std::any_of(result.measures.begin(), result.measures.end(), [&](const Measure& measure) {
      return !measure.path.starts_with("segment.") && fits(definition.form, measure.path);
    });
    if (is_used) found.push_back(definition);
  }
  return found;
}

std::string_view definition_of(std::string_view path) {
  const auto found = std::find_if(definitions.begin(), definitions.end(),
                                  [path](const Definition& definition) { return fits(definition.form, path); });
  return found == definitions.end() ? std::string_view() : found->words;
}

bool is_defined(std::string_view path) {
  return std::any_of(definitions.begin(), definitions.end(),
                     [path](const Definition& definition) { return fits(definition.form, path); });
}

}  // namespace throughline
