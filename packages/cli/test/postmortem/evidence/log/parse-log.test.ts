import { expect, it } from 'vitest';
import { parseLog } from '../../../../src/postmortem/evidence/log/parse-log.js';

const MIB = 2 ** 20;
const V8_20 = [
  'Wrote snapshot to dumps/Heap.20261127.045506.1962.0.001.heapsnapshot',
  '',
  '<--- Last few GCs --->',
  'in[1962:0xcee15a0]    10683 ms: Mark-Compact 113.6 (148.7) -> 113.2 (150.2) MB, 9.13 / 0.00 ms  (average mu = 0.823, current mu = 0.216) finalize inc[1962:0xcee15a0]    10924 ms: Mark-Compact (reduce) 138.5 (164.2) -> 138.2 (144.5) MB, 113.52 / 0.00 ms  (average mu = 0.690, current mu = 0.521) fin',
  'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  '',
  'Writing Node.js report to file: report.20261127.045517.1962.0.003.json',
].join('\n');

it('finds the last words of V8, both collections of one line, and what Node.js wrote', () => {
  const log = parseLog('app.log', [V8_20]);
  expect(log).toEqual({
    path: 'app.log',
    unread: 0,
    pids: [1962],
    fatal: [
      {
        kind: 'heap-limit',
        words: 'Reached heap limit Allocation failed - JavaScript heap out of memory',
        place: 'Reached heap limit',
        pid: 1962,
      },
    ],
    collections: [
      {
        pid: 1962,
        uptimeMs: 10683,
        kind: 'Mark-Compact',
        before: 113.6 * MIB,
        after: 113.2 * MIB,
        committed: 150.2 * MIB,
        mutator: 0.216,
      },
      {
        pid: 1962,
        uptimeMs: 10924,
        kind: 'Mark-Compact (reduce)',
        before: 138.5 * MIB,
        after: 138.2 * MIB,
        committed: 144.5 * MIB,
        mutator: 0.521,
      },
    ],
    kernelKills: [],
    exits: [],
    snapshotsWritten: ['Heap.20261127.045506.1962.0.001.heapsnapshot'],
    reportsWritten: ['report.20261127.045517.1962.0.003.json'],
  });
});

it.each([
  [
    'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
    'heap-limit',
  ],
  ['FATAL ERROR: CALL_AND_RETRY_LAST Allocation failed - JavaScript heap out of memory', 'heap-limit'],
  ['# Fatal JavaScript out of memory: Reached heap limit', 'heap-limit'],
  [
    'Error [ERR_WORKER_OUT_OF_MEMORY]: Worker terminated due to reaching memory limit: JS heap out of memory',
    'heap-limit',
  ],
  ['FATAL ERROR: invalid array length Allocation failed - JavaScript heap out of memory', 'too-large'],
  ['FATAL ERROR: invalid table size Allocation failed - JavaScript heap out of memory', 'too-large'],
  ['# Fatal JavaScript invalid size error 169220804', 'too-large'],
  ['RangeError: Invalid string length', 'too-large'],
  ['# Fatal process out of memory: Zone', 'native-memory'],
  ['FATAL ERROR: Zone Allocation failed - process out of memory', 'native-memory'],
  ["terminate called after throwing an instance of 'std::bad_alloc'", 'native-memory'],
  ['RangeError: Array buffer allocation failed', 'native-memory'],
  ['RangeError: WebAssembly.Memory(): could not allocate memory', 'native-memory'],
  ['FATAL ERROR: v8::ToLocalChecked Empty MaybeLocal', 'other'],
] as const)('%s', (line, kind) => {
  expect(parseLog('', [line]).fatal).toMatchObject([{ kind }]);
});

it('reads collections by all of their names, and whose lines are cut', () => {
  const trace = (kind: string) =>
    `[7:0x3a081000]     1400 ms: ${kind} 27.3 (30.0) -> 27.1 (30.0) MB, pooled: 0.2 MB`;
  const kinds = [
    'Scavenge',
    'Mark-Compact',
    'Mark-Compact (reduce)',
    'Incremental Mark-Compact',
    'Scavenge (during sweeping)',
  ];
  const log = parseLog('', [kinds.map(trace).join('\n')]);
  expect(log.collections.map(({ kind }) => kind)).toEqual(kinds);
  const cut = parseLog('', ['t [7:0x3a081000]     1400 ms: Incremental Mark-C\nFATAL ERROR: x']);
  expect([cut.pids, cut.fatal[0]!.pid]).toEqual([[7], 7]);
});

