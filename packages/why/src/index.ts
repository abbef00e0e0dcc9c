export { askWhy, type WhyQuestion, type WhyStep } from './ask-why.js';
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
  type WhySite,
  type WhyState,
} from './why-answer.js';
