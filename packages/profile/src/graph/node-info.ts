import { baseName } from './paths.js';
import { compareUtf8 } from '../algebra/byte-order.js';

/** What tells one node of a graph from another. Which fields are blank depends on the granularity. */
export interface NodeInfo {
  readonly name: string;
  /** Cleaned path. */
  readonly file: string;
  /** 0 where it does not tell nodes apart; likewise the other numbers. */
  readonly line: number;
  readonly column: number;
  readonly address: bigint;
  readonly startLine: number;
  /** File of the mapping. */
  readonly objectFile: string;
}

/** The name of a node in reports, such as `newSession src/session.js:12`. */
export function printableName(info: NodeInfo): string {
  return nameComponents(info).join(' ');
}

/** The parts of {@link printableName}; never empty. */
export function nameComponents({ name, file, line, column, address, objectFile }: NodeInfo): string[] {
  const parts: string[] = [];
  if (address !== 0n) parts.push(address.toString(16).padStart(16, '0'));
  if (name !== '') parts.push(name);
  if (line !== 0) parts.push(`${file}:${line}${column === 0 ? '' : `:${column}`}`);
  else if (file !== '') parts.push(file);
  else if (name === '') parts.push(objectFile === '' ? '<unknown>' : `[${baseName(objectFile)}]`);
  return parts;
}

/** A total order where two nodes print alike: by all fields, spelled out. */
export function compareInfos(a: NodeInfo, b: NodeInfo): number {
  return compareUtf8(spell(a), spell(b));
}

function spell({ name, file, line, column, address, startLine, objectFile }: NodeInfo): string {
  return `{${name}  ${address} ${file} ${startLine} ${line} ${column} ${objectFile}}`;
}
