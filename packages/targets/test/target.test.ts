import { describe, expect, it } from 'vitest';
import { isLive, parseTarget, selectorText } from '../src/index.js';

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

  it.each([
    ['pid:1', { kind: 'pid', pid: 1 }],
    ['pid:4194304', { kind: 'pid', pid: 4_194_304 }],
    ['inspect://127.0.0.1:9300', { kind: 'inspector', host: '127.0.0.1', port: 9300 }],
    ['inspect://localhost', { kind: 'inspector', host: 'localhost', port: 9229 }],
    ['inspect://[::1]:9229/', { kind: 'inspector', host: '::1', port: 9229 }],
    ['pod/web-7c9', { kind: 'workload', workload: { kind: 'pod', name: 'web-7c9' } }],
    ['po/web.a', { kind: 'workload', workload: { kind: 'pod', name: 'web.a' } }],
    ['svc/web:6061', { kind: 'workload', workload: { kind: 'svc', name: 'web' }, port: '6061' }],
    ['deployments/web:debug', { kind: 'workload', workload: { kind: 'deploy', name: 'web' }, port: 'debug' }],
    ['statefulset/db', { kind: 'workload', workload: { kind: 'sts', name: 'db' } }],
    ['ds/agent', { kind: 'workload', workload: { kind: 'ds', name: 'agent' } }],
    [
      selectorText('app=web,tier in (a, b)'),
      { kind: 'workload', workload: { kind: 'selector', selector: 'app=web,tier in (a, b)' } },
    ],
  ])('%s is a live target', (text, target) => {
    expect(parseTarget(text)).toEqual(target);
    expect(isLive(parseTarget(text))).toBe(true);
  });

  it.each(['./pod/web', 'pod/Web', 'pod/', 'pod/a/b', 'job/web', 'constructor/x', 'pod/-a', 'pod/a-'])(
    '%s is a path, whatever it looks like',
    (path) => {
      expect(parseTarget(path)).toEqual({ kind: 'path', path });
      expect(isLive(parseTarget(path))).toBe(false);
    },
  );

  it.each([
    'pid:',
    'pid:0',
    'pid:x',
    'pid:-3',
    'inspect://',
    'inspect://h:0',
    'inspect://h:70000',
    'selector: ',
  ])('%s begins as a live target and does not hold', (text) => {
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({ code: 'HT_E_USAGE' }));
  });
});
