import type { Findings } from './question.js';
import { hasRoomForWeakMaps } from './room-for-weak-maps.js';
import { pathWords } from './tell.js';

/** What the answer does not tell, in sentences. */
export function unknowns({ judgement, process, watchedMs, collected }: Findings): readonly string[] {
  const { state, holder, calls, caught, alive, notCollected } = judgement;
  const seconds = (watchedMs / 1000).toFixed(1);
  const left: string[] = [];
  if (state === 'held') {
    left.push(
      holder!.noted > 0
        ? `whether entries are taken out later than ${seconds} s: ${holder!.noted - holder!.stayed || 'none'} of ${holder!.noted} that were noted has gone`
        : `whether entries are taken out later than ${seconds} s`,
    );
  }
  const { shortOf, unit } = judgement;
  if (shortOf !== undefined) {
    left.push(
      `why it has no more than ${holder!.entries.at(-1)}: at that rate ${shortOf.work} ${unit!.name.split('.')[0]} so far had left ${Math.round(shortOf.entries)}. It was emptied before, or has begun to grow since`,
    );
  }
  if (holder?.isWhole === false) {
    left.push(`how many more lie at that path: the entries of ${holder.collections} were counted`);
  }
  if (state === 'dies' && caught > 0 && alive === 0) {
    const share = Math.ceil((1 - 0.05 ** (1 / caught)) * 100);
    left.push(`objects that stay now and then: with ${caught} caught, up to ${share} % may (95 % sure)`);
  }
  if (state === 'alive' && caught === 0 && calls > 0) {
    left.push(
      'whether what the site makes stays: no call of it had an object to be caught, as when it makes strings',
    );
  }
  if (notCollected && !collected && state !== 'held') {
    left.push('which of them are garbage: nothing was collected meanwhile');
  }
  if (state === 'alive' && caught > 0) {
    left.push(
      'what holds them: promise reactions, native handles, AsyncLocalStorage and timers that are due soon are not reached by the walk',
    );
    if (!hasRoomForWeakMaps(process))
      left.push('values of WeakMaps: the process has no room to have them listed');
  }
  for (const { file, path } of judgement.tooLarge) {
    left.push(`what ${pathWords({ file, path, below: [] })} holds: it has too many keys to be listed`);
  }
  return left;
}

/** What to do next, in one sentence. */
export function nextStep({ judgement, collected }: Findings): string {
  const { state, holder, notCollected, keptBy } = judgement;
  switch (state) {
    case 'held':
      if (holder!.kind === 'Timers') return 'find where these timers should be cleared, and are not';
      return `find where entries of ${holder!.name} should be removed, and are not`;
    case 'chain':
      return 'cut the chain: let what is made not keep what was made before it';
    case 'dies':
      return keptBy === null
        ? 'look at another site: what this one makes does not stay'
        : `look at another site: ${keptBy.name} keeps what this one makes, and does not grow`;
    case 'not-called':
      return 'ask again while the site is at work';
    case 'alive':
      return notCollected && !collected
        ? 'ask again with a garbage collection (--gc)'
        : 'take a heap snapshot where memory suffices (--mode snapshot)';
  }
}
