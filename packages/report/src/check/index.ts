export { renderCheckJson } from './check-json.js';
export {
  type AllowedSite,
  type CheckFinding,
  type CheckOutcome,
  type CheckResult,
  failuresOf,
} from './check-result.js';
export { renderCheckText } from './check-text.js';
export { renderGithubAnnotations } from './github-annotations.js';
export { renderCheckJunit } from './junit.js';
export { withoutCommands } from './without-commands.js';
