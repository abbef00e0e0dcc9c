import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { runNode } from './run-node.js';
import { REGISTER, startWorkbench } from './workbench.js';

const LOADED = `
const { sharedObjects } = process.report.getReport();
const modules = [...process.moduleLoadList, ...sharedObjects.filter((file) => file.endsWith('.node'))];
console.log(JSON.stringify({ modules, keys: Object.getOwnPropertySymbols(globalThis).map(String) }));
`;
const EMPTY_PRELOAD = 'data:text/javascript,export{}';
const ON = { HEAPTIDE_ADDR: '127.0.0.1:0' };

interface Loaded {
  readonly modules: readonly string[];
  readonly keys: readonly string[];
}

async function loadedWith(preload: string, env: Record<string, string>): Promise<Loaded> {
  const { stdout } = await runNode(['--import', preload, '-e', LOADED], env);
  return JSON.parse(stdout) as Loaded;
}

async function portInUse(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

describe('without HEAPTIDE_ADDR', () => {
  it.each([{}, { HEAPTIDE_ADDR: '' }])('loads nothing and leaves no trace: %o', async (env) => {
    const bare = await loadedWith(EMPTY_PRELOAD, {});
    const off = await loadedWith(REGISTER, env);
    // A file is loaded by other means than a data: URL; beyond that, nothing.
    const added = off.modules.filter((name) => !bare.modules.includes(name));
    expect(added.filter((name) => /inspector|worker|http|diagnostics|pprof/.test(name))).toEqual([]);
    expect(off.keys).toEqual(bare.keys);
    const on = await loadedWith(REGISTER, ON);
    expect(on.modules.some((name) => name.includes('pprof'))).toBe(true);
    expect(on.keys).toContain('Symbol(heaptide.reader)');
  });

  it('says nothing', async () => {
    const { code, stderr } = await runNode(['--import', REGISTER, '-e', 'process.exitCode = 3']);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  });
});

describe('with HEAPTIDE_ADDR', () => {
  it('samples before the program runs, and says where it serves, once', async () => {
    const script = `
      console.log(Symbol.for('heaptide.reader') in globalThis);
      setTimeout(() => {}, 1000);
    `;
    const { stdout, stderr } = await runNode(['--import', REGISTER, '-e', script], ON);
    expect(stdout).toBe('true\n');
    expect(stderr).toMatch(/^heaptide: heap profiles at http:\/\/127\.0\.0\.1:[1-9]\d*\/debug\/heap\n$/);
  });

  it('says nothing and serves nothing in worker threads', async () => {
    const bench = await startWorkbench({ args: ['--worker'] });
    try {
      await expect.poll(() => bench.program.stdout(), { timeout: 5000 }).toContain('worker up');
      expect(bench.program.stderr()).toMatch(/^heaptide: heap profiles at [^\n]+\n$/);
    } finally {
      await bench.program.stop();
    }
  });

  it('keeps the preloads of the host out of its own thread', async () => {
    const preload = `data:text/javascript,import{writeSync}from'node:fs';writeSync(2,'preloaded\\n')`;
    for (const options of [
      { nodeArgs: ['--import', preload] },
      { env: { NODE_OPTIONS: `--import ${preload}` } },
    ]) {
      const bench = await startWorkbench(options);
      try {
        expect((await bench.get('/debug/pprof/')).status).toBe(200);
        expect(bench.program.stderr().match(/preloaded/g)).toHaveLength(1);
      } finally {
        await bench.program.stop();
      }
    }
  });

  it('takes the next free port where one is in use, and says which', async () => {
    const { server, port } = await portInUse();
    const bench = await startWorkbench({ env: { HEAPTIDE_ADDR: `127.0.0.1:${port}` } });
    try {
      const own = Number(new URL(bench.agent).port);
      expect(own).toBeGreaterThan(port);
      expect(own).toBeLessThan(port + 32);
      expect((await bench.get('/debug/pprof/')).status).toBe(200);
    } finally {
      await bench.program.stop();
      server.close();
    }
  });

  it('warns in one line and lets the program run when it cannot listen', async () => {
    const program = [
      '--import',
      REGISTER,
      '-e',
      'console.log("ran"); setTimeout(() => process.exit(4), 1500)',
    ];
    // TEST-NET-1 is an address of no machine.
    const env = { HEAPTIDE_ADDR: '192.0.2.1:6060', HEAPTIDE_TOKEN: 'sixteen characters' };
    expect(await runNode(program, env)).toMatchObject({
      code: 4,
      stdout: 'ran\n',
      stderr: 'heaptide: no heap profiles: cannot serve 192.0.2.1:6060: EADDRNOTAVAIL (HT_E_CANNOT_LISTEN)\n',
    });
  });

  it.each([
    [{ HEAPTIDE_ADDR: '0.0.0.0:6060' }, 'HT_E_NOT_LOOPBACK'],
    [{ HEAPTIDE_ADDR: 'http://x' }, 'HT_E_BAD_ADDRESS'],
    [{ ...ON, HEAPTIDE_INTERVAL: '64k' }, 'HT_E_BAD_INTERVAL'],
    [{ ...ON, HEAPTIDE_TOKEN: 'short' }, 'HT_E_BAD_TOKEN'],
    [{ ...ON, HEAPTIDE_TOKEN_FILE: '/nowhere/token' }, 'HT_E_BAD_TOKEN'],
    [{ HEAPTIDE_RING: '/tmp/ring', HEAPTIDE_RING_BYTES: '1' }, 'HT_E_BAD_RING'],
  ])('warns in one line and lets the program run for %o', async (env, code) => {
    const run = await runNode(['--import', REGISTER, '-e', 'console.log("ran")'], env);
    expect(run).toMatchObject({ code: 0, stdout: 'ran\n' });
    expect(run.stderr).toMatch(new RegExp(`^heaptide: no heap profiles: [^\\n]+ \\(${code}\\)\\n$`));
  });
});
