import { type GrowthReport, isDecided } from '@heaptide/growth';
import { agentEnvironment } from '../program/agent-environment.js';
import { ProgramFailure } from '../program/program-failure.js';
import type { ChildGroup } from '../program/child-group.js';
import { ChildGroups } from '../program/child-groups.js';
import { HeapSeries, type HeapSeriesOptions } from './heap-series.js';
import { heapUrls } from '../program/program-urls.js';
import type { Readiness } from './readiness.js';
import { type RoundProgress, runRounds } from './run-rounds.js';
import { runWork } from './run-work.js';
import { workMeanwhile } from './work-meanwhile.js';
import { endingText } from '../program/ending.js';
import { LAST_LINES } from '../program/output-tail.js';
import { untilReady } from './start-program.js';
import { redSites } from '../why/red-site.js';

export interface RunCheckOptions extends Omit<HeapSeriesOptions, 'heapUrl' | 'timeoutMs'> {
  readonly program: readonly string[];
  readonly work: string;
  readonly rounds: number;
  readonly warmup: number;
  readonly ready: Readiness | undefined;
  readonly process: number;
  readonly interval: number;
  readonly exactSites: boolean;
  /** URL of the module that starts the agent. */
  readonly register: string;
  /** Bound on coming up, and on one capture. */
  readonly timeoutMs: number;
  readonly roundTimeoutMs: number;
  readonly env: NodeJS.ProcessEnv;
  /** Gets what the program and the work print. */
  readonly pass: (text: string) => void;
  readonly onReady: (program: { readonly processes: number; readonly url: string | undefined }) => void;
  readonly onRound: (progress: RoundProgress & { readonly heapUsed: number }) => void;
  /** Asks the program who retains what its sites make, while work is done; `ends` is aborted with the check, and the program. */
  readonly askWhy?: (growth: GrowthReport, heapUrl: URL, ends: AbortSignal) => Promise<GrowthReport>;
  /** Aborted to end the check early. */
  readonly signal: AbortSignal;
}

/** What came of the rounds. */
export interface CheckRun {
  readonly growth: GrowthReport;
  readonly rounds: number;
  readonly seconds: number;
  readonly exactSites: boolean;
  readonly worked: boolean;
}

/** A program whose capture fails may be found to have ended a moment later. */
const END_SHOWS_WITHIN_MS = 500;

/**
 * Starts the program with the agent, has the work done round by round, and judges what was read. Nothing of either is
 * left when this settles.
 * @throws {ProgramFailure} `HT_E_NOT_READY`, `HT_E_PROGRAM_ENDED`, `HT_E_WORK_FAILED`; what reading and judging captures
 * throws; whatever `signal` is aborted with.
 */
export async function runCheck(options: RunCheckOptions): Promise<CheckRun> {
  const { program, env, pass, signal } = options;
  signal.throwIfAborted();
  const [file, ...args] = program;
  const groups = new ChildGroups(signal);
  try {
    const child = groups.start({
      file: file!,
      args,
      shell: false,
      env: agentEnvironment(env, { ...options, allowWhy: options.askWhy !== undefined }),
      pass,
    });
    const end = new AbortController();
    const ended = child.ended.then((ending) => {
      const message = `the program (${program.join(' ')}) ${endingText(ending)}`;
      const failure = new ProgramFailure('HT_E_PROGRAM_ENDED', message, child.output.lastLines(LAST_LINES));
      end.abort(failure);
      return failure;
    });
    try {
      return await drive(child, groups, { ...options, signal: AbortSignal.any([signal, end.signal]) });
    } catch (error) {
      if (signal.aborted || error instanceof ProgramFailure) throw error;
      throw (await within(ended, END_SHOWS_WITHIN_MS)) ?? error;
    }
  } finally {
    await groups.close();
  }
}

async function drive(child: ChildGroup, groups: ChildGroups, options: RunCheckOptions): Promise<CheckRun> {
  const { signal, work: command, roundTimeoutMs: timeoutMs, pass, rounds, warmup } = options;
  const { heapUrl, url } = await untilReady(child, options);
  options.onReady({ processes: heapUrls(child.output.text).length, url });
  const series = new HeapSeries({ ...options, heapUrl });
  const startedAt = performance.now();
  const work = (round: number, ends = signal): Promise<number> => {
    const named = {
      HEAPTIDE_ROUND: String(round),
      ...(url === undefined ? {} : { HEAPTIDE_PROGRAM_URL: url }),
    };
    return runWork({ groups, command, env: { ...options.env, ...named }, timeoutMs, pass, signal: ends });
  };
  const measured = await runRounds({
    rounds,
    warmup,
    work,
    read: () => series.read(signal),
    isDecided: () => isDecided(series.judge()),
    onRound: (progress) => options.onRound({ ...progress, heapUsed: series.newest?.heapUsed ?? 0 }),
    signal,
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const growth = series.judge();
  const { askWhy } = options;
  return {
    growth:
      askWhy === undefined || redSites(growth).length === 0
        ? growth
        : await workMeanwhile({
            first: warmup + measured + 1,
            work,
            signal,
            use: (ends) => askWhy(growth, heapUrl, ends),
          }),
    rounds: measured,
    seconds,
    exactSites: series.newest?.exactSites === true,
    worked: series.worked,
  };
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
