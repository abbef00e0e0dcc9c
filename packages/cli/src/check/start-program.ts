import { HeaptideError } from '@heaptide/profile';
import { ProgramFailure } from '../program/program-failure.js';
import type { ChildGroup } from '../program/child-group.js';
import { LAST_LINES } from '../program/output-tail.js';
import { agentTrouble, heapUrls, namedUrl } from '../program/program-urls.js';
import { type Readiness, untilAnswers } from './readiness.js';

/** A program that runs with the agent and is ready for work. */
export interface ReadyProgram {
  /** Its `/debug/heap`. */
  readonly heapUrl: URL;
  /** Where it listens, as far as it has said. */
  readonly url: string | undefined;
}

export interface StartOptions {
  readonly ready: Readiness | undefined;
  /** Which of the processes that come up with the agent, from 1. */
  readonly process: number;
  readonly timeoutMs: number;
  /** Aborted when the check ends, and when the program does. */
  readonly signal: AbortSignal;
}

/** Without `--ready`, a program has this long to say where it listens; most print it, and some have nothing to say. */
const URL_WITHIN_MS = 2000;

/**
 * Waits until the agent serves and the program is ready.
 * @throws {HeaptideError} `HT_E_NOT_READY`; whatever `signal` is aborted with.
 */
export async function untilReady({ output }: ChildGroup, options: StartOptions): Promise<ReadyProgram> {
  const { ready, process: which, timeoutMs, signal } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = AbortSignal.any([signal, timeout]);
  let waitsFor = 'the agent to say where it serves: is it a program that runs under Node.js?';
  try {
    const agent = await output.until((text) => heapUrls(text)[which - 1] ?? refusal(text), ends);
    if (typeof agent !== 'string') throw new ProgramFailure('HT_E_NOT_READY', agent.message, []);
    waitsFor = ready?.kind === 'url' ? `an answer at ${ready.url.href}` : 'the output that --ready names';
    return { heapUrl: new URL(agent), url: await readyUrl({ output }, ready, ends) };
  } catch (error) {
    if (signal.aborted || !timeout.aborted) throw error;
    const message = `the program was not ready within ${timeoutMs / 1000} s, waiting for ${waitsFor}`;
    throw new ProgramFailure('HT_E_NOT_READY', message, output.lastLines(LAST_LINES));
  }
}

function refusal(text: string): HeaptideError | undefined {
  const trouble = agentTrouble(text);
  if (trouble === undefined) return undefined;
  return new HeaptideError('HT_E_NOT_READY', `the agent did not start: ${trouble}`);
}

async function readyUrl(
  { output }: Pick<ChildGroup, 'output'>,
  ready: Readiness | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (ready?.kind === 'url') {
    await untilAnswers(ready.url, signal);
    return ready.url.origin;
  }
  if (ready?.kind === 'output') {
    const match = await output.until((text) => ready.pattern.exec(text) ?? undefined, signal);
    return match[1] ?? namedUrl(output.text);
  }
  const patience = AbortSignal.timeout(URL_WITHIN_MS);
  return output.until(namedUrl, AbortSignal.any([signal, patience])).catch((error: unknown) => {
    if (patience.aborted && !signal.aborted) return undefined;
    throw error;
  });
}
