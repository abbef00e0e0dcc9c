import { type Capture, readCapture, sampleLabelNumber, stackFrames } from '@heaptide/profile';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchProgram } from '../support/child-program.js';
import { type MemoryCgroup } from '../support/memory-cgroup.js';
import { REGISTER } from './workbench.js';

const PROGRAM = fileURLToPath(new URL('./programs/grower.mjs', import.meta.url));
const LIMIT_MS = 120_000;

/** How a program is to grow until it dies. */
export interface Growth {
  /** MB/s. */
  readonly rate: number;
  readonly buffers?: boolean;
  /** The event loop never turns. */
  readonly block?: boolean;
}

/** How it runs. */
export interface GrowOptions {
  readonly node?: string;
  readonly nodeArgs?: readonly string[];
  readonly cgroup?: MemoryCgroup;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a program that died has left behind. */
export interface Remains {
  /** Exit code; `null` when a signal ended it. */
  readonly code: number | null;
  /** In order of time. */
  readonly heap: readonly Capture[];
  /** Those among them that hold Buffers too. */
  readonly external: readonly Capture[];
  readonly stderr: string;
}

/** Runs a program that grows until it dies, with a capture ring, and reads what it has left. */
export async function growUntilDeath(growth: Growth, options: GrowOptions = {}): Promise<Remains> {
  const { node, nodeArgs = [], cgroup, env = {} } = options;
  const directory = mkdtempSync(join(tmpdir(), 'heaptide-ring-'));
  const program = launchProgram({
    ...(node === undefined ? {} : { execPath: node }),
    args: [
      PROGRAM,
      `--rate=${growth.rate}`,
      ...(growth.buffers === true ? ['--buffers'] : []),
      ...(growth.block === true ? ['--block'] : []),
    ],
    nodeArgs: [...(cgroup?.nodeArgs ?? []), ...nodeArgs, '--import', REGISTER],
    env: { NODE_OPTIONS: undefined, HEAPTIDE_ADDR: undefined, HEAPTIDE_RING: directory, ...env },
  });
  const limit = setTimeout(() => void program.stop(), LIMIT_MS);
  try {
    const code = await program.exited;
    const captures = await Promise.all(
      readdirSync(directory)
        .filter((name) => name.endsWith('.pb.gz'))
        .sort()
        .map((name) => readCapture(readFileSync(join(directory, name)))),
    );
    const external = captures.filter(({ metadata }) => metadata!.externalInterval !== undefined);
    return { code, heap: captures, external, stderr: program.stderr() };
  } finally {
    clearTimeout(limit);
    await program.stop();
    rmSync(directory, { recursive: true });
  }
}

/** Share of the limit of its cgroup that a capture was taken at. */
export function shareOfLimit({ metadata }: Capture): number {
  const { usage, limit } = metadata!.cgroup!;
  return usage / limit;
}

/** External memory under a function, by the lines where its frames stand: bytes. */
export function bytesByLine({ profile }: Capture, name: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (let sample = 0; sample < profile.samples.length; sample++) {
    const frame = stackFrames(profile, sample).find((one) => one.name === name);
    if (frame === undefined) continue;
    const place = `${frame.file}:${frame.line}`;
    lines.set(place, (lines.get(place) ?? 0) + (sampleLabelNumber(profile, sample, 'external') ?? 0));
  }
  return lines;
}

/** The function that holds most of a capture, and what it holds: bytes. */
export function topSite({ profile }: Capture): { readonly name: string; readonly bytes: number } {
  const sites = new Map<string, number>();
  for (let sample = 0; sample < profile.samples.length; sample++) {
    const { name } = stackFrames(profile, sample)[0]!;
    sites.set(name, (sites.get(name) ?? 0) + profile.samples.values[2 * sample + 1]!);
  }
  const [name, bytes] = [...sites].reduce((most, site) => (site[1] > most[1] ? site : most), ['', 0]);
  return { name, bytes };
}
