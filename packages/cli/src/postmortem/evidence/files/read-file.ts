import { basename } from 'node:path';
import { count, HeaptideError, longBytes } from '@heaptide/profile';
import { readCaptures } from '@heaptide/targets';
import type { EvidenceFile } from '../evidence.js';
import type { LogFindings } from '../log/log-findings.js';
import { saysSomething } from '../log/parse-log.js';
import { readLog } from '../log/read-log.js';
import { parseNodeReport } from '../node-report/parse-node-report.js';
import { containerDeaths } from '../pods/container-deaths.js';
import { readSnapshotFile } from '../snapshot/read-snapshot-file.js';
import type { FileFindings } from './file-findings.js';
import type { ListedFile } from './list-files.js';
import { type FileEnds, readEnds } from './read-ends.js';
import { type EvidenceKind, kindByName, sniffEvidence } from './sniff-evidence.js';

const HEAD = 16 * 1024;
/** Beyond that, JSON is taken for lines of a log. */
const MOST_JSON = 32 * 2 ** 20;

/** Reads one file, whatever it is. What is wrong with it is told in its line; nothing throws. */
export async function readEvidenceFile(file: ListedFile): Promise<FileFindings> {
  const name = basename(file.path);
  let kind: EvidenceKind | undefined;
  try {
    if (file.bytes === 0) return await readEmpty(file, name);
    const head = await readEnds(file.path, { head: HEAD, tail: 0 });
    kind = head.head.length === 0 ? kindByName(name) : sniffEvidence(head.head, name);
    if (kind === undefined) return line(file, 'unknown', 'unreadable', head.damage ?? 'cannot be unpacked');
    return await readAs(kind, file, head);
  } catch (error) {
    const known = typeof kind === 'string' && kind !== 'json' ? kind : 'unknown';
    return line(file, known, 'unreadable', (error as Error).message);
  }
}

async function readEmpty(file: ListedFile, name: string): Promise<FileFindings> {
  const kind = kindByName(name);
  if (kind === 'heap-snapshot') return readSnapshot(file);
  return line(file, typeof kind === 'string' && kind !== 'json' ? kind : 'unknown', 'empty', '0 bytes');
}

function readAs(kind: EvidenceKind, file: ListedFile, head: FileEnds): FileFindings | Promise<FileFindings> {
  switch (kind) {
    case 'heap-snapshot':
      return readSnapshot(file);
    case 'capture':
    case 'profile':
      return readCaptureFile(file, kind);
    case 'node-report':
      return readReport(file);
    case 'json':
      return readJson(file);
    case 'log':
      return readLogFile(file, head);
    default:
      return line(file, 'unknown', 'foreign', kind.what);
  }
}

async function readSnapshot(file: ListedFile): Promise<FileFindings> {
  const snapshot = await readSnapshotFile(file);
  const { state, note, time, pid } = snapshot;
  return { ...line(file, 'heap-snapshot', state, note, { time, pid }), snapshot };
}

async function readCaptureFile(file: ListedFile, kind: 'capture' | 'profile'): Promise<FileFindings> {
  try {
    const captures = await readCaptures([file.path]);
    const { capture } = captures[0]!;
    const { metadata } = capture;
    if (metadata === undefined) {
      const nanos = capture.profile.timeNanos;
      const time = nanos > 0n ? Number(nanos / 1_000_000n) : undefined;
      return { ...line(file, 'profile', 'ok', 'no metadata of heaptide', { time }), captures };
    }
    const { time, pid, heapUsed, trigger } = metadata;
    const note = `${longBytes(heapUsed)} of heap${trigger === undefined ? '' : `, ${trigger}`}`;
    return { ...line(file, 'capture', 'ok', note, { time: Date.parse(time), pid }), captures };
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    const why = error.message.replace(`${file.path}: `, '');
    // A name that is not of a capture promises none.
    const isCapture = kindByName(basename(file.path)) === 'capture';
    if (!isCapture) return line(file, 'unknown', 'foreign', why);
    return line(file, kind, /cut short|unexpected EOF|\.tmp$/.test(why) ? 'cut' : 'unreadable', why);
  }
}

