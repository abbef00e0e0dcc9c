import { basename } from 'node:path';
import { count, longBytes } from '@heaptide/profile';
import type { SnapshotFile } from '../evidence.js';
import type { ListedFile } from '../files/list-files.js';
import { readEnds } from '../files/read-ends.js';
import { lastSection } from './last-section.js';
import { momentOf, parseDiagnosticName } from './snapshot-name.js';

const HEAD = 64 * 1024;
const TAIL = 64;
/** Packed files beyond that are not unpacked to their end: reading them in earnest will tell. */
const MOST_PACKED = 256 * 2 ** 20;

/** The last string, or the bracket before none. */
const END = /["[]\s*\]\s*\}\s*$/;

const utf8 = new TextDecoder();

/** Looks at the beginning and the end of a file that is, or was to be, a heap snapshot. Rejects with what reading it meets. */
export async function readSnapshotFile({ path, bytes, modifiedAt }: ListedFile): Promise<SnapshotFile> {
  const name = parseDiagnosticName(basename(path));
  const file = {
    path,
    bytes,
    time: name === undefined ? modifiedAt : momentOf(name, { modifiedAt, bytes }),
    ...(name === undefined ? {} : { pid: name.pid, thread: name.thread, sequence: name.sequence }),
  };
  if (bytes === 0) {
    return { ...file, state: 'empty', note: '0 bytes: its process ended before V8 wrote any of it' };
  }
  const { packing } = await readEnds(path, { head: 4, tail: 0 });
  const isChecked = packing === undefined || bytes <= MOST_PACKED;
  const ends = await readEnds(path, { head: HEAD, tail: isChecked ? TAIL : 0 });
  if (ends.packing === 'zstd' && ends.head.length === 0) {
    return { ...file, state: 'unreadable', note: ends.damage ?? 'cannot be unpacked' };
  }
  const counts = headerCounts(utf8.decode(ends.head));
  const end = utf8.decode(Buffer.concat([ends.head, ends.tail]).subarray(-TAIL));
  const section = ends.packing === undefined ? await lastSection(path) : undefined;
  // Other sections may be cut where they look the same.
  const endsWell = !ends.isCut && (section ?? 'strings') === 'strings' && END.test(end);
  const told = `${longBytes(bytes)}${counts.nodeCount === undefined ? '' : `, ${count(counts.nodeCount)} ${counts.nodeCount === 1 ? 'node' : 'nodes'}`}`;
  if (!isChecked || endsWell) return { ...file, ...counts, state: 'ok', note: told };
  const where = section === undefined ? '' : ` within its ${section}`;
  return {
    ...file,
    ...counts,
    ...(section === undefined ? {} : { section }),
    state: 'cut',
    note: `${told}; ends${where || ' too soon'}`,
  };
}

function headerCounts(head: string): Pick<SnapshotFile, 'nodeCount' | 'edgeCount'> {
  const nodes = /"node_count":\s{0,8}(\d{1,10})/.exec(head)?.[1];
  const edges = /"edge_count":\s{0,8}(\d{1,10})/.exec(head)?.[1];
  return {
    ...(nodes === undefined ? {} : { nodeCount: Number(nodes) }),
    ...(edges === undefined ? {} : { edgeCount: Number(edges) }),
  };
}
