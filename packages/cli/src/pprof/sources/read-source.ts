import { type Profile, readProfile, withSomeMapping } from '@heaptide/profile';
import type { PprofCommandLine } from '../command-line/parse-pprof-args.js';
import type { PprofContext, Talk } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import { inflate } from '@heaptide/targets';
import { type ProgramFacts, withProgram, withUrlMappings } from './mappings.js';
import { readSourceFile } from './read-file.js';
import { sourceUrl } from './source-url.js';

export type SourceSettings = Pick<PprofCommandLine, 'seconds' | 'timeout' | 'tls'>;

export interface ReadSource {
  readonly profile: Profile;
  /** Came over the network, so that it would be lost. */
  readonly isRemote: boolean;
}

/**
 * One profile from a file or, where there is none of this name, from a URL.
 *
 * @throws {HeaptideError} that says precisely what is wrong, without naming the source.
 */
export async function readSource(
  source: string,
  settings: SourceSettings,
  program: ProgramFacts,
  { cwd, signal }: PprofContext,
  talk: Talk,
): Promise<ReadSource> {
  const content = await readSourceFile(source, cwd);
  if (content instanceof Uint8Array) {
    return {
      profile: withProgram(withSomeMapping(await readProfile(content, { inflate })), program),
      isRemote: false,
    };
  }
  const remote = sourceUrl(source, settings.seconds, settings.timeout);
  if (remote === undefined) throw pprofError(content.missing);
  talk(`Fetching profile over HTTP from ${remote.shown}`);
  if (settings.seconds > 0) talk(`Please wait... (${settings.seconds}s)`);
  const { fetchUrl } = await import('./fetch-url.js');
  const bytes = await fetchUrl(remote, { signal, cwd, tls: settings.tls });
  const profile = withProgram(withSomeMapping(await readProfile(bytes, { inflate })), program);
  return { profile: withUrlMappings(profile, remote.url.href), isRemote: true };
}
