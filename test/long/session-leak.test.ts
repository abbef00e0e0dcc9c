import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeSessions, type JudgedRound } from '../support/judge-sessions.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROUNDS = Number(process.env.HEAPTIDE_TEST_ROUNDS ?? 1);
const SESSIONS = 7500;

describe.each(Array.from({ length: ROUNDS }, (_, i) => i + 1))('round %i', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'heaptide-series-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('the leaky proxy: growth says leak and names the function that creates the session', async () => {
    const round = await judgeSessions('leaky', { directory: join(directory, 'leaky'), sessions: SESSIONS });
    print('leaky', round);
    expect(round.churned).toBeGreaterThanOrEqual(SESSIONS);
    expect(round.report.verdict).toBe('leak');
    expect(round.report.unit).toBe('sessions.created');
    const findings = round.report.sites.filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog');
    expect(findings[0]).toMatchObject({ function: 'newSession', confirmed: true });
    expect(findings[0]!.file).toMatch(/session-table\.js$/);
    expect(round.exit).toBe(1);
  });

  it('the fixed proxy: growth says clean', async () => {
    const round = await judgeSessions('fixed', { directory: join(directory, 'fixed'), sessions: SESSIONS });
    print('fixed', round);
    expect(round.churned).toBeGreaterThanOrEqual(SESSIONS);
    expect(round.report.verdict).toBe('clean');
    expect(round.report.sites.filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog')).toEqual(
      [],
    );
    expect(round.exit).toBe(0);
  });
});

function print(name: string, { report, churned, seconds }: JudgedRound): void {
  const [site] = report.sites;
  const finding =
    report.verdict === 'leak' && site !== undefined
      ? `${site.function} ${site.slope.perUnit.toFixed(0)} B/${report.unit}, ${report.sites.filter((s) => s.verdict === 'leak').length} sites`
      : '';
  console.log(`${name}: ${report.verdict} after ${churned} sessions, ${seconds.toFixed(1)} s ${finding}`);
}
