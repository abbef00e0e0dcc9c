import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A program of a corpus: a server that does units of work on demand, and what is known of its memory. */
export interface CorpusProgram {
  readonly name: string;
  /** Path from the corpus's directory. */
  readonly file: string;
  readonly leaks: boolean;
  readonly pattern: string;
  /** Units of work in one round. */
  readonly units: number;
  /** Where the leak lives. */
  readonly heap?: 'js' | 'external' | 'native';
  /** Functions that allocate the leak: any of them among the top frames is right. */
  readonly truth?: readonly { readonly function: string }[];
  /** Callers that are right, too, next to the leaf. */
  readonly alternates?: readonly string[];
  /** `false`: bounded, though nobody can know it within the rounds. */
  readonly decidableInWindow?: boolean;
}

/** The programs that `manifest.json` in `corpus` lists. */
export async function readManifest(corpus: string): Promise<readonly CorpusProgram[]> {
  const text = await readFile(join(corpus, 'manifest.json'), 'utf8');
  return (JSON.parse(text) as { programs: CorpusProgram[] }).programs;
}
