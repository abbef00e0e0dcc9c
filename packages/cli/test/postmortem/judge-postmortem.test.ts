import type { NamedCapture } from '@heaptide/targets';
import { renderPostmortemJson, renderPostmortemText } from '@heaptide/report/postmortem';
import { describe, expect, it } from 'vitest';
import type { ProcessEvidence } from '../../src/postmortem/evidence/evidence.js';
import { judgeCaptures } from '../../src/postmortem/judge-captures.js';
import { judgePostmortem } from '../../src/postmortem/judge-postmortem.js';
import type { SnapshotFindings } from '../../src/postmortem/snapshot-findings.js';
import { sampleSeries } from '../growth/sample-captures.js';
import {
  deathOf,
  evidenceOf,
  FATAL,
  logOf,
  noSnapshots,
  reportOf,
  snapshotOf,
  suspectOf,
} from './build-evidence.js';

/** `newSession` stands at /app/session.js:41:10 in them. */
const LEAKING = sampleSeries(0, 15);
const AT_SITE = { declaredAt: { function: 'Session', file: '/app/session.js', line: 41, column: 10 } };

function judge(
  evidence: Partial<ProcessEvidence> & { captures?: readonly NamedCapture[] },
  snapshots: Partial<SnapshotFindings> = {},
) {
  const process = evidenceOf(evidence);
  const captures = judgeCaptures(process.captures, (capture) => capture);
  return judgePostmortem({ process, captures, snapshots: noSnapshots(snapshots), files: [], notes: [] });
}

const textOf = (report: ReturnType<typeof judge>) => renderPostmortemText(report).replace(/\s+/g, ' ');

describe('the verdict on a dead process', () => {
  it('is a leak with who allocates and who retains, when all sources agree', () => {
    const report = judge(
      { captures: LEAKING, reports: [reportOf()], logs: [logOf({ fatal: [FATAL] })] },
      { analysed: 2, suspect: suspectOf('leak', AT_SITE) },
    );
    expect(report).toMatchObject({
      verdict: 'leak',
      confidence: 'high',
      death: { kind: 'v8-limit' },
      accumulation: { leakedClass: 'Session', holder: { id: 4711 } },
      site: { function: 'newSession', line: 41, join: 'constructor' },
    });
    expect(report.agreeing).toHaveLength(3);
    const text = textOf(report);
    expect(text).toContain('leak: sessions (Map) holds 41,233 Session = 38.0 MiB of 41.0 MiB live (93 %)');
    expect(text).toMatch(
      /GROWTH newSession \(16 captures\): 00:00:00 \d+\.\d KiB -> .* rose in 15 of 15 steps/,
    );
    expect(text).toContain('have sessions (Map) let go of Session');
  });

  it('is never a leak by a single heap snapshot', () => {
    const report = judge({ snapshots: [snapshotOf()] }, { analysed: 1, suspect: suspectOf('accumulation') });
    expect(report).toMatchObject({ verdict: 'accumulation', confidence: 'low' });
    expect(textOf(report)).toContain('largest accumulation: sessions (Map) holds');
    expect(textOf(report)).toContain('one heap snapshot tells what is largest, not what grew');
    expect(textOf(report)).toContain('take another heap snapshot of the same process later');
  });

  it('takes captures for what one snapshot cannot say, if both mean the same code', () => {
    const report = judge({ captures: LEAKING }, { analysed: 1, suspect: suspectOf('accumulation', AT_SITE) });
    expect(report).toMatchObject({
      verdict: 'leak',
      confidence: 'medium',
      accumulation: { leakedClass: 'Session' },
    });
  });

  it('leaves a holder out that has nothing to do with what grows', () => {
    const suspect = suspectOf('accumulation', { retainedSize: 1e6, leakedClass: 'Route' });
    const report = judge({ captures: LEAKING }, { analysed: 1, suspect });
    expect(report).toMatchObject({ verdict: 'leak', confidence: 'low', site: { function: 'newSession' } });
    expect(report.accumulation).toBeUndefined();
    expect(textOf(report)).toContain('(Route), which is not what the captures show to grow');
  });

  it('is a leak without a holder by captures alone', () => {
    const killed = deathOf({ reason: 'OOMKilled', exitCode: 137 });
    const report = judge({ captures: LEAKING, pods: [killed] });
    expect(report).toMatchObject({
      verdict: 'leak',
      confidence: 'low',
      death: { kind: 'kernel', exitCode: 137 },
    });
    const text = textOf(report);
    expect(text).toContain('what newSession allocates piles up');
    expect(text).toContain('captures tell who allocates what grows, not what keeps it');
    expect(text).toContain('follow what newSession allocates (/app/session.js:41) to where it is stored');
    expect(text).toContain('NOT IT Buffers and other external memory: 0 B');
  });

  it('is by one capture what is large, no more', () => {
    const report = judge({ captures: LEAKING.slice(-1) });
    expect(report).toMatchObject({
      verdict: 'accumulation',
      confidence: 'none',
      site: { function: 'newSession' },
    });
    expect(textOf(report)).toContain('the most that one profile has live');
  });
});

describe('what is not whole or not there has its sentence:', () => {
  it('an empty heap snapshot', () => {
    const killed = logOf({ exits: [{ code: 137, isOomKill: false, words: 'exit 137' }] });
    const report = judge({
      snapshots: [snapshotOf({ state: 'empty' })],
      logs: [killed],
      reports: [reportOf({ isOutOfMemory: false, trigger: 'API' })],
    });
    expect(textOf(report)).toContain(
      'is empty: the process was killed while V8 built it in memory, which takes about 8 to 11 times the heap: 464 MiB to 638 MiB here',
    );
    expect(report.death.kind).toBe('kernel');
  });

  it('a cut heap snapshot', () => {
    const histogram = { path: 'Heap.1.heapsnapshot', words: '41,233 Session' };
    const report = judge({ snapshots: [snapshotOf({ state: 'cut', section: 'edges' })] }, { histogram });
    expect(textOf(report)).toContain(
      'ends too soon, at its edges: it tells how much there is of each type, not who keeps it; of what is there: 41,233 Session',
    );
  });

  it.each([
    [
      'only a report',
      { reports: [reportOf()] },
      'a node report tells that old_space was fullest, not what filled it',
    ],
    ['only logs', { logs: [logOf({ fatal: [FATAL] })] }, 'tell how a process died, not of what'],
    ['nothing', {}, 'nothing that was left tells of this death'],
  ])('%s', (_, evidence, words) => {
    const report = judge(evidence);
    expect(report).toMatchObject({ verdict: 'none', confidence: 'none' });
    expect(textOf(report)).toContain(words);
    expect(textOf(report)).toContain('HEAPTIDE_RING=/captures');
  });

  it('a V8 limit above that of the container', () => {
    const captures = sampleSeries(0, 15, {
      metadata: { heapLimit: 4 * 2 ** 30, cgroup: { usage: 1, limit: 2 ** 27 } },
    });
    const text = textOf(judge({ captures, pods: [deathOf({ reason: 'OOMKilled', exitCode: 137 })] }));
    expect(text).toContain(
      "V8's limit is above the container's: the kernel kills first (exit 137), and V8 leaves no report",
    );
    expect(text).toContain(
      'NODE_OPTIONS=--max-old-space-size=76; with --report-on-fatalerror and --report-dir on a volume it leaves a report then',
    );
  });

  it('in JSON what is not known is null', () => {
    expect(JSON.parse(renderPostmortemJson(judge({})))).toMatchObject({
      holder: null,
      leakedClass: null,
      site: null,
      next: expect.any(Array) as unknown[],
    });
  });
});
