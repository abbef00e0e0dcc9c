export { askWhy, type WhyQuestion, type WhyStep } from './ask-why.js';
export { type BareAnswer, details, headline } from './engine/tell.js';
export { catchForSnapshot, type CatchForSnapshotOptions } from './snapshot/catch-for-snapshot.js';
export type {
  CaughtForSnapshot,
  LiveObjects,
  LivingObject,
  SnapshotCost,
} from './snapshot/caught-for-snapshot.js';
export { requireRoomForSnapshot } from './snapshot/require-room.js';
export type { InspectorConnection, InspectorRecord } from './engine/inspector-connection.js';
export { WHY_LIMITS, type WhyLimits } from './engine/limits.js';
export {
  type PathStep,
  WHY_SCHEMA,
  type WhyAnswer,
  type WhyCanaries,
  type WhyChain,
  type WhyCost,
  type WhyHolder,
  type WhySnapshot,
  type WhySite,
  type WhyState,
} from './why-answer.js';
