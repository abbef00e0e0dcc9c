import { KubeError } from '../../src/kube-error.js';
import type { KubeApi, ReadOptions, WatchEvent } from '../../src/api/kube-api.js';

interface Call {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** An API server that is a few objects in memory. What is not there is refused as the real one does. */
export class MemoryApi implements KubeApi {
  readonly calls: Call[] = [];
  readonly posted: unknown[] = [];
  readonly objects = new Map<string, unknown>();
  readonly lists = new Map<string, readonly unknown[]>();
  readonly texts = new Map<string, string>();
  /** Thrown by every list while it is there. */
  listProblem: Error | undefined;
  answerPost: (body: unknown) => unknown = () => ({});
  /** What each watch in turn gives; the last one for all that follow. */
  watches: ((signal: AbortSignal | undefined) => AsyncIterable<WatchEvent>)[] = [];

  getJson(path: string, options: ReadOptions = {}): Promise<unknown> {
    return this.found(this.objects, path, options);
  }

  getText(path: string, options: ReadOptions = {}): Promise<string> {
    return this.found(this.texts, path, options);
  }

  postJson(_path: string, body: unknown): Promise<unknown> {
    this.posted.push(body);
    return Promise.resolve(this.answerPost(body));
  }

  async list(path: string, options: ReadOptions = {}) {
    if (this.listProblem !== undefined) throw this.listProblem;
    const items = await this.found(this.lists, path, options);
    return { items, resourceVersion: '100' };
  }

  watch(
    path: string,
    { resourceVersion, query = {}, signal }: ReadOptions & { readonly resourceVersion: string },
  ): AsyncIterable<WatchEvent> {
    this.calls.push({ path, query: { ...query, resourceVersion } });
    const next = this.watches.length > 1 ? this.watches.shift() : this.watches[0];
    if (next === undefined) throw new KubeError('forbidden', 'pods is forbidden: cannot watch');
    return next(signal);
  }

  close(): void {
    this.watches = [];
  }

  private async found<T>(
    kind: ReadonlyMap<string, T>,
    path: string,
    { query = {} }: ReadOptions,
  ): Promise<T> {
    this.calls.push({ path, query });
    await Promise.resolve();
    const value = kind.get(path);
    if (value === undefined) throw new KubeError('not-found', `the server has nothing at ${path}`);
    return value;
  }
}
