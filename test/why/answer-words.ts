import type { PathStep, WhyAnswer } from '@heaptide/why';

/** What an answer says and what it rests on, in one line. */
export function answerWords({ state, text, holder, chain, canaries, unit }: WhyAnswer): string {
  const kept = `${canaries.alive} of ${canaries.caught} alive, ${canaries.inHolder} in it`;
  const path = holder ?? chain;
  const below = holder === null ? (chain?.unit ?? []) : holder.below;
  const rate = unit === null ? '' : `; ${unit.done} ${unit.name}`;
  const steps = path === null ? '' : `; ${pathText(path.path)} | ${pathText(below)}`;
  return `${state}: ${text} (${kept}${rate}${steps})`;
}

function pathText(steps: readonly PathStep[]): string {
  return steps.map(({ label, class: name }) => `${label}<${name}>`).join(' ');
}
