import { describe, expect, it } from 'vitest';
import { HeaptideError } from '@heaptide/profile';
import { KubeError } from '@heaptide/kube';
import { kubeProblem } from '../../src/reach/kube-problem.js';

describe('kubeProblem', () => {
  it.each([
    ['no-kubectl', 'HT_E_NO_KUBECTL'],
    ['kubectl-failed', 'HT_E_KUBECTL_FAILED'],
    ['unreachable', 'HT_E_NO_CLUSTER'],
    ['forbidden', 'HT_E_NO_CLUSTER_ACCESS'],
    ['unauthorized', 'HT_E_NO_CLUSTER_ACCESS'],
    ['not-found', 'HT_E_NO_SUCH_POD'],
    ['not-running', 'HT_E_POD_NOT_RUNNING'],
    ['refused', 'HT_E_PORT_REFUSED'],
    ['tunnel-ended', 'HT_E_UNREACHABLE'],
    ['timeout', 'HT_E_TIMEOUT'],
    ['bad-answer', 'HT_E_BAD_ANSWER'],
  ] as const)('%s is %s for the user', (kind, code) => {
    const cause = new KubeError(kind, 'what was said');
    const told = kubeProblem(cause);
    expect(told).toBeInstanceOf(HeaptideError);
    expect(told).toMatchObject({ code, cause });
    expect((told as Error).message).toContain('what was said');
  });

  it('leaves alone what is none of kube', () => {
    const error = new TypeError('a defect');
    expect(kubeProblem(error)).toBe(error);
    expect(kubeProblem('words')).toBe('words');
  });
});
