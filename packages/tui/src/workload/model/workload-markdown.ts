import { duration, longBytes, markdownPhrase, type Phrase, signedLongBytes } from '@heaptide/report';
import { functionName } from '../../sites/site-names.js';
import { unitName } from '../../sites/unit-name.js';
import { growingPods, type MergedSite } from './merge-sites.js';
import { etaWords, historyLine, podCounts, workloadWords } from './workload-words.js';
import type { PodRow, WorkloadState } from './workload-state.js';

/** GitHub takes 65,536 characters in a comment. */
const MOST_PODS = 50;
const MOST_SITES = 30;
const MOST_ENDED = 20;

/**
 * The workload as a comment on GitHub: the verdict, the sites of all pods, the pods, and the lives that are over. Nothing that a
 * cluster or a profile names is markup, mentions anybody or refers to anything.
 */
export function workloadMarkdown(state: WorkloadState): string {
  const { name, namespace, verdict, sites, pods, history, endedCount } = state;
  const { clauses } = workloadWords(state, { ascii: false });
  return [
    `### heaptide watch: ${verdict.verdict}`,
    `**${markdownPhrase([clauses.join(', ')])}**`,
    markdownPhrase([{ name }, ' in ', { name: namespace }, `: ${podCounts(state)}`]),
    sites.length === 0 ? '' : siteTable(sites.slice(0, MOST_SITES), verdict.judged),
    podTable(pods.slice(0, MOST_PODS)),
    left(pods.length - MOST_PODS, 'pods'),
    ...history
      .slice(0, MOST_ENDED)
      .map((ended) => `- ${markdownPhrase([historyLine(ended, { ascii: false })])}`),
    left(endedCount - Math.min(history.length, MOST_ENDED), 'lives that are over'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function siteTable(sites: readonly MergedSite[], judged: number): string {
  return table(
    ['verdict', 'pods', 'site', 'location', 'per unit (range)', 'together'],
    sites.map((site) => {
      const pods = growingPods(site);
      const { median, least, most } = site.perUnit;
      const perUnit =
        site.unit === 'second'
          ? 'by time only'
          : `${signedLongBytes(median)} per ${unitName(site.unit)} (${longBytes(least)} to ${longBytes(most)})`;
      return [
        [site.verdict],
        [`${pods} of ${Math.max(pods, judged)}, ${site.confirmed} confirmed`],
        [{ name: functionName(site.function) }],
        site.file === '' ? [''] : [{ name: `${site.file}:${site.line}` }],
        [perUnit],
        [`${signedLongBytes(site.perSecond)} per second`],
      ];
    }),
  );
}

function podTable(pods: readonly PodRow[]): string {
  return table(
    ['pod', 'restarts', 'last', 'memory', 'grows by', 'limit in', 'verdict'],
    pods.map(({ pod, memory, growth, standing, problem }) => [
      [{ name: pod.name }],
      [String(pod.restarts)],
      [pod.ending === undefined ? '' : endingText(pod.ending)],
      [memoryText(memory)],
      [growth === undefined ? '' : `${signedLongBytes(growth.perSecond)} per second`],
      [growth === undefined ? '' : etaWords(growth)],
      [growth?.verdict ?? problem ?? standing],
    ]),
  );
}

function endingText({ words, uptimeMs }: NonNullable<PodRow['pod']['ending']>): string {
  return uptimeMs === undefined ? words : `${words} after ${duration(uptimeMs)}`;
}

function memoryText(memory: PodRow['memory']): string {
  if (memory === undefined) return '';
  const { used, limit } = memory;
  return limit === undefined ? longBytes(used) : `${longBytes(used)} of ${longBytes(limit)}`;
}

function table(titles: readonly string[], rows: readonly (readonly Phrase[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(titles),
    line(titles.map(() => '---')),
    ...rows.map((cells) => line(cells.map((cell) => markdownPhrase(cell)))),
  ].join('\n');
}

function left(n: number, what: string): string {
  return n > 0 ? `and ${n} more ${what}` : '';
}
