import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.js';

let directory: string;
let page: string;
let empty: string;
let refusedPort: number;
let server: Server;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-'));
  page = join(directory, 'page.pb.gz');
  await writeFile(page, '<!DOCTYPE html><html><title>404 Not Found</title></html>');
  empty = await mkdtemp(join(directory, 'empty-'));
  server = createServer((_, response) => response.end('<html>hello</html>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  refusedPort = (gone.address() as AddressInfo).port;
  await new Promise((resolve) => gone.close(resolve));
});
afterAll(async () => {
  server.close();
  await rm(directory, { recursive: true });
});

const live = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const refused = (): string => `http://127.0.0.1:${refusedPort}`;

describe('bad input is one clear line on stderr, nothing on stdout and exit 2', () => {
  it.each<[what: string, args: () => string[], says: RegExp]>([
    [
      'an unknown file',
      () => ['growth', join(directory, 'none.pb.gz')],
      /no such file or directory: .*none\.pb\.gz/,
    ],
    ['an unknown file for top', () => ['top', 'none.pb.gz'], /no such file or directory: none\.pb\.gz/],
    ['an empty directory', () => ['growth', empty], /holds no captures/],
    ['HTML instead of a profile', () => ['growth', page], /page\.pb\.gz: .*HTML/],
    ['a live page instead of a profile', () => ['top', live()], /HTML/],
    [
      'a refused port',
      () => ['watch', refused()],
      /cannot reach 127\.0\.0\.1:\d+\/debug\/heap: connection refused/,
    ],
    ['a refused port for capture', () => ['capture', refused(), '-o', directory], /connection refused/],
    ['a refused port for growth', () => ['growth', refused()], /connection refused/],
    ['an unknown flag', () => ['growth', page, '--colour'], /Unknown argument: colour/],
    ['an unknown verb', () => ['grow'], /grow/],
    ['no verb', () => [], /name a command/],
    ['a missing argument', () => ['watch'], /argument/],
    ['a file where a process is needed', () => ['watch', page], /is a file or a directory/],
    ['a duration of the wrong form', () => ['watch', refused(), '--every', 'soon'], /"soon" is no duration/],
    ['a count of the wrong form', () => ['capture', refused(), '--count', '0'], /--count/],
    ['a number of the wrong form', () => ['churn', refused(), '--sessions', 'many'], /--sessions/],
    ['a proxy without upstream', () => ['proxy'], /upstream/],
    [
      'a proxy with a bad upstream',
      () => ['proxy', '--upstream', 'localhost:3001'],
      /--upstream takes an http:\/\/ URL/,
    ],
    [
      'a debug address beyond loopback',
      () => ['proxy', '--upstream', live(), '--debug-addr', '0.0.0.0:0'],
      /loopback/,
    ],
    ['a port in use', () => ['proxy', '--upstream', live(), '--port', new URL(live()).port], /in use/],
  ])('%s', async (_, args, says) => {
    const { exit, stdout, stderr } = await runCli(args());
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^heaptide: [^\n]+\n$/);
    expect(stderr).not.toMatch(/\n\s+at |node:internal/);
    expect(stdout).toBe('');
    expect(exit).toBe(2);
  });
});

describe('good input', () => {
  it('--version and --help go to stdout and exit 0', async () => {
    expect(await runCli(['--version'])).toMatchObject({ exit: 0, stdout: '0.1.0\n', stderr: '' });
    const help = await runCli(['growth', '--help']);
    expect(help).toMatchObject({ exit: 0, stderr: '' });
    expect(help.stdout).toContain('Examples:');
  });

  it('a flag can come from its environment twin', async () => {
    const { stderr } = await runCli(['watch', refused()], { env: { HEAPTIDE_EVERY: 'soon' } });
    expect(stderr).toMatch(/"soon" is no duration/);
  });

  it("the agent's own variables are no flags", async () => {
    const { exit } = await runCli(['--version'], { env: { HEAPTIDE_ADDR: 'x', HEAPTIDE_INTERVAL: '1' } });
    expect(exit).toBe(0);
  });
});
