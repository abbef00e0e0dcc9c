import { ProfileBuilder, subtractBase } from '@heaptide/profile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderFolded } from '../../src/exchange/folded.js';
import { arbitraryHeap, profileOf, SPACE } from '../flame/flame-fixtures.js';

describe('renderFolded', () => {
  it('gives one line a stack, root first, sorted, equal ones summed', () => {
    const profile = profileOf([
      ['main;b', 2],
      ['main;a;x', 1],
      ['main;b', 3],
      ['main', 7],
      ['', 9],
    ]);
    expect(renderFolded(profile)).toBe('main 7\nmain;a;x 1\nmain;b 5\n');
  });

  it('keeps the negative values of a difference, and drops what did not change', () => {
    const difference = subtractBase(
      profileOf([
        ['same', 4],
        ['less', 1],
      ]),
      profileOf([
        ['same', 4],
        ['less', 6],
      ]),
    );
    expect(renderFolded(difference)).toBe('less -5\n');
  });

  it('makes names safe and tells anonymous functions apart by place', () => {
    const builder = new ProfileBuilder({ sampleTypes: SPACE });
    const add = (name: string, startLine: number, value: number): void => {
      const func = builder.func({ name, filename: 'a.js', startLine });
      builder.sample({
        stack: [builder.location({ lines: [{ function: func, line: 1, column: 0 }] })],
        values: [value],
      });
    };
    add('a;b\nc\u202e 12', 1, 1);
    add('(anonymous)', 4, 2);
    add('(anonymous)', 9, 3);
    add('same name', 4, 4);
    add('same name', 9, 5);
    expect(renderFolded(builder.build())).toBe(
      '(anonymous) a.js:4 2\n(anonymous) a.js:9 3\na<U+003B>b␊c<U+202E> 12 1\nsame name 9\n',
    );
  });

  it('takes the sample type asked for', () => {
    const types = [{ type: 'inuse_objects', unit: 'count' }, ...SPACE];
    const profile = profileOf([['f', 2, 300]], { sampleTypes: types });
    expect(renderFolded(profile)).toBe('f 300\n');
    expect(renderFolded(profile, { sampleType: 'inuse_objects' })).toBe('f 2\n');
  });

  it('law: what is on stacks adds up', () => {
    fc.assert(
      fc.property(arbitraryHeap(), (profile) => {
        const { values, stackOffsets, length } = profile.samples;
        let held = 0;
        for (let i = 0; i < length; i++)
          if (stackOffsets[i + 1]! > stackOffsets[i]!) held += values[i * 2 + 1]!;
        const lines = renderFolded(profile).split('\n').slice(0, -1);
        expect(lines.reduce((sum, line) => sum + Number(/-?\d+$/.exec(line)![0]), 0)).toBe(held);
        expect(new Set(lines.map((line) => line.replace(/ -?\d+$/, ''))).size).toBe(lines.length);
      }),
    );
  });
});
