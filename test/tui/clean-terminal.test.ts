/** What the real commands with their thread leave behind, however they end: nothing. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, type ExpectStatic, test as base } from 'vitest';
import { type MovingService, serveMovingService } from '../support/moving-service.js';
import { PtyTerminal } from '../support/pty-terminal.js';
import { cliPath } from '../support/session-story.js';
import {
  descendants,
  expectClean,
  interactiveShell,
  isRunning,
  runUnderShell,
} from '../support/shell-job.js';
import { until } from '../support/until.js';

const SERIES = fileURLToPath(new URL('../../fixtures/profiles/leaky-proxy', import.meta.url));
const FAIL_ON_DEMAND = new URL('fixtures/fail-on-demand.mjs', import.meta.url).href;
const SIZE = { columns: 100, rows: 30 };
const GONE_MS = 5000;

let service: MovingService;
beforeAll(async () => {
  service = await serveMovingService();
});
afterAll(() => service.close());

/** Commands, what they are given, and what is on the screen once they are in full swing. */
const COMMANDS = {
  open: { args: () => ['open', SERIES], shows: /!! LEAK {2}newSession/ },
  watch: { args: () => ['watch', service.url, '--every', '250ms'], shows: /captures [3-9]/ },
};

/** A command in a folder of its own, where it is seen what it leaves behind. */
class Workplace {
  readonly #folder = mkdtempSync(join(tmpdir(), 'heaptide-clean-'));
  readonly failFile = join(this.#folder, 'fail');
  readonly #temporary = this.#make('tmp');
  readonly #cwd = this.#make('cwd');
  readonly #running: PtyTerminal[] = [];

  /** What the terminals of this workplace are opened with. */
  get options() {
    // The compile cache of Node stays on purpose.
    const env = { TMPDIR: this.#temporary, NODE_DISABLE_COMPILE_CACHE: '1', FAIL_FILE: this.failFile };
    return { ...SIZE, cwd: this.#cwd, env };
  }

  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): PtyTerminal {
    const { options } = this;
    const command = [process.execPath, cliPath, ...args];
    return this.own(runUnderShell(command, { ...options, env: { ...options.env, ...env } }));
  }

  own(terminal: PtyTerminal): PtyTerminal {
    this.#running.push(terminal);
    return terminal;
  }

  /** A copy of the series that may be taken away. */
  copySeries(): string {
    const copy = join(this.#folder, 'series');
    cpSync(SERIES, copy, { recursive: true });
    return copy;
  }

  expectEmpty(expect: ExpectStatic): void {
    expect(readdirSync(this.#temporary)).toEqual([]);
    expect(readdirSync(this.#cwd)).toEqual([]);
  }

  close(): void {
    for (const terminal of this.#running) terminal.kill();
    rmSync(this.#folder, { recursive: true });
  }

  #make(name: string): string {
    const directory = join(this.#folder, name);
    mkdirSync(directory);
    return directory;
  }
}

const test = base.extend<{ readonly workplace: Workplace }>({
  // eslint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from its pattern
  workplace: async ({}, use) => {
    const workplace = new Workplace();
    await use(workplace);
    workplace.close();
  },
});

/** Ends the program under the shell of `terminal`, and holds it to have ended without a trace. */
async function expectNoTrace(
  terminal: PtyTerminal,
  { workplace, end, status }: { workplace: Workplace; end: (pid: number) => void; status: number },
  expect: ExpectStatic,
): Promise<void> {
  const processes = descendants(terminal.pid);
  expect(processes).toHaveLength(1);
  end(processes[0]!);
  await terminal.exited;
  expect(terminal.text()).toContain(`status=${status}\n`);
  await expectClean(terminal, expect);
  await until(() => !processes.some(isRunning), GONE_MS);
  workplace.expectEmpty(expect);
}

describe.concurrent('without a trace', () => {
  describe.for(['open', 'watch'] as const)('heaptide %s', (name) => {
    const { args, shows } = COMMANDS[name];

    test.for([
      ['q', 'q'],
      ['ctrl-c', '\u0003'],
    ] as const)('ends with %s', async ([, key], { workplace, expect }) => {
      const terminal = workplace.run(args());
      await terminal.shows(shows);
      await expectNoTrace(terminal, { workplace, end: () => terminal.type(key), status: 0 }, expect);
    });

    test.for([
      ['SIGTERM', 130],
      ['SIGINT', 130],
      ['SIGHUP', 129],
    ] as const)('ends with %s', async ([signal, status], { workplace, expect }) => {
      const terminal = workplace.run(args());
      await terminal.shows(shows);
      const end = (pid: number) => process.kill(pid, signal);
      await expectNoTrace(terminal, { workplace, end, status }, expect);
    });

    test.for(['main', 'worker'])(
      'ends with an error that nobody catches in the %s thread',
      async (thread, { workplace, expect }) => {
        const env = { NODE_OPTIONS: `--import ${FAIL_ON_DEMAND}`, FAIL_IN: thread };
        const terminal = workplace.run(args(), env);
        await terminal.shows(shows);
        const end = () => writeFileSync(workplace.failFile, '');
        await expectNoTrace(terminal, { workplace, end, status: 1 }, expect);
        const afterScreen = terminal.raw.slice(terminal.raw.lastIndexOf('\u001B[?1049l'));
        expect(afterScreen).toContain('failed on demand');
      },
    );

    test('is stopped by ctrl-z and comes back with fg', async ({ workplace, expect }) => {
      const terminal = workplace.own(interactiveShell(workplace.options));
      await terminal.shows('prompt>');
      terminal.type(`"${process.execPath}" "${cliPath}" ${args().join(' ')}\r`);
      await terminal.shows(shows);
      terminal.type('\u001A');
      await terminal.until(() => terminal.buffer === 'normal');
      await terminal.shows('Stopped');
      terminal.type('stty -a\r');
      await expectClean(terminal, expect);
      terminal.type('fg\r');
      await terminal.until(() => terminal.buffer === 'alternate');
      await terminal.shows(/\[1 Live\]/);
      terminal.type('4');
      await terminal.shows(/\[4 Timeline\]/);
      terminal.type('q');
      await terminal.until(() => terminal.buffer === 'normal');
      await terminal.shows(/prompt>\s*$/);
      terminal.type('clear; stty -a; exit\r');
      await terminal.exited;
      await expectClean(terminal, expect);
      workplace.expectEmpty(expect);
    });
  });

  test('a series that is taken away while it is looked at is said so, and q still ends it', async ({
    workplace,
    expect,
  }) => {
    const series = workplace.copySeries();
    const terminal = workplace.run(['open', series]);
    await terminal.shows(/!! LEAK {2}newSession/);
    rmSync(series, { recursive: true });
    terminal.type('2');
    await terminal.shows(/no such file|cannot read|not there/i);
    await expectNoTrace(terminal, { workplace, end: () => terminal.type('q'), status: 0 }, expect);
  });
});
