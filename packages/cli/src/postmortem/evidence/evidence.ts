import type { ContainerEnding, ContainerFacts, PodEvent, PodFacts } from '@heaptide/kube';
import type { FileKind, FileState } from '@heaptide/report/postmortem';
import type { NamedCapture } from '@heaptide/targets';
import type { LogFindings } from './log/log-findings.js';
import type { NodeReport } from './node-report/node-report.js';

/** One file that was looked at, whatever came of it. Path and note are hostile text. */
export interface EvidenceFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly state: FileState;
  /** What it is, or what is wrong with it, in a few words; may be ''. */
  readonly note: string;
  /** Milliseconds of the epoch at which it speaks of its process. */
  readonly time?: number;
  readonly pid?: number;
}

/** A file of a heap snapshot, of which only the beginning and the end have been looked at. */
export interface SnapshotFile {
  readonly path: string;
  /** `ok` says no more than that it begins and ends as a snapshot does. */
  readonly state: FileState;
  readonly note: string;
  /** Of the file as it lies there, compressed or not. */
  readonly bytes: number;
  /** Milliseconds of the epoch. */
  readonly time?: number;
  /** Its name tells these. */
  readonly pid?: number;
  readonly thread?: number;
  readonly sequence?: number;
  /** Its header tells these, in a cut file too. */
  readonly nodeCount?: number;
  readonly edgeCount?: number;
  /** Of a cut file: the section that it ends in, or behind. */
  readonly section?: string;
}

/** How a life of a container ended, as the status of its pod tells it. No value of its environment but those that concern the heap. */
export interface ContainerDeath {
  readonly path: string;
  readonly pod: PodFacts;
  readonly container: ContainerFacts;
  /** Whether it is down now, or this was the life before the one that runs. */
  readonly which: 'current' | 'last';
  readonly ending: ContainerEnding;
  /** What Kubernetes noted down, the newest first. */
  readonly events: readonly PodEvent[];
}

/** All that is there of one process, each kind in order of time. Texts are hostile. */
export interface ProcessEvidence {
  /** Absent where no file tells it. */
  readonly pid?: number;
  /** The service that captures name, else the pod or the program. */
  readonly name?: string;
  readonly nodeVersion?: string;
  /** Milliseconds of the epoch, where captures or a report tell it. */
  readonly startedAt?: number;
  /** Milliseconds of the epoch of the newest thing that is known of it. */
  readonly lastSeen?: number;
  /** Captures of ours, or profiles that others wrote. */
  readonly captures: readonly NamedCapture[];
  readonly snapshots: readonly SnapshotFile[];
  readonly reports: readonly NodeReport[];
  readonly logs: readonly LogFindings[];
  readonly pods: readonly ContainerDeath[];
}

/** What dead processes left behind. */
export interface Evidence {
  readonly files: readonly EvidenceFile[];
  /** Those with an end on record first, of these the one that ended last; then by what is newest. */
  readonly processes: readonly ProcessEvidence[];
  /** What was left out, and why: a line each. */
  readonly notes: readonly string[];
}
