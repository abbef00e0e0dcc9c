import { expect, it } from 'vitest';
import { parseNodeReport } from '../../../../src/postmortem/evidence/node-report/parse-node-report.js';

const report = process.report as unknown as { getReport(): Record<string, Record<string, unknown>> };

/** A report of this process, with secrets where a report has them. */
function ownReport(changes: Record<string, Record<string, unknown>> = {}): string {
  const value = report.getReport();
  for (const [section, fields] of Object.entries(changes)) value[section] = { ...value[section], ...fields };
  return JSON.stringify(value, undefined, 2);
}

it('reads what Node.js itself writes', () => {
  const found = parseNodeReport('report.json', ownReport())!;
  expect(found).toMatchObject({
    path: 'report.json',
    pid: process.pid,
    nodeVersion: process.versions.node,
    isCut: false,
    isOutOfMemory: false,
  });
  expect(Math.abs(found.time! - Date.now())).toBeLessThan(60_000);
  expect(found.rss).toBeGreaterThan(10e6);
  expect(found.heap!.used).toBeGreaterThan(1e6);
  expect(found.heap!.spaces.map(({ name }) => name)).toContain('old_space');
  expect(found.heap!.limit).toBeGreaterThan(found.heap!.used);
});

it('counts the environment, and repeats neither it nor arguments', () => {
  const found = parseNodeReport(
    '',
    ownReport({
      environmentVariables: { TOKEN_OF_MINE: 'hunter2secret' },
      header: {
        commandLine: [
          'node',
          '--max-old-space-size=60',
          '--heapsnapshot-near-heap-limit=2',
          'a.js',
          '--password=hunter2secret',
        ],
      },
    }),
  )!;
  expect(found.environmentCount).toBe(Object.keys(process.env).length + 1);
  expect([found.maxOldSpace, found.wantsNearLimitSnapshots]).toEqual([60 * 2 ** 20, true]);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

it('names what holds most, and the limit of a container where there is one', () => {
  const space = (used: number) => ({ used, committedMemory: used, available: 0 });
  const javascriptHeap = {
    usedMemory: 100,
    externalMemory: 10,
    heapSpaces: { old_space: space(40), large_object_space: space(30), new_large_object_space: space(20) },
  };
  const of = (changes: Record<string, Record<string, unknown>>) => parseNodeReport('', ownReport(changes))!;
  expect(of({ javascriptHeap }).heap!.fullSpace).toBe('large_object_space');
  expect(of({ javascriptHeap: { ...javascriptHeap, externalMemory: 60 } }).heap!.fullSpace).toBe('external');
  const limit = (constrained: number) =>
    of({ resourceUsage: { constrained_memory: constrained, total_memory: 2 ** 33 } }).memoryLimit;
  expect([limit(2 ** 27), limit(0), limit(2 ** 64), limit(2 ** 40)]).toEqual([
    2 ** 27,
    undefined,
    undefined,
    undefined,
  ]);
});

it('reads what is whole of a report that ends too soon', () => {
  const whole = ownReport({
    header: { event: 'Allocation failed - JavaScript heap out of memory', trigger: 'OOMError' },
  });
  const cut = parseNodeReport('', whole.slice(0, whole.indexOf('"libuv"')))!;
  expect(cut).toMatchObject({ isCut: true, isOutOfMemory: true, pid: process.pid });
  expect(cut.heap!.used).toBeGreaterThan(1e6);
  expect(parseNodeReport('', whole.slice(0, 100))).toBeUndefined();
});

it('never throws, wherever a report is cut', () => {
  const whole = ownReport();
  for (let length = 0; length < whole.length; length += 97) parseNodeReport('', whole.slice(0, length));
  for (const other of ['', '[]', 'null', '{"header":1}', '{"header":{"event":[]}}', '['.repeat(100_000)]) {
    expect(parseNodeReport('', other)).toBeUndefined();
  }
});
