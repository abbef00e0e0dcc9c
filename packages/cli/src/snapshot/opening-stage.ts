import type { OpenOptions } from '@heaptide/heapsnapshot';

type Stage = Parameters<NonNullable<OpenOptions['onProgress']>>[0];

/** What is done, in words, and the share of the time that is over when it begins. */
const STAGES: Readonly<Record<Stage, readonly [words: string, begin: number]>> = {
  reading: ['reading', 0],
  edges: ['looking which references count', 0.5],
  sizes: ['giving tables to their owners', 0.6],
  order: ['walking from the roots', 0.7],
  dominators: ['finding who holds what alone', 0.8],
};
const READING = 0.5;

/** How far opening is when a stage is so far: words of our own, and the share of all, from 0 to 1. */
export function openingStage(stage: Stage, share = 0): { readonly stage: string; readonly share: number } {
  const [words, begin] = STAGES[stage];
  return { stage: words, share: begin + (stage === 'reading' ? READING * share : 0) };
}
