import { expect, it } from 'vitest';
import { linkTo } from '../../src/web/web-query.js';

it('keeps the parameters of the page, sets some and takes others away', () => {
  const query = new URLSearchParams('f=a%7Cb&si=inuse_space');
  expect(linkTo('graph', query)).toBe('./graph?f=a%7Cb&si=inuse_space');
  expect(linkTo('graph', query, { f: '', n: '20' })).toBe('./graph?si=inuse_space&n=20');
  expect(linkTo('top', new URLSearchParams('f=a'), { f: '' })).toBe('./top');
  expect(query.toString()).toBe('f=a%7Cb&si=inuse_space');
});
