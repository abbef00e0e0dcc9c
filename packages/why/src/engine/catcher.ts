import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallMeter } from './call-meter.js';
import type { InspectorRecord } from './inspector-connection.js';
import type { ProbeClient } from './probe-client.js';
import {
  argumentOf,
  type CallArgument,
  listOf,
  recordOf,
  type RemoteObject,
  textOf,
} from './remote-object.js';
import { isOfNode, type Position, type Scripts, stopsOf } from './scripts.js';

/** What a round of catching brought. */
export interface Caught {
  readonly calls: number;
  /** Calls that were seen to begin, where that was looked for. */
  readonly entered: number;
  /** Functions that called the site, the nearest first, none of them of Node itself. */
  readonly callers: readonly Position[];
}

export interface CatchOptions {
  readonly calls: number;
  readonly waitMs: number;
  /** Where calls are stopped: as they return, as they begin too, or as they throw. */
  readonly stopAt: 'returns' | 'entries and returns' | 'throws';
  readonly signal: AbortSignal | undefined;
}

const MOST_FRAMES = 60;
/** Later calls have nothing to add about where a walk may begin. */
const CALLS_WITH_FRAMES = 3;
const MOST_CALLERS = 4;
/** A call that awaits may begin and never end. */
const ENTERED_FOR_NOTHING = 3;
/** To stop elsewhere costs the program as much, and tells nothing. */
const MOST_ELSEWHERE = 24;
const FOLLOW_EVERY_MS = 50;
/** In its breakpoints a function is prepared once, and some have dozens of returns. */
const MOST_RETURNS = 8;

/**
 * Catches at a site. Where that does not return, what calls it is seen as it begins, and what it makes it may throw.
 * `catchAt` catches one round of calls; `mayStop` tells whether the process may be stopped any more.
 */
export async function catchAtSite(
  catchAt: (stopAt: CatchOptions['stopAt']) => Promise<Caught>,
  mayStop: () => boolean,
): Promise<Caught> {
  const returned = await catchAt('returns');
  if (returned.calls > 0) return returned;
  const begun = await catchAt('entries and returns');
  if (begun.calls === 0 && begun.entered > 0 && mayStop()) await catchAt('throws');
  return begun;
}

/**
 * Stops the main thread at the returns of a function, or where it throws, hands the probe what is there, and lets it go
 * on. The order to go on is sent together with the order to take, so that nothing of ours can come between.
 */
export class Catcher {
  readonly #meter: CallMeter;
  readonly #probe: ProbeClient;
  readonly #scripts: Scripts;
  readonly #pauseBudgetMs: number;
  readonly #pauses: number[] = [];
  #onPause: ((event: InspectorRecord) => void) | undefined;

