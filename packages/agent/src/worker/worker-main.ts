/** Entry of the worker thread: serves the endpoint and keeps the ring. The beat is what keeps the thread alive. */
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { Admission } from './admission.js';
import { Captures, MAIN_THREAD } from './captures.js';
import { cgroupMemory } from './cgroup.js';
import { createEndpoint } from './endpoint.js';
import { ExactSitesControl } from './exact-sites-control.js';
import type { HeapReading } from '../reading/heap-reading.js';
import { type KeptRing, keepRing } from './ring/keep-ring.js';
import { LinkState } from '../reading/link-state.js';
import { listen } from './listen.js';
import { MainLink } from './main-link.js';
import { servedProfiles } from './profiles.js';
import { readText } from './read-text.js';
import { ThreadLink } from './thread-link.js';
import type { WhySettings, WorkerOrder, WorkerReport, WorkerSettings } from '../reading/worker-protocol.js';
import { evaluateInMain } from '../why/main-evaluation.js';
import { QuestionThread } from '../why/question-thread.js';
import { WhyControl } from '../why/why-control.js';

const READING_TIMEOUT_MS = 10_000;
const BEAT_MS = 1000;
const EVALUATION_TIMEOUT_MS = 5000;
const HEAP = { kind: 'heap', thread: MAIN_THREAD, collect: false, births: false } as const;

const settings = workerData as WorkerSettings;
const { identity, token } = settings;
const state = new LinkState(settings.link);
const main = new MainLink({
  state,
  put: (request) => settings.questions.postMessage(request),
  timeoutMs: READING_TIMEOUT_MS,
});
const threads = new ThreadLink({
  state,
  timeoutMs: READING_TIMEOUT_MS,
  isOwn: (id) => id === threadId || id === why?.threadId,
});
const readCgroup = (): ReturnType<typeof cgroupMemory> => cgroupMemory(readText);
const captures = new Captures(
  {
    ask: (thread, question) => (thread === MAIN_THREAD ? main.ask(question) : threads.ask(thread, question)),
    listThreads: () => threads.list(),
    readCgroup,
  },
  identity,
);
let ring: KeptRing | undefined;
let server: Server | undefined;
const why = settings.why === undefined ? undefined : whyControl(settings.why);

setInterval(() => state.beat(), BEAT_MS);
parentPort?.on('message', (order: WorkerOrder) => {
  switch (order.kind) {
    case 'answer':
      main.receive(order.json);
      break;
    case 'chunk':
      main.receiveChunk(order.id, order.text);
      break;
    case 'last-words':
      void keepLastWords(order.json);
      break;
    case 'let-go':
      letGo();
  }
});

try {
  if (!state.beginServing()) state.park();
  if (settings.ring !== undefined) {
    ring = keepRing({
      settings: settings.ring,
      oldSpaceLimit: settings.oldSpaceLimit,
      identity,
      captures,
      say: (text) => report({ kind: 'say', text }),
    });
  }
  const port = settings.listen === undefined ? undefined : await serve(settings.listen);
  report({ kind: 'ready', ...(port === undefined ? {} : { port }) });
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  report({ kind: 'failed', reason: code ?? message });
}

async function serve(where: NonNullable<WorkerSettings['listen']>): Promise<number> {
  const admission = new Admission({
    now: () => performance.now(),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  });
  const snapshots = settings.snapshots ? { main, link: state } : undefined;
  const exactSites = new ExactSitesControl({ captures, admission, after });
  const profiles = servedProfiles({ captures, admission, exactSites, readCgroup, ring, snapshots, why });
  server = createEndpoint({ profiles, token, whyToken: settings.why?.token });
  if (settings.again === true) void why?.cleanUp().catch(() => undefined);
  return listen(server, where);
}

function whyControl({ disturbance }: WhySettings): WhyControl {
  return new WhyControl({
    begin: (question) =>
      new QuestionThread({ ...question, ...(disturbance === undefined ? {} : { disturbance }) }),
    evaluate: (expression, signal) =>
      evaluateInMain(expression, { timeoutMs: EVALUATION_TIMEOUT_MS, signal }),
    profile: async (signal) => (await captures.take(HEAP, signal)).profile,
    takesSnapshot: () => main.takesSnapshot,
    readText,
  });
}

function after(milliseconds: number, act: () => void): () => void {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
}

/**
 * Node prints "Waiting for the debugger to disconnect..." when a process exits under an inspector session, so sessions
 * end here, and with them all that could be in the way of the end of this thread.
 */
function letGo(): void {
  main.letGo();
  threads.letGo();
  why?.letGo();
  server?.closeAllConnections();
  state.park();
}

/** The main thread waits for this, though not for long. */
async function keepLastWords(json: string): Promise<void> {
  try {
    await ring?.keepReading(JSON.parse(json) as HeapReading, 'near the heap limit');
  } finally {
    state.lastWordsKept();
  }
}

function report(message: WorkerReport): void {
  parentPort?.postMessage(message);
}
