import type { Duplex } from 'node:stream';
import { HeaptideError } from '@heaptide/profile';
import { newLeaseId } from './attach-lease.js';
import { claimInspector, type OpenedInspector } from './claim-inspector.js';
import { parsePodAnswer, type PodAnswer } from './pod-answer.js';
import { POD_OPEN_MS, podScript } from './pod-script.js';
import { isNode, isPackageManager, NODE, nameOf, type ProcessFacts } from './process-facts.js';
import { attachRefused, refusalAfter, refusalBefore, refusalForPermission } from './refusal.js';

/** How a program that was run in a container ended. */
export interface PodRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface InPodOptions {
  /** What the user calls it. */
  readonly name: string;
  /** Runs a program in the container, to its end and with a bound. */
  readonly exec: (argv: readonly string[]) => Promise<PodRun>;
  /** Runs it in a container of its own that sees the same processes; only where the user allowed that. */
  readonly execBeside?: ((argv: readonly string[]) => Promise<PodRun>) | undefined;
  /** A connection to a port on the pod's loopback. */
  readonly connect: (port: number, signal: AbortSignal) => Promise<Duplex>;
  /** Gets what a person should know of what was done, a line each. Raw text. */
  readonly note?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Where images have it; the second is that of distroless ones. */
const NODES = ['node', '/nodejs/bin/node', '/usr/local/bin/node', '/usr/bin/node'];
/** The program of the process that the container began with. */
const FIRST_PROGRAM = '/proc/1/exe';
const NOT_THERE = /not found|no such file|cannot find|OCI runtime exec failed/i;
const MOST_WORDS = 300;

/**
 * Opens the inspector of the Node.js program of a container, which Node.js inside of that container looks for and signals: no shell, no file and no privilege is
 * needed.
 * @throws {HeaptideError} `HT_E_ATTACH_REFUSED` which says what to do instead, `HT_E_INSPECTOR`, `HT_E_TIMEOUT`; what `exec` throws.
 */
export async function openInspectorInPod(options: InPodOptions): Promise<OpenedInspector> {
  const { name, connect, note, signal } = options;
  signal?.throwIfAborted();
  const lease = newLeaseId();
  const answer = await runInPod(options, podScript(lease));
  const { facts, port } = chosenIn(answer, name);
  const programs = answer.processes.filter((one) => isNode(one) && !isPackageManager(one));
  if (programs.length > 1)
    note?.(
      `${programs.length} programs run on Node.js in ${name}; this is pid ${facts.pid} (${nameOf(facts)})`,
    );
  const place = { host: '127.0.0.1', port, dial: (ends: AbortSignal) => connect(port, ends) };
  const opened = await claimInspector({ place, name, facts, wasOpen: answer.wasOpen === true, lease });
  if (signal?.aborted === true) {
    await opened.close();
    throw signal.reason;
  }
  return opened;
}

/** Whom the answer is of. @throws {HeaptideError} `HT_E_ATTACH_REFUSED` where nobody's inspector is open. */
function chosenIn(answer: PodAnswer, name: string): { readonly facts: ProcessFacts; readonly port: number } {
  const { processes, pid, port, wasOpen, opened, failure } = answer;
  const facts = processes.find((one) => one.pid === pid);
  if (facts === undefined || port === undefined) throw attachRefused(`${name}: ${whyNobody(processes)}`);
  if (failure === 'EPERM') throw attachRefused(`${name}: ${refusalForPermission(facts)}`);
  if (failure !== undefined)
    throw new HeaptideError(
      'HT_E_INSPECTOR',
      `${name}: pid ${facts.pid} could not be signalled (${failure})`,
    );
  if (wasOpen !== true && opened !== true)
    throw attachRefused(`${name}: ${refusalAfter(facts, POD_OPEN_MS)}`);
  return { facts, port };
}

/** What stands in the way of each, told of the one that is most like a program. */
function whyNobody(processes: readonly ProcessFacts[]): string {
  const program = processes.find((one) => isNode(one) && !isPackageManager(one)) ?? processes.find(isNode);
  const first = program ?? processes[0];
  if (first === undefined) return 'no process is to be seen there';
  return refusalBefore(first, processes) ?? `pid ${first.pid} cannot be attached to`;
}

/** @throws {HeaptideError} `HT_E_ATTACH_REFUSED` where nothing in the container can look for the process. */
async function runInPod({ exec, execBeside, name }: InPodOptions, script: string): Promise<PodAnswer> {
  let said = '';
  for (const node of NODES) {
    const run = await exec([node, '-e', script]);
    const answer = parsePodAnswer(run.stdout);
    if (answer !== undefined) return answer;
    said = wordsOf(run);
    if (run.code === 0 || !NOT_THERE.test(run.stderr)) break;
  }
  const byFirst = await runByFirstProgram(exec, script);
  if (byFirst !== undefined) return byFirst;
  if (execBeside === undefined)
    throw attachRefused(
      `${name}: nothing in the container can look for the process (${said}): --allow-debug-container has Kubernetes start a container beside it, which stays until the pod ends`,
    );
  const run = await execBeside(['node', '-e', script]);
  const answer = parsePodAnswer(run.stdout);
  if (answer !== undefined) return answer;
  throw attachRefused(`${name}: the container that was started beside it found nothing (${wordsOf(run)})`);
}

/** Node may be elsewhere; what the container began with is run only once it is known to be Node. */
async function runByFirstProgram(exec: InPodOptions['exec'], script: string): Promise<PodAnswer | undefined> {
  const { code, stdout } = await exec(['cat', '/proc/1/cmdline']);
  const [program = ''] = stdout.split('\0');
  if (code !== 0 || !NODE.test(program.slice(program.lastIndexOf('/') + 1))) return undefined;
  return parsePodAnswer((await exec([FIRST_PROGRAM, '-e', script])).stdout);
}

function wordsOf({ stderr, code }: PodRun): string {
  const line = stderr.trim().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? `exit ${code ?? 'by a signal'}` : line.slice(0, MOST_WORDS);
}
