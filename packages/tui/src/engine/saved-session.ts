import type { GrowthReport } from '@heaptide/growth';
import type { Capture } from '@heaptide/targets';
import type { OpenDirectoryOptions, OpenedSeries } from '../captures/open-directory.js';
import type { CaptureShelf } from '../captures/capture-shelf.js';
import { boundReport } from '../session/bounded-report.js';
import type { CaptureJudge } from '../session/watch-session.js';
import type { WatchSeries, WatchState } from '../session/watch-state.js';
import type { SeriesJudge } from './engine-options.js';
import type { EngineSession } from './engine-session.js';
import { takeIntoSeries } from './take-into-series.js';

export interface SavedSessionOptions {
  /** Of the series, as the user named it. */
  readonly name: string;
  /** Reads the series, in order of time. */
  readonly open: (options: Omit<OpenDirectoryOptions, 'directory'>) => Promise<OpenedSeries>;
  readonly mapCapture: (capture: Capture) => Capture;
  readonly createHunt: () => SeriesJudge;
  readonly now: () => number;
  readonly onShelf: (shelf: CaptureShelf) => void;
  readonly onChange: () => void;
  /** Told what of the directory is not shown; raw text. */
  readonly onProblem: (text: string) => void;
}

const NOTHING = (): void => undefined;

/** A saved series, read once and judged: the newest life of the process in it. */
export class SavedSession implements EngineSession {
  readonly #options: SavedSessionOptions;
  readonly #listeners = new Set<() => void>();
  #series: WatchSeries = { captureCount: 0 };
  #state: WatchState;

  constructor(options: SavedSessionOptions) {
    this.#options = options;
    this.#state = this.#snapshot('connecting');
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  getSnapshot(): WatchState {
    return this.#state;
  }

  /** @throws {HeaptideError} as `open` does. */
  async run(signal: AbortSignal): Promise<void> {
    const { open, mapCapture, createHunt, onProblem, onShelf, onChange } = this.#options;
    let hunt: SeriesJudge | undefined;
    let lastLife = 0;
    const opened = await untilAborted(
      open({
        signal,
        onProblem,
        onChange,
        onCapture: (capture, { life }) => {
          const isRestart = life !== lastLife && lastLife > 0;
          if (life !== lastLife || hunt === undefined) hunt = createHunt();
          lastLife = life;
          const { judge, reason } = takeIntoSeries(hunt, mapCapture(capture), createHunt);
          hunt = judge;
          this.#count(capture, isRestart ? 'the process restarted' : reason);
        },
      }),
      signal,
    );
    if (opened === undefined) return;
    const { shelf, notes } = opened;
    onShelf(shelf);
    if (notes.length > 0) onProblem(notes.join('; '));
    if (hunt !== undefined) this.#tell(hunt.report());
    if (!signal.aborted)
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }

  judgeWith(_judge: CaptureJudge, report: GrowthReport): void {
    this.#tell(report);
  }

  /** Nothing comes that could be asked for, awaited or held back. */
  readonly captureNow = NOTHING;
  readonly setEvery = NOTHING;
  readonly hold = NOTHING;
  readonly release = NOTHING;

  #count({ metadata }: Capture, reason: string | undefined): void {
    const at = Date.parse(metadata!.time);
    this.#series = {
      ...this.#series,
      ...(reason === undefined ? {} : { restart: { at, reason } }),
      latest: metadata!,
      receivedAt: at,
      captureCount: reason === undefined ? this.#series.captureCount + 1 : 1,
    };
  }

  #tell(report: GrowthReport): void {
    this.#series = { ...this.#series, report: boundReport(report) };
    this.#state = this.#snapshot('saved');
    for (const listener of [...this.#listeners]) listener();
  }

  #snapshot(state: 'connecting' | 'saved'): WatchState {
    const { name, now } = this.#options;
    return {
      ...this.#series,
      name,
      everyMs: 0,
      connection: { state, since: now() },
      paused: false,
      queued: 0,
      captureAsked: false,
    };
  }
}

/** What `opening` gives; `undefined` where `signal` has ended it. */
async function untilAborted<Value>(opening: Promise<Value>, signal: AbortSignal): Promise<Value | undefined> {
  try {
    return await opening;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
