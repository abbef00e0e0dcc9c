import { describe, expect, it } from 'vitest';
import { kubectlProblem } from '../../src/kubectl/kubectl-problem.js';
import { lastLine } from '../../src/kubectl/last-line.js';

describe('lastLine', () => {
  it.each([
    ['a\nb\n\n', 'b'],
    ['', ''],
    ['E1122 12:00:00.000000   14130 portforward.go:381] error copying: broken\n', 'error copying: broken'],
    ['W0101 01:02:03.4 1 a.go:1] b [c.go:2] d', 'b [c.go:2] d'],
    ['E1 not klog] x', 'E1 not klog] x'],
  ])('%j is %j', (text, line) => {
    expect(lastLine(text)).toBe(line);
  });

  it('is no longer than a person reads', () => {
    expect(lastLine('x'.repeat(10_000)).length).toBe(500);
  });
});

describe('kubectlProblem', () => {
  it.each([
    ['Error from server (NotFound): pods "x" not found', 'not-found'],
    ['Error from server (Forbidden): pods "x" is forbidden: User "u" cannot get', 'forbidden'],
    ['error: You must be logged in to the server (Unauthorized)', 'unauthorized'],
    [
      'error: You must be logged in to the server (the server has asked for the client to provide credentials)',
      'unauthorized',
    ],
    [
      'Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255',
      'unauthorized',
    ],
    ['Unable to connect to the server: dial tcp 10.0.0.1:443: i/o timeout', 'unreachable'],
    [
      'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
      'unreachable',
    ],
    ['error: unable to forward port because pod is not running. Current status=Pending', 'not-running'],
    ['error: context "nope" does not exist', 'kubectl-failed'],
    ['Error from server (constructor): x', 'kubectl-failed'],
  ])('of %j is %s', (stderr, kind) => {
    expect(kubectlProblem('kubectl get', `noise\n${stderr}\n`)).toMatchObject({
      kind,
      message: `kubectl get: ${stderr}`,
    });
  });
});
