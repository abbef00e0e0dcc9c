import type { ListedFile } from '../files/list-files.js';
import { readEnds } from '../files/read-ends.js';
import type { LogFindings } from './log-findings.js';
import { parseLog } from './parse-log.js';

/** The beginning tells how a program was started, the end how it ended. */
const HEAD = 1 << 20;
const TAIL = 8 << 20;
const MOST_UNPACKED = 2 ** 31;

export interface ReadLog {
  readonly findings: LogFindings;
  /** Packed data that breaks off, or that could not be unpacked; its words. */
  readonly damage: string | undefined;
}

/** Reads the beginning and the end of a log, plain or packed. Rejects with what reading the file meets. */
export async function readLog({ path }: ListedFile): Promise<ReadLog> {
  const { head, tail, between, isCut, damage } = await readEnds(path, {
    head: HEAD,
    tail: TAIL,
    mostUnpacked: MOST_UNPACKED,
  });
  // Together where nothing lies between, so that no line is cut in two.
  const parts = between === 0 ? [Buffer.concat([head, tail])] : [head, tail];
  const texts = parts.map((bytes) => new TextDecoder().decode(bytes));
  return {
    findings: parseLog(path, texts, between),
    damage: damage ?? (isCut ? 'it is too long to be unpacked whole' : undefined),
  };
}