it('has each kernel kill once, with the limit told before it', () => {
  const log = parseLog('dmesg', [
    [
      '[  102.1] memory: usage 131072kB, limit 131072kB, failcnt 23',
      '[  102.2] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=x,mems_allowed=0,oom_memcg=/kubepods/pod1,task_memcg=/kubepods/pod1/c,task=node,pid=19235,uid=1000',
      '[  102.3] Memory cgroup out of memory: Killed process 19235 (node) total-vm:1100000kB, anon-rss:120000kB, file-rss:4kB, shmem-rss:0kB',
      '[  105.0] Out of memory: Killed process 77 (java) total-vm:1kB, anon-rss:2kB',
    ].join('\n'),
  ]);
  expect(log.kernelKills).toEqual([
    { pid: 19235, program: 'node', scope: 'cgroup', anonymous: 120000 * 1024, limit: 128 * MIB },
    { pid: 77, program: 'java', scope: 'system', anonymous: 2048 },
  ]);
});

it.each([
  ['npm error code 1: command failed with exit code 137', { code: 137 }],
  ['container web exited with code 137', { code: 137 }],
  ['web.service: Main process exited, code=killed, status=9/KILL', { signal: 'SIGKILL' }],
  ["web.service: Failed with result 'oom-kill'.", { isOomKill: true }],
  ['error: signal: killed', { signal: 'SIGKILL' }],
  ['npm error signal SIGABRT', { signal: 'SIGABRT' }],
  [
    '/entry.sh: line 3:    19 Killed                  node server.js',
    { signal: 'SIGKILL', pid: 19, words: '19 Killed' },
  ],
  ['  "OOMKilled": true,', { isOomKill: true }],
  ['  "ExitCode": 137,', { code: 137 }],
  ['2026-11-27T13:30:29.000Z Warning OOMKilling x2: Memory cgroup', { isOomKill: true }],
] as const)('reads the end in: %s', (line, expected) => {
  expect(parseLog('', [line]).exits).toMatchObject([expected]);
});

it.each(['process exited with code 0', '"OOMKilled": false,', 'GET /exit/code/404 200', 'signal received'])(
  'reads no end in: %s',
  (line) => expect(parseLog('', [line]).exits).toEqual([]),
);

it('does not repeat what a command was given', () => {
  const [exit] = parseLog('', ['exited with code 137: TOKEN=abc node s.js --key=def http://u:ghi@h/']).exits;
  expect(exit!.code).toBe(137);
  expect(exit!.words).not.toMatch(/abc|def|ghi/);
});

it('reads what kubectl describe prints', () => {
  const log = parseLog('pod.txt', [
    [
      'Containers:',
      '  web:',
      '    State:          Running',
      '    Last State:     Terminated',
      '      Reason:       OOMKilled',
      '      Exit Code:    137',
      '      Started:      Fri, 27 Nov 2026 12:00:00 +0000',
      '      Finished:     Fri, 27 Nov 2026 13:30:29 +0000',
      '    Restart Count:  1',
      '    Limits:',
      '      cpu:     1',
      '      memory:  128Mi',
    ].join('\n'),
  ]);
  expect(log.exits).toEqual([
    {
      code: 137,
      isOomKill: true,
      words: 'Terminated, Reason: OOMKilled, Exit Code: 137',
      time: Date.UTC(2026, 10, 27, 13, 30, 29),
      memoryLimit: 128 * MIB,
    },
  ]);
});

it('takes lines out of JSON and out of times in front', () => {
  const fatal = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';
  const time = Date.UTC(2026, 10, 27, 13, 30, 29);
  for (const line of [
    JSON.stringify({ log: `${fatal}\n`, stream: 'stderr', time: '2026-11-27T13:30:29.000000000Z' }),
    JSON.stringify({ level: 60, time, msg: fatal }),
    `2026-11-27T13:30:29Z ${fatal}`,
    `2026-11-27T13:30:29.000000000Z stderr F ${fatal}`,
  ]) {
    expect(parseLog('', [line])).toMatchObject({ time, fatal: [{ kind: 'heap-limit', time }] });
  }
});

it('keeps the last of too many, and is done soon with hostile lines', () => {
  const many = parseLog(
    '',
    Array.from({ length: 500 }, (_, n) => `exited with code ${(n % 200) + 1}`),
  );
  expect([many.exits.length, many.exits.at(-1)!.code]).toEqual([50, 100]);
  const startedAt = performance.now();
  for (const piece of [
    'exited ',
    '[1:0x1] ',
    'signal: ',
    ': 1 Killed',
    'a-',
    '=',
    '--a=',
    'oom-kill:constraint=CONSTRAINT_MEMCG',
  ]) {
    parseLog('', [piece.repeat(200_000)]);
  }
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
