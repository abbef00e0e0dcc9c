import { duration, safeText, shortBytes, signedBytes } from '@heaptide/report';
import type { DrawingStyle, Tone } from '../../drawing/drawing-style.js';
import { errorLike } from '../../drawing/error-like.js';
import { fitName, measure } from '../../drawing/measured-text.js';
import { functionName } from '../../sites/site-names.js';
import { VERDICT_SIGNS } from '../../sites/verdict-sign.js';
import { endingWords, etaWords, siteName } from '../model/workload-words.js';
import type { PodRow } from '../model/workload-state.js';
import { fitRight } from './fit-right.js';
import { MARGIN, type PodColumn, type PodColumnId } from './pod-columns.js';
import type { PodOrder, PodSort } from './pod-order.js';

export interface PodRowComposerOptions {
  readonly columns: readonly PodColumn[];
  readonly style: DrawingStyle;
  readonly order: PodOrder;
  readonly now: number;
}

const TITLES: Readonly<Record<PodColumnId, string>> = {
  pod: 'POD',
  restarts: 'RST',
  last: 'LAST',
  age: 'AGE',
  memory: 'RSS/LIMIT',
  heap: 'HEAP',
  slope: 'B/S',
  eta: 'ETA',
  site: 'TOP GROWING SITE',
};
const SORTED_AS: Partial<Record<PodColumnId, PodSort>> = {
  pod: 'pod',
  restarts: 'restarts',
  memory: 'memory',
  slope: 'slope',
  eta: 'eta',
};
const LEFT_ALIGNED = new Set<PodColumnId>(['pod', 'last', 'memory', 'site']);
/** Share of the limit from which on memory is short. */
const SHORT_FROM = 0.85;
const LEAST_BAR = 4;

interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

/** Draws the lines of the table of pods; every line is exactly as wide as its columns. */
export class PodRowComposer {
  readonly #options: PodRowComposerOptions;

  constructor(options: PodRowComposerOptions) {
    this.#options = options;
  }

  header(): string {
    const { columns, style } = this.#options;
    const cells = columns.map(({ id, width }) => this.#fit(this.#title(id), { id, width }));
    return style.paint('strong', ' '.repeat(MARGIN) + cells.join(' '));
  }

  row(row: PodRow, { selected }: { readonly selected: boolean }): string {
    const { columns, style } = this.#options;
    const cells = columns.map((column) => {
      const { text, tone } = this.#cell(row, column);
      return { text: this.#fit(text, column), tone };
    });
    if (selected) return style.paint('selected', `> ${cells.map(({ text }) => text).join(' ')}`);
    return `  ${cells.map(({ text, tone }) => style.paint(tone, text)).join(' ')}`;
  }

  #title(id: PodColumnId): string {
    const { order } = this.#options;
    return SORTED_AS[id] === order.column ? TITLES[id] + (order.reversed ? '^' : 'v') : TITLES[id];
  }

  #fit(text: string, { id, width }: PodColumn): string {
    const { ellipsis, ascii } = this.#options.style;
    const name = measure(safeText(text, { ascii }));
    const fit = { width, ellipsis, keep: id === 'pod' ? 'end' : 'both' } as const;
    return LEFT_ALIGNED.has(id) ? fitName(name, fit) : fitRight(name, fit);
  }

  #cell(row: PodRow, column: PodColumn): Cell {
    const { pod, growth } = row;
    switch (column.id) {
      case 'pod':
        return { text: pod.name, tone: row.standing === 'answers' ? 'plain' : 'dim' };
      case 'restarts':
        return { text: String(pod.restarts), tone: pod.restarts > 0 ? 'warning' : 'plain' };
      case 'last':
        return this.#last(row, column.width);
      case 'age':
        return plain(pod.startedAt === undefined ? '-' : duration(this.#options.now - pod.startedAt));
      case 'memory':
        return this.#memory(row, column.width);
      case 'heap':
        return plain(row.heapUsed === undefined ? '-' : shortBytes(row.heapUsed));
      case 'slope':
        return plain(growth === undefined || growth.perSecond === 0 ? '-' : this.#slope(row, column.width));
      case 'eta':
        return {
          text: growth === undefined ? '-' : etaWords(growth),
          tone: growth?.outlook ? 'alarm' : 'plain',
        };
      case 'site':
        return this.#site(row, column.width);
    }
  }

  /** What it waits for, or how the life before ended; without the moment where there is no room for it. */
  #last({ pod, standing }: PodRow, width: number): Cell {
    const { now, style } = this.#options;
    if (standing === 'not-running') return { text: pod.reason ?? pod.state, tone: 'warning' };
    if (pod.isLeaving) return { text: 'terminating', tone: 'dim' };
    if (pod.ending === undefined) return plain('-');
    const tone = pod.ending.isOutOfMemory ? 'alarm' : 'warning';
    const whole = endingWords(pod.ending, now, style);
    const fitting = [whole, whole.replace(/ ago$/, ''), safeText(pod.ending.short, style)];
    return { text: firstThatFits(fitting, width), tone };
  }

  #memory({ memory }: PodRow, width: number): Cell {
    if (memory === undefined) return plain('n/a');
    const { used, limit } = memory;
    if (limit === undefined || !(limit > 0))
      return plain(firstThatFits([`${shortBytes(used)}, no limit`, shortBytes(used)], width));
    const share = used / limit;
    const percent = `${Math.round(share * 100)}%`;
    const bar = Math.max(LEAST_BAR, width - percent.length - 3);
    const filled = Math.max(0, Math.min(bar, Math.round(share * bar)));
    const text = `[${'#'.repeat(filled)}${'-'.repeat(bar - filled)}] ${percent}`;
    return { text: text.length <= width ? text : percent, tone: share >= SHORT_FROM ? 'alarm' : 'plain' };
  }

  #slope({ growth }: PodRow, width: number): string {
    const { perSecond, error } = growth!;
    const withError = `${signedBytes(perSecond)} ${this.#options.style.plusMinus}${errorLike(error, perSecond)}`;
    return withError.length <= width ? withError : signedBytes(perSecond);
  }

  #site({ growth, standing, problem = 'no answer', captureCount }: PodRow, width: number): Cell {
    const { ascii } = this.#options.style;
    if (standing === 'no-agent') {
      const whole = `no agent: ${safeText(problem, { ascii })}`;
      return { text: firstThatFits([whole, 'no agent'], width), tone: 'dim' };
    }
    if (standing === 'fails') return { text: problem, tone: 'warning' };
    if (standing !== 'answers' || growth === undefined) return { text: '-', tone: 'dim' };
    const [top] = growth.sites;
    if (top !== undefined) {
      const { sign, tone } = VERDICT_SIGNS[top.verdict];
      const name = safeText(functionName(top.function), { ascii });
      const fitting = [siteName(top, { ascii }), name].map((text) => `${sign.trim()} ${text}`);
      return { text: firstThatFits(fitting, width), tone };
    }
    if (growth.offHeap !== undefined)
      return { text: `${growth.offHeap.memory} memory grows`, tone: 'warning' };
    if (growth.verdict === 'clean') return { text: 'clean', tone: 'good' };
    return { text: `${captureCount} captured`, tone: 'dim' };
  }
}

/** The first of several ways to say it, all safe text, that there is room for; the last where there is none. */
function firstThatFits(texts: readonly string[], width: number): string {
  return texts.find((text) => measure(safeText(text)).width <= width) ?? texts.at(-1)!;
}

function plain(text: string): Cell {
  return { text, tone: 'plain' };
}
