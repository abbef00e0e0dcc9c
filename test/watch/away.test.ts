import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PtyTerminal } from '../support/pty-terminal.js';
import { runCli } from '../support/run-cli.js';
import { cliPath } from '../support/session-story.js';
import { type SeriesServer, serveSeries } from './series-server.js';

const accessibleProgram = fileURLToPath(new URL('fixtures/accessible-watch.mjs', import.meta.url));
/** Time for the 14 captures of a series, and for the connection to be lost then. */
const WHOLE_SERIES = ['--every', '20ms', '--duration', '4s'];
const CAPTURES = 14;

let server: SeriesServer;
beforeAll(async () => {
  server = await serveSeries();
});
afterAll(() => server.close());

describe.concurrent('heaptide watch away from a screen', () => {
  it('--once says what one capture shows, and judges nothing', async ({ expect }) => {
    const { exit, stdout, stderr } = await runCli(['watch', server.url('leaky-proxy'), '--once']);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(
      /^127\.0\.0\.1:\S+ {2}leaky-proxy {2}pid \d+ {2}node v?\d+\S+ {2}2026-11-22T\S+\n/,
    );
    expect(stdout).toMatch(/^heap {3}7\.35 MiB of 4\.05 GiB \(0 %\)$/m);
    expect(stdout).toMatch(/^work {3}requests 9,000 {2}sessions 1,500$/m);
    expect(stdout).toMatch(/^ *\d{3}K +±[\d.]+K +[\d,]+ {2}\S/m);
    expect(stdout).toMatch(/^verdict: none\./m);
  });

  it.for(['--json', '--ndjson'])(
    '--once %s is one document of one capture, and ends',
    async (form, { expect }) => {
      const { exit, stdout } = await runCli(['watch', server.url('leaky-proxy'), '--once', form]);
      const told = JSON.parse(stdout) as {
        schema: string;
        verdict: string;
        capture?: number;
        captures?: unknown[];
      };
      expect(exit).toBe(0);
      expect(told.verdict).toBe('inconclusive');
      expect(told.captures?.length ?? told.capture).toBe(1);
    },
  );

  it('a work counter that is not there is exit 2, with those that are', async ({ expect }) => {
    const { exit, stderr } = await runCli(['watch', server.url('leaky-proxy'), '--once', '--unit', 'orders']);
    expect(stderr).toBe(
      'heaptide: the process has no work counter "orders" for --unit; there are: requests, sessions\n',
    );
    expect(exit).toBe(2);
  });

  it('lines end with the finding and a result, which is the exit status', async ({ expect }) => {
    const url = server.url('leaky-proxy');
    const { exit, stdout, stderr } = await runCli(['watch', url, ...WHOLE_SERIES, '--color', 'always']);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => / capture \d+ /.test(line))).toHaveLength(CAPTURES);
    const [standing, ...finding] = lines.at(-3)!.split('  ');
    expect(standing).toBe('\u001B[1;31mLEAK confirmed\u001B[22;39m');
    expect(finding.join('  ')).toMatch(
      /^newSession {2}\S+session-table\.js:13:20 {2}\+126 B\/session \(109-144\) {2}\+2\.11 MiB\/min$/,
    );
    expect(lines.at(-2)).toMatch(/^heap limit in \S+ \(\S+ to \S+\)$/);
    expect(lines.at(-1)).toBe('result: leak, connection lost (exit 1)');
  });

  it('a process that is gone in the end is not called clean', async ({ expect }) => {
    const url = server.url('fixed-proxy');
    const { exit, stdout } = await runCli(['watch', url, ...WHOLE_SERIES, '--fail-on', 'backlog']);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('result: clean, connection lost (exit 2)');
    expect(exit).toBe(2);
  });

  it('a time too short for a verdict is no finding', async ({ expect }) => {
    const short = ['--every', '100ms', '--duration', '300ms', '--fail-on', 'leak'];
    const { exit, stdout } = await runCli(['watch', server.url('leaky-proxy'), ...short]);
    expect(stdout).toMatch(/^no verdict: /m);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^result: inconclusive.* \(exit 0\)$/);
    expect(exit).toBe(0);
  });

  it('--json is one document at the end', async ({ expect }) => {
    const url = server.url('leaky-proxy');
    const { exit, stdout, stderr } = await runCli(['watch', url, ...WHOLE_SERIES, '--json']);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    const document = JSON.parse(stdout) as { readonly captures: readonly unknown[] };
    expect(document).toMatchObject({ schema: 'heaptide.growth/1', verdict: 'leak' });
    expect(document.captures).toHaveLength(CAPTURES);
  });

  it('--ndjson is one line a capture, and one for the lost connection', async ({ expect }) => {
    const url = server.url('leaky-proxy');
    const { exit, stdout, stderr } = await runCli(['watch', url, ...WHOLE_SERIES, '--ndjson']);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const ofCaptures = records.filter(({ event }) => event === undefined);
    expect(ofCaptures.map(({ capture }) => capture)).toEqual(
      Array.from({ length: CAPTURES }, (_, index) => index + 1),
    );
    expect(ofCaptures.at(-1)).toMatchObject({
      schema: 'heaptide.watch/1',
      life: 1,
      gc: 'forced',
      verdict: 'leak',
      findings: [{ function: 'newSession', line: 13, verdict: 'leak', confirmed: true }],
    });
    expect(records.at(-1)).toMatchObject({ event: { kind: 'lost' } });
  });

  it('flags that do not go together, and a process that is not there, are exit 2', async ({ expect }) => {
    const wrong = await runCli(['watch', server.url('leaky-proxy'), '--json']);
    expect(wrong).toMatchObject({ exit: 2, stdout: '' });
    expect(wrong.stderr).toContain('--once or --duration');
    const gone = await runCli(['watch', server.url('leaky-proxy').replace('/debug', '/no/debug'), '--once']);
    expect(gone).toMatchObject({ exit: 2, stdout: '' });
    expect(gone.stderr).toContain('HT_E_UNREACHABLE');
  });
});

