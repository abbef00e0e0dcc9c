import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../../fixtures/apps/leaks-in-heap/', import.meta.url);

/** What a program leaks and what keeps it, as `manifest.json` tells. */
export interface HeapLeak {
  /** What grows: its class and, unless V8's or Node's own parts hold it, whose field or which variable it is. */
  readonly holder: {
    readonly class: string;
    /** Class of the object that the holder is a field of; absent if a variable holds it. */
    readonly owner?: string;
    readonly field?: string;
  };
  /** Classes of what piles up, as DevTools names them: first the one that tells most, then what comes with it. */
  readonly leakedClasses: readonly string[];
  /** Names of the last edges on a way from the root to the holder, one after the other. */
  readonly path: readonly string[];
}

/** A program of `fixtures/apps/leaks-in-heap` that writes its own heap snapshot. */
export interface HeapProgram {
  readonly name: string;
  readonly script: string;
  /** `undefined` for a healthy server. */
  readonly leak: HeapLeak | undefined;
}

type ProgramLeak = HeapLeak & { readonly program: string };

interface Manifest {
  readonly leaks: readonly ProgramLeak[];
  readonly shared: readonly ProgramLeak[];
  readonly healthy: readonly string[];
}

const manifest = JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8')) as Manifest;

const programOf = (name: string, leak: HeapLeak | undefined): HeapProgram => ({
  name,
  script: fileURLToPath(new URL(`${name}.mjs`, FOLDER)),
  leak,
});

export const LEAK_PROGRAMS: readonly HeapProgram[] = manifest.leaks.map((leak) =>
  programOf(leak.program, leak),
);
/** Leaks of which every piece is held by several, none of them alone. */
export const SHARED_PROGRAMS: readonly HeapProgram[] = manifest.shared.map((leak) =>
  programOf(leak.program, leak),
);
export const HEALTHY_PROGRAMS: readonly HeapProgram[] = manifest.healthy.map((name) =>
  programOf(name, undefined),
);

/** The programs of these names, in this order. */
export function heapPrograms(...names: readonly string[]): readonly HeapProgram[] {
  return names.map((name) => {
    const found = [...LEAK_PROGRAMS, ...HEALTHY_PROGRAMS].find((program) => program.name === name);
    if (found === undefined) throw new Error(`no such program: ${name}`);
    return found;
  });
}
