import type { NamedCapture } from '@heaptide/targets';
import type { ContainerDeath, EvidenceFile, SnapshotFile } from '../evidence.js';
import type { LogFindings } from '../log/log-findings.js';
import type { NodeReport } from '../node-report/node-report.js';

/** What one file says. */
export interface FileFindings {
  readonly file: EvidenceFile;
  readonly captures?: readonly NamedCapture[];
  readonly snapshot?: SnapshotFile;
  readonly report?: NodeReport;
  readonly log?: LogFindings;
  readonly deaths?: readonly ContainerDeath[];
}
