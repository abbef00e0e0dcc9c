import { beforeEach, describe, expect, it } from 'vitest';
import { Admission, NotNow } from '../../src/worker/admission.js';

const signal = new AbortController().signal;
let now: number;
let slept: number[];
let admission: Admission;

beforeEach(() => {
  now = 1000;
  slept = [];
  admission = new Admission({
    now: () => now,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  });
});

/** An operation of that length. */
function lasting(milliseconds: number): () => Promise<string> {
  return () => {
    now += milliseconds;
    return Promise.resolve('done');
  };
}

async function refusal(): Promise<NotNow> {
  return (await admission.run(lasting(1), signal).catch((error: unknown) => error)) as NotNow;
}

it('refuses a second operation while one is under way', async () => {
  let end = (): void => undefined;
  const first = admission.run(() => new Promise<void>((resolve) => (end = resolve)), signal);
  expect(await refusal()).toMatchObject({ name: 'NotNow', retryAfter: 1 });
  end();
  await first;
  expect(await admission.run(lasting(1), signal)).toBe('done');
});

describe('after an operation', () => {
  it('a short rest is waited for', async () => {
    await admission.run(lasting(100), signal);
    now += 150;
    await admission.run(lasting(1), signal);
    expect(slept).toEqual([250]);
  });

  it('a long rest is told', async () => {
    await admission.run(lasting(2000), signal);
    expect(await refusal()).toMatchObject({ retryAfter: 8 });
    now += 8000;
    expect(await admission.run(lasting(1), signal)).toBe('done');
  });

  it('what it only waited for takes no rest', async () => {
    await admission.run((idle) => {
      now += 2000;
      idle(1900);
      return Promise.resolve();
    }, signal);
    await admission.run(lasting(1), signal);
    expect(slept).toEqual([400]);
  });

  it('no rest is longer than a minute', async () => {
    await admission.run(lasting(100_000), signal);
    expect(await refusal()).toMatchObject({ retryAfter: 60 });
  });

  it('one that failed counts as well', async () => {
    await admission
      .run(() => lasting(2000)().then(() => Promise.reject(new Error('no'))), signal)
      .catch(() => undefined);
    expect(await refusal()).toMatchObject({ retryAfter: 8 });
  });

  it('however often it is asked, a fifth of the time at most is spent', async () => {
    const begin = now;
    let spent = 0;
    for (let request = 0; request < 50; request++) {
      await admission.run(lasting(200), signal);
      spent += 200;
    }
    expect(spent / (now - begin)).toBeLessThan(0.21);
  });
});
