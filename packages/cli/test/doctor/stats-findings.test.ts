import { describe, expect, it } from 'vitest';
import { statsFindings } from '../../src/doctor/stats-findings.js';

const MIB = 2 ** 20;
const stats = {
  versions: { node: '22.1.0', heaptide: '0.1.0' },
  heapLimit: 79 * MIB,
  cgroup: { usage: 60 * MIB, limit: 128 * MIB },
  gaps: [],
};

const of = (check: string, more: object) =>
  statsFindings({ ...stats, ...more }).find((one) => one.check === check);

describe('statsFindings', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(statsFindings(stats).map(({ check, level, text }) => `${check} ${level}: ${text}`)).toEqual([
      'heap-limit ok: the heap limit fits: 79 MiB in 128 MiB',
      'usage ok: 60 MiB of 128 MiB in use',
      'agent ok: agent 0.1.0 in Node.js 22.1.0',
    ]);
  });

  it('says what makes a heap limit fit that does not', () => {
    expect(of('heap-limit', { heapLimit: 259 * MIB })).toMatchObject({
      level: 'problem',
      fix: 'NODE_OPTIONS=--max-old-space-size=76',
    });
  });

  it('warns near the limit', () => {
    expect(of('usage', { cgroup: { usage: 110 * MIB, limit: 128 * MIB } })).toMatchObject({
      level: 'problem',
    });
  });

  it('has no limit to hold the heap against outside of a limited cgroup', () => {
    expect(of('heap-limit', { cgroup: undefined, heapLimit: 4144 * MIB })).toMatchObject({ level: 'ok' });
    expect(of('usage', { cgroup: undefined })).toBeUndefined();
  });

  it('tells why the sampler was off', () => {
    expect(of('sampler', { gaps: [{ reason: 'another tool' }] })?.text).toContain('once: another tool');
  });

  it.each([
    [{}],
    [{ heapLimit: 'x', cgroup: 7, versions: null, gaps: 'no' }],
    [{ gaps: [null], versions: { node: 1 } }],
  ])('takes whatever another server answers: %j', (odd) => {
    expect(statsFindings(odd)[0]).toMatchObject({ check: 'heap-limit', level: 'unknown' });
  });
});
