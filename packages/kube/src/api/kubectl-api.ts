import type { Readable } from 'node:stream';
import type { KubectlOptions } from '../kubectl/kubectl-options.js';
import { kubectlProblem } from '../kubectl/kubectl-problem.js';
import { type KubectlRun, runKubectl } from '../kubectl/run-kubectl.js';
import { TetheredChild } from '../kubectl/tethered-child.js';
import { withQuery } from './api-path.js';
import type { ApiList, KubeApi, ReadOptions, WatchEvent } from './kube-api.js';
import { listPages } from './list-pages.js';
import { parseJson } from './parse-json.js';
import { WATCH_MS, WATCH_QUERY, watchEvents } from './watch-events.js';

const MOST_BYTES = 1024 * 1024;
const MOST_PAGE_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;
/** The reason of a Status of code 410. */
const EXPIRED = /^Error from server \((?:Expired|Gone)\)/m;

/** The API by one `kubectl … --raw` for each request, where there is no `kubectl proxy`. Knows no status codes, so that no {@link ApiRefused} comes of it. */
export class KubectlApi implements KubeApi {
  readonly #options: KubectlOptions;

  constructor(options: KubectlOptions) {
    this.#options = options;
  }

  async getJson(path: string, { query, signal }: ReadOptions = {}): Promise<unknown> {
    return parseJson(stdoutOf(await this.#get(withQuery(path, query), MOST_BYTES, signal)));
  }

  async getText(path: string, { query, signal }: ReadOptions = {}): Promise<string> {
    return stdoutOf(await this.#get(withQuery(path, query), MOST_BYTES, signal)).toString('utf8');
  }

  async postJson(path: string, body: unknown, { query, signal }: ReadOptions = {}): Promise<unknown> {
    const command = ['create', '--raw', withQuery(path, query), '-f', '-'];
    const bounds = { timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES };
    return parseJson(
      stdoutOf(await runKubectl(this.#options, command, { ...bounds, stdin: JSON.stringify(body), signal })),
    );
  }

  list(path: string, { query, signal }: ReadOptions = {}): Promise<ApiList> {
    return listPages(async (page) => {
      const run = await this.#get(withQuery(path, { ...query, ...page }), MOST_PAGE_BYTES, signal);
      if (run.code !== 0 && EXPIRED.test(run.stderr)) return undefined;
      const bytes = stdoutOf(run);
      return { body: parseJson(bytes), bytes: bytes.length };
    });
  }

  async *watch(
    path: string,
    { resourceVersion, query, signal }: ReadOptions & { readonly resourceVersion: string },
  ): AsyncGenerator<WatchEvent, void> {
    signal?.throwIfAborted();
    const { binary, args, env } = this.#options;
    const raw = withQuery(path, { ...query, ...WATCH_QUERY, resourceVersion });
    let stdout!: Readable;
    const child = await TetheredChild.start(binary, [...args, 'get', '--raw', raw], {
      env,
      onStdout: (stream) => (stdout = stream),
    });
    child.ref();
    const onAbort = () => void child.stop();
    const timer = setTimeout(onAbort, WATCH_MS);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      yield* watchEvents(stdout as AsyncIterable<Buffer>);
      const { code } = await child.exited;
      if (signal?.aborted) throw signal.reason;
      if (EXPIRED.test(child.stderr)) yield { type: 'ERROR', object: { kind: 'Status', code: 410 } };
      else if (code !== 0) throw kubectlProblem('kubectl get', child.stderr);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      await child.stop();
    }
  }

  close(): void {
    // Nothing is kept.
  }

  #get(path: string, maxBytes: number, signal: AbortSignal | undefined): Promise<KubectlRun> {
    return runKubectl(this.#options, ['get', '--raw', path], { timeoutMs: TIMEOUT_MS, maxBytes, signal });
  }
}

function stdoutOf({ code, stdout, stderr }: KubectlRun): Buffer {
  if (code !== 0) throw kubectlProblem('kubectl', stderr);
  return stdout;
}
