import { baseName, type Profile } from '@heaptide/profile';
import { profileHeader } from '../pprof/header.js';
import type { PprofOptions } from '../pprof/pprof-options.js';
import { type PprofSurroundings, prepareReport } from '../pprof/pprof-report.js';
import type { Report } from '../pprof/report.js';
import { graphPicture } from './graph-picture.js';
import { peekSections } from './peek-sections.js';
import { renderErrorPage } from './render-error-page.js';
import { renderFlamePage } from './render-flame-page.js';
import { renderGraphPage } from './render-graph-page.js';
import { renderPeekPage } from './render-peek-page.js';
import { renderSourcePage } from './render-source-page.js';
import { renderTopPage } from './render-top-page.js';
import { sourceListing } from './source-listing.js';
import { topTable } from './top-rows.js';
import type { WebConfig, WebFrame, WebPage } from './web-page.js';
import type { WebView } from './web-query.js';

export interface WebPageRequest {
  readonly view: WebView;
  readonly profile: Profile;
  /** Those of the command line with those of the address. */
  readonly options: PprofOptions;
  /** Parameters of the address. */
  readonly query: URLSearchParams;
  readonly configs: readonly WebConfig[];
}

/** What pages need of the world. */
export interface WebSurroundings extends Pick<PprofSurroundings, 'readSource' | 'workingDirectory'> {
  /** Takes remarks of a report, which the page shows too. */
  readonly talk: (line: string) => void;
  /** Makes an SVG of dot text. It is not trusted. */
  readonly drawGraph: (dot: string) => Promise<string>;
}

/** Rows of the table, as many as google/pprof shows. */
const MOST_ROWS = 500;
const MOST_SECTIONS = 200;
const MOST_ROUTINES = 50;

/**
 * One page of the web UI.
 *
 * @throws {HeaptideError} `HT_E_PPROF` where the options do not hold or nothing matches, `HT_E_NO_SUCH_TYPE`, and what
 * `drawGraph` throws.
 */
export async function renderWebPage(
  request: WebPageRequest,
  surroundings: WebSurroundings,
): Promise<WebPage> {
  const { view, profile, options, query } = request;
  const remarks: string[] = [];
  const talk = (line: string): void => {
    remarks.push(line);
    surroundings.talk(line);
  };
  const prepare = (format: 'dot' | 'list' | 'peek' | 'top', changed: Partial<PprofOptions> = {}): Report =>
    prepareReport(
      profile,
      {
        format,
        // What the page focuses on is also what it is about.
        symbol: view === 'peek' || view === 'source' ? (query.get('f') ?? '') : '',
        options: { ...options, ...changed },
      },
      talk,
    );
  const frame = (report: Report, labels: readonly string[]): WebFrame => ({
    ...frameOf(request),
    title: titleOf(profileHeader(report)),
    sampleType: profile.sampleTypes[report.column]?.type ?? '',
    labels: [...new Set([...profileHeader(report), ...labels])],
    remarks,
  });
  switch (view) {
    case 'top': {
      const report = prepare('top', { nodecount: MOST_ROWS });
      const table = topTable(report);
      return renderTopPage(frame(report, table.labels), table);
    }
    case 'graph': {
      const report = prepare('dot');
      const picture = graphPicture(report);
      const svg = await surroundings.drawGraph(picture.dot);
      return renderGraphPage(frame(report, picture.labels), picture, svg);
    }
    case 'flamegraph': {
      const { granularity } = options;
      const report = prepare('dot', {
        call_tree: true,
        trim: false,
        granularity: granularity === '' ? 'filefunctions' : granularity,
      });
      return renderFlamePage(frame(report, []), report);
    }
    case 'peek': {
      const report = prepare('peek', { granularity: 'lines' });
      const peek = peekSections(report, MOST_SECTIONS);
      return renderPeekPage(frame(report, peek.labels), peek);
    }
    case 'source': {
      const report = prepare('list');
      const listing = sourceListing(report, surroundings, MOST_ROUTINES);
      return renderSourcePage(frame(report, listing.labels), listing);
    }
  }
}

/** The page in place of one that {@link renderWebPage} could not make. Without a request, no view was asked for. */
export function renderWebError(
  request: Omit<WebPageRequest, 'view'> & { view?: WebView },
  message: string,
): WebPage {
  return renderErrorPage(frameOf(request), message);
}

function frameOf(request: Omit<WebPageRequest, 'view'> & { view?: WebView }): WebFrame {
  const { view, profile, options, query, configs } = request;
  return {
    ...(view !== undefined && { view }),
    query,
    options,
    title: programOf(profile),
    sampleTypes: profile.sampleTypes.map(({ type }) => type),
    sampleType: '',
    labels: [],
    remarks: [],
    configs,
    docUrl: profile.docUrl,
  };
}

function programOf({ mappings, strings }: Profile): string {
  const file = mappings.length === 0 ? '' : baseName(strings.get(mappings.filename[0]!));
  return file === '' ? 'heaptide' : file;
}

/** `leaky-proxy inuse_space`. */
function titleOf(labels: readonly string[]): string {
  const after = (start: string): string =>
    labels.find((label) => label.startsWith(start))?.slice(start.length) ?? 'unknown';
  return `${after('File: ')} ${after('Type: ')}`;
}
