import { HeaptideError } from '@heaptide/profile';
import { kubeProblem } from '../reach/kube-problem.js';

/** What went wrong on the way to an inspector, as an error for the user. */
export function inspectorProblem(name: string, error: unknown): unknown {
  const told = kubeProblem(error);
  // A local connection has no cluster in it, though its WebSocket speaks of errors in the same words.
  if (told instanceof HeaptideError && told.code !== 'HT_E_PORT_REFUSED' && told.code !== 'HT_E_UNREACHABLE')
    return told;
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message, name: kind } = cause as NodeJS.ErrnoException;
  if (kind === 'TimeoutError')
    return new HeaptideError('HT_E_TIMEOUT', `the inspector of ${name} did not answer in time`, {
      cause: error,
    });
  const reason = code === 'ECONNREFUSED' ? 'nothing listens there' : message;
  return new HeaptideError('HT_E_INSPECTOR', `cannot reach the inspector of ${name}: ${reason}`, {
    cause: error,
  });
}
