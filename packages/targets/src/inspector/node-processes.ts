import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { HeaptideError } from '@heaptide/profile';
import { isNode, isPackageManager, type ProcessFacts } from './process-facts.js';

const USR1_BIT = 1n << 9n;
const MOST_PROCESSES = 100_000;

/**
 * What can be seen of a process of this machine; `undefined` where there is none of that number.
 * @throws {HeaptideError} `HT_E_ATTACH_REFUSED` where processes cannot be looked at.
 */
export function describeProcess(pid: number): ProcessFacts | undefined {
  requireProc();
  const status = readText(`/proc/${pid}/status`);
  // One that has ended stays in the list until its parent takes note.
  if (status === undefined || field(status, 'State')?.startsWith('Z') === true) return undefined;
  const executable = readLink(`/proc/${pid}/exe`);
  const nodeOptions = variable(readText(`/proc/${pid}/environ`) ?? '', 'NODE_OPTIONS');
  const pidNamespace = readLink(`/proc/${pid}/ns/pid`);
  const [network, ownNetwork] = [readLink(`/proc/${pid}/ns/net`), readLink('/proc/self/ns/net')];
  return {
    pid,
    innerPid: Number(field(status, 'NSpid')?.split(/\s+/).at(-1) ?? pid),
    ...(pidNamespace === undefined ? {} : { pidNamespace }),
    parent: Number(field(status, 'PPid') ?? 0),
    // The effective one, by which it is decided who may signal it.
    uid: Number(field(status, 'Uid')?.split(/\s+/)[1] ?? 0),
    ...(executable === undefined ? {} : { executable }),
    argv: (readText(`/proc/${pid}/cmdline`) ?? '')
      .split('\0')
      .filter((word, index) => index === 0 || word !== ''),
    catchesUsr1: (BigInt(`0x${field(status, 'SigCgt') ?? '0'}`) & USR1_BIT) !== 0n,
    ...(nodeOptions === undefined ? {} : { nodeOptions }),
    isElsewhere: network !== undefined && ownNetwork !== undefined && network !== ownNetwork,
  };
}

/**
 * All processes of this machine that are shown to us.
 * @throws {HeaptideError} `HT_E_ATTACH_REFUSED` where processes cannot be looked at.
 */
export function listProcesses(): readonly ProcessFacts[] {
  requireProc();
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .slice(0, MOST_PROCESSES);
  return pids.map((pid) => describeProcess(Number(pid))).filter((facts) => facts !== undefined);
}

/** The programs among them that run on Node.js, without this one. */
export function nodePrograms(all: readonly ProcessFacts[]): readonly ProcessFacts[] {
  return all.filter((facts) => facts.pid !== process.pid && isNode(facts) && !isPackageManager(facts));
}

function requireProc(): void {
  if (process.platform === 'linux') return;
  throw new HeaptideError(
    'HT_E_ATTACH_REFUSED',
    `pid:N works on Linux, where a process can be looked at before it is signalled, not on ${process.platform}: start the program with --inspect and use inspect://127.0.0.1:9229`,
  );
}

function field(status: string, name: string): string | undefined {
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.trim();
}

function variable(environment: string, name: string): string | undefined {
  const entry = environment.split('\0').find((one) => one.startsWith(`${name}=`));
  return entry?.slice(name.length + 1);
}

function readText(path: string): string | undefined {
  return attempt(() => readFileSync(path, 'utf8'));
}

function readLink(path: string): string | undefined {
  return attempt(() => readlinkSync(path));
}

/** A process may end between two looks, or be somebody else's. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
