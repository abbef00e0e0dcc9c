import { KubeError, type KubeErrorKind } from '../kube-error.js';

const MOST_CHARACTERS = 500;

/** The API server, or something before it, answered with another status than 2xx. */
export class ApiRefused extends KubeError {
  readonly status: number;

  constructor(status: number, body: string) {
    super(refusalKind(status, body), refusalMessage(status, body));
    this.status = status;
  }
}

/** What kubectl proxy says, with 500, when its exec plugin has failed. */
const NO_CREDENTIALS = /\bgetting credentials: /;

export function refusalKind(status: number, body: string): KubeErrorKind {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 408:
    case 504:
      return 'timeout';
    default:
      if (status === 500 && NO_CREDENTIALS.test(body)) return 'unauthorized';
      return status >= 500 || status === 429 ? 'unreachable' : 'bad-answer';
  }
}

/** The message of the API's Status where `body` is one, else its first line. Hostile text. */
export function refusalMessage(status: number, body: string): string {
  const said = statusMessage(body) ?? body.split('\n').find((line) => line.trim() !== '') ?? '';
  const words = said.trim().slice(0, MOST_CHARACTERS);
  return words === '' ? `the cluster answered ${status}` : words;
}

function statusMessage(body: string): string | undefined {
  try {
    const { kind, message } = JSON.parse(body) as { kind?: unknown; message?: unknown };
    return kind === 'Status' && typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}