async function readReport(file: ListedFile): Promise<FileFindings> {
  const text = await readText(file);
  const report = text === undefined ? undefined : parseNodeReport(file.path, text);
  if (report === undefined) return line(file, 'node-report', 'cut', 'ends within its header');
  const { time, pid, isCut, environmentCount } = report;
  const environment =
    environmentCount === 0
      ? ''
      : `; holds ${count(environmentCount)} environment variables: scrub before sharing`;
  const note = `${report.event}${isCut ? '; ends too soon' : ''}${environment}`;
  return { ...line(file, 'node-report', isCut ? 'cut' : 'ok', note, { time, pid }), report };
}

async function readJson(file: ListedFile): Promise<FileFindings> {
  const text = await readText(file);
  const json = text === undefined ? undefined : parse(text);
  if (json !== undefined) {
    const found = await containerDeaths(file.path, json);
    if (found !== undefined) {
      const { pods, deaths } = found;
      const note = deaths.at(-1)?.ending.words ?? 'no ending of a container';
      const time = deaths.at(-1)?.ending.finishedAt;
      const named = pods.length === 1 ? note : `${count(pods.length)} pods; ${note}`;
      return { ...line(file, 'pod', 'ok', named, { time }), deaths };
    }
  }
  return readLogFile(file, undefined);
}

async function readLogFile(file: ListedFile, head: FileEnds | undefined): Promise<FileFindings> {
  if (head?.packing !== undefined && head.head.length === 0) {
    return line(file, 'log', 'unreadable', head.damage ?? 'cannot be unpacked');
  }
  const { findings, damage } = await readLog(file);
  const isOfUse = saysSomething(findings) || findings.ringDirectory !== undefined;
  if (!isOfUse && kindByName(basename(file.path)) !== 'log') {
    return line(file, 'unknown', 'foreign', 'says nothing of the end of a process');
  }
  const [time, pid] = [findings.time, findings.pids.at(-1)];
  const note = damage === undefined ? noteOf(findings) : `${noteOf(findings)}; ${damage}`;
  const told = line(file, 'log', damage === undefined ? 'ok' : 'cut', note, { time, pid });
  return isOfUse ? { ...told, log: findings } : told;
}

function noteOf({ fatal, kernelKills, exits, collections, unread }: LogFindings): string {
  const passed = unread === 0 ? '' : `; ${longBytes(unread)} in its middle are not read`;
  const last = fatal.at(-1)?.words;
  if (last !== undefined) return `V8: ${last}${passed}`;
  const kill = kernelKills.at(-1);
  if (kill !== undefined) return `the kernel killed process ${kill.pid} for memory${passed}`;
  const exit = exits.at(-1);
  if (exit !== undefined) return exit.words + passed;
  if (collections.length > 0) return `${count(collections.length)} traced collections${passed}`;
  return `says nothing of an end${passed}`;
}

/** The whole text of a file, unpacked; `undefined` beyond the bound. */
async function readText({ path }: ListedFile): Promise<string | undefined> {
  const { head, isCut, between } = await readEnds(path, {
    head: MOST_JSON,
    tail: 0,
    mostUnpacked: MOST_JSON,
  });
  const isWhole = head.length < MOST_JSON && between === 0;
  return isWhole || isCut ? new TextDecoder().decode(head) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function line(
  { path }: ListedFile,
  kind: EvidenceFile['kind'],
  state: EvidenceFile['state'],
  note: string,
  { time, pid }: { readonly time?: number | undefined; readonly pid?: number | undefined } = {},
): FileFindings {
  return {
    file: {
      path,
      kind,
      state,
      note,
      ...(time === undefined ? {} : { time }),
      ...(pid === undefined ? {} : { pid }),
    },
  };
}
