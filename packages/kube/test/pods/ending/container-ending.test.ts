import { describe, expect, it } from 'vitest';
import { ApiValue } from '../../../src/pods/api-value.js';
import { endingOf, endingWithLog } from '../../../src/pods/ending/container-ending.js';

const MIB = 2 ** 20;
const LIFE = { startedAt: '2025-03-01T08:00:00Z', finishedAt: '2025-03-01T11:12:00Z' };
const FATAL =
  'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory';

function ending(terminated: Record<string, unknown>, memoryLimit?: number) {
  return endingOf(new ApiValue({ ...LIFE, ...terminated }), memoryLimit)!;
}

describe('endingOf', () => {
  it.each([
    [{ reason: 'OOMKilled', exitCode: 137 }, 'oom-killed'],
    // A child of the program's was killed, and the program ended by itself.
    [{ reason: 'OOMKilled', exitCode: 1 }, 'oom-killed'],
    [{ reason: 'Error', exitCode: 137 }, 'killed-not-marked'],
    [{ reason: 'Error', exitCode: 0, signal: 9 }, 'killed-not-marked'],
    [{ reason: 'Error', exitCode: 134 }, 'aborted'],
    [{ reason: 'Error', exitCode: 133 }, 'aborted'],
    [{ reason: 'Error', exitCode: 134, message: `\n${FATAL}\n 1: 0xb` }, 'v8-heap-limit'],
    [
      { reason: 'Error', exitCode: 133, message: '# Fatal JavaScript out of memory: Reached heap limit' },
      'v8-heap-limit',
    ],
    // npm gives its own code.
    [{ reason: 'Error', exitCode: 1, message: FATAL }, 'v8-heap-limit'],
    [{ reason: 'Error', exitCode: 137, message: FATAL }, 'killed-not-marked'],
    [{ reason: 'Completed', exitCode: 0, message: FATAL }, 'completed'],
    [{ reason: 'Error', exitCode: 139 }, 'segfault'],
    [{ reason: 'Error', exitCode: 143 }, 'stopped'],
    [{ reason: 'Error', exitCode: 130 }, 'stopped'],
    [{ reason: 'Completed', exitCode: 0 }, 'completed'],
    [{ reason: 'Error', exitCode: 1 }, 'error'],
    [{ reason: 'Error', exitCode: 255 }, 'error'],
    [{ reason: 'StartError', exitCode: 128 }, 'not-started'],
    [{}, 'error'],
  ])('%j is %s', (terminated, verdict) => {
    expect(ending(terminated).verdict).toBe(verdict);
  });

  it('says it in a sentence', () => {
    expect(ending({ reason: 'OOMKilled', exitCode: 137 }, 128 * MIB).words).toBe(
      'OOMKilled: the kernel ended it at the limit of 128 MiB, after 3 h 12 min',
    );
    expect(ending({ reason: 'Error', exitCode: 137 }, 128 * MIB).words).toMatch(
      /^exit 137, not marked OOMKilled: SIGKILL, after 3 h 12 min; by a failed liveness probe/,
    );
    expect(ending({ reason: 'Error', exitCode: 134 }).words).toMatch(
      /^exit 134: abort, after 3 h 12 min; V8 does so .* kubectl logs --previous for FATAL ERROR$/,
    );
    expect(ending({ exitCode: 134, message: FATAL }).words).toBe(
      'exit 134: V8 ended it at its heap limit, after 3 h 12 min',
    );
    expect(ending({ exitCode: 139, startedAt: null }).words).toBe(
      'exit 139: segmentation fault, in native code',
    );
  });

  it('keeps hostile text out of the sentence', () => {
    const { words, reason } = ending({ reason: '\u001b[2J', message: '\u001b[31m', exitCode: 3 });
    expect(words).toBe('exit 3, after 3 h 12 min');
    expect(reason).toBe('\u001b[2J');
  });

  it('knows no life of a container that never began', () => {
    const { uptimeMs, startedAt } = ending({ startedAt: '1970-01-01T00:00:00Z', exitCode: 128 });
    expect([uptimeMs, startedAt]).toEqual([undefined, undefined]);
  });

  it('is nothing where there is none', () => {
    expect(endingOf(new ApiValue(undefined))).toBeUndefined();
    expect(endingOf(new ApiValue(null))).toBeUndefined();
  });
});

describe('endingWithLog', () => {
  it('is certain of the heap limit once V8 says so', () => {
    const aborted = ending({ exitCode: 134 });
    expect(endingWithLog(aborted, 'listening on 3000\nbye')).toBe(aborted);
    expect(endingWithLog(aborted, `x\n${FATAL}\n`)).toMatchObject({
      verdict: 'v8-heap-limit',
      words: 'exit 134: V8 ended it at its heap limit, after 3 h 12 min',
    });
  });

  it('does not overrule what Kubernetes is certain of', () => {
    const killed = ending({ reason: 'OOMKilled', exitCode: 137 });
    expect(endingWithLog(killed, FATAL)).toBe(killed);
  });
});
