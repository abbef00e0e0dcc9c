import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WhyHolder, WhyState } from '@heaptide/why';

/** Of this repository, seen from here and from where this is built alike. */
const FOLDER = new URL('../../test/why/', import.meta.url);

/** The function whose objects are asked about. */
export interface ProgramSite {
  readonly function: string;
  /** Path from this folder of the file it is in; by default the program itself. */
  readonly file?: string;
  /** Pattern whose match begins where the function does, for one that has no name of its own in the text. */
  readonly at?: string;
}

/** What a right answer says. What is left out may be anything. */
export interface RightAnswer {
  readonly state: WhyState;
  /** The collection's variable or property. */
  readonly holder?: string;
  readonly kind?: WhyHolder['kind'];
  /** Labels that the path down to the object has, in this order. */
  readonly path?: readonly string[];
}

/** A program that does units of work on `POST /work?n=K`, and who keeps what one of its functions makes. */
export interface WhyProgram {
  readonly name: string;
  /** Path from this folder. */
  readonly file: string;
  readonly pattern: string;
  /** Whether something of it leaks, though maybe not what the site makes. */
  readonly leaks: boolean;
  readonly site: ProgramSite;
  /** Any of them is right. */
  readonly right: readonly RightAnswer[];
  /** What is done to its text before it runs. */
  readonly build?: 'bundled' | 'minified';
  /** Units of work before it is asked, those of one request for work, and how often one is sent. */
  readonly load?: { readonly warmUp?: number; readonly units?: number; readonly everyMs?: number };
  /** What holds it is none of what a walk can reach: an answer that says so is as right as can be. */
  readonly beyondWalk?: boolean;
  /** What is right of an answer that a heap snapshot was taken for: where the walk alone does not name the holder. */
  readonly bySnapshot?: readonly RightAnswer[];
  /** `false`: healthy, though nobody can know it within a question's few seconds. */
  readonly decidable?: boolean;
  /** Part of the few that run with every test. */
  readonly often?: boolean;
}

export const WHY_PROGRAMS: readonly WhyProgram[] = (
  JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8')) as { programs: WhyProgram[] }
).programs;

/** The path of a file that the manifest names. */
export function pathInFolder(file: string): string {
  return fileURLToPath(new URL(file, FOLDER));
}
