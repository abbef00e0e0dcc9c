import { count } from '@heaptide/report';
import type { WhyAnswer } from '@heaptide/targets';
import { growthText } from './holder-note.js';

type PathStep = NonNullable<WhyAnswer['holder']>['path'][number];

/** One step of the way from a module down to what was caught. Raw text. */
export interface ShownStep {
  readonly name: string;
  /** Empty where it says nothing: of the module, and of plain objects. */
  readonly class: string;
  /** It is what keeps them. */
  readonly isHolder: boolean;
  readonly remark: string;
}

/** A longer way is shortened in its middle. */
const MOST_STEPS = 24;

/** The way that the answer tells, step by step; none where nothing was found that keeps them. */
export function pathSteps({ holder, chain, unit, canaries, site }: WhyAnswer): readonly ShownStep[] {
  if (holder !== null) {
    const { entries, below } = holder;
    const [first, last] = [entries[0], entries.at(-1)];
    const grown = first === undefined || last === undefined ? '' : `${count(first)} to ${count(last)}, `;
    const above = [...moduleStep(holder.file), ...holder.path.map((step) => shown(step))];
    const holding = { ...above.at(-1)!, isHolder: true, remark: grown + growthText(holder, unit?.name) };
    const inside = below.map((step) => shown(step));
    return shortened([
      ...above.slice(0, -1),
      holding,
      ...withLast(inside, caughtText(canaries, site.function)),
    ]);
  }
  if (chain === null) return [];
  const repeated = chain.unit.map((step) => shown(step));
  const way = [...moduleStep(chain.file), ...chain.path.map((step) => shown(step))];
  const links = withLast(repeated, `and so on, ${count(chain.times)} times or more`).map((step) => ({
    ...step,
    isHolder: true,
  }));
  return shortened([...way, ...links]);
}

function moduleStep(file: string): readonly ShownStep[] {
  if (file === '') return [];
  return [{ name: file.split(/[/\\]/).at(-1)!, class: '', isHolder: false, remark: 'module' }];
}

function shown({ label, class: name }: PathStep): ShownStep {
  return { name: label, class: name === 'Object' ? '' : name, isHolder: false, remark: '' };
}

function withLast(steps: readonly ShownStep[], remark: string): readonly ShownStep[] {
  return steps.map((step, index) => (index === steps.length - 1 ? { ...step, remark } : step));
}

function caughtText({ inHolder, caught }: WhyAnswer['canaries'], name: string): string {
  return inHolder > 0 ? `${inHolder} of ${caught} caught` : `of ${name}`;
}

function shortened(steps: readonly ShownStep[]): readonly ShownStep[] {
  const left = steps.length - MOST_STEPS;
  if (left <= 0) return steps;
  const half = MOST_STEPS / 2;
  const between = { name: `${left + 1} more steps`, class: '', isHolder: false, remark: '' };
  return [...steps.slice(0, half), between, ...steps.slice(steps.length - half + 1)];
}
