import { describe, expect, it } from 'vitest';
import { plainPhrase } from '../../src/growth/phrase.js';
import { pathPhrase } from '../../src/postmortem/path-phrase.js';
import type { PathStep } from '../../src/postmortem/postmortem-report.js';
import { sampleReport } from './sample-report.js';

const step = (edge: string, name: string, id: number, repeats?: number): PathStep => ({
  class: name,
  id,
  edge,
  ...(repeats === undefined ? {} : { repeats }),
});
const told = (path: readonly PathStep[], id: number) => {
  const { accumulation } = sampleReport();
  return plainPhrase(pathPhrase({ ...accumulation!, path, holder: { ...accumulation!.holder, id } }));
};

describe('the way from a root to what piles up', () => {
  it('ends in how many are held', () => {
    const path = [step('', 'global', 1), step('.sessions', 'Map', 2), step('table', '(array)', 3)];
    expect(told(path, 2)).toBe('global -> .sessions Map -> 41,233 x SessionRecord');
  });

  it('leaves out what V8 has between the root and a variable', () => {
    const path = [
      step('', 'stack', 1),
      step('2', 'system / SourceTextModule', 2),
      step('context', 'system / Context', 3),
      step('variable cache of a.mjs', 'Cache', 4),
      step('.records', 'Map', 5),
    ];
    expect(told(path, 5)).toBe(
      'stack -> (2 steps) -> variable cache of a.mjs Cache -> .records Map -> 41,233 x SessionRecord',
    );
  });

  it('tells runs once, and of a long path both ends', () => {
    const path = [step('', 'global', 1), step('.next', 'Node', 2, 124), step('.data', 'Map', 3)];
    expect(told(path, 3)).toContain('.next Node (x124) -> .data Map');
    const long = Array.from({ length: 30 }, (_, n) => step(n === 0 ? '' : `.p${n}`, 'Box', n));
    expect(told(long, 29)).toBe(
      'Box -> .p1 Box -> .p2 Box -> .p3 Box -> .p4 Box -> .p5 Box -> .p6 Box -> (18 steps) -> ' +
        '.p25 Box -> .p26 Box -> .p27 Box -> .p28 Box -> .p29 Box -> 41,233 x SessionRecord',
    );
  });
});
