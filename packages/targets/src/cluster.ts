// Apart from the rest, since it loads what reaches pods.
export { openCluster } from './reach/open-cluster.js';
export { tokenOf } from './reach/token-of.js';
export { joinWorkload, type JoinOptions } from './workload/join-workload.js';
export { reachWorkload, type ReachedWorkload, type WorkloadAddress } from './workload/reach-workload.js';
export { type HttpAnswer, httpRequest, type HttpRequestOptions } from './http-request.js';
