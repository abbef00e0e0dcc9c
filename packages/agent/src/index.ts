export { type Address, formatAddress, parseAddress } from './start/address.js';
export { type AgentOptions, type AgentSettings, agentSettings } from './start/agent-options.js';
export { optionsFromEnvironment } from './start/options-from-environment.js';
export { HeaptideError } from '@heaptide/profile/error';
export { type Agent, startAgent } from './start/start-agent.js';
export { nodeOptions } from './isolate/process-identity.js';
export { count } from './isolate/work-counters.js';
export { type CgroupMemory, cgroupMemory } from './worker/cgroup.js';
