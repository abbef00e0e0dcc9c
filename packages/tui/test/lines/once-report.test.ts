import fc from 'fast-check';
import { HeaptideError } from '@heaptide/targets';
import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { onceReport } from '../../src/lines/once-report.js';
import { runWatchOnce } from '../../src/lines/run-watch-once.js';
import { FORBIDDEN, hostileName } from '../hostile-names.js';
import { EVERY_MS, sampleCapture, sampleReport, sampleSite } from '../sample-report.js';
import { FakeClock, ScriptedSource, sampleHunt, sessionAfter } from '../scripted-session.js';

test('memory, work, the largest sites, and that one capture judges nothing', async () => {
  let text = '';
  const ended = await runWatchOnce({
    source: new ScriptedSource([sampleCapture(0)]),
    everyMs: EVERY_MS,
    createHunt: () => sampleHunt(),
    clock: new FakeClock(),
    write: (line) => (text += line),
  });
  expect(ended).toMatchObject({ captures: 1 });
  expect(text).toBe(`pod/proxyrunner-7c9f  proxy  pid 812  node v20.20.2  2026-03-11T13:48:31.000Z
heap   30.0 of 96.0 MiB (31 %)
cgroup 71.2 of 128.0 MiB (56 %)
rss    71.2 MiB  external 2.00 MiB
work   sessions 1,870  requests 9,000

IN USE           OBJECTS  SITE
 2.86M   ±0.59M   16,484  TransparentProxy.normalizeForwardedHeaders  /app/packages/proxy/dist/headers.js:88:10
 2.77M   ±0.58M   15,934  IncomingMessage  node:_http_incoming:12:10
 1.91M   ±0.48M   10,989  parseSseChunk  /app/dist/sse/parse.js:57:10
 1.05M   ±0.35M    6,044  ToolCache.warm  /app/dist/tools/cache.js:19:10
  391K    ±219K    2,198  retryQueue.push  /app/dist/upstream/retry.js:12:10
  293K    ±190K    1,648  größeBerechnen日本  /app/dist/größe.js:7:10
 97.7K  ±109.6K      549  newSession  /app/packages/proxy/dist/session-table.js:41:10

verdict: none. One capture shows what is held, not what grows: watch for a while, or give --duration 60s
`);
});

test('without limits, counters, a collection, or samples it says so', async () => {
  const { session } = await sessionAfter(1);
  const state = session.getSnapshot();
  const latest = { ...state.latest!, heapLimit: 0, work: {}, gc: 'none' as const };
  delete latest.cgroup;
  const bare = { ...state, latest, report: sampleReport(1, { sites: [] }) };
  expect(onceReport(bare).slice(1)).toEqual([
    'heap   30.0 MiB, no limit known  without GC before it: garbage included',
    'rss    71.2 MiB  external 2.00 MiB',
    'work   no counter',
    '',
    'no allocation site was sampled',
    '',
    expect.stringMatching(/^verdict: none\./),
  ]);
});

test('of many sites the largest are shown and the others counted', async () => {
  const { session } = await sessionAfter(1);
  const sites = Array.from({ length: 40 }, (_, index) =>
    sampleSite({ name: `f${index}`, file: 'a.js', start: 1000 * index }, 1),
  );
  const lines = onceReport({ ...session.getSnapshot(), report: sampleReport(1, { sites }) });
  expect(lines.filter((line) => line.includes('a.js'))).toHaveLength(15);
  expect(lines.find((line) => line.includes('a.js'))).toContain('f39');
  expect(lines).toContain('and 25 more sites');
});

test('whatever the names are, a line stays a line', async () => {
  const { session } = await sessionAfter(1);
  const state = session.getSnapshot();
  fc.assert(
    fc.property(hostileName(), fc.boolean(), (name, ascii) => {
      const report = sampleReport(1, { sites: [sampleSite({ name, file: name, start: 5e6 }, 1)] });
      const latest = { ...state.latest!, service: name, versions: { node: name }, work: { [name]: 1 } };
      const style = createDrawingStyle({ color: false, ascii });
      const lines = onceReport({ ...state, name, latest, report }, style);
      for (const line of lines) expect(line).not.toMatch(FORBIDDEN);
      if (ascii) for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]*$/);
    }),
  );
});

test('a failure is the callers', async () => {
  const failure = new HeaptideError('HT_E_UNREACHABLE', 'connection refused');
  const source = new ScriptedSource([failure]);
  const watch = runWatchOnce({ source, everyMs: EVERY_MS, createHunt: () => sampleHunt(), write: () => 0 });
  await expect(watch).rejects.toBe(failure);
});
