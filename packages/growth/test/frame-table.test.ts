import { ProfileBuilder } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { FOREIGN, FrameTable, isAgent, OURS } from '../src/frame-table.js';

type Place = readonly [name: string, file: string, line?: number, column?: number];

/** A profile with one location, of these functions, the innermost first. */
function profileOf(...places: readonly Place[]) {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }], period: 1 });
  const lines = places.map(([name, filename, line = 1, column = 1]) => ({
    function: builder.func({ name, filename, startLine: line }),
    line,
    column,
  }));
  builder.sample({ stack: [builder.location({ lines })], values: [1], labels: [] });
  return builder.build();
}

describe('FrameTable', () => {
  it('numbers a function once, by its name and by where it begins', () => {
    const table = new FrameTable();
    const number = (...place: Place): number => table.applicationFrame(profileOf(place), 0);
    const put = number('put', '/app/store.js', 3, 7);
    expect(number('put', '/app/store.js', 3, 7)).toBe(put);
    const others = [
      number('get', '/app/store.js', 3, 7),
      number('put', '/app/other.js', 3, 7),
      number('put', '/app/store.js', 4, 7),
      number('put', '/app/store.js', 3, 8),
    ];
    expect(new Set([put, ...others]).size).toBe(5);
    expect(table.frames[put]).toEqual({ function: 'put', file: '/app/store.js', line: 3, column: 7 });
  });

  it('finds the innermost function of the application among those inlined into one another', () => {
    const table = new FrameTable();
    const profile = profileOf(
      ['hook', 'heaptide:agent'],
      ['emit', 'node:events'],
      ['put', '/app/a.js'],
      ['main', '/app/b.js'],
    );
    expect(table.frames[table.applicationFrame(profile, 0)]?.function).toBe('put');
    expect([...table.framesOf(profile, 0)].map((frame) => frame.function)).toEqual([
      'hook',
      'emit',
      'put',
      'main',
    ]);
    expect(table.frames[table.innermostFrame(profile, 0)]?.function).toBe('hook');
  });

  it('tells the own functions of Node and of V8 from those of the agent', () => {
    const table = new FrameTable();
    expect(table.applicationFrame(profileOf(['emit', 'node:events'], ['(V8 API)', '']), 0)).toBe(FOREIGN);
    expect(table.applicationFrame(profileOf(['emit', 'node:events'], ['hook', 'heaptide:agent']), 0)).toBe(
      OURS,
    );
  });

  it('has a frame for what has none', () => {
    const table = new FrameTable();
    expect(table.frames[table.nowhere]).toMatchObject({ function: '(no stack)', file: '' });
    expect(table.frames[table.innermostFrame(profileOf(), 0)]).toMatchObject({ function: '', file: '' });
    expect(isAgent(table.frames[table.agent]!)).toBe(true);
    expect(isAgent(table.frames[table.nowhere]!)).toBe(false);
  });
});
