import { startProgram } from '../support/child-program.js';
import { until } from '../support/until.js';
import { KEEPER, putLoadOn, siteQuery, toldBy, WHY } from './question.js';

const DISTURBANCE = new URL('./programs/disturbance.mjs', import.meta.url).href;
const ADDRESS = /^heaptide: heap profiles at (http:\S+)\/debug\/heap$/m;
const RESTARTED = /started again/g;
const UP_MS = 20_000;
const MOST_AGAIN = 3;
const SPEED_ROUNDS = 5;
const SPEED_MS = 400;

/** Where and how a question is broken, `STEP/MOMENT/DEED`, as programs/disturbance.mjs reads it. */
export type Disturbance = `${string}/${'begin' | 'pause' | 'condition'}/${string}`;

/** How the program took it. */
export interface Broken {
  readonly disturbance: Disturbance;
  /** Of the answer; 0 where the connection ended. */
  readonly status: number;
  /** Longest time that the event loop did not turn, milliseconds. */
  readonly silence: number;
  /** Symbols of the question that are left on `globalThis`. */
  readonly left: number;
}

/** What a program went through whose questions are broken, one after another. */
export interface BrokenRun {
  readonly broken: readonly Broken[];
  /** Afterwards, in parts of before: calls of the site that a millisecond of CPU has room for, and that beside those of a twin. */
  readonly speed: { readonly alone: number; readonly besideTwin: number };
  /** State of a question that is not broken, at the end. */
  readonly state: string;
  readonly stderr: string;
}

/**
 * Asks programs/session-keeper.mjs, under load, at a site of which one object in forty stays, so that a question goes
 * through all its steps, and breaks each question in another way.
 */
export async function breakQuestions(node: string, disturbances: readonly Disturbance[]): Promise<BrokenRun> {
  const program = await startProgram({
    args: [KEEPER, `--disturbance=${DISTURBANCE}`],
    execPath: node,
    env: { HEAPTIDE_ADDR: undefined, HEAPTIDE_ALLOW_WHY: undefined, NODE_OPTIONS: undefined },
  });
  const { url } = program;
  try {
    const agent = ADDRESS.exec(program.stderr())![1]!;
    const ask = async (unit: string): Promise<{ status: number; text: string }> => {
      try {
        const answer = await fetch(agent + WHY + siteQuery('newJob', { unit }), { method: 'POST' });
        return { status: answer.status, text: await answer.text() };
      } catch {
        return { status: 0, text: '' };
      }
    };
    await warmUp(url);
    const before = await speedOf(url);
    const load = putLoadOn(url, '/defer?n=20');
    const broken: Broken[] = [];
    for (const disturbance of disturbances) {
      const restarts = countOf(program.stderr(), RESTARTED);
      await toldBy(url, '/silence');
      let { status } = await ask(disturbance);
      // By chance a question is through before it comes to that.
      for (let again = 0; status === 200 && again < MOST_AGAIN; again++)
        ({ status } = await ask(disturbance));
      // The program must have gone on before it can tell.
      const silence = (await toldBy(url, '/silence')) as number;
      if (disturbance.endsWith('end-agent')) {
        await until(() => countOf(program.stderr(), RESTARTED) > restarts, UP_MS);
        await untilUp(agent);
      }
      const left = await untilNothingLeft(url);
      broken.push({ disturbance, status, silence, left });
    }
    await load.end();
    const after = await speedOf(url);
    const last = putLoadOn(url, '/defer?n=20');
    const { status, text } = await ask('');
    await last.end();
    const state = status === 200 ? (JSON.parse(text) as { state: string }).state : `${status} ${text}`;
    const speed = {
      alone: after.job / before.job,
      besideTwin: after.job / after.twin / (before.job / before.twin),
    };
    return { broken, speed, state, stderr: program.stderr() };
  } finally {
    await program.stop();
  }
}

/** By then V8 has optimized what it will. */
async function warmUp(url: string): Promise<void> {
  const load = putLoadOn(url, '/defer?n=20');
  await speedOf(url);
  await load.end();
}

interface Speeds {
  readonly job: number;
  readonly twin: number;
}

/** The best of some rounds: what else runs on the machine can only make it less. */
async function speedOf(url: string): Promise<Speeds> {
  const rounds: Speeds[] = [];
  for (let round = 0; round < SPEED_ROUNDS; round++) {
    rounds.push((await toldBy(url, `/speeds?ms=${SPEED_MS}`)) as Speeds);
  }
  return {
    job: Math.max(...rounds.map(({ job }) => job)),
    twin: Math.max(...rounds.map(({ twin }) => twin)),
  };
}

async function untilUp(agent: string): Promise<void> {
  for (const end = Date.now() + UP_MS; ;) {
    const isUp = await fetch(`${agent}/debug/pprof/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    if (Date.now() > end) throw new Error(`the agent did not come up again within ${UP_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** An agent that has come up anew takes away what is left a moment later. */
async function untilNothingLeft(url: string): Promise<number> {
  let left = 0;
  for (let looks = 0; looks < 20; looks++) {
    left = (await toldBy(url, '/left')) as number;
    if (left === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return left;
}

function countOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
