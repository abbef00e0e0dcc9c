import { expect, it } from 'vitest';
import { nearestCallers, nearestOwnFrames } from '../../src/growth/nearest-frames.js';
import { frame } from './sample-growth.js';

const own = (name: string) => frame(name, '/app/a.js');
const foreign = (name: string) => frame(name, '/app/node_modules/x/i.js');
const names = (frames: readonly { function: string }[]) => frames.map((one) => one.function).join(' ');

it('callers go up to the first that is of the program, whoever the site is of', () => {
  const path = [own('main'), own('handle'), foreign('b'), foreign('a'), foreign('site')];
  expect(names(nearestCallers({ path }))).toBe('a b handle');
  expect(names(nearestCallers({ path: [own('main'), own('handle'), own('site')] }))).toBe('handle');
});

it('callers are few where none is of the program, and not endless where one is', () => {
  const deep = Array.from({ length: 40 }, (_, i) => foreign(`f${i}`));
  expect(names(nearestCallers({ path: deep }))).toBe('f38 f37');
  expect(nearestCallers({ path: [own('main'), ...deep] })).toHaveLength(8);
  expect(nearestCallers({ path: [] })).toEqual([]);
});

it('own frames are the two nearest to the allocation', () => {
  const path = [own('main'), own('handle'), foreign('lib'), own('callback'), frame('emit', 'node:events')];
  expect(names(nearestOwnFrames({ path }))).toBe('callback handle');
});
