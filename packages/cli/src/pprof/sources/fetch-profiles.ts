import { HeaptideError, combineProfiles, type Profile } from '@heaptide/profile';
import type { PprofContext, Talk } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import type { ProgramFacts } from './mappings.js';
import { type ReadSource, readSource, type SourceSettings } from './read-source.js';

/** Read at once; more would hold too many profiles in memory before they are merged. */
const BATCH = 128;

export interface FetchRequest {
  readonly kind: 'source' | 'base';
  readonly sources: readonly string[];
  readonly settings: SourceSettings;
  readonly program: ProgramFacts;
}

/**
 * Reads sources and adds them up. Those that cannot be read are told of and left out.
 *
 * @throws {HeaptideError} `HT_E_PPROF` when none is left or they do not go together.
 */
export async function fetchProfiles(
  { kind, sources, settings, program }: FetchRequest,
  context: PprofContext,
  talk: Talk,
): Promise<ReadSource> {
  let merged: Profile | undefined;
  let isRemote = false;
  let count = 0;
  for (let start = 0; start < sources.length; start += BATCH) {
    const batch = sources.slice(start, start + BATCH);
    const read = await Promise.all(
      batch.map((source) =>
        readSource(source, settings, program, context, talk).catch((error: unknown) => {
          context.signal.throwIfAborted();
          if (!(error instanceof HeaptideError)) throw error;
          return error;
        }),
      ),
    );
    const good: Profile[] = [];
    read.forEach((result, i) => {
      if (result instanceof HeaptideError) {
        talk(`${withoutPassword(batch[i]!)}: ${result.message}`);
        return;
      }
      good.push(result.profile);
      isRemote ||= result.isRemote;
    });
    if (good.length === 0) continue;
    count += good.length;
    merged = combine(kind, merged === undefined ? good : [merged, ...good]);
  }
  if (merged === undefined) throw pprofError(`failed to fetch any ${kind} profiles`);
  if (count < sources.length) talk(`Fetched ${count} ${kind} profiles out of ${sources.length}`);
  return { profile: merged, isRemote };
}

function withoutPassword(source: string): string {
  return source.replace(/^([^/]*\/\/[^/@:]*):[^/@]*@/, '$1:xxxxx@');
}

function combine(kind: string, profiles: readonly Profile[]): Profile {
  try {
    return combineProfiles(profiles);
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    throw pprofError(`problem fetching ${kind} profiles: ${error.message}`, { cause: error });
  }
}
