import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { HeaptideError, type Profile, writeProfile } from '@heaptide/profile';
import { writeNumberedFile } from '../output/numbered-file.js';
import type { PprofContext, Talk } from '../pprof-context.js';
import { pprofError } from '../pprof-error.js';
import { fileErrorText } from './file-errors.js';

const LONGEST_NAME = 200;

export interface SaveOptions extends Pick<PprofContext, 'cwd' | 'env'> {
  readonly talk: Talk;
}

/** Saves a profile that came over the network, and tells where. That it cannot be saved stops nothing. */
export async function saveFetchedProfile(profile: Profile, { env, cwd, talk }: SaveOptions): Promise<void> {
  const directory = await profileDirectory(env, cwd, talk);
  const { mappings, strings, sampleTypes } = profile;
  const program = mappings.length === 0 ? '' : strings.get(mappings.filename[0]!);
  const names = [...(program === '' ? [] : [basename(program)]), ...sampleTypes.map(({ type }) => type)];
  try {
    const path = await writeNumberedFile({
      directory,
      prefix: `pprof.${names.map((name) => `${fileNamePart(name)}.`).join('')}`.slice(0, LONGEST_NAME),
      suffix: '.pb.gz',
      content: await writeProfile(profile),
    });
    talk(`Saved profile in ${path}`);
  } catch (error) {
    if (!(error instanceof HeaptideError)) throw error;
    talk(`Could not save profile: ${error.message}`);
  }
}

/** Names come from the profile: they must not lead out of the directory. */
function fileNamePart(name: string): string {
  return name.replace(/[^\w.@+-]+/g, '_');
}

async function profileDirectory(env: PprofContext['env'], cwd: string, talk: Talk): Promise<string> {
  const home = process.platform === 'win32' ? env.USERPROFILE : env.HOME;
  const choices = [env.PPROF_TMPDIR, home && join(home, 'pprof'), tmpdir()];
  for (const choice of choices) {
    if (choice === undefined || choice === '') continue;
    try {
      await mkdir(resolve(cwd, choice), { recursive: true });
      return resolve(cwd, choice);
    } catch (error) {
      talk(`Could not use temp dir ${choice}: ${fileErrorText('mkdir', choice, error)}`);
    }
  }
  throw pprofError('failed to identify temp dir');
}
