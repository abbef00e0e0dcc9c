/** A name that tells of which process and when, and that DevTools knows by its ending; in the current directory. */
export function snapshotFileName(process: string, time: number): string {
  const moment = new Date(time).toISOString().slice(0, 19).replace(/[:T]/g, '-');
  const name = process.replace(/[^\w.-]+/g, '_').slice(0, 64);
  return `heaptide-${name}-${moment}.heapsnapshot`;
}
