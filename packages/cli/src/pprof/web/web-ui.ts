import type { Profile } from '@heaptide/profile';
import type { PprofOptions } from '@heaptide/report/pprof';
import type { PprofContext, Talk } from '../pprof-context.js';

/** What the pages for a browser are served from. */
export interface WebUiRequest {
  /** As given with `-http`: host or port may be left out. */
  readonly hostport: string;
  readonly profile: Profile;
  /** What the command line set; the parameters of a URL change it for one page. */
  readonly options: PprofOptions;
  readonly openBrowser: boolean;
  readonly context: PprofContext;
  readonly talk: Talk;
}

/** Serves until `context.signal` is aborted, then closes every connection and resolves. */
export type ServeWebUi = (request: WebUiRequest) => Promise<void>;
