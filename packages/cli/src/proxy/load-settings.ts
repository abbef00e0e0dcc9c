import { HeaptideError } from '@heaptide/profile';
import type { MemoryLimits } from '@heaptide/proxy';
import type { CommandContext } from '../command.js';
import { parseConfig } from './config/parse-config.js';
import { readJsonFile } from './config/read-json-file.js';
import type { GivenFlags, ProxyArguments } from './proxy-flags.js';
import type { ProxySettings } from './proxy-settings.js';
import { readSettings } from './read-settings.js';

export interface LoadedSettings {
  /** What the command line, the environment and the file say together. */
  readonly given: GivenFlags;
  readonly settings: ProxySettings;
}

/**
 * The settings of the command line and the environment, then of the configuration file, then the defaults.
 * @throws {HeaptideError} what {@link readSettings} meets, and files that cannot be read or do not hold.
 */
export async function loadSettings(
  args: ProxyArguments,
  { env, stderr }: Pick<CommandContext, 'env' | 'stderr'>,
  limits: MemoryLimits,
): Promise<LoadedSettings> {
  const { config } = args;
  const fromFile = config === undefined ? {} : parseConfig(await readJsonFile(config), config);
  const stated = Object.entries(args).filter(([, value]) => value !== undefined);
  const given = { ...fromFile, ...Object.fromEntries(stated) } as GivenFlags;
  const resource = given['protected-resource'];
  const protectedResource = resource === undefined ? undefined : await readDocument(resource);
  return { given, settings: readSettings(given, { limits, protectedResource, env, stderr }) };
}

async function readDocument(path: string): Promise<object> {
  const document = await readJsonFile(path);
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document;
  throw new HeaptideError('HT_E_BAD_CONFIG', `${path}: must be an object`);
}
