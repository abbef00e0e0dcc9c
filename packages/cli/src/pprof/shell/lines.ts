import { createInterface } from 'node:readline';
import type { PprofContext } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import type { Completion } from './complete.js';

const PROMPT = '(pprof) ';
const HISTORY = 1000;
const LONGEST_LINE = 1 << 20;

/** Is there a person at a terminal that can edit a line? */
export function isEditable({ stdin, env }: PprofContext): boolean {
  const kind = env.TERM?.toLowerCase() ?? '';
  return stdin.isTTY === true && kind !== '' && kind !== 'dumb';
}

/** Lines that a person edits, with a history and completion. Ctrl-C and Ctrl-D end them. Stdout is left to the reports. */
export async function* editedLines(
  { stdin, stderr, signal }: PprofContext,
  complete: (line: string) => Completion,
): AsyncGenerator<string> {
  const editor = createInterface({
    input: stdin,
    output: stderr,
    terminal: true,
    prompt: PROMPT,
    historySize: HISTORY,
    removeHistoryDuplicates: true,
    completer: complete,
  });
  // Pasted lines come before they are asked for.
  const waiting: string[] = [];
  const closed = new AbortController();
  let wake = (): void => undefined;
  editor.on('line', (line) => {
    waiting.push(line);
    wake();
  });
  editor.on('close', () => {
    closed.abort();
    wake();
  });
  editor.on('SIGINT', () => editor.close());
  const interrupt = (): void => editor.close();
  signal.addEventListener('abort', interrupt);
  try {
    for (;;) {
      if (waiting.length === 0 && !closed.signal.aborted) {
        editor.prompt();
        await new Promise<void>((resolve) => (wake = resolve));
      }
      const line = waiting.shift();
      if (line !== undefined) yield line;
      else if (closed.signal.aborted) break;
    }
    stderr.write('\n');
  } finally {
    signal.removeEventListener('abort', interrupt);
    editor.close();
  }
}

/** Lines of a script; the prompt goes to stdout before each of them, as it does in pprof. */
export async function* scriptLines({ stdin, stdout, signal }: PprofContext): AsyncGenerator<string> {
  const lines = splitLines(stdin as AsyncIterable<Uint8Array | string>);
  const aborted = new Promise<IteratorResult<string>>((resolve) => {
    signal.addEventListener('abort', () => resolve({ done: true, value: undefined }));
  });
  try {
    for (;;) {
      stdout.write(PROMPT);
      const next = await Promise.race([lines.next(), aborted]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a read that waits for a silent writer would hold it up.
    void lines.return(undefined);
    if ('destroy' in stdin) (stdin as { destroy: () => void }).destroy();
  }
}

async function* splitLines(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string, undefined> {
  const utf8 = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : utf8.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop()!;
    yield* lines;
    if (rest.length > LONGEST_LINE) throw pprofError(`a command of more than ${LONGEST_LINE} characters`);
  }
  rest += utf8.decode();
  if (rest !== '') yield rest;
  return undefined;
}
