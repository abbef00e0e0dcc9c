import type { PprofOptions } from '../pprof/pprof-options.js';
import type { WebView } from './web-query.js';

/** A page as it is sent. */
export interface WebPage {
  readonly html: string;
  /** Its content security policy, for the header of that name: nothing but what the page itself holds may run. */
  readonly policy: string;
}

/** A set of options that the reader has given a name, or the defaults. */
export interface WebConfig {
  readonly name: string;
  /** Relative address of the present view under it. */
  readonly href: string;
  /** Is it what the page shows? */
  readonly current: boolean;
  /** Made by the reader, who may delete it. */
  readonly own: boolean;
}

/** What all pages say beside what they show. Nothing here is safe markup yet. */
export interface WebFrame {
  /** Absent on a page for an error that no view has made. */
  readonly view?: WebView;
  /** Parameters of the page's address, which its links keep. */
  readonly query: URLSearchParams;
  /** Those of the command line with those of the address. */
  readonly options: PprofOptions;
  readonly title: string;
  readonly sampleTypes: readonly string[];
  /** The one that is shown; `''` when unknown. */
  readonly sampleType: string;
  /** About the profile and the view. */
  readonly labels: readonly string[];
  /** What a report remarked, such as filters that match nothing. */
  readonly remarks: readonly string[];
  readonly configs: readonly WebConfig[];
  /** Page about the profile, which it names itself; `''` for none. */
  readonly docUrl: string;
}
