// Apart from the rest, since only what looks at processes of this machine needs it.
export { CdpConnection } from './inspector/cdp-connection.js';
export { readFigures, readIdentity } from './inspector/attached-facts.js';
export { describeProcess, listProcesses } from './inspector/node-processes.js';
export { nameOf, nodeOptionsOf, type ProcessFacts } from './inspector/process-facts.js';
export { refusalBefore } from './inspector/refusal.js';
export { type Ask, serveAsking } from './why/serve-asking.js';
export type { AskingOrder } from './why/asking-protocol.js';
export { findFunctions, type FunctionName } from './why/find-functions.js';
