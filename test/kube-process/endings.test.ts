import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PodService, startPodService } from '../fake-kube/pod-service.js';
import { type LaunchedProgram, launchProgram } from '../support/child-program.js';
import { type FakeCluster, podObject, startFakeCluster } from '../support/fake-kube/index.js';
import { requireTwoReleases } from '../support/kubectl-releases.js';
import { PtyTerminal } from '../support/pty-terminal.js';
import { until } from '../support/until.js';
import { processesWith } from './kubectl-processes.js';

const DRIVER = fileURLToPath(new URL('programs/driver.mjs', import.meta.url));

const kubectl = (await requireTwoReleases()).at(-1)!;

let cluster: FakeCluster;
let service: PodService;
beforeAll(async () => {
  cluster = await startFakeCluster();
  service = await startPodService();
  cluster.server.put('pods', podObject({ name: 'web-0' }), { ports: { 6060: { port: service.port } } });
});
afterAll(async () => {
  // What a test that fails has left.
  for (const { pid } of places.flatMap((place) => place.started())) process.kill(pid, 'SIGKILL');
  await cluster.close();
  await service.close();
});

const places: Place[] = [];

/** Where one test has its run directories. */
class Place {
  readonly path = mkdtempSync(join(cluster.home, 'run-'));
  readonly env = { ...cluster.env, XDG_RUNTIME_DIR: this.path, HEAPTIDE_KUBECTL: kubectl.path };

  constructor() {
    places.push(this);
  }

  async open(how: string): Promise<Opened> {
    const program = launchProgram({ args: [DRIVER, how, '6060'], env: this.env });
    await until(() => program.stdout().includes('\n'), 20_000).catch((error: unknown) => {
      throw new Error(program.stderr(), { cause: error });
    });
    return { program, ...(JSON.parse(program.stdout()) as { socketPath: string; pid: number }) };
  }

  /** All that was started here: kubectl and what watches over it. */
  started(except?: number): readonly { readonly pid: number; readonly argv: readonly string[] }[] {
    return processesWith('XDG_RUNTIME_DIR', this.path).filter(({ pid }) => pid !== except);
  }

  nothingIsLeft(): Promise<void> {
    return until(() => this.started().length === 0 && readdirSync(this.path).length === 0, 10_000);
  }
}

interface Opened {
  readonly program: LaunchedProgram;
  readonly socketPath: string;
  readonly pid: number;
}

describe.concurrent('what is left of a program that has opened a proxy and a port-forward', () => {
  it.each([
    ['closes both', 'close', 0],
    ['has nothing more to do', 'idle', 0],
    ['exits', 'exit', 0],
    ['meets an error that nobody handles', 'throw', 1],
  ])('is nothing, when it %s', async (_, how, code) => {
    const place = new Place();
    const { program, socketPath } = await place.open(how);
    expect(dirname(dirname(socketPath))).toBe(place.path);
    expect(await program.exited).toBe(code);
    await place.nothingIsLeft();
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('is nothing, after %s', async (signal) => {
    const place = new Place();
    const { program, socketPath } = await place.open('stay');
    expect(existsSync(socketPath)).toBe(true);
    const words = place.started(program.pid).flatMap(({ argv }) => argv);
    expect(words).toContain('port-forward');
    expect(words).toContain('proxy');

    process.kill(program.pid, signal);
    await program.exited;
    await place.nothingIsLeft();
  });

  it('is cleared up by the next run, when it was killed together with what would have done so', async () => {
    const place = new Place();
    const { program, socketPath, pid } = await place.open('stay');
    for (const { pid: tether, argv } of place.started())
      if (argv[0] === '/bin/sh' && argv.includes('proxy')) process.kill(tether, 'SIGKILL');
    process.kill(program.pid, 'SIGKILL');
    await program.exited;
    await until(() => place.started().length === 1, 10_000);
    expect(place.started()[0]).toMatchObject({ pid });
    expect(existsSync(socketPath)).toBe(true);

    const next = await place.open('close');
    expect(await next.program.exited).toBe(0);
    await place.nothingIsLeft();
  });

  it('is nothing after a Ctrl-C in a terminal, and till then kubectl serves what the program puts in order', async () => {
    const place = new Place();
    const env = place.env as Record<string, string>;
    const args = [DRIVER, 'interrupted', '6060'];
    const terminal = new PtyTerminal(process.execPath, args, { columns: 200, rows: 10, env });
    await until(() => terminal.raw.includes('socketPath'), 20_000);
    terminal.type('\u0003');
    expect(await terminal.exited).toBe(130);
    expect(terminal.raw).toContain('after the interrupt: Pod');
    await place.nothingIsLeft();
  });
});
