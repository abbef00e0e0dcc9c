import { endingWithLog } from '@heaptide/kube';
import { basename } from 'node:path';
import type { ContainerDeath, ProcessEvidence, SnapshotFile } from '../evidence.js';
import type { FileFindings } from '../files/file-findings.js';
import type { LogFindings } from '../log/log-findings.js';
import type { NodeReport } from '../node-report/node-report.js';
import { FARTHEST_ZONE_MS, parseDiagnosticName } from '../snapshot/snapshot-name.js';
import { Life } from './life.js';
import { logOfProcess } from './log-of-process.js';

/** A process may have written something this long before the moment at which it says it began. */
const CLOCK_SLACK_MS = 2000;
/** What happened this long apart may be the end of one process. */
const SAME_END_MS = 5 * 60_000;

/**
 * Gives everything that files say to the process that it is of: by its pid and the start that captures tell, by the names of
 * what it wrote, by the end that a pod's status tells. What names no process goes to the only one there is, or to the one
 * that was seen last at that time; else it stands for a process of its own.
 */
export function groupProcesses(findings: readonly FileFindings[]): ProcessEvidence[] {
  const lives: Life[] = [];
  for (const { captures = [] } of findings) {
    for (const named of captures) {
      const { metadata } = named.capture;
      if (metadata !== undefined)
        lifeStarted(lives, metadata.pid, Date.parse(metadata.startedAt)).captures.push(named);
    }
  }
  giveWritten(lives, findings);
  const unclaimed = giveLogs(
    lives,
    findings.flatMap(({ log }) => log ?? []),
  );
  giveDeaths(
    lives,
    findings.flatMap(({ deaths = [] }) => deaths),
  );
  for (const log of unclaimed) lifeAt(lives, log.time).logs.push(log);
  const foreign = findings.flatMap(({ captures = [] }) =>
    captures.filter(({ capture }) => capture.metadata === undefined),
  );
  if (foreign.length > 0) lifeAt(lives, undefined).captures.push(...foreign);
  for (const life of lives) life.deaths = life.deaths.map((death) => inLightOf(death, life.logs));
  return lives
    .toSorted((a, b) => Number(b.hasEnd) - Number(a.hasEnd) || (b.lastSeen ?? 0) - (a.lastSeen ?? 0))
    .map((life) => life.evidence());
}

function lifeStarted(lives: Life[], pid: number, startedAt: number): Life {
  const known = lives.find((life) => life.pid === pid && life.startedAt === startedAt);
  return known ?? added(lives, new Life(pid, startedAt));
}

function added(lives: Life[], life: Life): Life {
  lives.push(life);
  return life;
}

interface Written {
  readonly pid: number | undefined;
  readonly sequence: number;
  readonly time: number | undefined;
  readonly give: (life: Life) => void;
}

/** Heap snapshots and reports. A process counts what it writes, so that a count which does not rise is of another one. */
function giveWritten(lives: Life[], findings: readonly FileFindings[]): void {
  const written = findings
    .flatMap(({ snapshot, report }) => [
      ...(snapshot === undefined ? [] : [writtenSnapshot(snapshot)]),
      ...(report === undefined ? [] : [writtenReport(report)]),
    ])
    .sort((a, b) => (a.time ?? 0) - (b.time ?? 0) || a.sequence - b.sequence);
  const last = new Map<number, { readonly life: Life; readonly sequence: number }>();
  for (const { pid, sequence, time, give } of written) {
    if (pid === undefined) {
      give(lifeAt(lives, time));
      continue;
    }
    const before = last.get(pid);
    const ofCaptures = startedBefore(lives, pid, time) ?? onlyStarted(lives, pid, time);
    const goesOn = before !== undefined && (sequence === 0 || sequence > before.sequence);
    const life = ofCaptures ?? (goesOn ? before.life : added(lives, new Life(pid)));
    last.set(pid, { life, sequence: sequence || (before?.sequence ?? 0) });
    give(life);
  }
}

function writtenSnapshot(snapshot: SnapshotFile): Written {
  const { pid, sequence = 0, time } = snapshot;
  return { pid, sequence, time, give: (life) => life.snapshots.push(snapshot) };
}

function writtenReport(report: NodeReport): Written {
  const sequence = parseDiagnosticName(basename(report.path))?.sequence ?? 0;
  return { pid: report.pid, sequence, time: report.time, give: (life) => life.reports.push(report) };
}

/** The life of a pid that captures tell of and that had begun by then: the last of them. */
function startedBefore(lives: readonly Life[], pid: number, time = Infinity): Life | undefined {
  return lives
    .filter(
      (life) => life.pid === pid && life.startedAt !== undefined && life.startedAt <= time + CLOCK_SLACK_MS,
    )
    .sort((a, b) => b.startedAt! - a.startedAt!)[0];
}

