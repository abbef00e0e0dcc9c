import { safeText } from '../safe-text.js';
import { type CheckFinding, type CheckResult, failuresOf } from './check-result.js';
import { outcomeReason } from './check-text.js';
import { findingText, pathLines } from './finding-text.js';

const PATH_FRAMES = 8;

/**
 * The result as workflow commands of GitHub Actions, a line each: an error for each finding that fails the check, a notice
 * for each that is allowed, a warning for an inconclusive check. `''` when there is nothing to say.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithubAnnotations(result: CheckResult): string {
  const failures = failuresOf(result);
  const lines = result.findings.map((finding) =>
    failures.includes(finding)
      ? command('error', properties(finding), message(finding, result))
      : command('notice', properties(finding), message(finding, result)),
  );
  if (result.outcome === 'inconclusive') {
    const level = result.inconclusiveAllowed ? 'warning' : 'error';
    lines.push(command(level, { title: 'heaptide check: inconclusive' }, outcomeReason(result)));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function properties({ site, place }: CheckFinding): Record<string, string> {
  return {
    ...(place === undefined
      ? {}
      : { file: safeText(place.file), line: String(place.line), col: String(place.column) }),
    title: `heaptide check: ${site.verdict} in ${safeText(site.function)}`,
  };
}

function message(finding: CheckFinding, { growth }: CheckResult): string {
  const { key, site, keeper, allowedBy, objection } = finding;
  const path = pathLines(finding).reverse();
  const shown = path.slice(0, PATH_FRAMES).map((line) => `  at ${line}`);
  if (path.length > shown.length) shown.push(`  and ${path.length - shown.length} more frames`);
  return [
    `${safeText(key)}: ${findingText(finding, growth)}`,
    safeText(site.reason),
    ...(keeper === undefined ? [] : [`kept by: ${safeText(keeper)}`]),
    ...(objection === undefined ? [] : [safeText(objection)]),
    ...(allowedBy === undefined ? [] : [`allowed: ${safeText(allowedBy.reason)}`]),
    ...shown,
  ].join('\n');
}

function command(level: string, properties: Readonly<Record<string, string>>, text: string): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${level} ${written.join(',')}::${escapeData(text)}`;
}

/** As the runner reads it back: a text must not end the command, and what stands in a property must not end that. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