  constructor(meter: CallMeter, probe: ProbeClient, scripts: Scripts, pauseBudgetMs: number) {
    this.#meter = meter;
    this.#probe = probe;
    this.#scripts = scripts;
    this.#pauseBudgetMs = pauseBudgetMs;
    meter.on('Debugger.paused', (event) => {
      if (this.#onPause === undefined) void this.#resume();
      else this.#onPause(event);
    });
  }

  /** Milliseconds of each stop. */
  get pauses(): readonly number[] {
    return this.#pauses;
  }

  get hasPauseLeft(): boolean {
    return this.#pauses.reduce((sum, ms) => sum + ms, 0) < this.#pauseBudgetMs;
  }

  /** Catches so many calls of the function that begins there, or what comes within the time. */
  async catchCalls(start: Position, { calls: want, waitMs, stopAt, signal }: CatchOptions): Promise<Caught> {
    const breakpoints: string[] = [];
    const callers = new Map<string, Position>();
    const failures: Error[] = [];
    const under: Promise<unknown>[] = [];
    let calls = 0;
    let entered = 0;
    let elsewhere = 0;
    let entryId: string | undefined;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const isDone = (): boolean =>
      calls >= want ||
      entered >= want * ENTERED_FOR_NOTHING ||
      elsewhere >= MOST_ELSEWHERE ||
      failures.length > 0 ||
      !this.hasPauseLeft;
    const stopsAtThrows = stopAt === 'throws';
    const disarm = async (): Promise<void> => {
      await Promise.all([
        this.#remove(breakpoints.splice(0)),
        stopsAtThrows ? this.#stopAtThrows(false).catch(() => undefined) : undefined,
      ]);
    };
    const fail = (error: unknown): void => {
      failures.push(error instanceof Error ? error : new Error(String(error)));
      finish();
    };
    this.#onPause = (event) => {
      const began = performance.now();
      const frames = listOf(event.callFrames).slice(0, MOST_FRAMES);
      const depth = listOf(event.callFrames).length;
      const hit = Array.isArray(event.hitBreakpoints) ? (event.hitBreakpoints as unknown[]) : [];
      if (!this.#isOfSite(event, frames[0]?.functionLocation, start)) {
        elsewhere++;
      } else if (entryId !== undefined && hit.includes(entryId)) {
        if (!isDone()) {
          if (entered++ === 0) this.#noteCallers(frames, callers);
          this.#time(this.#probe.run('enter', depth).catch(fail), began, under);
        }
      } else if (!isDone() && frames.length > 0) {
        calls++;
        if (calls === 1) this.#noteCallers(frames, callers);
        const made = recordOf(isThrow(event) ? event.data : frames[0]!.returnValue);
        const args = this.#argumentsOf(made, calls <= CALLS_WITH_FRAMES ? frames : frames.slice(0, 1));
        this.#time(this.#probe.runWith('take', { value: depth }, ...args).catch(fail), began, under);
      }
      if (isDone()) under.push(disarm());
      under.push(this.#resume());
      if (isDone()) finish();
    };
    const timer = setTimeout(finish, waitMs);
    const endPrompt = this.#meter.promptly();
    const onAbort = (): void => finish();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      if (stopsAtThrows) await this.#stopAtThrows(true);
      else {
        const { entry, returns } = await stopsOf(this.#meter, start);
        for (const location of returns.slice(0, MOST_RETURNS)) {
          breakpoints.push(await this.#setBreakpoint(location));
          if (isDone()) break;
        }
        if (stopAt === 'entries and returns' && entry !== undefined && !isDone()) {
          breakpoints.push((entryId = await this.#setBreakpoint(entry)));
        }
      }
      if (!isDone() && (breakpoints.length > 0 || stopsAtThrows)) await finished;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      await disarm();
      await Promise.all(under);
      this.#onPause = undefined;
      endPrompt();
    }
    if (failures[0] !== undefined) throw failures[0];
    return { calls, entered, callers: [...callers.values()] };
  }

  /**
   * Follows so many calls without stopping: what is set at the beginning and the returns are conditions that call the probe
   * and never hold. About 0.2 ms a call. `locals`: variables to be caught.
   */
  async followCalls(
    start: Position,
    {
      calls: want,
      waitMs,
      locals,
      signal,
    }: Omit<CatchOptions, 'stopAt'> & { readonly locals: readonly string[] },
  ): Promise<number> {
    const name = `heaptide.why.${randomUUID()}`;
    const probe = `globalThis[Symbol.for(${JSON.stringify(name)})]`;
    const handed = locals.map((local) => `(() => { try { return ${local}; } catch {} })()`).join(', ');
    const { entry, returns } = await stopsOf(this.#meter, start);
    const breakpoints: string[] = [];
    const before = (await this.#probe.run('calls')) as number;
    let calls = 0;
    await this.#probe.run('wantLocals', ...locals);
    await this.#probe.expose(name);
    try {
      for (const location of returns.slice(0, MOST_RETURNS)) {
        breakpoints.push(await this.#setCondition(location, `(${probe}.leave(${handed}), false)`));
      }
      if (entry !== undefined) {
        breakpoints.push(await this.#setCondition(entry, `(${probe}.enter(), false)`));
      }
      const end = performance.now() + waitMs;
      while (calls < want && performance.now() < end && signal?.aborted !== true) {
        await sleep(FOLLOW_EVERY_MS);
        calls = ((await this.#probe.run('calls')) as number) - before;
      }
    } finally {
      await this.#remove(breakpoints);
      await this.#probe.hide(name);
    }
    return calls;
  }

  /**
   * What is thrown may be thrown anywhere; and where a file was changed and loaded anew, another function may lie where the
   * site did.
   */
  #isOfSite(
    event: InspectorRecord,
    location: unknown,
    { scriptId, lineNumber, columnNumber }: Position,
  ): boolean {
    const at = recordOf(location);
    const isSameScript = at.scriptId === scriptId;
    if (isSameScript && !isThrow(event)) return true;
    const isSameFile =
      isSameScript || this.#scripts.urlOf(textOf(at.scriptId)) === this.#scripts.urlOf(scriptId);
    return isSameFile && at.lineNumber === lineNumber && at.columnNumber === columnNumber;
  }

  #noteCallers(frames: readonly InspectorRecord[], callers: Map<string, Position>): void {
    for (const frame of frames.slice(1)) {
      const { scriptId, lineNumber, columnNumber } = recordOf(frame.functionLocation);
      const position = {
        scriptId: textOf(scriptId),
        lineNumber: Number(lineNumber ?? 0),
        columnNumber: Number(columnNumber ?? 0),
      };
      if (isOfNode(this.#scripts.urlOf(position.scriptId))) continue;
      if (callers.size < MOST_CALLERS) callers.set(JSON.stringify(position), position);
    }
  }

  #argumentsOf(returned: InspectorRecord, frames: readonly InspectorRecord[]): CallArgument[] {
    const name = textOf(frames[0]!.functionName);
    const constructs = returned.type === 'undefined' && /^[A-Z]/.test(name);
    const args: CallArgument[] = [argumentOf(returned), { value: constructs }];
    for (const frame of frames) args.push(...this.#frameArguments(frame));
    return args;
  }

  #frameArguments(frame: InspectorRecord): CallArgument[] {
    const url = this.#scripts.urlOf(textOf(recordOf(frame.location).scriptId));
    const name = { value: textOf(frame.functionName) };
    if (isOfNode(url)) return [name, { value: url }, { value: null }, { value: 0 }];
    const scopes = listOf(frame.scopeChain).filter(({ type }) => type !== 'global');
    const args = scopes.flatMap(({ type, name: scopeName, startLocation, object }) => [
      { value: type === 'closure' && isWholeScript(startLocation) ? 'module' : textOf(type) },
      { value: textOf(scopeName) },
      argumentOf(recordOf(object) as RemoteObject),
    ]);
    const self = argumentOf(recordOf(frame.this));
    return [name, { value: url }, self, { value: scopes.length }, ...args];
  }

  /** In every script of that URL, since a file that is loaded anew is another script. */
  async #setBreakpoint({ scriptId, lineNumber, columnNumber }: Position): Promise<string> {
    const url = this.#scripts.urlOf(scriptId);
    const { breakpointId } =
      url === ''
        ? await this.#meter.call('Debugger.setBreakpoint', {
            location: { scriptId, lineNumber, columnNumber },
          })
        : await this.#meter.call('Debugger.setBreakpointByUrl', { url, lineNumber, columnNumber });
    return textOf(breakpointId);
  }

  /** In that script only: where the program is not stopped, nobody sees which function it is in. */
  async #setCondition(location: Position, condition: string): Promise<string> {
    const { breakpointId } = await this.#meter.call('Debugger.setBreakpoint', { location, condition });
    return textOf(breakpointId);
  }

  async #stopAtThrows(on: boolean): Promise<void> {
    await this.#meter.call('Debugger.setPauseOnExceptions', { state: on ? 'all' : 'none' });
  }

  /** The answer to what follows may lie in a socket for long after the thread has gone on: it has by the first. */
  #time(answer: Promise<unknown>, began: number, under: Promise<unknown>[]): void {
    under.push(answer.then(() => this.#pauses.push(performance.now() - began)));
  }

  async #remove(breakpoints: readonly string[]): Promise<void> {
    await Promise.all(
      breakpoints.map((breakpointId) =>
        this.#meter.call('Debugger.removeBreakpoint', { breakpointId }).catch(() => undefined),
      ),
    );
  }

  async #resume(): Promise<void> {
    await this.#meter.call('Debugger.resume').catch(() => undefined);
  }
}

function isThrow({ reason }: InspectorRecord): boolean {
  return reason === 'exception' || reason === 'promiseRejection';
}

/** The function that Node.js wraps a CommonJS module in begins where its script does; its variables are the module's. */
function isWholeScript(startLocation: unknown): boolean {
  const { lineNumber, columnNumber } = recordOf(startLocation);
  return lineNumber === 0 && columnNumber === 0;
}
