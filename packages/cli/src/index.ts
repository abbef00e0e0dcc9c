export { type Agent, type AgentOptions, count, startAgent } from '@heaptide/agent';
