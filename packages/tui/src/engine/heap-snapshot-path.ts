import { join } from 'node:path';

/** Where a heap snapshot goes: its name tells of which process and when, and DevTools knows it by its ending. */
export function heapSnapshotPath(directory: string, service: string, time: number): string {
  const moment = new Date(time).toISOString().slice(0, 19).replace(/[:T]/g, '-');
  const name = service.replace(/[^\w.-]+/g, '_').slice(0, 64);
  return join(directory, `heaptide-${name}-${moment}.heapsnapshot`);
}