/** The only life of a pid that captures tell of, where the clock of another time zone may be why it seems to begin later. */
function onlyStarted(lives: readonly Life[], pid: number, time: number | undefined): Life | undefined {
  const [life, ...others] = lives.filter((one) => one.pid === pid && one.startedAt !== undefined);
  if (life === undefined || others.length > 0 || time === undefined) return undefined;
  return life.startedAt! - time <= FARTHEST_ZONE_MS ? life : undefined;
}

/** Gives logs to the processes that they name; returns those that name none. */
function giveLogs(lives: Life[], logs: readonly LogFindings[]): LogFindings[] {
  const unclaimed: LogFindings[] = [];
  for (const log of logs) {
    const told = [...log.kernelKills, ...log.exits].flatMap(({ pid }) => pid ?? []);
    const killed = told.filter((pid) => lives.some((life) => life.pid === pid));
    const pids = new Set([...log.pids, ...killed]);
    for (const pid of pids) lifeOfPid(lives, pid, log.time).logs.push(logOfProcess(log, pid));
    if (pids.size === 0) unclaimed.push(log);
  }
  return unclaimed;
}

/** The life of a pid at a time; the last one where no time is told. */
function lifeOfPid(lives: Life[], pid: number, time: number | undefined): Life {
  const ofPid = lives.filter((life) => life.pid === pid);
  return startedBefore(lives, pid, time) ?? ofPid.at(-1) ?? added(lives, new Life(pid));
}

/** Each ending to the process that was last seen within that life of its container. */
function giveDeaths(lives: Life[], deaths: readonly ContainerDeath[]): void {
  const processes = lives.length;
  const ends = deaths.some(isViolent) && processes > 0 ? deaths.filter(isViolent) : deaths;
  const own = new Map<string, Life>();
  for (const death of ends) {
    const { pod, container, ending } = death;
    const known = lives.slice(0, processes);
    const life =
      seenWithin(known, death) ??
      (known.length === 1 && isNear(known[0]!, ending.finishedAt) ? known[0] : undefined);
    if (life !== undefined) {
      life.deaths.push(death);
      continue;
    }
    // The lives of one container are the same program again and again.
    const key = `${pod.uid} ${container.name}`;
    const kept = own.get(key) ?? added(lives, new Life());
    own.set(key, kept);
    kept.deaths.push(death);
  }
}

function isViolent({ ending: { verdict } }: ContainerDeath): boolean {
  return verdict !== 'completed' && verdict !== 'stopped' && verdict !== 'not-started';
}

function seenWithin(
  lives: readonly Life[],
  { ending: { startedAt, finishedAt } }: ContainerDeath,
): Life | undefined {
  if (startedAt === undefined || finishedAt === undefined) return undefined;
  return lives
    .filter(({ lastSeen }) => lastSeen !== undefined)
    .filter(
      ({ lastSeen }) => lastSeen! >= startedAt - CLOCK_SLACK_MS && lastSeen! <= finishedAt + CLOCK_SLACK_MS,
    )
    .sort((a, b) => b.lastSeen! - a.lastSeen!)[0];
}

/** Whether the only process may be meant: nothing tells otherwise. */
function isNear({ lastSeen }: Life, time: number | undefined): boolean {
  return lastSeen === undefined || time === undefined || Math.abs(lastSeen - time) <= SAME_END_MS;
}

/** The process that something without a name is of. */
function lifeAt(lives: Life[], time: number | undefined): Life {
  if (lives.length === 0) return added(lives, new Life());
  if (lives.length === 1) return lives[0]!;
  if (time !== undefined) {
    const near = lives
      .filter((life) => life.lastSeen !== undefined && isNear(life, time))
      .sort((a, b) => Math.abs(a.lastSeen! - time) - Math.abs(b.lastSeen! - time))[0];
    if (near !== undefined) return near;
  }
  const nameless = lives.find((life) => life.pid === undefined && life.deaths.length === 0);
  return nameless ?? added(lives, new Life());
}

/** What V8 wrote makes certain what the status of a pod leaves open. */
function inLightOf(death: ContainerDeath, logs: readonly LogFindings[]): ContainerDeath {
  const said = logs
    .flatMap(({ fatal }) => fatal)
    .filter(({ kind }) => kind === 'heap-limit')
    .map(({ words }) => `FATAL ERROR: ${words}`);
  return { ...death, ending: endingWithLog(death.ending, said.join('\n')) };
}
