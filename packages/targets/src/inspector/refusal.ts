import { HeaptideError } from '@heaptide/profile';
import { inspectorAddress } from './inspector-port.js';
import {
  descendants,
  isNode,
  isPackageManager,
  nameOf,
  nodeOptionsOf,
  type ProcessFacts,
} from './process-facts.js';

/** How a process is told to be attached to: `pid:7`. */
export type NameOption = (facts: ProcessFacts) => string;

const byPid: NameOption = ({ pid }) => `pid:${pid}`;
const WITHOUT_SIGUSR1 = /^--(?:disable-sigusr1|permission|experimental-permission)$/;

/**
 * Why a process must not be signalled, in a line that says what to do instead; `undefined` where it may be. `all` are those that could be meant instead.
 */
export function refusalBefore(
  facts: ProcessFacts,
  all: readonly ProcessFacts[],
  nameOption: NameOption = byPid,
): string | undefined {
  const { pid } = facts;
  if (!isNode(facts) || isPackageManager(facts)) {
    const what = `pid ${pid} is ${nameOf(facts)}${isNode(facts) ? ', which runs the program in another process' : ''}`;
    const child = descendants(facts, all).find((one) => isNode(one) && !isPackageManager(one));
    if (child === undefined) return `${what}, and no process that it started is Node.js`;
    return `${what}; its child ${child.pid} is node (${nameOf(child)}): use ${nameOption(child)}`;
  }
  if (!facts.catchesUsr1) {
    const option = nodeOptionsOf(facts).find((one) => WITHOUT_SIGUSR1.test(one));
    const why = option === undefined ? 'it does not listen to SIGUSR1' : `it was started with ${option}`;
    return `the signal that opens the inspector would end pid ${pid}, since ${why}: start it without, or with --inspect and use inspect://127.0.0.1:9229`;
  }
  if (facts.isElsewhere === true)
    return `pid ${pid} runs in a network of its own, as containers do: attach from inside of it, or by pod/NAME --attach`;
  if (inspectorAddress(facts).port === 0)
    return `the inspector of pid ${pid} would open on any port, as it was started with port 0: start it with another, or with the agent`;
  return undefined;
}

/** Why nothing came of the signal. */
export function refusalAfter({ pid }: Pick<ProcessFacts, 'pid'>, waitedMs: number): string {
  return `pid ${pid} was sent SIGUSR1 and did not open its inspector within ${waitedMs / 1000} s: it has a handler of its own for that signal; start it with --inspect or with the agent`;
}

export function refusalForPermission({ pid, uid }: Pick<ProcessFacts, 'pid' | 'uid'>): string {
  return `pid ${pid} belongs to another user (uid ${uid}): attach as that user, or as root`;
}

/** Another process has the port that the inspector would need. */
export function refusalForPort(
  pid: number,
  port: number,
  holder: { readonly pid: number; readonly service: string } | undefined,
): string {
  const who =
    holder === undefined
      ? 'another program'
      : `the inspector of another process (pid ${holder.pid}, ${holder.service})`;
  return `port ${port}, on which the inspector of pid ${pid} would open, is taken by ${who}; pid ${pid} was not signalled`;
}

export function attachRefused(reason: string, options?: ErrorOptions): HeaptideError {
  return new HeaptideError('HT_E_ATTACH_REFUSED', reason, options);
}
