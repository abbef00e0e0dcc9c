import { afterEach, beforeEach, expect, it } from 'vitest';
import { runWork } from '../../src/check/run-work.js';
import { ChildGroups } from '../../src/program/child-groups.js';

let groups: ChildGroups;
let interruption: AbortController;
beforeEach(() => {
  interruption = new AbortController();
  groups = new ChildGroups(interruption.signal);
});
afterEach(() => groups.close());

function work(command: string, timeoutMs = 10_000) {
  const options = {
    groups,
    command,
    env: { ...process.env, HEAPTIDE_ROUND: '3' },
    timeoutMs,
    pass: () => undefined,
  };
  return runWork({ ...options, signal: interruption.signal });
}

it('work is a line of the shell, with the round in its environment', async () => {
  await expect(work('test "$HEAPTIDE_ROUND" = 3 && test ! -t 0')).resolves.toBeGreaterThan(0);
});

it('work that fails or takes too long says so with its last lines', async () => {
  await expect(work('echo one; echo two >&2; exit 7')).rejects.toMatchObject({
    code: 'HT_E_WORK_FAILED',
    message: 'the work (echo one; echo two >&2; exit 7) ended with exit code 7',
    lastLines: expect.arrayContaining(['one', 'two']) as string[],
  });
  await expect(work('echo begun; sleep 30', 300)).rejects.toMatchObject({
    code: 'HT_E_WORK_FAILED',
    message: expect.stringContaining('took longer than 0.3 s') as string,
    lastLines: ['begun'],
  });
});

it('work ends with the check', async () => {
  const working = work('sleep 30');
  interruption.abort(new Error('interrupted'));
  await expect(working).rejects.toThrow('interrupted');
});
