import { describe, expect, it } from 'vitest';
import { sourceUrl } from '../../../src/pprof/sources/source-url.js';

const shown = (source: string, seconds = -1, timeout = -1) => sourceUrl(source, seconds, timeout)?.shown;

describe('what a source names when there is no such file', () => {
  it.each([
    ['localhost:6060', 'http://localhost:6060/debug/pprof/profile'],
    ['localhost:6060/', 'http://localhost:6060/debug/pprof/profile'],
    ['127.0.0.1:6060/debug/heap', 'http://127.0.0.1:6060/debug/heap'],
    ['[::1]:6060/x', 'http://[::1]:6060/x'],
    [':6060/x', 'http://localhost:6060/x'],
    ['https://h/x?b=2&a=1#c', 'https://h/x?a=1&b=2#c'],
    ['https+insecure://h/x', 'https+insecure://h/x'],
    ['http://me:secret@h/x', 'http://me:xxxxx@h/x'],
  ])('%s', (source, url) => {
    expect(shown(source)).toBe(url);
  });

  it.each([
    'heap.pb.gz',
    './a:b',
    '/tmp/a:1/b',
    'dir/http://x',
    'file:///tmp/x',
    '',
    '?a:b',
    'a b:c/d',
    'foo:bar',
  ])('%j is no URL', (source) => {
    expect(shown(source)).toBeUndefined();
  });

  it('certificates do not matter to https+insecure only', () => {
    expect(sourceUrl('https+insecure://h/x', -1, -1)).toMatchObject({ insecure: true });
    expect(sourceUrl('https+insecure://h/x', -1, -1)?.url.protocol).toBe('https:');
    expect(sourceUrl('https://h/x', -1, -1)?.insecure).toBe(false);
  });
});

it.each([
  ['h:1/x', -1, -1, 60],
  ['h:1/x', 30, -1, 45],
  ['h:1/x?seconds=10', -1, -1, 15],
  ['h:1/x?seconds=10', 20, -1, 30],
  ['h:1/x?seconds=10', -1, 7, 7],
  ['h:1/x?seconds=zz', -1, 0, 60],
])('%s with -seconds=%d and -timeout=%d has %d s to answer', (source, seconds, timeout, expected) => {
  const found = sourceUrl(source, seconds, timeout)!;
  expect(found.timeoutSeconds).toBe(expected);
  if (seconds > 0) expect(found.url.searchParams.getAll('seconds')).toEqual([String(seconds)]);
});
