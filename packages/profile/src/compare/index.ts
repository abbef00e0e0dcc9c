export {
  type Change,
  type ComparedFunction,
  compareProfiles,
  type Comparison,
  type CompareOptions,
} from './compare-profiles.js';
