import { type ErrorCode, HeaptideError } from '@heaptide/profile';
import type { KubeErrorKind } from '@heaptide/kube';

const CODES: Readonly<Record<KubeErrorKind, ErrorCode>> = {
  'no-kubectl': 'HT_E_NO_KUBECTL',
  'kubectl-failed': 'HT_E_KUBECTL_FAILED',
  unreachable: 'HT_E_NO_CLUSTER',
  unauthorized: 'HT_E_NO_CLUSTER_ACCESS',
  forbidden: 'HT_E_NO_CLUSTER_ACCESS',
  'not-found': 'HT_E_NO_SUCH_POD',
  'not-running': 'HT_E_POD_NOT_RUNNING',
  refused: 'HT_E_PORT_REFUSED',
  'tunnel-ended': 'HT_E_UNREACHABLE',
  timeout: 'HT_E_TIMEOUT',
  'bad-answer': 'HT_E_BAD_ANSWER',
};

/** What went wrong on the way to a pod, as an error for the user; anything else as it is. */
export function kubeProblem(error: unknown): unknown {
  // By its form: the bundled command may have another copy of the class.
  if (!(error instanceof Error) || error.name !== 'KubeError') return error;
  const { kind, message } = error as Error & { readonly kind: KubeErrorKind };
  return new HeaptideError(CODES[kind], wordsOf(kind, message), { cause: error });
}

function wordsOf(kind: KubeErrorKind, message: string): string {
  switch (kind) {
    case 'unauthorized':
      return `the cluster does not take kubectl's credentials: ${message}`;
    case 'refused': {
      // The node tells the same port again, at length.
      const [place = message] = message.split(': ', 1);
      return `${place}; start its program with HEAPTIDE_ADDR, name another port, or take --attach`;
    }
    default:
      return message;
  }
}

/** `promise`, its errors told by {@link kubeProblem}. */
export async function tellingKubeProblems<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw kubeProblem(error);
  }
}
