// Apart from the rest, since only what looks at processes of this machine needs it.
export { CdpConnection } from './inspector/cdp-connection.js';
export { readFigures, readIdentity } from './inspector/attached-facts.js';
export { describeProcess, listProcesses } from './inspector/node-processes.js';
export { nameOf, nodeOptionsOf, type ProcessFacts } from './inspector/process-facts.js';
export { refusalBefore } from './inspector/refusal.js';
