import { HeaptideError } from '@heaptide/profile/error';
import type { WhyAnswer } from '@heaptide/why';
import { beforeEach, describe, expect, it } from 'vitest';
import { QuestionBroken } from '../../src/why/question-thread.js';
import { WhyControl, type WhyControlOptions } from '../../src/why/why-control.js';

const signal = new AbortController().signal;
const site = { function: 'open', file: '/app.mjs', line: 1, column: 1 };
const wish = { ...site, collect: false };
const answer = { schema: 'heaptide.why/1', state: 'dies', unknown: ['much'] } as unknown as WhyAnswer;

interface Begun {
  readonly question: Parameters<WhyControlOptions['begin']>[0];
  readonly resolve: (value: WhyAnswer) => void;
  readonly reject: (error: Error) => void;
}

let begun: Begun[];
let evaluated: string[];
let letGo: number;
let url: string | undefined;
let snapshot: boolean;
let texts: Record<string, string>;
let control: WhyControl;

beforeEach(() => {
  begun = [];
  evaluated = [];
  letGo = 0;
  url = undefined;
  snapshot = false;
  texts = {};
  control = new WhyControl({
    begin: (question) => {
      const promise = new Promise<WhyAnswer>((resolve, reject) => begun.push({ question, resolve, reject }));
      return { threadId: 7, answer: () => promise, letGo: () => letGo++ };
    },
    evaluate: (expression) => {
      evaluated.push(expression);
      return Promise.resolve(expression.includes('inspector') ? url : undefined);
    },
    profile: () => Promise.reject(new Error('not to be read')),
    takesSnapshot: () => snapshot,
    readText: (path) => texts[path],
  });
});

async function refusal(): Promise<unknown> {
  return control.ask(wish, signal).catch((error: unknown) => error);
}

it('answers in JSON, one question after another', async () => {
  for (let round = 0; round < 2; round++) {
    const asked = control.ask({ ...wish, unit: 'sessions', collect: true }, signal);
    await expect.poll(() => begun.length).toBe(round + 1);
    expect(control.isAsking).toBe(true);
    expect(begun[round]!.question).toMatchObject({
      asked: { site, unit: 'sessions', collect: true },
    });
    begun[round]!.resolve(answer);
    expect(JSON.parse(await asked)).toEqual(answer);
    expect(control.isAsking).toBe(false);
  }
});

describe('refuses', () => {
  it('a second question while one is asked', async () => {
    const first = control.ask(wish, signal);
    expect(await refusal()).toMatchObject({ status: 409 });
    await expect.poll(() => begun.length).toBe(1);
    begun[0]!.resolve(answer);
    await first;
  });

  it('while a heap snapshot is taken', async () => {
    snapshot = true;
    expect(await refusal()).toMatchObject({ status: 409, message: 'a heap snapshot is being taken' });
  });

  it('where somebody is connected to the inspector, and asks where nobody is', async () => {
    url = 'ws://127.0.0.1:9221/0f2c936f';
    const row = (state: string): string => `   1: 0100007F:2405 0100007F:8B1C ${state} 00000000:00000000\n`;
    texts = { '/proc/self/net/tcp': row('01') };
    expect(await refusal()).toMatchObject({
      status: 409,
      message: expect.stringContaining('debugger') as string,
    });
    texts = { '/proc/self/net/tcp': row('0A') };
    const asked = control.ask(wish, signal);
    await expect.poll(() => begun.length).toBe(1);
    begun[0]!.resolve(answer);
    expect(JSON.parse(await asked)).toEqual(answer);
  });

  it('where memory does not suffice', async () => {
    texts = {
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': '1000000\n',
      '/sys/fs/cgroup/memory.current': '10\n',
    };
    expect(await refusal()).toMatchObject({ status: 503 });
    expect(begun).toEqual([]);
  });
});

it('tells where it cannot be told who is connected to the inspector', async () => {
  url = 'ws://127.0.0.1:9221/0f2c936f';
  const asked = control.ask(wish, signal);
  await expect.poll(() => begun.length).toBe(1);
  begun[0]!.resolve(answer);
  const { unknown } = JSON.parse(await asked) as WhyAnswer;
  expect(unknown).toEqual(['much', expect.stringContaining('whether a debugger is attached')]);
});

it('takes away what is left of a question that was broken off, and no other', async () => {
  const removals = (): number => evaluated.filter((text) => text.includes('delete globalThis')).length;
  for (const [error, status, removed] of [
    [new HeaptideError('HT_E_WHY', 'the process has loaded no script /app.mjs'), 503, 0],
    [new QuestionBroken('its thread ended'), 503, 1],
  ] as const) {
    const asked = refusal();
    await expect.poll(() => begun.length).toBe(1);
    begun.splice(0)[0]!.reject(error);
    expect(await asked).toMatchObject({ status, message: expect.stringContaining(error.message) as string });
    expect(removals()).toBe(removed);
  }
});

it('lets go of the main thread when the process exits', async () => {
  const asked = refusal();
  await expect.poll(() => begun.length).toBe(1);
  control.letGo();
  expect(letGo).toBe(1);
  expect(begun[0]!.question.signal.aborted).toBe(true);
  begun[0]!.reject(new QuestionBroken('its thread ended'));
  await asked;
});
