import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pidNamespace, startOf } from './process-identity.js';

/** A process as a run directory names it. */
export interface NotedProcess {
  readonly pid: number;
  readonly start: string;
}

const NAME = /^heaptide-(\d+)-(\d+)-(\d+)-\w{6}$/;
const CHILD_FILE = 'child';
/** The address of a unix socket has 104 bytes on macOS and 108 on Linux, the last of which is a zero. */
const MOST_SOCKET_BYTES = 103;
const SOCKET_FILE = 'api.sock';

/**
 * A directory that only its owner may enter, for what belongs to one kubectl. Its name says which process owns it, and a file in it which process
 * serves it, so that a later run can clear up after one that was killed.
 */
export class RunDirectory {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** @throws where none of the places can be written. */
  static create(env: NodeJS.ProcessEnv): RunDirectory {
    const name = `heaptide-${pidNamespace()}-${process.pid}-${startOf(process.pid) ?? 0}-`;
    // Both sides of a socket's address are bytes that count.
    const place = runPlaces(env).find(
      (each) => socketBytes(join(each, `${name}XXXXXX`)) <= MOST_SOCKET_BYTES,
    );
    return new RunDirectory(mkdtempSync(join(place ?? '/tmp', name)));
  }

  get socketPath(): string {
    return join(this.path, SOCKET_FILE);
  }

  /** Notes which process is to end when nobody is left who would end it. */
  noteChild(pid: number): void {
    writeFileSync(join(this.path, CHILD_FILE), `${pid} ${startOf(pid) ?? ''}\n`, { mode: 0o600 });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Where run directories may be, the best first. */
export function runPlaces(env: NodeJS.ProcessEnv): readonly string[] {
  const own = env.XDG_RUNTIME_DIR;
  return own !== undefined && isOurs(own) ? [own, tmpdir()] : [tmpdir()];
}

/** The owner that the name of a directory in one of the places tells; `undefined` where it is no run directory, or one seen from elsewhere. */
export function ownerOf(name: string): NotedProcess | undefined {
  const [, namespace, pid, start] = NAME.exec(name) ?? [];
  return namespace === pidNamespace() ? { pid: Number(pid), start: start! } : undefined;
}

/** What `noteChild` has written; `undefined` where that is not whole. */
export function parseChild(text: string): NotedProcess | undefined {
  const [, pid, start] = /^([1-9]\d*) (\d+)\n$/.exec(text) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), start: start! };
}

function isOurs(directory: string): boolean {
  try {
    const { uid, mode } = statSync(directory);
    return uid === process.getuid?.() && (mode & 0o077) === 0;
  } catch {
    return false;
  }
}

function socketBytes(directory: string): number {
  return Buffer.byteLength(join(directory, SOCKET_FILE));
}
