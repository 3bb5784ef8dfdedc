// SPDX-License-Identifier: MIT
const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The unit that a span of seconds is told in: what to divide by, and its name.
export function durationUnit(seconds) {
  if (seconds < 90) return { divisor: 1, name: "seconds" };
  if (seconds < 90 * 60) return { divisor: 60, name: "minutes" };
  if (seconds < 36 * 3600) return { divisor: 3600, name: "hours" };
  return { divisor: 86400, name: "days" };
}

/// Hours after Monday 00:00 as a clock, with the day where more than one is shown.
export function clock(hours, withDay) {
  const minutes = Math.round(hours * 60);
  const time = `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return withDay ? `${days[Math.floor(minutes / 1440) % 7]} ${time}` : time;
}

/// Ticks at whole hours: as many as fit the width, on the clock.
export function clockAxis(from, to, width) {
  const steps = [0.5, 1, 2, 3, 6, 12, 24, 48];
  const most = Math.max(2, width / (to - from > 24 ? 80 : 52));
  const step = steps.find((each) => (to - from) / each <= most) ?? 48;
  const ticks = [];
  for (let hour = Math.ceil(from / step) * step; hour <= to; hour += step) ticks.push(hour);
  return { ticks, tickFormat: (hour) => clock(hour, to - from > 24), label: null };
}
