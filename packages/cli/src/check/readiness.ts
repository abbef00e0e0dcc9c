import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { HeaptideError } from '@heaptide/profile';

/** When a program is ready for work: a URL answers, or it has printed something. */
export type Readiness =
  { readonly kind: 'url'; readonly url: URL } | { readonly kind: 'output'; readonly pattern: RegExp };

const ASK_EVERY_MS = 100;
const ANSWER_WITHIN_MS = 5000;

/**
 * What `--ready` asks for: a URL, or a regular expression over the output of the program.
 * @throws {HeaptideError} `HT_E_USAGE`.
 */
export function parseReadiness(text: string): Readiness {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return { kind: 'url', url: new URL(text) };
  try {
    return { kind: 'output', pattern: new RegExp(text, 'm') };
  } catch (error) {
    throw new HeaptideError('HT_E_USAGE', `--ready takes a URL or a pattern: ${(error as Error).message}`);
  }
}

/** Resolves as soon as the URL answers anything but an error of the server; rejects with the reason of `signal`. */
export async function untilAnswers(url: URL, signal: AbortSignal): Promise<void> {
  while (!(await answers(url, signal))) {
    await sleep(ASK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

function answers(url: URL, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  return new Promise((resolve) => {
    const { get } = url.protocol === 'https:' ? https : http;
    const ends = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const request = get(url, { signal: ends, agent: false }, (response) => {
      response.destroy();
      resolve((response.statusCode ?? 500) < 500);
    });
    request.once('error', () => resolve(false));
  });
}
