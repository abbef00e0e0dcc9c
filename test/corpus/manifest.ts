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
  /** What a leak keeps for each unit, there where it lives. */
  readonly bytesPerUnit?: number;
  /** Functions that allocate the leak: any of them among the top frames is right. */
  readonly truth?: readonly { readonly function: string; readonly file: string }[];
  /** Callers that are right, too, next to the leaf. */
  readonly alternates?: readonly string[];
  /** `false`: bounded, though nobody can know it within the rounds. */
  readonly decidableInWindow?: boolean;
  /** Units after which a healthy program that fills up is full. */
  readonly plateauUnits?: number;
  /** The library of others that it uses, with its version. */
  readonly npm?: string;
}

/** A directory of programs with a manifest. */
export interface Corpus {
  /** What reports call it: they are no place for paths of one machine. */
  readonly name: string;
  readonly directory: string;
  /** It is part of this repository. */
  readonly isOurs: boolean;
  readonly programs: readonly CorpusProgram[];
}

/** The programs that `manifest.json` in `corpus` lists. */
export async function readManifest(corpus: string): Promise<readonly CorpusProgram[]> {
  const text = await readFile(join(corpus, 'manifest.json'), 'utf8');
  return (JSON.parse(text) as { programs: CorpusProgram[] }).programs;
}
