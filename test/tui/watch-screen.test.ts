import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, describe } from 'vitest';
import { type PtyOptions, PtyTerminal, pause } from '../support/pty-terminal.js';
import { expectClean, interactiveShell, runUnderShell } from '../support/shell-job.js';

const program = fileURLToPath(new URL('fixtures/watch-screen.mjs', import.meta.url));
const SIZE = { columns: 100, rows: 30 };
/** Its number among the colours of a terminal. */
const RED = 1;
const FRAME_END = '\u001B[?2026l';
const VERDICT = '!! LEAK  newSession keeps 182 B per session';

/** Waits for what the panel is told by the engine last. */
async function filled(terminal: PtyTerminal): Promise<void> {
  await terminal.shows('none of 310 samples has died');
  await terminal.drawn();
}

const timeless = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/\d+s old|\d\d:\d\d:\d\d/g, 'T'));

/** The program, with what it writes its pid into. */
class ScriptedScreen {
  readonly #folder = mkdtempSync(join(tmpdir(), 'heaptide-tui-'));
  readonly #running: PtyTerminal[] = [];

  /** What the program is told of where to say its pid. */
  get env(): Readonly<Record<string, string>> {
    return { PID_FILE: join(this.#folder, 'pid') };
  }

  open(options: Partial<PtyOptions> = {}): PtyTerminal {
    const { env, ...rest } = options;
    return this.own(
      new PtyTerminal(process.execPath, [program], { ...SIZE, ...rest, env: { ...this.env, ...env } }),
    );
  }

  openUnderShell(env: Readonly<Record<string, string>> = {}): PtyTerminal {
    return this.own(runUnderShell([process.execPath, program], { ...SIZE, env: { ...this.env, ...env } }));
  }

  own(terminal: PtyTerminal): PtyTerminal {
    this.#running.push(terminal);
    return terminal;
  }

  get pid(): number {
    return Number(readFileSync(this.env.PID_FILE!, 'utf8'));
  }

  close(): void {
    for (const terminal of this.#running) terminal.kill();
    rmSync(this.#folder, { recursive: true });
  }
}

const test = base.extend<{ readonly screen: ScriptedScreen }>({
  // eslint-disable-next-line no-empty-pattern -- vitest reads what a fixture needs from its pattern
  screen: async ({}, use) => {
    const screen = new ScriptedScreen();
    await use(screen);
    screen.close();
  },
});

describe.concurrent('the screens of a watch', () => {
  test.for([
    [80, 24],
    [100, 30],
    [160, 50],
  ] as const)(
    'at %dx%d the whole screen is used and nothing scrolls',
    async ([columns, rows], { screen, expect }) => {
      const terminal = screen.open({ columns, rows });
      await terminal.shows(VERDICT);
      await terminal.drawn();
      const lines = terminal.lines();
      expect(terminal.buffer).toBe('alternate');
      expect(terminal.isCursorHidden).toBe(true);
      expect(lines[0]).toMatch(/^ heaptide \[1 Live\] 2 Diff .* LIVE {2}\d\d:\d\d:\d\d$/);
      expect(lines[1]).toMatch(/^ a title /);
      expect(lines.at(-1)).toMatch(/^ tab next view .* q quit$/);
      expect(terminal.raw).not.toContain('\u001B[3J');
      expect(terminal.raw).not.toContain('evil\u0007');
      expect(terminal.text()).toContain('␛]0;evil␇');
    },
  );

  test('below 80x24 it says what it needs, and comes up when it gets that', async ({ screen }) => {
    const terminal = screen.open({ columns: 60, rows: 12 });
    await terminal.shows('heaptide needs 80x24, this is 60x12');
    terminal.resize(80, 24);
    await terminal.shows(VERDICT);
  });

  test('200 j in one chunk move exactly 200', async ({ screen }) => {
    const terminal = screen.open();
    await terminal.shows(VERDICT);
    terminal.type('j'.repeat(200));
    await terminal.shows(/^> {4}FLAT +site198 /m);
  });

  test('the filter narrows the table while it is typed', async ({ screen }) => {
    const terminal = screen.open();
    await terminal.shows(VERDICT);
    terminal.type('/site29');
    await terminal.shows('11 of 302');
    terminal.type('9');
    await terminal.shows('1 of 302');
    terminal.type('\r');
    await terminal.shows('filter: site299');
    terminal.type('\u001B');
    await terminal.shows('filter: none');
  });

  test('a hundred new sizes in two seconds leave the right screen', async ({ screen, expect }) => {
    const terminal = screen.open({ columns: 100, rows: 30 });
    await terminal.shows(VERDICT);
    for (let turn = 0; turn < 100; turn++) {
      terminal.resize(80 + ((turn * 37) % 90), 24 + ((turn * 13) % 30));
      await pause(20);
    }
    terminal.resize(120, 40);
    await terminal.quiet(400);
    await filled(terminal);
    const resized = terminal.lines();
    const fresh = screen.open({ columns: 120, rows: 40 });
    await fresh.shows(VERDICT);
    await filled(fresh);
    expect(timeless(resized)).toEqual(timeless(fresh.lines()));
  });

  test('without colour not one colour is sent, and with it the words are the same', async ({
    screen,
    expect,
  }) => {
    const plain = screen.open({ env: { NO_COLOR: '1' } });
    await plain.shows(VERDICT);
    // eslint-disable-next-line no-control-regex
    expect(plain.raw).not.toMatch(/\u001B\[[1-9][\d;]*m/);
    const painted = screen.open();
    await painted.shows(VERDICT);
    await filled(painted);
    const sign = painted.cells()[4]!.find(({ text }) => text === '!');
    expect(sign).toMatchObject({ bold: true, color: RED });
    await filled(plain);
    expect(timeless(plain.lines())).toEqual(timeless(painted.lines()));
  });

  test('a locale without UTF-8 gets ASCII', async ({ screen, expect }) => {
    const terminal = screen.open({ env: { LC_ALL: 'C' } });
    await terminal.shows('!! LEAK');
    // eslint-disable-next-line no-control-regex
    expect(terminal.raw).toMatch(/^[\x00-\x7f]*$/);
  });

  test('a drawing is one write between the marks of mode 2026', async ({ screen, expect }) => {
    const terminal = screen.open();
    await terminal.shows(VERDICT);
    await terminal.quiet(150);
    const before = terminal.raw.length;
    terminal.type('j');
    await terminal.until(() => terminal.raw.length > before);
    await terminal.quiet(150);
    // The clock goes on meanwhile, in frames of its own.
    const drawn = terminal.raw.slice(before, terminal.raw.indexOf(FRAME_END, before) + FRAME_END.length);
    expect(drawn.startsWith('\u001B[?2026h')).toBe(true);
    expect(drawn.lastIndexOf('\u001B[?2026h')).toBe(0);
    expect(drawn.length).toBeLessThan(1024);
  });

  test('it closes by itself when the verdict stands', async ({ screen, expect }) => {
    const terminal = screen.openUnderShell({ STOP_AFTER: '3' });
    await terminal.exited;
    expect(terminal.text()).toContain('ended after 3 captures: leak');
    await expectClean(terminal, expect);
  });

  test('a connection that was never made is the callers to report, on a clean terminal', async ({
    screen,
    expect,
  }) => {
    const terminal = screen.openUnderShell({ UNREACHABLE: '1' });
    await terminal.exited;
    expect(terminal.text()).toContain('HT_E_UNREACHABLE: nothing listens there');
    expect(terminal.text()).toContain('status=2');
    await expectClean(terminal, expect);
  });

  test.for([
    ['q', 'q'],
    ['ctrl-c', '\u0003'],
  ] as const)(
    'after %s the terminal is clean and the program goes on',
    async ([, key], { screen, expect }) => {
      const terminal = screen.openUnderShell();
      await terminal.shows(VERDICT);
      terminal.type(key);
      await terminal.exited;
      expect(terminal.text()).toContain('ended after 3 captures: leak');
      expect(terminal.text()).toContain('status=0');
      await expectClean(terminal, expect);
    },
  );

  test.for([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)(
    'after %s the terminal is clean and the status tells of it',
    async ([signal, status], { screen, expect }) => {
      const terminal = screen.openUnderShell();
      await terminal.shows(VERDICT);
      process.kill(screen.pid, signal);
      await terminal.exited;
      expect(terminal.text()).toContain(`status=${status}`);
      await expectClean(terminal, expect);
    },
  );

  test('a program that listens for the signal itself decides how it ends', async ({ screen, expect }) => {
    const terminal = screen.openUnderShell({ LISTENS: '1' });
    await terminal.shows(VERDICT);
    process.kill(screen.pid, 'SIGTERM');
    await terminal.exited;
    expect(terminal.text()).toContain('ended after 3 captures: leak');
    expect(terminal.text()).toContain('status=0');
    await expectClean(terminal, expect);
  });

  test('after an uncaught error the terminal is clean and the error can be read', async ({
    screen,
    expect,
  }) => {
    const terminal = screen.openUnderShell();
    await terminal.shows(VERDICT);
    process.kill(screen.pid, 'SIGUSR2');
    await terminal.exited;
    expect(terminal.text()).toContain('status=1');
    const afterScreen = terminal.raw.slice(terminal.raw.lastIndexOf('\u001B[?1049l'));
    expect(afterScreen).toContain('crash on purpose');
    await expectClean(terminal, expect);
  });

  test('ctrl-z gives the terminal to the shell, fg brings the screen back', async ({ screen, expect }) => {
    const terminal = screen.own(interactiveShell({ ...SIZE, env: screen.env }));
    await terminal.shows('prompt>');
    terminal.type(`"${process.execPath}" "${program}"\r`);
    await terminal.shows(VERDICT);
    terminal.type('\u001A');
    await terminal.until(() => terminal.buffer === 'normal');
    await terminal.shows('Stopped');
    terminal.type('stty -a\r');
    await terminal.shows('icanon');
    await expectClean(terminal, expect);
    terminal.type('fg\r');
    await terminal.until(() => terminal.buffer === 'alternate');
    await terminal.shows(VERDICT);
    terminal.type('j');
    await terminal.shows(/^> {4}FLAT/m);
    terminal.type('q');
    await terminal.shows(/ended after 3 captures: leak\s+prompt>/);
    terminal.type('clear; stty -a; exit\r');
    await terminal.exited;
    await expectClean(terminal, expect);
  });

  test('ctrl-z where no shell could go on with it only draws anew', async ({ screen, expect }) => {
    const terminal = screen.open();
    await terminal.shows(VERDICT);
    const before = terminal.raw.length;
    terminal.type('\u001A');
    await terminal.until(() => terminal.raw.includes('\u001B[?1049h', before));
    await terminal.shows(VERDICT);
    terminal.type('q');
    expect(await terminal.exited).toBe(0);
  });
});
