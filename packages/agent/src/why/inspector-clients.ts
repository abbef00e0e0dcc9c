import type { ReadText } from '../worker/cgroup.js';

const TABLES = ['/proc/self/net/tcp', '/proc/self/net/tcp6'];
const ESTABLISHED = '01';
const ROW = /^\s*\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:[\dA-F]{4} ([\dA-F]{2}) /;

/** How many are connected to a port of this machine or container; `undefined` where the system does not tell. */
export function clientsOf(port: number, readText: ReadText): number | undefined {
  const tables = TABLES.map(readText).filter((table) => table !== undefined);
  if (tables.length === 0) return undefined;
  return tables
    .flatMap((table) => table.split('\n'))
    .map((row) => ROW.exec(row))
    .filter((row) => row !== null && parseInt(row[1]!, 16) === port && row[2] === ESTABLISHED).length;
}
