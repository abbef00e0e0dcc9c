import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeProfile } from '@heaptide/profile';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runGrowth } from './run-growth.js';
import { sampleCapture, sampleTime } from './sample-captures.js';

/** What the endpoint answers to request number `index`; `undefined` ends the connection. */
let answer: (index: number) => ReturnType<typeof sampleCapture> | undefined;
/** What it takes for that. */
let delayMs: number;
let server: Server;
let url: string;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-live-'));
  answer = (index) => sampleCapture(index);
  delayMs = 0;
  let asked = 0;
  server = createServer((_, response) => {
    const capture = answer(asked++);
    if (capture === undefined) response.destroy();
    else {
      void Promise.all([writeProfile(capture.profile), sleep(delayMs)]).then(([bytes]) =>
        response.end(bytes),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(directory, { recursive: true });
});

const lines = (text: string) => text.trimEnd().split('\n');

describe('a live process', () => {
  it('is judged after each capture, with a line for each that says what is missing', async () => {
    const { exit, stdout, stderr } = await runGrowth([url, '--every', '1ms', '--count', '16']);
    expect(lines(stderr)).toHaveLength(16);
    expect(lines(stderr)[2]).toBe('capture 3 of 16: inconclusive: needs 10 more captures');
    expect(lines(stderr)[15]).toBe('capture 16 of 16: leak in newSession: 1 site, 1 confirmed');
    expect(stdout).toMatch(/^leak: newSession keeps .* confirmed/);
    expect(exit).toBe(1);
  });

  it('leaves its captures in --save, and they say the same', async () => {
    const kept = join(directory, 'kept');
    const live = await runGrowth([url, '--every', '1ms', '--count', '16', '--save', kept]);
    expect(await readdir(kept)).toHaveLength(16);
    const saved = await runGrowth([kept]);
    expect(saved.stdout).toBe(live.stdout);
  });

  it('is read for so long, or so often: what ends first', async () => {
    const { stderr } = await runGrowth([url, '--every', '50ms', '--count', '90', '--duration', '200ms']);
    expect(lines(stderr).length).toBeGreaterThanOrEqual(2);
    expect(lines(stderr).length).toBeLessThanOrEqual(5);
    expect(lines(stderr)[0]).toContain('capture 1 of 5');
    delayMs = 80;
    const slow = await runGrowth([url, '--every', '10ms', '--duration', '200ms']);
    expect(lines(slow.stderr)[0]).toContain('capture 1 of 21');
    expect(lines(slow.stderr).length).toBeLessThanOrEqual(4);
  });

  it('is reported on when the hunt is interrupted, with exit status 130', async () => {
    const controller = new AbortController();
    const onStderr = (text: string) => text.startsWith('capture 4 of') && controller.abort();
    const { exit, stdout, stderr } = await runGrowth([url, '--every', '20ms', '--count', '16'], {
      signal: controller.signal,
      onStderr,
    });
    expect(lines(stderr).length).toBeLessThan(8);
    expect(stdout).toMatch(/^inconclusive: needs \d+ more captures/);
    expect(exit).toBe(130);
  });

  it('is reported on when it dies, and the end is told', async () => {
    answer = (index) => (index < 4 ? sampleCapture(index) : undefined);
    const early = await runGrowth([url, '--every', '1ms', '--count', '16']);
    expect(early.stdout).toMatch(/^inconclusive: needs 9 more captures/);
    expect(early).toMatchObject({ exit: 2, error: { code: 'HT_E_UNREACHABLE' } });
  });

  it('that dies after a confirmed finding has one', async () => {
    answer = (index) => (index < 16 ? sampleCapture(index) : undefined);
    const late = await runGrowth([url, '--every', '1ms', '--count', '20']);
    expect(late.stdout).toMatch(/^leak: newSession/);
    expect(lines(late.stderr).at(-1)).toMatch(/^heaptide: cannot reach .* \(HT_E_UNREACHABLE\)$/);
    expect(late.exit).toBe(1);
  });

  it('that was started again is never mixed with its life before', async () => {
    const again = { metadata: { pid: 13, startedAt: sampleTime(4) } };
    answer = (index) => sampleCapture(index, index < 5 ? {} : again);
    const { stdout, stderr } = await runGrowth([url, '--every', '1ms', '--count', '8']);
    expect(lines(stderr)[5]).toMatch(
      /^all begins anew after inconclusive: .* process 12 started .* process 13 started/,
    );
    expect(stdout).toContain('\n3 captures over 20.0 s');
  });

  it('that cannot be reached at all is an error', async () => {
    answer = () => undefined;
    expect(await runGrowth([url, '--count', '2'])).toMatchObject({
      exit: 2,
      stdout: '',
      error: { code: 'HT_E_UNREACHABLE' },
    });
  });
});
