import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** One who holds a connection to an inspector. */
export interface Debugger {
  /** 0 where it is not known: a process of another user, or of another machine. */
  readonly pid: number;
  readonly kind: 'asking' | 'other';
}

/** Tables of TCP connections. The second is not there where IPv6 is off. */
const TABLES = ['/proc/self/net/tcp', '/proc/self/net/tcp6'];
const ESTABLISHED = '01';
/** Who only looks which programs there are is gone after so long. */
const LASTS_MS = 200;
const MOST_ARGUMENTS = 4;
const OURS = /^(?:kubectl-)?heaptide(?:\.js)?$/;
const ASKING = 'asking-main.js';

/**
 * Who else is connected to the inspector at that port of this machine: the connections that last, less those of heaptide itself,
 * which stop nothing unless they ask. Empty where the system does not tell.
 */
export async function otherDebuggers(port: number): Promise<readonly Debugger[]> {
  if (process.platform !== 'linux') return [];
  const first = clientsOf(port);
  if (first.every(({ socket }) => socketsOf('self').has(socket))) return [];
  await sleep(LASTS_MS);
  const lasting = clientsOf(port).filter((one) => first.some(({ socket }) => socket === one.socket));
  const owners = ownersOf(new Set(lasting.map(({ socket }) => socket)));
  return lasting.flatMap(({ socket }) => {
    const pid = owners.get(socket) ?? 0;
    const kind = pid === process.pid ? 'ours' : pid === 0 ? 'other' : kindOf(pid);
    return kind === 'ours' ? [] : [{ pid, kind }];
  });
}

interface Client {
  /** As `/proc/PID/fd` names it. */
  readonly socket: string;
}

function clientsOf(port: number): readonly Client[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = TABLES.flatMap((table) => textOf(table).split('\n').slice(1)).map((row) =>
    row.trim().split(/\s+/),
  );
  return rows
    .filter(([, , remote = '', state]) => state === ESTABLISHED && remote.endsWith(wanted))
    .map((row) => ({ socket: `socket:[${row[9] ?? ''}]` }));
}

function ownersOf(sockets: ReadonlySet<string>): ReadonlyMap<string, number> {
  const owners = new Map<string, number>();
  for (const name of readdirSync('/proc')) {
    if (owners.size === sockets.size) break;
    if (!/^\d+$/.test(name)) continue;
    for (const socket of socketsOf(name)) if (sockets.has(socket)) owners.set(socket, Number(name));
  }
  return owners;
}

/** What a process has open; nothing of one that has ended, or that is another user's. */
function socketsOf(process: string): ReadonlySet<string> {
  const directory = `/proc/${process}/fd`;
  const open = new Set<string>();
  for (const file of attempt(() => readdirSync(directory)) ?? []) {
    const target = attempt(() => readlinkSync(`${directory}/${file}`));
    if (target?.startsWith('socket:') === true) open.add(target);
  }
  return open;
}

function kindOf(pid: number): Debugger['kind'] | 'ours' {
  const names = textOf(`/proc/${pid}/cmdline`)
    .split('\0')
    .slice(0, MOST_ARGUMENTS)
    .map((word) => word.slice(word.lastIndexOf('/') + 1));
  if (names.some((name) => name.endsWith(ASKING))) return 'asking';
  return names.some((name) => OURS.test(name)) ? 'ours' : 'other';
}

function textOf(path: string): string {
  return attempt(() => readFileSync(path, 'latin1')) ?? '';
}

function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
