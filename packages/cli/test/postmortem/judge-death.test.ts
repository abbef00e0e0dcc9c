import { plainPhrase } from '@heaptide/report';
import { describe, expect, it } from 'vitest';
import { judgeDeath } from '../../src/postmortem/judge-death.js';
import type { ProcessEvidence } from '../../src/postmortem/evidence/evidence.js';
import { sampleSeries } from '../growth/sample-captures.js';
import { deathOf, ENDED, evidenceOf, FATAL, logOf, MIB, reportOf, snapshotOf } from './build-evidence.js';

const FINISHED = { finishedAt: '2026-11-27T13:30:29Z', startedAt: '2026-11-27T12:10:00Z' };
const KILL = { pid: 4242, program: 'node', scope: 'cgroup', anonymous: 127 * MIB, limit: 128 * MIB } as const;
const exitOf = (code: number, isOomKill = false) => ({
  code,
  isOomKill,
  words: `exited with code ${code}`,
  time: ENDED,
});

const nearLimits = (cgroup: number, heap: number) =>
  sampleSeries(0, 3, {
    metadata: {
      heapUsed: heap * MIB,
      heapLimit: 100 * MIB,
      cgroup: { usage: cgroup * MIB, limit: 128 * MIB },
    },
  });

const CASES: readonly [
  name: string,
  evidence: Partial<ProcessEvidence>,
  kind: string,
  words: RegExp,
  exitCode?: number,
][] = [
  [
    'OOMKilled',
    { pods: [deathOf({ reason: 'OOMKilled', exitCode: 137, ...FINISHED })] },
    'kernel',
    /^the kernel killed it for memory/,
    137,
  ],
  [
    'the kernel log',
    { logs: [logOf({ kernelKills: [KILL] })] },
    'kernel',
    /^the kernel killed it for memory$/,
  ],
  [
    'a log that tells of an OOM kill',
    { logs: [logOf({ exits: [exitOf(137, true)] })] },
    'kernel',
    /^the kernel/,
    137,
  ],
  ['a node report', { reports: [reportOf()] }, 'v8-limit', /heap limit: the old space held most/],
  [
    'V8 in a log',
    { logs: [logOf({ fatal: [FATAL], exits: [exitOf(134)] })] },
    'v8-limit',
    /no kernel kill/,
    134,
  ],
  [
    'an abort whose message has the words of V8',
    {
      pods: [
        deathOf({
          reason: 'Error',
          exitCode: 134,
          message: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
          ...FINISHED,
        }),
      ],
    },
    'v8-limit',
    /^V8 gave up/,
    134,
  ],
  [
    'both: the kernel came last',
    { logs: [logOf({ fatal: [FATAL], kernelKills: [KILL] })] },
    'kernel',
    /after V8 had reached its heap limit/,
  ],
  [
    'SIGKILL alone',
    { logs: [logOf({ exits: [exitOf(137)] })] },
    'unknown',
    /nothing puts that down to memory/,
    137,
  ],
  [
    'SIGKILL while a snapshot was written',
    { logs: [logOf({ exits: [exitOf(137)] })], snapshots: [snapshotOf({ state: 'empty' })] },
    'kernel',
    /while V8 wrote a heap snapshot/,
    137,
  ],
  [
    "SIGKILL near the container's limit",
    { logs: [logOf({ exits: [exitOf(137)] })], captures: nearLimits(122, 40) },
    'kernel',
    /near its container's limit/,
    137,
  ],
  [
    'nothing but a ring that ends near the limit of the container',
    { captures: nearLimits(122, 40) },
    'kernel',
    /most likely the kernel/,
  ],
  [
    "nothing but a ring that ends near V8's limit",
    { captures: nearLimits(60, 95) },
    'v8-limit',
    /most likely V8/,
  ],
  [
    'nothing but a ring that ends far from both',
    { captures: nearLimits(60, 40) },
    'unknown',
    /not on record/,
  ],
  [
    'nothing but a cut snapshot',
    { snapshots: [snapshotOf({ state: 'cut' })] },
    'unknown',
    /cut off while V8 wrote/,
  ],
  ['an ordinary end', { logs: [logOf({ exits: [exitOf(1)] })] }, 'unknown', /^it ended, but nothing/, 1],
  [
    'another fatal error',
    { logs: [logOf({ fatal: [{ ...FATAL, kind: 'other' }] })] },
    'unknown',
    /not at its heap limit/,
  ],
  ['nothing', {}, 'unknown', /^how it died is not on record$/],
];

describe('how a process died, by', () => {
  it.each(CASES)('%s', (_, evidence, kind, words, exitCode) => {
    const death = judgeDeath(evidenceOf(evidence));
    expect(death.kind).toBe(kind);
    expect(plainPhrase(death.words)).toMatch(words);
    expect(death.exitCode).toBe(exitCode);
  });

  it('names the full space, the time, and each source with its words', () => {
    const log = logOf({ fatal: [FATAL], exits: [exitOf(134)] });
    const death = judgeDeath(evidenceOf({ reports: [reportOf()], logs: [log] }));
    expect(death).toMatchObject({ space: 'old_space', time: '2026-11-27T13:30:29.000Z', exitCode: 134 });
    expect(death.evidence.map(plainPhrase)).toEqual([
      `app.log: ${FATAL.words}`,
      'report.json: Allocation failed - JavaScript heap out of memory; 58.0 MiB of 60.0 MiB heap in use',
      'app.log: exited with code 134',
    ]);
  });
});
