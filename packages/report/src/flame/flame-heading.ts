import { formatAmount } from './browser/format-amount.js';
import { formatChange } from './browser/format-change.js';
import type { FlameData } from './flame-data.js';
import type { FlameTree } from './flame-tree.js';

export interface FlameOptions {
  /** By default the program's name. */
  readonly title?: string;
  /** Where the profile came from: files, addresses. */
  readonly sources?: readonly string[];
  /** Where the base came from. */
  readonly baseSources?: readonly string[];
}

/** What stands above a flame graph. Not safe to show yet. */
export interface FlameHeading {
  readonly title: string;
  /** `2.31 MiB → 9.40 MiB`, or one amount. */
  readonly amount: string;
  /** `+7.09 MiB ×4.07`; `''` without a base. */
  readonly change: string;
  readonly facts: readonly string[];
}

export function flameHeading(tree: FlameTree, data: FlameData, options: FlameOptions): FlameHeading {
  const { title = tree.program, sources = [], baseSources = [] } = options;
  const sum = (column: readonly number[]): number => column.reduce((all, value) => all + value, 0);
  const after = sum(data.self);
  const before = data.before === undefined ? undefined : sum(data.before);
  const of = (value: number): string => formatAmount(value, data.kind);
  const differs = before !== undefined;
  const facts = [
    differs ? span(tree.baseTime, tree.time) : timeOf(tree.time),
    baseSources.length + sources.length === 0
      ? ''
      : differs
        ? `${listed(baseSources)} → ${listed(sources)}`
        : listed(sources),
    `${counted(data.names.length, 'function')} on ${counted(tree.length - data.folded.length - 1, 'path')}`,
    tree.foldedNodes === 0 ? '' : `${counted(tree.foldedNodes, 'small path')} folded`,
    tree.cutSamples === 0 ? '' : `${counted(tree.cutSamples, 'stack')} cut short`,
  ];
  return {
    title: title === '' ? 'heap profile' : title,
    amount: differs ? `${of(before)} → ${of(after)}` : of(after),
    change: differs
      ? `${formatAmount(after - before, data.kind, { signed: true })} ${formatChange(before, after)}`
      : '',
    facts: facts.filter((fact) => fact !== ''),
  };
}

/** `2026-11-22 18:24:23 UTC`; `''` when unknown or outside what a date can be. */
function timeOf(milliseconds: number): string {
  if (milliseconds === 0 || Math.abs(milliseconds) > 8.64e15) return '';
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `2026-11-22 18:24:01 → 18:24:23 UTC`; both in full when they are of different days. */
function span(from: number, to: number): string {
  const [start, end] = [timeOf(from), timeOf(to)];
  if (start === '' || end === '') return start === end ? '' : `${start || '?'} → ${end || '?'}`;
  const sameDay = start.slice(0, 10) === end.slice(0, 10);
  return `${start.replace(/ UTC$/, '')} → ${sameDay ? end.slice(11) : end}`;
}

/** A merged directory has hundreds of sources. */
function listed(sources: readonly string[]): string {
  if (sources.length === 0) return '?';
  return sources.length <= 2 ? sources.join(', ') : `${sources[0]!} and ${sources.length - 1} more`;
}

function counted(number: number, what: string): string {
  return `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;
}
