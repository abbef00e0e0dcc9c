import type { Evidence } from './evidence.js';
import type { FileFindings } from './files/file-findings.js';
import { listFiles, type ListOptions } from './files/list-files.js';
import { readEvidenceFile } from './files/read-file.js';
import { groupProcesses } from './processes/group-processes.js';

/** Captures are held decoded, so that only so many bytes of them are read, the newest. */
const MOST_CAPTURE_BYTES = 512 * 2 ** 20;
const CAPTURE_NAME = /\.(?:pb|pprof)(?:\.gz)?$/;

/**
 * Reads everything that processes left behind in files and directories, and tells the processes apart. Heap snapshots are
 * only looked at from both ends. Files that cannot be read are told of by their state.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_UNREADABLE` for a target itself.
 */
export async function collectEvidence(
  targets: readonly string[],
  options: ListOptions = {},
): Promise<Evidence> {
  const { files, notes } = await listFiles(targets, options);
  const tooMany = new Set(beyondBound(files));
  const findings: FileFindings[] = [];
  // One after another: each may take as much memory as its bound allows.
  for (const file of files) if (!tooMany.has(file)) findings.push(await readEvidenceFile(file));
  return {
    files: findings.map(({ file }) => file),
    processes: groupProcesses(findings),
    notes:
      tooMany.size === 0
        ? notes
        : [...notes, `${tooMany.size} captures are not read, the oldest: there are too many`],
  };
}

function beyondBound<
  T extends { readonly path: string; readonly bytes: number; readonly modifiedAt: number },
>(files: readonly T[]): T[] {
  let left = MOST_CAPTURE_BYTES;
  return files
    .filter(({ path }) => CAPTURE_NAME.test(path))
    .sort((a, b) => b.modifiedAt - a.modifiedAt)
    .filter(({ bytes }) => (left -= bytes) < 0);
}
