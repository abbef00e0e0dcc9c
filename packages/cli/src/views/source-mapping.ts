import { delimiter } from 'node:path';
import type { Capture, Profile, StackFrame } from '@heaptide/profile';
import type { CaptureSource } from '@heaptide/targets';
import type { SourceMapArguments } from './source-map-options.js';
import { type Talk, talkTo } from './talk.js';

/** Puts original names and places into profiles. */
export interface SourceMapping {
  apply(profile: Profile): Profile;
  applyTo(capture: Capture): Capture;
  /** A source whose captures come mapped. */
  source(source: CaptureSource): CaptureSource;
  /** A frame that is no profile's; `undefined` where it stays as it is. */
  frame(frame: StackFrame): StackFrame | undefined;
  /** The source of a program that is all of one; the program itself elsewhere. */
  file(file: string): string;
  /** Says on stderr what could not be mapped. */
  tell(): void;
}

const AS_IT_IS: SourceMapping = {
  apply: (profile) => profile,
  applyTo: (capture) => capture,
  source: (source) => source,
  frame: () => undefined,
  file: (file) => file,
  tell: () => undefined,
};

/**
 * What `--source-maps` and `--source-map-dir` ask for; without them nothing of it is loaded.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_USAGE` for a directory that is none.
 */
export async function sourceMapping(
  { 'source-maps': wanted, 'source-map-dir': directories, verbose }: SourceMapArguments,
  context: Talk,
): Promise<SourceMapping> {
  if (!wanted && directories === undefined) return AS_IT_IS;
  const { SourceMapper } = await import('../source-maps/source-mapper.js');
  const mapper = new SourceMapper(directories?.split(delimiter).filter((each) => each !== '') ?? []);
  const talk = talkTo(context);
  const applyTo = ({ profile, metadata }: Capture) => ({ profile: mapper.map(profile), metadata });
  return {
    apply: (profile) => mapper.map(profile),
    applyTo,
    source: (source) => ({
      name: source.name,
      capture: async (request) => applyTo(await source.capture(request)),
    }),
    frame: (frame) => mapper.original(frame),
    file: (file) => mapper.onlySource(file) ?? file,
    tell: () => mapper.notes(verbose).forEach((line) => talk(`heaptide: ${line}`)),
  };
}
