export type { AgentOptions } from './start/agent-options.js';
export { optionsFromEnvironment } from './start/options-from-environment.js';
export { HeaptideError } from '@heaptide/profile/error';
export { type Agent, startAgent } from './start/start-agent.js';
export { count } from './isolate/work-counters.js';
