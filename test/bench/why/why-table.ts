import { median } from '../quantiles.js';
import type { ActFigures, ActName } from './service-round.js';

/** What a question may cost a service of that heap. */
const AIMS = { blockMs: 150, addedMib: 15, tookMs: 4000 };
const MIB = 2 ** 20;

export interface ServiceFigures {
  readonly node: string;
  readonly rounds: readonly (readonly ActFigures[])[];
}

/** What each act cost the service, medians of the rounds, as a Markdown table. */
export function whyTable(services: readonly ServiceFigures[]): string {
  const head = [
    'Node',
    'heap',
    'act',
    'time',
    'longest block',
    'added RSS',
    'requests/s before',
    'during',
    'after',
    'aim',
  ];
  const rows = services.flatMap(({ node, rounds }) =>
    namesOf(rounds).map((name) => {
      const own = rounds.map((round) => round.find((each) => each.name === name)!);
      const of = (figure: keyof Omit<ActFigures, 'name'>): number => median(own.map((each) => each[figure]));
      return [
        node,
        `${Math.round(of('heapBytes') / 1e6)} MB`,
        name,
        `${(of('tookMs') / 1000).toFixed(1)} s`,
        `${Math.round(of('blockMs'))} ms`,
        `${(of('addedBytes') / MIB).toFixed(1)} MiB`,
        ...[of('before'), of('during'), of('after')].map((rate) => Math.round(rate).toLocaleString('en-US')),
        aimCell(name, of('tookMs'), of('blockMs'), of('addedBytes') / MIB),
      ];
    }),
  );
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function namesOf(rounds: readonly (readonly ActFigures[])[]): readonly ActName[] {
  return rounds[0]!.map(({ name }) => name);
}

function aimCell(name: ActName, tookMs: number, blockMs: number, addedMib: number): string {
  if (!name.startsWith('why')) return '';
  const isHeld = tookMs <= AIMS.tookMs && blockMs <= AIMS.blockMs && addedMib <= AIMS.addedMib;
  return `≤ ${AIMS.tookMs / 1000} s, ≤ ${AIMS.blockMs} ms, ≤ ${AIMS.addedMib} MiB: ${isHeld ? 'yes' : 'no'}`;
}
