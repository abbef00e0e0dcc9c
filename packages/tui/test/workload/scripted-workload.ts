import type {
  CaptureRequest,
  LiveProcess,
  ReceivedCapture,
  WatchedPod,
  WorkloadSource,
} from '@heaptide/targets';

/** Answers of a pod by the number of the request, from 0. */
export type PodScript = (index: number, pod: WatchedPod) => Promise<ReceivedCapture>;

/** A cluster in memory: its pods are those that it was told last. */
export class ScriptedWorkload implements WorkloadSource {
  readonly name = 'deploy/proxy';
  readonly namespace = 'shop';
  /** By key of the pod. */
  readonly scripts = new Map<string, PodScript>();
  readonly requests = new Map<string, number>();
  readonly closed: string[] = [];
  underWay = 0;
  mostUnderWay = 0;
  measured: ReadonlyMap<string, number> | undefined;
  isClosed = false;
  /** Thrown by the list of pods, once. */
  problem: Error | undefined;
  #pods: readonly WatchedPod[];
  #told = 0;
  #changed: () => void = () => undefined;

  constructor(pods: readonly WatchedPod[]) {
    this.#pods = pods;
  }

  tell(pods: readonly WatchedPod[]): void {
    this.#pods = pods;
    this.#told++;
    this.#changed();
  }

  lose(problem: Error): void {
    this.problem = problem;
    this.#told++;
    this.#changed();
  }

  async *pods(signal: AbortSignal): AsyncGenerator<readonly WatchedPod[]> {
    while (!signal.aborted) {
      const { problem } = this;
      const told = this.#told;
      this.problem = undefined;
      if (problem !== undefined) throw problem;
      yield this.#pods;
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
        if (signal.aborted || this.#told !== told) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  connect(pod: WatchedPod): LiveProcess {
    const receive = (request: CaptureRequest) => this.#receive(pod, request);
    return {
      name: pod.name,
      receive,
      capture: async (request) => (await receive(request)).capture,
      close: () => {
        this.closed.push(pod.key);
        return Promise.resolve();
      },
    };
  }

  usage(): Promise<ReadonlyMap<string, number> | undefined> {
    return Promise.resolve(this.measured);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }

  async #receive(pod: WatchedPod, { gc }: CaptureRequest): Promise<ReceivedCapture> {
    if (!gc) throw new Error('a capture without a collection counts garbage');
    const index = this.requests.get(pod.key) ?? 0;
    this.requests.set(pod.key, index + 1);
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    try {
      return await this.scripts.get(pod.key)!(index, pod);
    } finally {
      this.underWay--;
    }
  }
}
