import { safeText } from '@heaptide/report';
import type { Finding } from './finding.js';

const SIGNS: Readonly<Record<Finding['level'], string>> = {
  ok: 'ok     ',
  advice: 'advice ',
  problem: 'PROBLEM',
  unknown: '?      ',
};

/** Findings as text: a line each, and under it the line that mends it. */
export function renderFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ level, text, fix }) => [
    `${SIGNS[level]} ${safeText(text)}`,
    ...(fix === undefined ? [] : fixLines(fix)),
  ]);
  return [...lines, summary(findings), ''].join('\n');
}

/** The same as JSON (schema `heaptide.doctor/1`). */
export function renderFindingsJson(findings: readonly Finding[]): string {
  return JSON.stringify({ schema: 'heaptide.doctor/1', findings }, undefined, 2) + '\n';
}

/** A fix of several lines, such as a manifest, stands below the first. */
function fixLines(fix: string): readonly string[] {
  const [first = '', ...more] = fix.trimEnd().split('\n');
  return [`        fix: ${safeText(first)}`, ...more.map((line) => `          ${safeText(line)}`)];
}

function summary(findings: readonly Finding[]): string {
  const problems = findings.filter(({ level }) => level === 'problem').length;
  if (problems > 0) return problems === 1 ? '1 problem' : `${problems} problems`;
  const open = findings.filter(({ level }) => level === 'unknown').length;
  return open === 0
    ? 'no problem found'
    : `no problem found, but ${open} of ${findings.length} checks could not be made`;
}
