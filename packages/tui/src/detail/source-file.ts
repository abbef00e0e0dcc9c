import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { SourceText } from './source-excerpt.js';

export interface ReadSourceFileOptions {
  /** What relative paths are relative to; by default where we were started. */
  readonly folder?: string;
}

/** Above this, a file is no source that a person reads. */
const MOST_BYTES = 4 * 2 ** 20;
/** A share of another machine may never answer. */
const LONGEST_WAIT_MS = 2000;
/** A path of Windows begins like an address. */
const ADDRESS = /^[a-z][a-z\d+.-]+:/i;
/** `\\machine\share`: opening it greets that machine with the name of the user. */
const OTHER_MACHINE = /^[\\/]{2}/;
const PROGRAM = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|go)$/i;
/** Files there are made when they are read, by the kernel or a device. */
const KERNEL_FOLDER = /^\/(?:proc|sys|dev)(?:\/|$)/;
/** A pipe that was put in the place of the file is not waited for. Windows does not have the flag. */
const OPEN_FLAGS = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * Reads the source file that a profile names. The name may come from anyone: only regular files of this machine that are
 * called as programs are, of 4 MiB at most, are ever opened, and nothing else of them is told.
 */
export async function readSourceFile(file: string, options: ReadSourceFileOptions = {}): Promise<SourceText> {
  const waiting = new AbortController();
  const late = sleep(LONGEST_WAIT_MS, undefined, { signal: waiting.signal, ref: false });
  try {
    return await Promise.race([
      readWhole(file, options).catch(() => ({ problem: absence(file) })),
      late.then(() => ({ problem: `${file} took too long to read` })),
    ]);
  } finally {
    waiting.abort();
  }
}

async function readWhole(
  file: string,
  { folder = process.cwd() }: ReadSourceFileOptions,
): Promise<SourceText> {
  const isUrl = /^file:/i.test(file);
  if (!isUrl && ADDRESS.test(file)) return { problem: `${file} is no file of this machine` };
  const path = resolve(folder, isUrl ? fileURLToPath(file) : file);
  if (OTHER_MACHINE.test(file) || OTHER_MACHINE.test(path)) {
    return { problem: `${file} is no file of this machine` };
  }
  const real = await realpath(path);
  if (KERNEL_FOLDER.test(real)) return { problem: `${file} is no regular file` };
  if (!PROGRAM.test(path) || !PROGRAM.test(real)) return { problem: `${file} is not called as a program is` };
  if (!(await stat(real)).isFile()) return { problem: `${file} is no regular file` };
  const opened = await open(real, OPEN_FLAGS);
  try {
    const status = await opened.stat();
    if (!status.isFile()) return { problem: `${file} is no regular file` };
    if (status.size > MOST_BYTES) return { problem: `${file} has more than 4 MiB` };
    const bytes = Buffer.alloc(status.size);
    const { bytesRead } = await opened.read(bytes, 0, bytes.length, 0);
    return { text: bytes.toString('utf8', 0, bytesRead) };
  } finally {
    await opened.close();
  }
}

function absence(file: string): string {
  return `${file} is not on this machine: run where the sources are, or with --source-map-dir`;
}
