import { KubeError, type KubeErrorKind } from '../kube-error.js';
import { lastLine } from './last-line.js';

/** By the reason of the API's Status, which kubectl gives in brackets. */
const KINDS: ReadonlyMap<string, KubeErrorKind> = new Map([
  ['Unauthorized', 'unauthorized'],
  ['Forbidden', 'forbidden'],
  ['NotFound', 'not-found'],
  ['Timeout', 'timeout'],
  ['ServerTimeout', 'timeout'],
  ['ServiceUnavailable', 'unreachable'],
  ['TooManyRequests', 'unreachable'],
]);

/** How kubectl puts what happened, where no reason of the API is given. */
const WORDINGS: readonly (readonly [RegExp, KubeErrorKind])[] = [
  [/\(Unauthorized\)|provide credentials|getting credentials/, 'unauthorized'],
  [/^Unable to connect to the server|^The connection to the server|no such host|i\/o timeout/, 'unreachable'],
  [/pod is not running|container not found|not running/, 'not-running'],
];

/** What `stderr`, of a kubectl that failed at `what`, says. */
export function kubectlProblem(what: string, stderr: string): KubeError {
  const line = lastLine(stderr);
  if (line === '') return new KubeError('kubectl-failed', `${what} ended and said nothing`);
  return new KubeError(kindOf(line), `${what}: ${line}`);
}

function kindOf(line: string): KubeErrorKind {
  const reason = /^Error from server \((\w+)\)/.exec(line)?.[1];
  const kind = KINDS.get(reason ?? '');
  return kind ?? WORDINGS.find(([wording]) => wording.test(line))?.[1] ?? 'kubectl-failed';
}
