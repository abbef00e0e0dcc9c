import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { createMemoryCgroup, type MemoryCgroup } from '../support/memory-cgroup.js';
import type { NodeVersion } from '../support/node-releases.js';
import {
  capturesIn,
  type DeathOptions,
  dieOfSessions,
  directoryForRemains,
  isWritingSnapshot,
  leavingAll,
  postmortemOf,
  type Remains,
  snapshotsIn,
  snapshotsOnSignal,
  writePodStatus,
} from './postmortem-deaths.js';

const MIB = 2 ** 20;
const OLD_SPACE = '--max-old-space-size=32';
/** What opens a session: V8 charges a callee that it inlined to its caller. */
const OPENERS = ['Session', 'open', 'SessionRegistry.open', 'admit'];

/** The ring takes captures 5, 15 and 30 s after the start. */
const CAPTURES_TO_SEE = 3;

/**
 * Declares that `heaptide postmortem` says of real deaths how they came about, and what kept growing. `everyDeath`: also of
 * those that take long, or of which little more is to be seen.
 */
export function describePostmortems(
  { execPath, version }: NodeVersion,
  { everyDeath }: { readonly everyDeath: boolean },
): void {
  describe('postmortem of a program that keeps its sessions', () => {
    let remains: Remains | undefined;
    let cgroup: MemoryCgroup | undefined;
    afterEach(() => {
      remains?.remove();
      cgroup?.remove();
      remains = cgroup = undefined;
    });

    const die = async (options: Omit<DeathOptions, 'node'>, directory = directoryForRemains()) =>
      (remains = await dieOfSessions(directory, { node: execPath, ...options }));
    const limitedTo = (bytes: number, { skip }: TestContext): MemoryCgroup => {
      const created = createMemoryCgroup(bytes);
      if (typeof created === 'string') skip(created);
      return (cgroup = created as MemoryCgroup);
    };
    /** Asks for the report, and for what holds of each. */
    const tell = async ({ directory, pid }: Remains) => {
      const { exit, report } = await postmortemOf(directory);
      expect(report.schema).toBe('heaptide.postmortem/1');
      expect(report.process.pid).toBe(pid);
      expect(report.next.length).toBeGreaterThan(0);
      return { exit, report };
    };

    it('ended by V8 at its heap limit: two heap snapshots name the class and who keeps it', async () => {
      const directory = directoryForRemains();
      const nodeArgs = [OLD_SPACE, ...leavingAll(directory, 2)];
      const found = await die({ rate: 20, nodeArgs }, directory);
      expect([134, null]).toContain(found.code);
      expect(snapshotsIn(directory).length).toBe(2);
      const { exit, report } = await tell(found);
      expect([report.death.kind, report.death.space]).toEqual(['v8-limit', 'old_space']);
      // Node 26 may take both at one moment, and then nothing has grown between them.
      const [first, second] = snapshotsIn(directory).map((path) => statSync(path).size);
      const areApart = second! > 1.1 * first!;
      expect([report.verdict, exit]).toEqual(areApart ? ['leak', 1] : ['accumulation', 0]);
      expect(report.leakedClass).toBe('Session');
      expect(`${report.holder!.class} ${report.holder!.name}`).toMatch(/Map|SessionRegistry/);
      expect(['medium', 'high']).toContain(report.confidence);
      expect(report.files.filter(({ state }) => state !== 'ok')).toEqual([]);
    });

    it('only what V8 wrote on stderr: how it died, and what to have next time', async () => {
      const found = await die({ rate: 20, nodeArgs: [OLD_SPACE] });
      expect([134, null]).toContain(found.code);
      const { exit, report } = await tell(found);
      expect([report.death.kind, report.verdict, exit]).toEqual(['v8-limit', 'none', 0]);
      expect([report.leakedClass, report.site, report.holder]).toEqual([null, null, null]);
      expect(report.death.evidence.join('\n')).toMatch(/heap limit|Ineffective/);
      expect(report.gaps.length).toBeGreaterThan(0);
    });

    if (!everyDeath) return;

    it('killed by the kernel at the limit of its container: the ring names who allocates', async (test) => {
      const limit = 128 * MIB;
      const found = await die({ rate: 1.5, ring: true, cgroup: limitedTo(limit, test) });
      expect([found.code, cgroup!.oomKills() > 0]).toEqual([null, true]);
      writePodStatus(found, limit);
      const { exit, report } = await tell(found);
      expect(report.death.kind).toBe('kernel');
      // A life this short may have too few captures for a proof: Node 26 compiles anew in the middle of it.
      expect(['leak', 'growing']).toContain(report.verdict);
      expect(exit).toBe(report.verdict === 'leak' ? 1 : 0);
      expect(report.process).toMatchObject({ name: 'sessions', nodeVersion: version });
      expect(OPENERS).toContain(report.site!.function);
      expect(report.site!.file).toMatch(/leaky-sessions\.mjs$/);
      expect(report.confidence).not.toBe('none');
      expect(report.files.find(({ kind }) => kind === 'pod')).toMatchObject({ state: 'ok' });
    });

    it('ended by V8 at its heap limit with the ring on: both heap snapshots are there, and the captures', async () => {
      const directory = directoryForRemains();
      const nodeArgs = [OLD_SPACE, ...leavingAll(directory, 2)];
      await die({ rate: 3, ring: true, nodeArgs }, directory);
      expect(snapshotsIn(directory).length).toBe(2);
      expect(capturesIn(directory)).toBeGreaterThan(0);
      expect(readFileSync(join(directory, 'app.log'), 'utf8')).toContain(
        'heaptide: --heapsnapshot-near-heap-limit is set: no last capture is taken at the heap limit\n',
      );
      const { exit, report } = await tell(remains!);
      expect([report.death.kind, report.verdict, exit]).toEqual(['v8-limit', 'leak', 1]);
      expect([report.leakedClass, report.confidence]).toEqual(['Session', 'high']);
      expect(OPENERS).toContain(report.site!.function);
    });

    it('killed while V8 made a heap snapshot: an empty file, and the ring names who allocates', async (test) => {
      const directory = directoryForRemains();
      const created = limitedTo(128 * MIB, test);
      // Node.js itself makes none near the heap limit where it sees that memory will not do.
      const signal = { name: 'SIGUSR2', isTime: () => created.usage() > 108 * MIB } as const;
      const nodeArgs = snapshotsOnSignal(directory);
      const found = await die(
        { rate: 2, ring: true, nodeArgs, cgroup: created, signals: [signal] },
        directory,
      );
      expect([found.code, created.oomKills() > 0]).toEqual([null, true]);
      expect(snapshotsIn(directory).map((path) => statSync(path).size)).toEqual([0]);
      writePodStatus(found, 128 * MIB);
      const { report } = await tell(found);
      expect(report.death.kind).toBe('kernel');
      expect(OPENERS).toContain(report.site!.function);
      expect(report.files.filter(({ state }) => state === 'empty')).toMatchObject([
        { kind: 'heap-snapshot' },
      ]);
      expect(report.gaps.join('\n')).toMatch(/is empty/);
    });

    it('killed while V8 wrote a heap snapshot: what is whole and the ring name what piles up', async () => {
      const directory = directoryForRemains();
      const signals = [
        { name: 'SIGUSR2', isTime: (place: string) => capturesIn(place) >= CAPTURES_TO_SEE },
        { name: 'SIGKILL', isTime: isWritingSnapshot },
      ] as const;
      const found = await die(
        { rate: 2, ring: true, nodeArgs: snapshotsOnSignal(directory), signals },
        directory,
      );
      expect(found.code).toBe(null);
      const { report } = await tell(found);
      expect(report.files.filter(({ state }) => state === 'cut')).toMatchObject([{ kind: 'heap-snapshot' }]);
      expect(OPENERS).toContain(report.site!.function);
      expect(report.gaps.join('\n')).toMatch(/cut|ends/);
    });
  });
}
