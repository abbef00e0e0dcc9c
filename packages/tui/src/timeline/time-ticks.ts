import { timeOfDay } from '@heaptide/report';

export interface TimeTick {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Local time, as exact as the distance of the ticks asks for. */
  readonly label: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * DAY),
];
/** Cells free between two labels. */
const GAP = 4;

/** Round moments from `from` to `to`, so far apart that their labels fit on an axis of `cells` cells. */
export function timeTicks({
  from,
  to,
  cells,
}: {
  readonly from: number;
  readonly to: number;
  readonly cells: number;
}): readonly TimeTick[] {
  const span = to - from;
  if (span <= 0) return [{ at: from, label: timeOfDay(from) }];
  const manyDays = span > DAY;
  const step =
    STEPS.find((one) => (cells * one) / span >= labelWidth(one, manyDays) + GAP) ??
    Math.ceil(span / 2 / DAY) * DAY;
  const offset = new Date(from).getTimezoneOffset() * MINUTE;
  const ticks: TimeTick[] = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step)
    ticks.push({ at, label: label(at, step, manyDays) });
  // A series shorter than the way to the next round moment still has a beginning.
  return ticks.length > 0 ? ticks : [{ at: from, label: timeOfDay(from) }];
}

/** Month and day of a moment, local: `03-11`. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  return `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function label(at: number, step: number, manyDays: boolean): string {
  if (step >= DAY) return dayOf(at);
  const time = step < MINUTE ? timeOfDay(at) : timeOfDay(at).slice(0, 5);
  return manyDays ? `${dayOf(at)} ${time}` : time;
}

function labelWidth(step: number, manyDays: boolean): number {
  if (step >= DAY) return 5;
  return (step < MINUTE ? 8 : 5) + (manyDays ? 6 : 0);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
