import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { PprofContext } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import { writeNumberedFile } from './numbered-file.js';

/** A viewer may be a mere wrapper that asks a browser to open the file and ends: time for that to happen. */
const OPENING_MS = 2000;
/** A viewer that is open for longer is left alone, and so is its file. */
const LONGEST_VIEW_MS = 10 * 60_000;

export interface ViewOptions {
  readonly viewer: 'browser' | readonly string[];
  readonly suffix: string;
  readonly context: PprofContext;
  /** Do not wait for the viewer, as in the shell. */
  readonly inBackground: boolean;
}

/**
 * Shows a report in another program: the first of the viewers that starts.
 *
 * @throws {HeaptideError} `HT_E_PPROF` when there is none.
 */
export async function view(content: string | Uint8Array, options: ViewOptions): Promise<void> {
  const { viewer, suffix, context, inBackground } = options;
  const path = await writeNumberedFile({ directory: tmpdir(), prefix: 'pprof', suffix, content });
  const programs = viewer === 'browser' ? browsers(context.env) : viewer;
  for (const program of programs) {
    const running = await start(program, path, context.env);
    if (running === undefined) continue;
    const watched = watch(running.ended, path, context.signal);
    const failure = await (inBackground ? Promise.race([watched, pause(OPENING_MS)]) : watched);
    if (failure !== undefined) throw pprofError(`${program}: ${failure}`);
    return;
  }
  await rm(path, { force: true });
  const hint = viewer === 'browser' ? '; set BROWSER, or use -output' : '';
  throw pprofError(`cannot start a viewer: none of ${programs.join(', ')} is installed${hint}`);
}

/** Removes the file once the viewer has ended, unless it stays open for long. Resolves to how the viewer failed. */
async function watch(
  ended: Promise<string | undefined>,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const stop = new AbortController();
  const given = pause(LONGEST_VIEW_MS, undefined, {
    ref: false,
    signal: AbortSignal.any([signal, stop.signal]),
  }).catch(() => undefined);
  const opening = pause(OPENING_MS, undefined, { signal }).catch(() => undefined);
  const end = await Promise.race([ended.then((failure) => ({ failure })), given]);
  stop.abort();
  if (end === undefined) return undefined;
  if (end.failure === undefined) await opening;
  await rm(path, { force: true });
  return end.failure;
}

/** Resolves once the program runs; to `undefined` where it cannot be started. */
function start(
  program: string,
  path: string,
  env: PprofContext['env'],
): Promise<{ readonly ended: Promise<string | undefined> } | undefined> {
  const [command = '', ...args] = program.split(' ').filter((word) => word !== '');
  return new Promise((resolve) => {
    const child = spawn(command, [...args, path], { env, stdio: 'ignore', detached: true });
    const ended = new Promise<string | undefined>((end) => {
      child.once('exit', (code, signal) => {
        if (code === 0) end(undefined);
        else end(signal === null ? `exit status ${code}` : `signal: ${signal}`);
      });
    });
    child.once('error', () => resolve(undefined));
    child.once('spawn', () => {
      // It may stay open after we end.
      child.unref();
      resolve({ ended });
    });
  });
}

/** Programs that may open a page, the user's choice first. */
export function browsers(env: PprofContext['env'], platform = process.platform): readonly string[] {
  const own = env.BROWSER === undefined || env.BROWSER === '' ? [] : [env.BROWSER];
  if (platform === 'darwin') return [...own, '/usr/bin/open'];
  if (platform === 'win32') return [...own, 'cmd /c start'];
  const known = ['chrome', 'google-chrome', 'chromium', 'firefox', 'sensible-browser'];
  const desktop = env.DISPLAY === undefined || env.DISPLAY === '' ? [] : ['xdg-open'];
  return [...own, ...known, ...desktop];
}
