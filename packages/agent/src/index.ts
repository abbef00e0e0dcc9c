export type { AgentOptions } from './agent-options.js';
export { HeaptideError } from '@heaptide/profile';
export { type Agent, startAgent } from './start-agent.js';
export { count } from './work-counters.js';
