import { expect, it } from 'vitest';
import { type HeapRoute, isWhy, routeOf } from '../../src/worker/routes.js';

const plain: HeapRoute = {
  kind: 'heap',
  name: 'heap',
  memory: 'heap',
  thread: 0,
  collect: false,
  births: false,
  text: false,
};

it.each(['/debug/heap', '/debug/pprof/heap', '/debug/heap?', '/debug/heap?other=1'])(
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
  ['kind=external&thread=3', { memory: 'external', thread: 3 }],
  ['seconds=5', { seconds: 5 }],
  ['seconds=', {}],
  ['seconds=5&debug=0', { seconds: 5 }],
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
  ['GET', '/debug/heap?seconds=0', 400],
  ['GET', '/debug/heap?seconds=-1', 400],
  ['GET', '/debug/heap?seconds=x', 400],
  ['GET', '/debug/heap?seconds=1.5', 400],
  ['GET', '/debug/heap?seconds=301', 400],
  ['GET', '/debug/heap?seconds=5&debug=1', 400],
  ['GET', '/debug/heap?kind=stack', 400],
  ['GET', '/debug/heap?thread=-1', 400],
  ['GET', '/debug/heap/captures/', 404],
])('refuses %s %.40s with %i', (method, url, status) => {
  expect(() => routeOf(method, url)).toThrow(expect.objectContaining({ status }));
});

it.each([
  ['POST', '', { seconds: 300 }],
  ['POST', '?seconds=3600&interval=4096', { seconds: 3600, interval: 4096 }],
  ['POST', '?seconds=0', { seconds: 0 }],
  ['POST', '?seconds=&interval=', { seconds: 300 }],
  ['DELETE', '', { seconds: 0 }],
  ['DELETE', '?seconds=x', { seconds: 0 }],
])('reads %s /debug/heap/exact%s', (method, query, wish) => {
  expect(routeOf(method, `/debug/heap/exact${query}`)).toEqual({ kind: 'exact-sites', ...wish });
});

it.each([
  ['GET', '', 405],
  ['HEAD', '', 405],
  ['PUT', '', 405],
  ['POST', '/', 404],
  ['POST', '?seconds=3601', 400],
  ['POST', '?seconds=-1', 400],
  ['POST', '?seconds=1.5', 400],
  ['POST', '?seconds=1e3', 400],
  ['POST', '?interval=4095', 400],
  ['POST', '?interval=16777217', 400],
])('refuses %s /debug/heap/exact%s with %i', (method, query, status) => {
  expect(() => routeOf(method, `/debug/heap/exact${query}`)).toThrow(expect.objectContaining({ status }));
});

it.each([
  ['function=open', { function: 'open' }],
  [
    'function=open&file=/srv/a%20b.mjs&line=3&column=17&unit=sessions&gc=1',
    { function: 'open', file: '/srv/a b.mjs', line: 3, column: 17, unit: 'sessions', collect: true },
  ],
  ['function=%28anonymous%29&file=&line=&column=&unit=&gc=0&mode=', { function: '(anonymous)' }],
  ['function=open&mode=walk', { function: 'open' }],
])('reads POST /debug/heap/why?%s', (query, wish) => {
  expect(routeOf('POST', `/debug/heap/why?${query}`)).toEqual({ kind: 'why', collect: false, ...wish });
});

it.each([
  ['GET', '?function=open', 405],
  ['HEAD', '?function=open', 405],
  ['DELETE', '?function=open', 405],
  ['POST', '/', 404],
  ['POST', '', 400],
  ['POST', '?function=', 400],
  ['POST', '?function=open&line=0', 400],
  ['POST', '?function=open&line=1.5', 400],
  ['POST', '?function=open&column=x', 400],
  ['POST', '?function=open&mode=guess', 400],
  ['POST', `?function=${'x'.repeat(1025)}`, 400],
])('refuses %s /debug/heap/why%.30s with %i', (method, query, status) => {
  expect(() => routeOf(method, `/debug/heap/why${query}`)).toThrow(expect.objectContaining({ status }));
});

it.each([
  ['/debug/heap/why', true],
  ['/debug/heap/why?function=x', true],
  ['/debug/heap/why/', false],
  ['/debug/heap?x=/debug/heap/why', false],
])('tells whether %s asks who retains: %s', (url, is) => {
  expect(isWhy(url)).toBe(is);
});

it('names the methods that it takes', () => {
  expect(() => routeOf('GET', '/debug/heap/exact')).toThrow(
    expect.objectContaining({ headers: { Allow: 'POST, DELETE' } }),
  );
  expect(() => routeOf('POST', '/debug/heap')).toThrow(
    expect.objectContaining({ headers: { Allow: 'GET, HEAD' } }),
  );
});

it.each([
  ['/debug/pprof/allocs', { ...plain, name: 'allocs' }],
  ['/debug/heap/stats', { kind: 'stats' }],
  ['/debug/heap/captures', { kind: 'captures' }],
  ['/debug/heap/captures/a.pb.gz', { kind: 'kept-capture', id: 'a.pb.gz' }],
  ['/debug/heap/captures/../../etc/passwd', { kind: 'kept-capture', id: '../../etc/passwd' }],
  ['/debug/heap/snapshot?force=1', { kind: 'snapshot', force: true }],
  ['/debug/heap/snapshot', { kind: 'snapshot', force: false }],
  ['/debug/pprof/', { kind: 'index' }],
  ['/debug/pprof', { kind: 'to-index' }],
])('finds %s', (url, route) => {
  expect(routeOf('GET', url)).toEqual(route);
});

it("refuses a difference in Go's words", () => {
  const said = (query: string): string => {
    try {
      return JSON.stringify(routeOf('GET', `/debug/heap?${query}`));
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(said('seconds=x')).toBe('invalid value for "seconds" - must be a positive integer');
  expect(said('seconds=1&debug=1')).toBe('seconds and debug params are incompatible');
  expect(said('seconds=301')).toBe("profile duration exceeds server's WriteTimeout");
});