describe('the accessible watch', () => {
  it('on a terminal speaks in sentences, takes typed commands, and repaints nothing', async () => {
    const terminal = new PtyTerminal(process.execPath, [accessibleProgram], { columns: 100, rows: 40 });
    try {
      await terminal.shows('Leak, confirmed: newSession, growing by 182 B per session');
      terminal.type('list 2\r');
      await terminal.shows('1: newSession, leak, confirmed.');
      terminal.type('filter evil\r');
      await terminal.shows('Filter evil: 1 site.');
      terminal.type('show 1\r');
      await terminal.shows('In use: 879 KiB, plus or minus');
      terminal.type('capture\r');
      await terminal.shows('Say yes to take it.');
      terminal.type('yes\r');
      await terminal.shows('A capture is taken now.');
      terminal.type('status\r');
      await terminal.shows('4 captures taken');
      terminal.type('quit\r');
      expect(await terminal.exited).toBe(0);
      await terminal.shows('Ended after 4 captures. Verdict: leak');
      expect(terminal.text()).toContain('turned on by --accessible');
      expect(terminal.buffer).toBe('normal');
      expect(terminal.raw).not.toContain('\u001B');
      expect(terminal.raw).not.toContain('\u0007');
    } finally {
      terminal.kill();
    }
  });

  it('is turned on by the environment, and ctrl-d ends it', async () => {
    const args = [cliPath, 'watch', server.url('leaky-proxy'), '--every', '1h'];
    const env = { ACCESSIBLE: '1' };
    const terminal = new PtyTerminal(process.execPath, args, { columns: 100, rows: 40, env });
    try {
      await terminal.shows('turned on by ACCESSIBLE in the environment');
      await terminal.shows(/Capture 1\. Heap 7\.35 MiB of 4\.05 GiB\./);
      terminal.type('\u0004');
      expect(await terminal.exited).toBe(0);
      await terminal.shows('result: inconclusive (exit 0)');
    } finally {
      terminal.kill();
    }
  });
});
