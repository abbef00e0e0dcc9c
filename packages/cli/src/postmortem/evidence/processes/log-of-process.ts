import type { LogFindings } from '../log/log-findings.js';

/** What a log says of one process, where it speaks of several: what bears another pid is left out. */
export function logOfProcess(log: LogFindings, pid: number | undefined): LogFindings {
  if (pid === undefined || log.pids.length < 2) return log;
  const isOf = ({ pid: told }: { readonly pid?: number }): boolean => told === undefined || told === pid;
  const isNamed = (name: string): boolean => name.split('.')[3] === String(pid);
  return {
    ...log,
    pids: [pid],
    fatal: log.fatal.filter(isOf),
    collections: log.collections.filter(isOf),
    exits: log.exits.filter(isOf),
    snapshotsWritten: log.snapshotsWritten.filter(isNamed),
    reportsWritten: log.reportsWritten.filter(isNamed),
  };
}
