import type { WhyAnswer } from '@heaptide/why';
import { describe, expect, it } from 'vitest';
import { judgeAnswer } from './judge-answer.js';

const held = {
  state: 'held',
  holder: {
    name: 'sessions',
    class: 'Map',
    kind: 'Map',
    file: 'a.mjs',
    path: [
      { label: 'app', class: 'App' },
      { label: '.sessions', class: 'Map' },
    ],
    below: [{ label: '[value]', class: 'Session' }],
  },
  chain: null,
} as unknown as WhyAnswer;

describe('an answer', () => {
  it('is right where it names the state, the collection and the path', () => {
    const right = [
      { state: 'held', holder: 'sessions', kind: 'Map', path: ['app', 'sessions', '[value]'] },
    ] as const;
    expect(judgeAnswer({ right }, held)).toBe('right');
  });

  it.each([
    { state: 'held', holder: 'users' },
    { state: 'held', kind: 'Set' },
    { state: 'held', path: ['sessions', 'app'] },
    { state: 'dies' },
  ] as const)('is wrong where %o is right', (right) => {
    expect(judgeAnswer({ right: [right] }, held)).toBe('wrong');
  });

  it('that does not know accuses nothing', () => {
    const alive = { ...held, state: 'alive', holder: null } as WhyAnswer;
    expect(judgeAnswer({ right: [{ state: 'held' }] }, alive)).toBe('not reached');
    expect(judgeAnswer({ right: [{ state: 'held' }] }, { ...held, state: 'alive' })).toBe('wrong');
  });
});
