import type { IncomingMessage } from 'node:http';
import { ApiRefused } from './api-refused.js';
import { withQuery } from './api-path.js';
import {
  type ApiAnswer,
  type ApiRequest,
  ApiSocket,
  type ApiSocketOptions,
  connectionProblem,
} from './api-socket.js';
import type { ApiList, KubeApi, ReadOptions, WatchEvent } from './kube-api.js';
import { listPages } from './list-pages.js';
import { parseJson } from './parse-json.js';
import { readBounded } from './read-bounded.js';
import { retryWhenBusy } from './retry-after.js';
import { WATCH_MS, WATCH_QUERY, watchEvents } from './watch-events.js';

const MOST_BYTES = 1024 * 1024;
const MOST_PAGE_BYTES = 64 * 1024 * 1024;
const GONE = 410;

/** The API through the unix socket of a `kubectl proxy`, which may be another thread's. */
export class SocketApi implements KubeApi {
  readonly #socket: ApiSocket;

  constructor(socketPath: string, options: ApiSocketOptions = {}) {
    this.#socket = new ApiSocket(socketPath, options);
  }

  async getJson(path: string, { query, signal }: ReadOptions = {}): Promise<unknown> {
    return parseJson(await this.#good({ path: withQuery(path, query), signal }));
  }

  async getText(path: string, { query, signal }: ReadOptions = {}): Promise<string> {
    return (await this.#good({ path: withQuery(path, query), signal })).toString('utf8');
  }

  async postJson(path: string, body: unknown, { query, signal }: ReadOptions = {}): Promise<unknown> {
    return parseJson(await this.#good({ path: withQuery(path, query), body: JSON.stringify(body), signal }));
  }

  list(path: string, { query, signal }: ReadOptions = {}): Promise<ApiList> {
    return listPages(async (page) => {
      const answer = await this.#ask(
        { path: withQuery(path, { ...query, ...page }), signal },
        MOST_PAGE_BYTES,
      );
      if (answer.status === GONE) return undefined;
      return { body: parseJson(bodyOf(answer)), bytes: answer.body.length };
    });
  }

  async *watch(
    path: string,
    { resourceVersion, query, signal }: ReadOptions & { readonly resourceVersion: string },
  ): AsyncGenerator<WatchEvent, void> {
    const asked = { path: withQuery(path, { ...query, ...WATCH_QUERY, resourceVersion }), signal };
    const response = await this.#socket.open(asked, WATCH_MS);
    try {
      if (response.statusCode !== 200) yield await refusedWatch(response);
      else yield* watchEvents(response);
    } catch (error) {
      throw signal?.aborted ? signal.reason : connectionProblem(error);
    } finally {
      response.destroy();
    }
  }

  close(): void {
    this.#socket.close();
  }

  async #good(asked: ApiRequest): Promise<Buffer> {
    return bodyOf(await this.#ask(asked, MOST_BYTES));
  }

  #ask(asked: ApiRequest, maxBytes: number): Promise<ApiAnswer> {
    return retryWhenBusy(() => this.#socket.exchange(asked, maxBytes), asked.signal);
  }
}

function bodyOf({ status, body }: ApiAnswer): Buffer {
  if (status < 200 || status > 299) throw new ApiRefused(status, body.toString('utf8'));
  return body;
}

/** That a version is too old may be said before the watch begins, and in it. */
async function refusedWatch(response: IncomingMessage): Promise<WatchEvent> {
  const status = response.statusCode ?? 0;
  const body = await readBounded(response, MOST_BYTES);
  if (status !== GONE) throw new ApiRefused(status, body.toString('utf8'));
  return {
    type: 'ERROR',
    object: { kind: 'Status', code: GONE, message: body.toString('utf8').slice(0, 500) },
  };
}
