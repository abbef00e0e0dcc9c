import { expect, it } from 'vitest';
import { routeOf } from '../../src/worker/routes.js';

const plain = { kind: 'heap', collect: false, births: false, text: false };

it.each(['/debug/heap', '/debug/pprof/heap', '/debug/pprof/allocs', '/debug/heap?', '/debug/heap?other=1'])(
  'gives the heap at %s',
  (url) => {
    expect(routeOf('GET', url)).toEqual(plain);
    expect(routeOf('HEAD', url)).toEqual(plain);
  },
);

it.each([
  ['gc=1&births=1', { collect: true, births: true }],
  ['gc=2', { collect: true }],
  ['gc=0', {}],
  ['gc=-1&births=x', {}],
  ['gc=x', {}],
  ['gc=', {}],
  ['debug=1', { text: true }],
  ['debug=-1', { text: true }],
  ['debug=x', {}],
])('reads the query %s as Go does', (query, expected) => {
  expect(routeOf('GET', `/debug/heap?${query}`)).toEqual({ ...plain, ...expected });
});

it.each([
  ['GET', '/debug/heap/', 404],
  ['GET', '/debug/pprof/profile', 404],
  ['GET', '/', 404],
  ['GET', '//debug/heap', 404],
  ['GET', 'http://127.0.0.1/debug/heap', 404],
  ['POST', '/nowhere', 404],
  ['POST', '/debug/heap', 405],
  ['DELETE', '/debug/heap/stats', 405],
  ['GET', `/debug/heap?${'x'.repeat(3000)}`, 414],
  ['GET', '/debug/heap?seconds=5', 400],
])('refuses %s %.40s with %i', (method, url, status) => {
  expect(() => routeOf(method, url)).toThrow(expect.objectContaining({ status }));
});

it('names the methods that it takes', () => {
  expect(() => routeOf('POST', '/debug/heap')).toThrow(
    expect.objectContaining({ headers: { Allow: 'GET, HEAD' } }),
  );
});
