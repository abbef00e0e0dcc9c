import { describe, expect, it } from 'vitest';
import { parseTarget } from '../src/index.js';

describe('parseTarget', () => {
  it.each([
    ['http://127.0.0.1:6060', 'http://127.0.0.1:6060/debug/heap'],
    ['http://127.0.0.1:6060/', 'http://127.0.0.1:6060/debug/heap'],
    ['http://127.0.0.1:6060/debug/pprof/heap?gc=1', 'http://127.0.0.1:6060/debug/pprof/heap?gc=1'],
    ['HTTPS://Example.org', 'https://example.org/debug/heap'],
  ])('%s is the URL %s', (text, url) => {
    const target = parseTarget(text);
    expect(target.kind === 'url' && target.url.href).toBe(url);
  });

  it.each(['-'])('%s is standard input', (text) => {
    expect(parseTarget(text)).toEqual({ kind: 'stdin' });
  });

  it.each(['series', './a.pb.gz', 'ftp://host/file', 'http://'])('%s is a path', (path) => {
    expect(parseTarget(path)).toEqual({ kind: 'path', path });
  });
});
