import type { ContainerLog, PodRuntime } from './pod-runtime.js';

/** What the pods of a cluster do, by namespace and name. */
export class PodRuntimes {
  readonly #runtimes = new Map<string, PodRuntime>();
  readonly #logs = new Map<string, ContainerLog>();

  set(namespace: string, pod: string, runtime: PodRuntime): void {
    this.#runtimes.set(`${namespace}/${pod}`, runtime);
    for (const [container, log] of Object.entries(runtime.logs ?? {})) {
      this.setLog(namespace, pod, container, log);
    }
  }

  get(namespace: string, pod: string): PodRuntime | undefined {
    return this.#runtimes.get(`${namespace}/${pod}`);
  }

  setLog(namespace: string, pod: string, container: string, log: ContainerLog): void {
    this.#logs.set(`${namespace}/${pod}/${container}`, log);
  }

  /** A container that has written nothing has an empty log. */
  log(namespace: string, pod: string, container: string): ContainerLog {
    return this.#logs.get(`${namespace}/${pod}/${container}`) ?? { current: '' };
  }

  delete(namespace: string, pod: string): void {
    this.#runtimes.delete(`${namespace}/${pod}`);
    for (const key of [...this.#logs.keys()]) {
      if (key.startsWith(`${namespace}/${pod}/`)) this.#logs.delete(key);
    }
  }
}
