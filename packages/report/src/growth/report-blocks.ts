import {
  type GrowthReport,
  isFinding,
  type OffHeapGrowth,
  singular,
  type SiteReport,
} from '@heaptide/growth';
import { type Finding, findingsOf } from './findings.js';
import { offHeapText, rateWithInterval } from './growth-amounts.js';
import { framePhrase, joinPhrases, type Phrase, shortName } from './phrase.js';
import { note, type Note, placeNotes, reasonNotes, siteNotes } from './site-notes.js';

/** One thing that a report explains, under a title. */
export interface Block {
  readonly title: Phrase;
  readonly notes: readonly Note[];
}

export interface BlockOptions {
  /** What else is known of a site, to be told under it. */
  readonly notesOf?: ((site: SiteReport) => readonly Note[]) | undefined;
}

const MOST_FINDINGS = 20;
const MOST_GROWING = 5;

/**
 * What a report explains: each finding, findings that were withdrawn, what was expected, what grows, and growth that no
 * site explains. Of very many the first are explained, and the rest is counted.
 */
export function blocksOf(report: GrowthReport, { notesOf = () => [] }: BlockOptions = {}): Block[] {
  const { sites, unit, offHeap } = report;
  const findings = findingsOf(report);
  const others = sites.filter((site) => !isFinding(site));
  const told = others.filter(({ retracted, expected }) => retracted || expected !== undefined);
  const growing = others.filter((site) => site.verdict === 'growing' && !told.includes(site));
  const withMore = ({ title, notes }: Block, about: readonly SiteReport[]): Block => ({
    title,
    notes: [...notes, ...about.flatMap(notesOf)],
  });
  return [
    ...limited(findings, MOST_FINDINGS, 'findings', (finding) =>
      withMore(findingBlock(finding, unit), finding.sites),
    ),
    ...(offHeap === undefined ? [] : [offHeapBlock(offHeap, unit)]),
    ...limited(told, MOST_FINDINGS, 'withdrawn or expected sites', (site) =>
      withMore(toldBlock(site), [site]),
    ),
    ...limited(growing, MOST_GROWING, 'growing sites', (site) =>
      withMore({ title: ['growing: ', ...titleName(site)], notes: siteNotes(site, { doubt: false }) }, [
        site,
      ]),
    ),
  ];
}

function limited<T>(all: readonly T[], most: number, words: string, blockOf: (one: T) => Block): Block[] {
  const blocks = all.slice(0, most).map(blockOf);
  return all.length <= most
    ? blocks
    : [...blocks, { title: [`${all.length - most} more ${words}: --json tells of all`], notes: [] }];
}

function findingBlock({ sites, sum }: Finding, unit: string): Block {
  const [site, ...others] = sites;
  const state = `${sum.verdict}, ${sum.confirmed ? 'confirmed' : 'not confirmed yet'}${expectation(site)}: `;
  if (others.length === 0) {
    return { title: [state, ...titleName(site)], notes: siteNotes(site, { doubt: true }) };
  }
  const per = singular(unit);
  const together = `${rateWithInterval(sum.slope)} per ${per} together`;
  const members = sites.slice(0, MOST_FINDINGS);
  const more = sites.length - members.length;
  return {
    title: [state, ...titleName(site), ` and ${others.length} more in lock-step, counted once: `, together],
    notes: [
      ...members.map((member, i) =>
        note(i === 0 ? 'sites' : '', [
          ...framePhrase(member),
          `: ${rateWithInterval(member.slope)} per ${per}`,
        ]),
      ),
      ...(more > 0 ? [note('', [`and ${more} more`])] : []),
      ...placeNotes(site).filter(({ label }) => label !== 'at'),
      ...reasonNotes(
        { ...site, candidates: members.flatMap(({ candidates = [] }) => candidates) },
        { doubt: true },
      ),
    ],
  };
}

function toldBlock(site: SiteReport): Block {
  const state = `${site.verdict}${site.retracted ? ', withdrawn' : ''}${expectation(site)}: `;
  return { title: [state, ...titleName(site)], notes: siteNotes(site, { doubt: false }) };
}

function expectation({ expected }: SiteReport): string {
  return expected === undefined ? '' : expected.holds ? ', as expected' : ', not as expected';
}

function offHeapBlock(growth: OffHeapGrowth, unit: string): Block {
  return { title: ['off the heap: ', offHeapText(growth, unit)], notes: [note('why', [growth.reason])] };
}

function titleName(site: SiteReport): Phrase {
  return joinPhrases(
    [[{ name: shortName(site) }], ...(site.kind === undefined ? [] : [[`(${site.kind} memory)`]])],
    ' ',
  );
}
