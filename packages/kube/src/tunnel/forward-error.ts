import { KubeError } from '../kube-error.js';

export interface ForwardPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/** What the error stream of a forwarded connection says, as an error; `said` is not empty. */
export function forwardError({ namespace, pod, port }: ForwardPlace, said: string): KubeError {
  const place = `port ${port} of pod ${namespace}/${pod}`;
  if (/connection refused/i.test(said))
    return new KubeError('refused', `nothing listens on ${place}: ${said}`);
  const kind = /not running/i.test(said)
    ? 'not-running'
    : /not found|no such/i.test(said)
      ? 'not-found'
      : 'tunnel-ended';
  return new KubeError(kind, `no way to ${place}: ${said}`);
}
