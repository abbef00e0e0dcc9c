import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Windows } from '../flame/windows.js';
import { launchProgram } from '../support/child-program.js';
import { cliPath } from '../support/session-story.js';
import { until } from '../support/until.js';

export interface WebUi {
  /** `http://localhost:PORT/ui`. */
  readonly base: string;
  readonly stderr: () => string;
  readonly stop: () => Promise<void>;
  /** Interrupts it as Ctrl-C does; resolves to its exit code. */
  readonly interrupt: () => Promise<number | null>;
}

export interface WebUiOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Starts `heaptide pprof -http=: -no_browser ARGS` with settings of its own. */
export async function startWebUi(args: readonly string[], { env = {} }: WebUiOptions = {}): Promise<WebUi> {
  const config = mkdtempSync(join(tmpdir(), 'heaptide-web-'));
  const program = launchProgram({
    args: [cliPath, 'pprof', '-http=:', '-no_browser', ...args],
    env: { XDG_CONFIG_HOME: config, TZ: 'UTC', ...env },
  });
  const line = (): string | undefined => /Serving web UI on (http:\S+)\n/.exec(program.stderr())?.[1];
  let ended = false;
  void program.exited.then(() => (ended = true));
  await until(() => line() !== undefined || ended, 30_000);
  const address = line();
  if (address === undefined) throw new Error(`it did not serve: ${program.stderr()}`);
  return {
    base: `${address}/ui`,
    stderr: () => program.stderr(),
    stop: async () => {
      await program.stop();
      rmSync(config, { recursive: true, force: true });
    },
    interrupt: () => {
      process.kill(program.pid, 'SIGINT');
      return program.exited;
    },
  };
}

export interface OpenWebPage {
  readonly page: Page;
  /** Console messages, uncaught errors, and requests for anything but the server's pages. */
  readonly complaints: string[];
}

export interface OpenWebOptions {
  readonly javaScriptEnabled?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** Opens a page of a server in a window, where it takes the place of what was open before, and watches what it does. */
export async function openWebPage(
  windows: Windows,
  address: string,
  { javaScriptEnabled = true, colorScheme = 'light', width = 1280, height = 800 }: OpenWebOptions = {},
): Promise<OpenWebPage> {
  const page = await windows.blank({ javaScriptEnabled, colorScheme, width, height });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const { origin } = new URL(address);
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/ui/`) && !url.startsWith('data:')) complaints.push(`request: ${url}`);
  });
  await page.goto(address);
  return { page, complaints };
}
