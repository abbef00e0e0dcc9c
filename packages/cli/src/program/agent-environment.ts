export interface AgentEnvironmentOptions {
  /** URL of the module that starts the agent. */
  readonly register: string;
  /** Mean bytes between two samples; `auto` leaves it to the agent. */
  readonly interval: number | 'auto';
  /** Have V8 inline nothing, so that what a function allocates is charged to it. */
  readonly exactSites: boolean;
  /** Have the agent allow to be asked who retains what a site makes; else it is as the environment says. */
  readonly allowWhy?: boolean;
}

/** Settings of another use of the agent, which would be in the way of this one. */
const NOT_INHERITED = [
  'HEAPTIDE_TOKEN',
  'HEAPTIDE_TOKEN_FILE',
  'HEAPTIDE_WHY_TOKEN',
  'HEAPTIDE_RING',
  'HEAPTIDE_DEPTH',
];

/**
 * NODE_OPTIONS refuses the flags that turn inlining off, but V8 takes them at any time: before the program, nothing has
 * been optimized. The agent, and child processes, find them where the command line would have put them.
 */
const EXACT_SITES = `import { setFlagsFromString } from 'node:v8';
for (const flag of ['--no-turbo-inlining', '--no-maglev-inlining']) {
  setFlagsFromString(flag);
  process.execArgv.push(flag);
}`;

/** The environment in which a program, or a script that starts one, comes up with the agent on a free port of loopback. */
export function agentEnvironment(
  env: NodeJS.ProcessEnv,
  { register, interval, exactSites, allowWhy = false }: AgentEnvironmentOptions,
): NodeJS.ProcessEnv {
  const preloads = [...(exactSites ? [moduleUrl(EXACT_SITES)] : []), register];
  const inherited = Object.entries(env).filter(([name]) => !NOT_INHERITED.includes(name));
  return {
    ...Object.fromEntries(inherited),
    NODE_OPTIONS: [env.NODE_OPTIONS ?? '', ...preloads.map((url) => `--import=${url}`)].join(' ').trim(),
    HEAPTIDE_ADDR: '127.0.0.1:0',
    HEAPTIDE_INTERVAL: String(interval),
    ...(allowWhy ? { HEAPTIDE_ALLOW_WHY: '1' } : {}),
  };
}

/** Without blanks and quotes, which would have to be escaped in NODE_OPTIONS. */
function moduleUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code).replaceAll("'", '%27')}`;
}
