import { count, longBytes as bytes, rate as number } from '@heaptide/profile';
import type { GrowthRate } from './growth-rate.js';
import type { HuntClock } from './hunt-clock.js';
import type { Look } from './look.js';
import type { QueueWait } from './queue-wait.js';
import { CAPTURES_TO_CONFIRM } from './site-standing.js';
import { SECOND, singular } from './work-clock.js';

/** A verdict in words: the reason, and what it leaves open. */
export interface Sentences {
  readonly reason: string;
  readonly caveat?: string;
}

/** What the sentence about a leak is made of. */
export interface LeakFacts {
  readonly look: Look | undefined;
  readonly rate: GrowthRate | undefined;
  readonly readings: HuntClock;
  /** Name of the work counter. */
  readonly unit: string;
  readonly confirmed: boolean;
  /** Captures so far. */
  readonly captures: number;
  /** Little that was allocated here before the hunt began is left. */
  readonly turnsOver: boolean;
}

export function leak({ look, rate, readings, unit, confirmed, captures, turnsOver }: LeakFacts): Sentences {
  const parts: string[] = [];
  const crossing = look?.crossing;
  if (look !== undefined && crossing !== undefined) {
    const alive = crossing.crossed - crossing.died;
    const age = amount(sinceReading(readings, look.age), unit);
    parts.push(`${count(alive)} of ${count(crossing.crossed)} samples older than ${age} are still alive`);
  }
  if (rate !== undefined) {
    const { perUnit, high } = rate.slope;
    const objects = `${number(rate.objectsPerUnit)} ${rate.objectsPerUnit === 1 ? 'object' : 'objects'}`;
    parts.push(`${objects} and ${bytes(perUnit)} ± ${bytes(high - perUnit)} kept per ${singular(unit)}`);
  }
  if (!confirmed) {
    const wait =
      captures < CAPTURES_TO_CONFIRM ? `needs ${CAPTURES_TO_CONFIRM} captures` : 'the newest captures waver';
    parts.push(`not confirmed yet: ${wait}`);
  }
  const caveat = turnsOver ? LATELY : crossing?.died === 0 ? horizon(readings, unit) : undefined;
  return { reason: parts.join('; '), ...(caveat === undefined ? {} : { caveat }) };
}

const LATELY =
  'hardly anything allocated here before the first capture is left: either this began lately, or what is kept is freed in the end';

/** Zero deaths bound the lifetime from below, and no more. */
function horizon(readings: HuntClock, unit: string): string {
  const watched = amount(readings.units.at(-1)! - readings.units[0]!, unit);
  return `nothing kept here was freed within ${watched}: a TTL or a capacity, if there is one, lies beyond that, and would show as deaths`;
}

export function backlog(wait: QueueWait | undefined): string {
  if (wait === undefined) return 'the queue fell behind earlier and has not been seen to drain';
  return (
    `what is queued here waits ${wait.waitRatio.toFixed(1)} times as long as before, at a level arrival rate; ` +
    `${wait.liveRatio.toFixed(1)} times as much is queued`
  );
}

export const BACKLOG_CAVEAT =
  'everything is freed in turn, only ever later: a consumer that catches up ends it';

export function health(look: Look, retracted: boolean): string {
  const withdrawn = retracted ? 'retracted: ' : '';
  const { crossing, survival, age } = look;
  if (look.oldDie)
    return `${withdrawn}the old die: ${count(survival.died)} of ${count(survival.born)} samples have been freed`;
  if (crossing?.late === 0) return `${withdrawn}nothing allocated here lately has outlived ${age} captures`;
  return `${withdrawn}survivors have stopped arriving`;
}

export function growing(look: Look | undefined, series: readonly number[]): Sentences {
  if (look === undefined) {
    return { reason: `${span(series)}; too few samples or captures to tell whether it lasts` };
  }
  if (look.leaks) {
    return {
      reason: 'survivors keep arriving and none are freed',
      caveat: 'another capture that agrees makes it a leak',
    };
  }
  if (look.crossing === undefined) {
    return { reason: `samples die late: nothing older than ${look.age} captures can be judged yet` };
  }
  const { crossed, died } = look.crossing;
  return {
    reason: `${span(series)}; ${count(crossed)} samples have outlived ${look.age} captures, ${count(died)} of them were freed since`,
    ...(look.whole === undefined ? {} : { caveat: arrivals(look.whole.tilt) }),
  };
}

function arrivals(tilt: number): string {
  return `survivors arrive at ${number(100 * Math.exp(tilt))} % of the rate at first`;
}

export function span(series: readonly number[]): string {
  return `live bytes went from ${bytes(series[0] ?? 0)} to ${bytes(series.at(-1) ?? 0)}`;
}

/** Units done in the last `age` readings. */
function sinceReading({ units }: HuntClock, age: number): number {
  return units.at(-1)! - units[Math.max(0, units.length - 1 - age)]!;
}

function amount(units: number, unit: string): string {
  return unit === SECOND ? `${number(units)} s` : `${count(units)} ${units === 1 ? singular(unit) : unit}`;
}
