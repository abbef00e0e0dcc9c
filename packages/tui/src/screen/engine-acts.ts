import { plainPhrase, safeText } from '@heaptide/report';
import type { CaptureEntry } from '../engine/capture-entry.js';
import { functionName } from '../sites/site-names.js';
import type { ExportRequest, WatchEngine } from '../engine/watch-engine.js';
import { holderNote } from '../why/holder-note.js';
import type { AskableSite } from '../why/site-answer.js';
import type { CostlyAct } from './question.js';

const EVERY = { least: 1000, most: 600_000, factor: 2 };

/** What keys make an engine do. Answers are the line that says what became of it; raw text. */
export class EngineActs {
  readonly #engine: WatchEngine;

  constructor(engine: WatchEngine) {
    this.#engine = engine;
  }

  pause(): void {
    const { paused, isLive } = this.#engine.getSnapshot();
    if (paused) this.#engine.release();
    else if (isLive) this.#engine.hold();
  }

  changePace(isFaster: boolean): void {
    const { everyMs } = this.#engine.getSnapshot();
    const next = isFaster ? everyMs / EVERY.factor : everyMs * EVERY.factor;
    this.#engine.setEvery(Math.round(Math.max(EVERY.least, Math.min(EVERY.most, next))));
  }

  async nextUnit(): Promise<string> {
    const { units, report } = this.#engine.getSnapshot();
    if (report === undefined || units.length < 2) return 'there is no other unit of work';
    const next = units[(units.indexOf(report.unit) + 1) % units.length]!;
    await this.#engine.setUnit(next);
    return `growth is per ${safeText(next)} now, judged anew`;
  }

  turnPin(capture: CaptureEntry | undefined): void {
    if (capture !== undefined) this.#engine.mark(capture.number, { pinned: !capture.pinned });
  }

  writeNote(capture: CaptureEntry | undefined, note: string): void {
    if (capture !== undefined) this.#engine.mark(capture.number, { note: note.trim() });
  }

  setBaseline(capture: CaptureEntry | undefined): string {
    if (capture === undefined) return 'no capture yet';
    this.#engine.setBaseline(capture.number);
    return `baseline is capture ${capture.number}: 2 shows what changed since`;
  }

  /** What was asked for twice. */
  async do(act: CostlyAct): Promise<string | undefined> {
    switch (act) {
      case 'capture':
        this.#engine.captureNow();
        return undefined;
      case 'snapshot':
        return `heap snapshot written to ${await this.#engine.heapSnapshot()}`;
      case 'exact': {
        const on = this.#engine.getSnapshot().exact === undefined;
        await this.#engine.setExact(on);
        return on ? 'exact sites are on until x again' : 'exact sites are off again';
      }
    }
  }

  /** Asks who keeps what the site makes, and gives the answer in a line. */
  async askWhy({ place }: AskableSite): Promise<string> {
    const { label, text } = holderNote(await this.#engine.askWhy(place));
    return `${safeText(functionName(place.function))}: ${label} ${plainPhrase(text)}`;
  }

  export(kind: ExportRequest['kind'], { a, b }: ExportedCaptures): Promise<string> {
    const capture = b ?? this.#engine.getSnapshot().entries.at(-1)?.number;
    if (capture === undefined) return Promise.resolve('nothing to export yet');
    return this.#engine.export({ kind, capture, base: a });
  }
}

export interface ExportedCaptures {
  readonly a: CaptureEntry['number'] | undefined;
  /** The newest one when it is not said. */
  readonly b: CaptureEntry['number'] | undefined;
}
