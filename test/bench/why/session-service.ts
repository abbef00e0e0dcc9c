import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { askWhy, type WhyAnswer } from '@heaptide/why';
import { CdpConnection } from '../../../packages/targets/dist/inspector/cdp-connection.js';
import { type Program, startProgram } from '../../support/child-program.js';

const PROGRAM = fileURLToPath(new URL('../../../test/bench/programs/session-service.mjs', import.meta.url));
const ANSWER_LIMIT_MS = 120_000;
const SNAPSHOT_LIMIT_MS = 300_000;

/** A running programs/session-service.mjs whose inspector is open. */
export class SessionService {
  readonly #program: Program;
  readonly #inspectorPort: number;

  private constructor(program: Program, inspectorPort: number) {
    this.#program = program;
    this.#inspectorPort = inspectorPort;
  }

  static async start(execPath: string, bytes: number): Promise<SessionService> {
    const program = await startProgram({
      execPath,
      nodeArgs: ['--inspect=127.0.0.1:0', '--max-old-space-size=6000'],
      args: [PROGRAM, '--bytes', String(bytes)],
      env: { NODE_OPTIONS: undefined },
    });
    const port = /^Debugger listening on ws:\/\/127\.0\.0\.1:(\d+)/m.exec(program.stderr())?.[1];
    if (port !== undefined) return new SessionService(program, Number(port));
    await program.stop();
    throw new Error(`its inspector does not listen: ${program.stderr()}`);
  }

  get pid(): number {
    return this.#program.pid;
  }

  get url(): URL {
    return new URL(this.#program.url);
  }

  /** How long its event loop stood still since it was asked last, at most; and its heap in bytes. */
  async state(): Promise<{ readonly blockMs: number; readonly heapUsed: number }> {
    const answer = await fetch(new URL('/block', this.#program.url), {
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    return (await answer.json()) as { blockMs: number; heapUsed: number };
  }

  /** Asks who keeps its sessions. */
  async ask(): Promise<WhyAnswer> {
    const text = readFileSync(PROGRAM, 'utf8');
    const before = text.slice(0, text.indexOf('(id) {', text.indexOf('function openSession'))).split('\n');
    const site = {
      function: 'openSession',
      file: PROGRAM,
      line: before.length,
      column: before.at(-1)!.length + 1,
    };
    return this.#inspect((cdp) => askWhy(cdp, { site }));
  }

  /** Has it write a heap snapshot over its inspector, and gives the size of that. */
  async takeSnapshot(): Promise<number> {
    return this.#inspect(async (cdp) => {
      let characters = 0;
      cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
        characters += typeof chunk === 'string' ? chunk.length : 0;
      });
      await cdp.call(
        'HeapProfiler.takeHeapSnapshot',
        { reportProgress: false },
        { timeoutMs: SNAPSHOT_LIMIT_MS },
      );
      return characters;
    });
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }

  async #inspect<T>(act: (cdp: CdpConnection) => Promise<T>): Promise<T> {
    const place = { host: '127.0.0.1', port: this.#inspectorPort };
    const cdp = await CdpConnection.open(place, { name: 'session-service' });
    try {
      return await act(cdp);
    } finally {
      await cdp.close();
    }
  }
}
