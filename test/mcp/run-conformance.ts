import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchProgram } from '../support/child-program.js';
import type { NodeVersion } from '../support/node-releases.js';

const SUITE = fileURLToPath(
  new URL('../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url),
);
const LIMIT_MS = 50_000;

export interface ConformanceReport {
  readonly passed: number;
  readonly failed: number;
  /** Every check that was judged, as `scenario check: STATUS`, sorted; what failed says why. */
  readonly checks: readonly string[];
}

export interface ConformanceRun {
  /** 22 or newer. */
  readonly node: NodeVersion;
  readonly url: string;
  /** `pending` are the scenarios that the suite's authors leave out of its judgement. */
  readonly suite: 'active' | 'pending';
}

/** Runs the official conformance suite against an MCP server. Rejects when it has not ended after 50 s. */
export async function runConformance({ node, url, suite }: ConformanceRun): Promise<ConformanceReport> {
  const directory = await mkdtemp(join(tmpdir(), 'heaptide-conformance-'));
  const program = launchProgram({
    execPath: node.execPath,
    args: [SUITE, 'server', '--url', url, '--suite', suite, '--output-dir', directory],
    cwd: directory,
  });
  const timer = setTimeout(() => void program.stop(), LIMIT_MS);
  try {
    const code = await program.exited;
    const report = await readReport(directory);
    // 0: nothing failed, 1: something did.
    if (code === 0 || (code === 1 && report.failed > 0)) return report;
    throw new Error(`the suite ended with ${code}: ${program.stdout().slice(-2000)}${program.stderr()}`);
  } finally {
    clearTimeout(timer);
    await program.stop();
    await rm(directory, { recursive: true });
  }
}

interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  readonly errorMessage?: string;
}

async function readReport(directory: string): Promise<ConformanceReport> {
  let passed = 0;
  let failed = 0;
  const checks: string[] = [];
  for (const result of await readdir(directory)) {
    const scenario = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/.exec(result)?.[1];
    if (scenario === undefined) continue;
    const text = await readFile(join(directory, result, 'checks.json'), 'utf8');
    for (const { id, status, errorMessage } of JSON.parse(text) as Check[]) {
      if (status === 'INFO') continue;
      if (status === 'SUCCESS') passed += 1;
      if (status === 'FAILURE') failed += 1;
      checks.push(`${scenario} ${id}: ${status}${status === 'FAILURE' ? ` (${errorMessage})` : ''}`);
    }
  }
  return { passed, failed, checks: checks.sort() };
}
