import type { NamedCapture } from '@heaptide/targets';
import type { ContainerDeath, ProcessEvidence, SnapshotFile } from '../evidence.js';
import type { LogFindings } from '../log/log-findings.js';
import type { NodeReport } from '../node-report/node-report.js';

/** One process while its evidence is gathered. Times in milliseconds of the epoch. */
export class Life {
  readonly pid: number | undefined;
  readonly startedAt: number | undefined;
  readonly captures: NamedCapture[] = [];
  readonly snapshots: SnapshotFile[] = [];
  readonly reports: NodeReport[] = [];
  readonly logs: LogFindings[] = [];
  deaths: ContainerDeath[] = [];

  constructor(pid?: number, startedAt?: number) {
    this.pid = pid;
    this.startedAt = startedAt;
  }

  /** The newest moment that anything of it tells; `undefined` where nothing tells one. */
  get lastSeen(): number | undefined {
    const times = [
      ...this.captures.map(timeOfCapture),
      ...this.snapshots.map(({ time }) => time),
      ...this.reports.map(({ time }) => time),
      ...this.logs.map(({ time }) => time),
      ...this.deaths.map(({ ending }) => ending.finishedAt),
    ].filter((time) => time !== undefined && Number.isFinite(time)) as number[];
    return times.length === 0 ? undefined : Math.max(...times);
  }

  get service(): string | undefined {
    return this.captures.find(({ capture }) => capture.metadata !== undefined)?.capture.metadata?.service;
  }

  /** Whether anything tells that it ended, and not of its own will. */
  get hasEnd(): boolean {
    return (
      this.reports.some(({ isOutOfMemory }) => isOutOfMemory) ||
      this.logs.some(({ fatal, kernelKills, exits }) =>
        [fatal, kernelKills, exits].some(({ length }) => length > 0),
      ) ||
      this.deaths.some(({ ending }) => ending.verdict !== 'completed' && ending.verdict !== 'stopped')
    );
  }

  evidence(): ProcessEvidence {
    const { pid, startedAt, lastSeen } = this;
    const versions = this.captures.map(({ capture }) => capture.metadata?.versions.node);
    const nodeVersion =
      versions.find((version) => version !== undefined)?.replace(/^v/, '') ?? this.reports[0]?.nodeVersion;
    const name = this.service ?? this.deaths.at(-1)?.pod.name;
    return {
      ...(pid === undefined ? {} : { pid }),
      ...(name === undefined ? {} : { name }),
      ...(nodeVersion === undefined ? {} : { nodeVersion }),
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(lastSeen === undefined ? {} : { lastSeen }),
      captures: inOrder(this.captures, timeOfCapture),
      snapshots: inOrder(this.snapshots, ({ time }) => time),
      reports: inOrder(this.reports, ({ time }) => time),
      logs: inOrder(this.logs, ({ time }) => time),
      pods: inOrder(this.deaths, ({ ending }) => ending.finishedAt),
    };
  }
}

export function timeOfCapture({ capture: { metadata, profile } }: NamedCapture): number | undefined {
  if (metadata !== undefined) return Date.parse(metadata.time);
  return profile.timeNanos > 0n ? Number(profile.timeNanos / 1_000_000n) : undefined;
}

/** By time; those without one first, in the order in which they came. */
function inOrder<T>(items: readonly T[], timeOf: (item: T) => number | undefined): T[] {
  return items.toSorted((a, b) => (timeOf(a) ?? -Infinity) - (timeOf(b) ?? -Infinity) || 0);
}
