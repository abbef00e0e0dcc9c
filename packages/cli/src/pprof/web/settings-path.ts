import { join } from 'node:path';

/** Where google/pprof keeps its settings, which are shared with it; `undefined` where the user has no such place. */
export function settingsPath(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const directory = configDirectory(env, platform);
  return directory === undefined ? undefined : join(directory, 'pprof', 'settings.json');
}

function configDirectory(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | undefined {
  const below = (variable: string, ...parts: string[]): string | undefined => {
    const root = env[variable] ?? '';
    return root === '' ? undefined : join(root, ...parts);
  };
  if (platform === 'win32') return below('AppData') ?? below('APPDATA');
  if (platform === 'darwin') return below('HOME', 'Library', 'Application Support');
  const own = env.XDG_CONFIG_HOME ?? '';
  if (own === '') return below('HOME', '.config');
  return own.startsWith('/') ? own : undefined;
}
