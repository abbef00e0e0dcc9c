export { LocalWorkload } from './engine/local-workload.js';
export { RemoteWorkload, type WorkloadThread } from './engine/remote-workload.js';
export { serveWorkload, type WorkloadPort } from './engine/serve-workload.js';
export type { WorkloadEngine } from './engine/workload-engine.js';
export type { CapturePlacing, CaptureSaving, WorkloadOptions } from './engine/workload-options.js';
export { printWorkload, type PrintWorkloadOptions } from './faces/print-workload.js';
export { isCapturedOnce } from './faces/workload-once.js';
export type { WorkloadDocument, WorkloadRecord } from './faces/workload-records.js';
export type { MergedSite } from './model/merge-sites.js';
export type { WorkloadVerdict } from './model/judge-workload.js';
export type {
  EndedSeries,
  PodGrowth,
  PodMemory,
  PodRow,
  PodStanding,
  WorkloadState,
} from './model/workload-state.js';
export {
  runWorkloadScreen,
  type WorkloadScreenOptions,
  type WorkloadScreenResult,
} from './run-workload-screen.js';
export type { WorkloadView } from './screen/workload-view.js';
