import type { Readable } from 'node:stream';
import { safeText } from '@heaptide/report';
import type { FollowedWatch } from '../lines/follow-watch.js';
import { systemClock } from '../session/watch-clock.js';
import { WatchSession, type WatchSessionOptions } from '../session/watch-session.js';
import type { WatchState } from '../session/watch-state.js';
import { isFinding } from '../sites/verdict-sign.js';
import { INITIAL_CONVERSATION, answerCommand } from './conversation.js';
import { NOTHING_SPOKEN, findingSentence, spokenChanges } from './spoken-changes.js';
import { parseSpokenCommand } from './spoken-command.js';
import { verdictSentence } from './spoken-status.js';
import { TypedLines } from './typed-lines.js';

export interface WatchAccessibleOptions extends WatchSessionOptions {
  /** The switch that turned it on, such as `--accessible`. */
  readonly turnedOnBy: string;
  /** Is said instead of the name of the source. */
  readonly title?: string;
  /** By default false. */
  readonly ascii?: boolean;
  /** Where commands come from. Its end ends the watch if it is a terminal. */
  readonly input: Readable & { readonly isTTY?: boolean };
  /** Takes text that ends in a line feed. */
  readonly write: (text: string) => void;
  /** Ends the watch. */
  readonly signal?: AbortSignal;
}

/** Named at the end. */
const MOST_FINDINGS = 20;

/**
 * The watch for a screen reader: sentences that are only ever appended, and commands that are typed with Enter.
 * Commands that are piped in are answered in their order, from the first capture on.
 * @throws {HeaptideError} when the very first capture fails.
 */
export async function runWatchAccessible(options: WatchAccessibleOptions): Promise<FollowedWatch> {
  const { input, signal, ascii = false, clock = systemClock, turnedOnBy } = options;
  const session = new WatchSession(options);
  const lines = new TypedLines(input);
  const ending = new AbortController();
  const end = () => ending.abort();
  let openFloor: () => void = () => undefined;
  const firstCapture = new Promise<void>((resolve) => (openFloor = resolve));
  let memory = NOTHING_SPOKEN;
  let view = INITIAL_CONVERSATION;

  const say = (sentences: readonly string[]) => {
    for (const sentence of sentences) options.write(`${sentence}\n`);
  };
  const sayChanges = () => {
    const state = session.getSnapshot();
    const changes = spokenChanges(state, memory, { now: clock.now(), ascii });
    memory = changes.memory;
    say(changes.sentences);
    if (state.report !== undefined) openFloor();
  };
  const requests = {
    hold: () => session.hold(),
    release: () => session.release(),
    capture: () => session.captureNow(),
    quit: end,
  };
  const converse = async () => {
    if (input.isTTY !== true) await firstCapture;
    for (let line = await lines.next(); line !== undefined; line = await lines.next()) {
      const command = parseSpokenCommand(line);
      const answer = answerCommand(command, { state: session.getSnapshot(), view, now: clock.now(), ascii });
      view = answer.view;
      say(answer.sentences);
      if (answer.request !== undefined) requests[answer.request]();
      if (ending.signal.aborted) return;
    }
    if (input.isTTY === true) end();
    else if (!ending.signal.aborted) say(['No more commands. The watch goes on until it is interrupted.']);
  };

  const name = safeText(options.title ?? options.source.name, { ascii });
  say([
    `Accessible mode, turned on by ${turnedOnBy}. Nothing is repainted.`,
    `heaptide watches ${name}. Type a command and Enter, such as help, status, list or quit.`,
  ]);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted === true) end();
  const unsubscribe = session.subscribe(sayChanges);
  const conversation = converse();
  // What went wrong in it comes out below.
  conversation.catch(end);
  try {
    const outcome = await session.run(ending.signal);
    const { state, reason = 'no answer' } = session.getSnapshot().connection;
    say(lastSentences(session.getSnapshot(), ascii));
    return state === 'lost' ? { ...outcome, lost: reason } : outcome;
  } finally {
    end();
    unsubscribe();
    lines.close();
    openFloor();
    signal?.removeEventListener('abort', end);
    await conversation;
  }
}

function lastSentences({ report, latest, captureCount }: WatchState, ascii: boolean): readonly string[] {
  if (report === undefined) return ['Ended before the first capture.'];
  const context = { report, interval: latest?.interval ?? 0, baseline: undefined, ascii };
  const findings = report.sites.filter(({ verdict }) => isFinding(verdict));
  return [
    `Ended after ${captureCount} ${captureCount === 1 ? 'capture' : 'captures'}. ${verdictSentence(report, { ascii })}`,
    ...findings.slice(0, MOST_FINDINGS).map((site) => findingSentence(site, context)),
  ];
}
