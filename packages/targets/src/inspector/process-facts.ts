/** What can be seen of a process from outside, before anything is done to it. Hostile text. */
export interface ProcessFacts {
  readonly pid: number;
  /** As the process sees it: another where it runs in a container. */
  readonly innerPid: number;
  /** Names the numbering that `innerPid` is of, where it can be told. */
  readonly pidNamespace?: string;
  readonly parent: number;
  readonly uid: number;
  /** Path of the program; absent where it is not shown to us. */
  readonly executable?: string;
  readonly argv: readonly string[];
  /** A signal USR1 is listened to; any other process it would end. */
  readonly catchesUsr1: boolean;
  /** `NODE_OPTIONS`, where it can be read. */
  readonly nodeOptions?: string;
  /** It is in another network namespace than we are, as in a container. */
  readonly isElsewhere?: boolean;
}

/** Names of the program, with or without a version: the name of the process is another in each version of Node. */
export const NODE = /^node(?:js)?(?:-?v?\d[\w.]*)?(?:\.exe)?$/;
export const PACKAGE_MANAGER = /^(?:npm|npx|yarn|pnpm|pnpx|corepack)(?:-cli)?(?:\.[cm]?js)?$/;
/** A package manager sets the title of its process, which takes the place of the arguments. */
export const MANAGER_TITLE = /^(?:npm|npx|yarn|pnpm)(?=\s|$)/;
/** Of node, whose value is the next argument. */
export const WITH_VALUE =
  /^(?:-r|--require|--import|--loader|--experimental-loader|-C|--conditions|--inspect-port|--debug-port|--env-file)$/;

export function isNode({ executable, argv }: ProcessFacts): boolean {
  return NODE.test(baseName(executable?.replace(/ \(deleted\)$/, '') ?? argv[0] ?? ''));
}

/** Whether it is Node.js that runs npm or one of its kind, which run the program in another process. */
export function isPackageManager(facts: ProcessFacts): boolean {
  if (!isNode(facts)) return false;
  return PACKAGE_MANAGER.test(baseName(scriptOf(facts) ?? '')) || MANAGER_TITLE.test(facts.argv[0] ?? '');
}

/** A process in a few words: `sh`, `npm`, `server.js`. */
export function nameOf(facts: ProcessFacts): string {
  if (isPackageManager(facts))
    return MANAGER_TITLE.exec(facts.argv[0] ?? '')?.[0] ?? baseName(scriptOf(facts) ?? '').split(/[-.]/)[0]!;
  const script = isNode(facts) ? scriptOf(facts) : undefined;
  return baseName(script ?? facts.argv[0] ?? facts.executable ?? '') || `process ${facts.pid}`;
}

/** Options of node itself, in the order in which they hold. */
export function nodeOptionsOf(facts: ProcessFacts): readonly string[] {
  const own = facts.argv.slice(1, scriptIndex(facts.argv));
  return [...(facts.nodeOptions ?? '').split(/\s+/).filter((option) => option !== ''), ...own];
}

/** Those that `facts` has started, and those that these have, nearest first. */
export function descendants(facts: ProcessFacts, all: readonly ProcessFacts[]): readonly ProcessFacts[] {
  const found = [facts];
  for (const { pid } of found) {
    const isSeen = new Set(found.map((one) => one.pid));
    found.push(...all.filter((one) => one.parent === pid && !isSeen.has(one.pid)));
  }
  return found.slice(1);
}

function scriptOf({ argv }: ProcessFacts): string | undefined {
  return argv[scriptIndex(argv)];
}

function scriptIndex(argv: readonly string[]): number {
  let index = 1;
  while (index < argv.length && argv[index]!.startsWith('-')) index += WITH_VALUE.test(argv[index]!) ? 2 : 1;
  return index;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
