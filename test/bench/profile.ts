import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeProfile } from '@heaptide/profile';
import { compareWith } from './compare.js';
import { updatePerformancePage } from './performance-page.js';
import { profileTable, type Row } from './profile-table.js';
import { SYNTHETIC_SIZES, syntheticProfile } from './synthetic-profile.js';

type Size = keyof typeof SYNTHETIC_SIZES;

/**
 * `heaptide pprof` next to `go tool pprof` and the npm package pprof-format, as whole processes on synthetic profiles:
 * what a person who types the command waits for. Writes its table into docs/performance.md.
 *
 * `npm run bench -- 1k 10k` measures only these sizes, and leaves the page alone.
 */
const ROUNDS = { '1k': 11, '10k': 9, '100k': 5, '1M': 2 } as const satisfies Record<Size, number>;

const heaptide = fileURLToPath(import.meta.resolve('../../packages/cli/bin/heaptide.js'));
const pprofFormat = fileURLToPath(import.meta.resolve('./decode-with-pprof-format.js'));

const only = process.argv.slice(2);
const sizes = Object.keys(SYNTHETIC_SIZES) as Size[];
const goPprof = buildGoPprof();
const directory = mkdtempSync(join(tmpdir(), 'heaptide-bench-'));
try {
  const rows: Row[] = [];
  for (const size of sizes.filter((each) => only.length === 0 || only.includes(each))) {
    rows.push(...(await measure(size)));
  }
  for (const row of rows) console.log(JSON.stringify(row));
  if (only.length === 0) {
    const versions = {
      node: process.version,
      go: execFileSync('go', ['version'], { encoding: 'utf8' }).split(' ')[2]!,
    };
    updatePerformancePage('profile.ts', profileTable(rows, { ...versions, cores: availableParallelism() }));
  }
} finally {
  rmSync(directory, { recursive: true });
}

/** The program that `go tool pprof` starts, for how much of the time is the `go` command's. */
function buildGoPprof(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'heaptide-go-')), 'pprof');
  execFileSync('go', ['build', '-o', path, 'cmd/pprof'], { stdio: 'inherit' });
  return path;
}

async function measure(size: Size): Promise<Row[]> {
  const rounds = ROUNDS[size];
  const { samples } = SYNTHETIC_SIZES[size];
  const before = await write(size, 1);
  const after = await write(size, 2);
  const node = process.execPath;
  const top = await compareWith(
    ['go', 'tool', 'pprof', '-top', after],
    {
      heaptide: [node, heaptide, 'pprof', '-top', after],
      'its pprof alone': [goPprof, '-top', after],
      'pprof-format': [node, pprofFormat, after],
    },
    rounds,
  );
  const base = ['-top', `-base=${before}`, after] as const;
  const difference = await compareWith(
    ['go', 'tool', 'pprof', ...base],
    { heaptide: [node, heaptide, 'pprof', ...base], 'its pprof alone': [goPprof, ...base] },
    rounds,
  );
  return [
    { samples, command: 'pprof -top', peer: top.peer, others: top.others },
    { samples, command: 'pprof -top -base', peer: difference.peer, others: difference.others },
  ];
}

async function write(size: Size, moment: number): Promise<string> {
  const path = join(directory, `${size}-${moment}.pb.gz`);
  writeFileSync(path, await writeProfile(syntheticProfile({ ...SYNTHETIC_SIZES[size], moment })));
  return path;
}
