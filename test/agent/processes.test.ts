/** One address in the environment, and several processes that inherit it. */
import { readCapture } from '@heaptide/profile';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { launchProgram, startProgram } from '../support/child-program.js';
import { describeEachNode } from '../support/describe-each-node.js';
import { until } from '../support/until.js';
import { bytesUnder, REGISTER } from './workbench.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ADDRESS_LINE = /^heaptide: heap profiles at (http:\S+)$/gm;
const MEMBER_LINE = /^member (\d+)$/gm;
const LIMIT_MS = 20_000;
const PORT_TRIES = 32;

const programAt = (name: string): string => fileURLToPath(new URL(`./programs/${name}`, import.meta.url));

/** Below the ports that systems give to outgoing connections, so that it is still free a moment later. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

const firstGroups = (text: string, line: RegExp): string[] =>
  [...text.matchAll(line)].map(([, group]) => group!);

async function pidAt(heapUrl: string): Promise<number> {
  const answer = await fetch(`${heapUrl}/stats`, { headers: { connection: 'close' } });
  return ((await answer.json()) as { pid: number }).pid;
}

describe.each(['cluster', 'fork'])('a process with two children, by %s', (by) => {
  it.each([
    ['NODE_OPTIONS', [], `--import ${REGISTER}`],
    ['its command line', ['--import', REGISTER], undefined],
  ])('has the agent in each, on a port of its own, by %s', async (_, nodeArgs, nodeOptions) => {
    const port = await freePort();
    const program = launchProgram({
      nodeArgs,
      args: [programAt('family.mjs'), '--by', by],
      env: { HEAPTIDE_ADDR: `127.0.0.1:${port}`, NODE_OPTIONS: nodeOptions },
    });
    try {
      const urls = (): string[] => firstGroups(program.stderr(), ADDRESS_LINE);
      const members = (): string[] => firstGroups(program.stdout(), MEMBER_LINE);
      await until(() => urls().length === 3 && members().length === 3, LIMIT_MS);
      const ports = urls().map((url) => Number(new URL(url).port));
      expect(new Set(ports).size).toBe(3);
      expect(Math.min(...ports)).toBe(port);
      expect(Math.max(...ports)).toBeLessThan(port + PORT_TRIES);
      const pids = await Promise.all(urls().map(pidAt));
      expect(new Set(pids)).toEqual(new Set(members().map(Number)));
      expect(program.stderr().trimEnd().split('\n')).toHaveLength(3);
    } finally {
      await program.stop();
    }
  });
});

describe('a package manager', () => {
  it.each([
    ['npm', ['run', '--silent', 'serve']],
    ['npx', ['-c', 'node serve.mjs']],
  ])('%s leaves the port to the program that it starts', async (command, args) => {
    const cwd = mkdtempSync(join(tmpdir(), 'heaptide-npm-'));
    writeFileSync(
      join(cwd, 'package.json'),
      JSON.stringify({
        name: 'served',
        version: '1.0.0',
        private: true,
        scripts: { serve: 'node serve.mjs' },
      }),
    );
    writeFileSync(join(cwd, 'serve.mjs'), `import ${JSON.stringify(programAt('short-server.mjs'))};\n`);
    const port = await freePort();
    try {
      const program = await startProgram({
        execPath: command,
        args,
        cwd,
        env: {
          HEAPTIDE_ADDR: `127.0.0.1:${port}`,
          NODE_OPTIONS: `--import ${REGISTER}`,
          npm_config_update_notifier: 'false',
        },
      });
      const heapUrl = `http://127.0.0.1:${port}/debug/heap`;
      try {
        await until(() => program.stderr().includes('heap profiles at'), LIMIT_MS);
        expect(program.stderr()).toBe(`heaptide: heap profiles at ${heapUrl}\n`);
        expect(await pidAt(heapUrl)).not.toBe(program.pid);
      } finally {
        // It ends the program, which the package manager only waits for.
        await fetch(program.url);
        expect(await program.exited).toBe(0);
      }
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
});

await describeEachNode(({ execPath }) => {
  it('is there by --require before the first line of a CommonJS program, without a warning', async ({
    expect,
  }) => {
    const program = await startProgram({
      execPath,
      nodeArgs: ['--require', '@heaptide/agent/register'],
      args: [programAt('common-js.cjs')],
      // From where the package is found by its name.
      cwd: ROOT,
      env: { HEAPTIDE_ADDR: '127.0.0.1:0', HEAPTIDE_INTERVAL: '16384', NODE_OPTIONS: undefined },
    });
    try {
      await until(() => program.stderr() !== '', LIMIT_MS);
      const [heapUrl = ''] = firstGroups(program.stderr(), ADDRESS_LINE);
      const answer = await fetch(`${heapUrl}?gc=1`, { headers: { connection: 'close' } });
      const capture = await readCapture(new Uint8Array(await answer.arrayBuffer()));
      expect(bytesUnder(capture, 'keepSessions')).toBeGreaterThan(3e6);
      expect(program.stderr()).toBe(`heaptide: heap profiles at ${heapUrl}\n`);
    } finally {
      await program.stop();
    }
  });
});
