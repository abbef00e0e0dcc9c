import { type Profile, ProfileBuilder } from '@heaptide/profile';
import { DEFAULT_PPROF_OPTIONS, type PprofOptions } from '../../src/pprof/index.js';
import {
  renderWebPage,
  type WebPage,
  type WebPageRequest,
  type WebSurroundings,
} from '../../src/web/index.js';

export interface WebStack {
  /** Root first; a function `f` is in `/app/f.js` unless it names its file: `f@/app/g.js`. */
  readonly stack: readonly string[];
  readonly objects?: number;
  readonly bytes: number;
}

export interface WebProfileOptions {
  readonly program?: string;
  readonly docUrl?: string;
}

/** A heap profile; every function begins at line 3 and allocates in line 4. */
export function webProfile(
  stacks: readonly WebStack[],
  { program = '/srv/app', docUrl = '' }: WebProfileOptions = {},
): Profile {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
    docUrl,
  });
  const mapping = builder.mapping({ filename: program });
  for (const { stack, objects = 1, bytes } of stacks) {
    const locations = stack.map((text) => {
      const [name = '', filename = `/app/${name}.js`] = text.split('@');
      const func = builder.func({ name, filename, startLine: 3 });
      return builder.location({ mapping, lines: [{ function: func, line: 4, column: 1 }] });
    });
    builder.sample({ stack: locations.reverse(), values: [objects, bytes] });
  }
  return builder.build();
}

export const SMALL = webProfile([
  { stack: ['main', 'handle', 'newSession'], objects: 50, bytes: 50_000 },
  { stack: ['main', 'handle'], objects: 10, bytes: 10_000 },
  { stack: ['main', 'accept', 'read'], objects: 3, bytes: 30_000 },
]);

export interface PageSetting extends Partial<Omit<WebPageRequest, 'query' | 'options'>> {
  readonly query?: string;
  readonly options?: Partial<PprofOptions>;
  readonly surroundings?: Partial<WebSurroundings>;
}

/** A page for a test: of {@link SMALL}, with nothing to read and an empty drawing, unless it says otherwise. */
export function pageOf({
  query = '',
  options = {},
  surroundings = {},
  ...rest
}: PageSetting = {}): Promise<WebPage> {
  const request = {
    view: 'top',
    profile: SMALL,
    options: { ...DEFAULT_PPROF_OPTIONS, ...options },
    query: new URLSearchParams(query),
    configs: [],
    ...rest,
  } as const;
  return renderWebPage(request, {
    readSource: () => undefined,
    workingDirectory: '/nowhere',
    talk: () => undefined,
    drawGraph: () => Promise.resolve('<svg viewBox="0 0 10 10"></svg>'),
    ...surroundings,
  });
}
