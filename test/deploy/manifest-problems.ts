import { danglingReferences } from './checks/dangling-references.js';
import { missingPorts } from './checks/missing-ports.js';
import { missingVolumes } from './checks/missing-volumes.js';
import { openDebugPorts } from './checks/open-debug-ports.js';
import { shortGrace } from './checks/short-grace.js';
import { strayedSelectors } from './checks/strayed-selectors.js';
import { tightMemory } from './checks/tight-memory.js';
import { unknownVariables } from './checks/unknown-variables.js';
import type { Manifest } from './manifest.js';
import { schemaProblems } from './schema/schema-problems.js';

/** What no schema of single objects can tell. */
const CHECKS: readonly ((manifests: readonly Manifest[]) => string[])[] = [
  strayedSelectors,
  missingPorts,
  missingVolumes,
  danglingReferences,
  openDebugPorts,
  shortGrace,
  tightMemory,
  unknownVariables,
];

/**
 * What is wrong with objects that are applied together, one line each, beginning with the object's kind and name. How
 * they stand to one another is looked at once each of them holds by itself.
 */
export function manifestProblems(documents: readonly unknown[]): string[] {
  const problems = documents.flatMap((document) => schemaProblems(document));
  if (problems.length > 0) return problems;
  return CHECKS.flatMap((check) => check(documents as readonly Manifest[]));
}
