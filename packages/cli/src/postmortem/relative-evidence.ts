import { relative } from 'node:path';
import type { Evidence, ProcessEvidence } from './evidence/evidence.js';

/** Evidence whose files in `directory` are called by their names in it, since the directory itself is not to last. */
export function relativeEvidence({ files, processes, notes }: Evidence, directory: string): Evidence {
  const shown = (path: string): string => {
    const inside = relative(directory, path);
    return inside === '' || inside.startsWith('..') ? path : inside;
  };
  const renamed = <T extends { readonly path: string }>(all: readonly T[]): T[] =>
    all.map((one) => ({ ...one, path: shown(one.path) }));
  const ofProcess = (process: ProcessEvidence): ProcessEvidence => ({
    ...process,
    captures: process.captures.map((one) => ({ ...one, name: shown(one.name) })),
    reports: renamed(process.reports),
    logs: renamed(process.logs),
    pods: renamed(process.pods),
  });
  return { files: renamed(files), processes: processes.map(ofProcess), notes };
}
